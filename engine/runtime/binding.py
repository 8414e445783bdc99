"""Putting a case's values into the rules that name people, so that a directory can answer them elsewhere."""

import re
from dataclasses import replace
from typing import Any

from engine.model.who import Superiors, Who
from engine.people import BoundWho
from engine.people.who import NO_AMOUNT, each_once
from engine.runtime import revisions
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.data import parsed, read_at
from engine.runtime.facts import WORLD_FUNCTIONS
from engine.runtime.successors import successor_of, with_successors

_ASSIGNEE = re.compile(r"\bassignee\b")


def bind_who(turn: TurnBuilder, who: Who, list_id: str | None, *, limit: str | None = None) -> BoundWho:
    """The rule with its values; whoever it names in person is followed by who is in their place now. `limit` is the key
    of the limit whose rung asks: it knows the `assignee`."""
    bound = _bound(turn, who, list_id, limit)
    if bound.kind != "person" or not turn.successors:
        return bound
    return replace(bound, names=each_once(successor_of(turn.successors, person) for person in bound.names))


def _bound(turn: TurnBuilder, who: Who, list_id: str | None, limit: str | None) -> BoundWho:
    exclude = tuple(bind_excluded(turn, one, list_id, limit) for one in who.exclude or ())
    if who.person is not None:
        return _person(turn, who, exclude, list_id, limit)
    if who.superiors is not None:
        return _superiors(turn, who, who.superiors, exclude, list_id, limit)
    if who.on_duty is not None:
        names = (who.on_duty.roster, *((who.on_duty.post,) if who.on_duty.post else ()))
        return BoundWho("on_duty", names, exclude=exclude, each=who.each, pick=who.pick)
    kind: Any = next((one for one in ("role", "group", "post") if getattr(who, one) is not None), "department")
    return BoundWho(
        kind,
        _addresses(turn, getattr(who, kind), list_id),
        () if kind == "department" else _addresses(turn, who.department, list_id),
        exclude=exclude,
        each=who.each,
        pick=who.pick,
        capabilities=_addresses(turn, who.capability, list_id),
        authority=amount_of(turn, who.authority, list_id),
    )


def amount_of(turn: TurnBuilder, expression: str | None, list_id: str | None) -> str:
    """The amount somebody's authority must cover; an empty one is nobody's to decide on."""
    if expression is None:
        return ""
    amount = turn.evaluate(expression, list_id)
    return NO_AMOUNT if amount is None else str(amount)


_ACTOR = re.compile(r"\bsteps\.([a-z][a-z0-9_]*)\.by\b")


def bind_excluded(turn: TurnBuilder, who: Who, list_id: str | None, limit: str | None = None) -> BoundWho:
    """Whom a rule leaves out. Who acted for somebody counts as both, as does who took somebody's place: neither is the
    other pair of eyes."""
    bound = _bound(turn, who, list_id, limit)
    if bound.kind == "person" and turn.successors:
        bound = replace(bound, names=with_successors(turn.successors, bound.names))
    if turn.state.engine_revision < revisions.VOTERS or who.person is None:
        return bound
    steps = _ACTOR.findall(who.person)
    behalf = [person for step in steps if step in turn.last for person in turn.last[step].behalf]
    if not behalf:
        return bound
    if turn.state.engine_revision >= revisions.OTHER_EYES:
        behalf = list(with_successors(turn.successors, tuple(behalf)))
    if bound.expression:
        names = ", ".join(f'"{person}"' for person in dict.fromkeys(behalf))
        return replace(bound, expression=f"flatten([[{bound.expression}], [{names}]])")
    return replace(bound, names=tuple(dict.fromkeys((*bound.names, *behalf))))


def _addresses(turn: TurnBuilder, written: Any, list_id: str | None) -> tuple[str, ...]:
    value = turn.calculate(written, list_id)
    if value is None:
        return ()
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else (str(value),)


def _person(
    turn: TurnBuilder, who: Who, exclude: tuple[BoundWho, ...], list_id: str | None, limit: str | None
) -> BoundWho:
    expression, here = who.person or "", {}
    if limit is not None and _ASSIGNEE.search(expression):
        people = assignee_of(turn, limit)
        if people:
            here = {"assignee": list(people) if len(people) > 1 else people[0]}
        else:
            owner = bind_who(turn, turn.plan.definition.owner, None)
            if expression == "assignee":
                return owner
            expression = _ASSIGNEE.sub(_as_expression(owner), expression)
    tree = parsed(expression)
    if not set(tree.calls) & set(WORLD_FUNCTIONS):
        return BoundWho(
            "person", _people(turn.evaluate(expression, list_id, **here)), exclude=exclude, each=who.each, pick=who.pick
        )
    scope = turn.scope(list_id, **here)
    values = {path: read_at(scope.lookup(path.split(".")[0]), path.split(".")[1:]) for path in tree.names}
    return BoundWho.by_expression(expression, values, exclude=exclude, each=who.each, pick=who.pick)


def _superiors(
    turn: TurnBuilder,
    who: Who,
    chain: Superiors,
    exclude: tuple[BoundWho, ...],
    list_id: str | None,
    limit: str | None,
) -> BoundWho:
    below = _person(turn, Who(person=chain.of), (), list_id, limit)
    until: dict[str, str] = {}
    if chain.until is not None and chain.until.authority is not None:
        amount = turn.evaluate(chain.until.authority, list_id)
        until = {"authority": "" if amount is None else str(amount)}  # an empty one is nobody's to decide on
    elif chain.until is not None:
        until = {key: str(one) for key, one in chain.until.model_dump(exclude_none=True).items()}
    top = chain.from_ == "top"
    return replace(below, kind="superiors", exclude=exclude, each=True, pick=who.pick, until=until, from_top=top)


def _as_expression(owner: BoundWho) -> str:
    """The owner of the case as an expression: the holders of a role, or people by id."""
    if owner.kind == "role" and owner.names:
        listed = ", ".join(f'holders of("{name}")' for name in owner.names)
        return listed if len(owner.names) == 1 else f"flatten([{listed}])"
    listed = ", ".join(f'"{name}"' for name in owner.names)
    return listed if len(owner.names) == 1 else f"[{listed}]"


def _people(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(person for one in value for person in _people(one))
    raise Parked("not-people", f"Expected people, but the rule gave {value!r}")


def assignee_of(turn: TurnBuilder, key: str) -> tuple[str, ...]:
    """Who has what a limit is about: the holder of the task, else those it is offered to; nobody for other limits.

    For the limit of a step that is no user task, and for clocks and the case, the owner stands in (see `bind_who`).
    """
    task = turn.tasks.get(key)
    if task is None:
        return ()
    return (task.holder,) if task.holder else task.offered
