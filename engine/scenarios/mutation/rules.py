"""Which changes each part of a definition allows: one function for each kind of part."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.calendars import TimeTextError
from engine.model.base import Model
from engine.model.fields import Field, Setting, Sum
from engine.model.forms import Check, Form
from engine.model.limits import Clock, Limited, Rung
from engine.model.reactions import Event, Reaction
from engine.model.starts import Start
from engine.model.steps import StepBase
from engine.model.steps.choose import Case
from engine.model.steps.decision import Rule
from engine.model.steps.parallel import Branch, Parallel
from engine.model.steps.user_task import Batch, Outcome, Return, UserTask
from engine.model.who import Who
from engine.said import Said
from engine.scenarios.mutation import expressions as feel
from engine.scenarios.mutation import moments

Change = tuple[str, dict[str, Any], str]
"""Where inside the part, the new values of its fields, and what was changed in words."""


@dataclass(frozen=True)
class Surroundings:
    """What a change needs to know of the definition: its roles with who holds them, and the steps of each list."""

    holders: Mapping[str, frozenset[str]]
    targets: Sequence[str]
    below: Mapping[str, str | None] = field(default_factory=dict)


def changes(model: Model, around: Surroundings) -> Iterator[Change]:
    """All changes of one part, without those inside other parts of it."""
    for kind, rule in _RULES:
        if isinstance(model, kind):
            yield from rule(model, around)


def _texts(model: Model, name: str, alter: Callable[[str], Iterator[str]]) -> Iterator[Change]:
    written = getattr(model, name)
    if isinstance(written, str):
        try:
            for other in alter(written):
                yield name.rstrip("_"), {name: other}, f"{written} → {other}"
        except TimeTextError:
            return


def _limited(model: Any, around: Surroundings) -> Iterator[Change]:
    yield from _texts(model, "due", moments.changed_moments)


def _clock(model: Clock, around: Surroundings) -> Iterator[Change]:
    yield from _limited(model, around)
    yield from _texts(model, "max_pause", moments.changed_durations)
    if model.paused_in:
        yield "paused_in", {"paused_in": None}, "the clock never stands still"


def _rung(model: Rung, around: Surroundings) -> Iterator[Change]:
    yield from _texts(model, "at", moments.changed_rung_moments)
    yield from _texts(model, "every", moments.changed_durations)
    yield from _texts(model, "if_", feel.changed_conditions)
    if model.notify and len(model.notify) > 1:
        for number in range(len(model.notify)):
            left = [who for place, who in enumerate(model.notify) if place != number]
            yield "notify", {"notify": left}, Said("receiver {number} is not told", number=number + 1)


def _who(model: Who, around: Surroundings) -> Iterator[Change]:
    for name in ("role",):
        written = getattr(model, name)
        for number, role in enumerate(written if isinstance(written, list) else [written]):
            other = _another_role(role, around)
            if other is None:
                continue
            roles = [other if place == number else one for place, one in enumerate(written)]
            yield name, {name: roles if isinstance(written, list) else other}, f"{role} → {other}"
    if model.person is not None and not model.person.startswith("manager of("):
        superior = f"manager of({model.person})"
        if model.person in ("initiator", "assignee"):
            yield "person", {"person": superior}, f"{model.person} → {superior}"
    elif model.person is not None:
        inner = model.person.removeprefix("manager of(").removesuffix(")")
        yield "person", {"person": inner}, f"{model.person} → {inner}"
    for number in range(len(model.exclude or ())):
        left = [who for place, who in enumerate(model.exclude or ()) if place != number]
        yield "exclude", {"exclude": left or None}, Said("exclusion {number} is left out", number=number + 1)


def _another_role(role: Any, around: Surroundings) -> str | None:
    """The next role that somebody else holds; None for a role that is calculated."""
    if not isinstance(role, str) or role.startswith("="):
        return None
    roles = list(around.holders)
    start = roles.index(role) + 1 if role in around.holders else 0
    held = around.holders.get(role, frozenset())
    for other in (*roles[start:], *roles[:start]):
        if around.holders[other] and not around.holders[other] & held:
            return other
    return None


def _reaction(model: Reaction, around: Surroundings) -> Iterator[Change]:
    if model.next is None:
        return
    other = _another_target(model.next, around)
    if other is not None:
        yield "next", {"next": other}, f"{model.next} → {other}"


def _another_target(target: str, around: Surroundings) -> str | None:
    """The step after the target in the outermost list, else the one before it; `done` has no neighbour."""
    targets = list(around.targets)
    if target not in targets or len(targets) < 2:
        return None
    place = targets.index(target)
    return targets[place + 1] if place + 1 < len(targets) else targets[place - 1]


def _event(model: Event, around: Surroundings) -> Iterator[Change]:
    yield from _texts(model, "timer", moments.changed_moments)
    yield from _texts(model, "every", moments.changed_durations)
    yield from _texts(model, "condition", feel.changed_conditions)
    yield from _texts(model, "if_", feel.changed_conditions)
    if model.comment == "required":
        yield "comment", {"comment": "optional"}, "the comment may be left out"


def _start(model: Start, around: Surroundings) -> Iterator[Change]:
    yield from _texts(model, "if_", feel.changed_conditions)


def _step(model: Any, around: Surroundings) -> Iterator[Change]:
    yield from _texts(model, "if_", feel.changed_conditions)
    for name in ("until", "condition"):
        if hasattr(model, name):
            yield from _texts(model, name, feel.changed_conditions)
    if hasattr(model, "timer"):
        yield from _texts(model, "timer", moments.changed_moments)
    if model.next is not None and around.below.get(model.id) is not None:
        below = around.below[model.id]
        if below != model.next:
            yield "next", {"next": None}, f"{model.next} → {below}"


def _user_task(model: UserTask, around: Surroundings) -> Iterator[Change]:
    for outcome, votes in (model.vote or {}).items():
        other = {"all": "any", "any": "all"}.get(str(votes))
        other_number = votes + 1 if isinstance(votes, int) else None
        if other or other_number:
            vote = {**(model.vote or {}), outcome: other or other_number}
            yield f"vote.{outcome}", {"vote": vote}, f"{votes} → {other or other_number}"
    if isinstance(model.assign, list) and len(model.assign) > 1:
        for number in range(len(model.assign)):
            left = [who for place, who in enumerate(model.assign) if place != number]
            yield "assign", {"assign": left}, Said("seat {number} is left out", number=number + 1)


def _outcome(model: Outcome, around: Surroundings) -> Iterator[Change]:
    yield from _texts(model, "if_", feel.changed_conditions)
    if model.comment == "required":
        yield "comment", {"comment": "optional"}, "the comment may be left out"
    if model.signature:
        yield "signature", {"signature": False}, "no signature is asked for"
    yield from _left_out(model, "require")


def _return(model: Return, around: Surroundings) -> Iterator[Change]:
    yield from _left_out(model, "require")
    if len(model.to) > 1:
        yield from _left_out(model, "to")
    if model.comment == "required":
        yield "comment", {"comment": "optional"}, "the comment may be left out"
    if model.again != "everyone":
        yield "again", {"again": "everyone"}, f"{model.again} → everyone"


def _left_out(model: Any, name: str) -> Iterator[Change]:
    for path in getattr(model, name):
        left = [one for one in getattr(model, name) if one != path]
        yield name, {name: left}, Said("{path} is left out", path=path)


def _form(model: Form, around: Surroundings) -> Iterator[Change]:
    for path in model.require:
        left = [one for one in model.require if one != path]
        yield "require", {"require": left, "edit": [*model.edit, path]}, Said("{path} may be left empty", path=path)
    for number in range(len(model.checks)):
        checks = [check for place, check in enumerate(model.checks) if place != number]
        yield "checks", {"checks": checks}, Said("check {number} is left out", number=number + 1)
    for path, condition in model.only_if.items():
        for other in feel.changed_conditions(condition):
            yield "only_if", {"only_if": {**model.only_if, path: other}}, f"{condition} → {other}"


def _check(model: Check, around: Surroundings) -> Iterator[Change]:
    yield from _texts(model, "must", feel.changed_conditions)


def _case(model: Case | Branch, around: Surroundings) -> Iterator[Change]:
    yield from _texts(model, "if_", feel.changed_conditions)


def _parallel(model: Parallel, around: Surroundings) -> Iterator[Change]:
    if len(model.branches) > 1 and model.join in ("all", "any"):
        other = "any" if model.join == "all" else "all"
        yield "join", {"join": other}, f"{model.join} → {other}"


def _rule(model: Rule, around: Surroundings) -> Iterator[Change]:
    for path, cell in model.tests.items():
        for other in feel.changed_cells(cell):
            yield path, {path: other}, f"{cell} → {other}"


def _batch(model: Batch, around: Surroundings) -> Iterator[Change]:
    yield from _texts(model, "release", moments.changed_moments)
    if model.at_count is not None:
        yield "at_count", {"at_count": model.at_count * 2}, f"{model.at_count} → {model.at_count * 2}"
    if model.key is not None:
        yield "key", {"key": None}, "all cases gather together"


def _field(model: Field, around: Surroundings) -> Iterator[Change]:
    yield from _texts(model, "formula", feel.changed_expressions)
    for name in ("minimum", "maximum"):
        if getattr(model, name) is not None:
            yield name, {name: None}, f"{getattr(model, name)} → none"


def _sum(model: Sum, around: Surroundings) -> Iterator[Change]:
    if model.limit is not None:
        yield "limit", {"limit": None}, f"{model.limit} → none"
    yield from _left_out(model, "without")


def _setting(model: Setting, around: Surroundings) -> Iterator[Change]:
    if model.type == "duration":
        yield from _texts(model, "default", moments.changed_durations)
    elif model.type in ("integer", "number", "percent", "money") and isinstance(model.default, str):
        yield from _texts(model, "default", lambda written: iter([feel.another_number(written)]))


_RULES: tuple[tuple[type[Model], Callable[[Any, Surroundings], Iterator[Change]]], ...] = (
    (Limited, _limited), (Clock, _clock), (Rung, _rung), (Who, _who), (Reaction, _reaction), (Event, _event),
    (Start, _start), (StepBase, _step), (UserTask, _user_task), (Outcome, _outcome), (Return, _return), (Form, _form),
    (Check, _check), (Case, _case), (Branch, _case), (Parallel, _parallel), (Rule, _rule), (Batch, _batch),
    (Field, _field), (Setting, _setting), (Sum, _sum),
)  # fmt: skip
