"""Related cases: a field of type `case` points at another case, which is picked under the right of who picks it.

What is handed in names a case. The door finds it in the store and puts in its place what is kept of it; the commit
asks once more, so that nobody points at what they may not read, and no sum goes over its limit. A case that one may not
read is refused like one that does not exist.
Codes: `no-such-case`, `over-limit`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from engine.model.fields import Field, Sum
from engine.model.plan import Plan
from engine.model.related_cases import is_related, number_in, wanted_in
from engine.model.steps.end import CANCELLED
from engine.model.values import no_such_case, write_value
from engine.model.wrong_values import Complaint
from engine.runtime.builder import TurnBuilder
from engine.runtime.commands import Command
from engine.runtime.form_errors import FormErrors
from engine.runtime.questions import AskRelated, Pointing
from engine.runtime.turn import Refusal
from engine.runtime.world import KnownCase, World

LONGEST_SEEN = 200
"""Characters of a value of the summary that is kept."""

# -- at the door: from what is handed in to what is kept -------------------------------------------------------------


def pointing(plan: Plan, name: str, wanted: str, *, own: str, person: str | None) -> Pointing:
    """What the store is asked about a case that is picked in a field. `own`: the case that points, once it is one."""
    declared = plan.definition.data[name]
    summed = declared.sum or Sum(field="")
    processes = tuple(declared.processes or ())
    return Pointing(wanted, name, plan.process, own, person, processes, summed.field, tuple(summed.without))


def picks(plan: Plan, data: Mapping[str, Any], *, own: str, person: str | None) -> Iterator[Pointing]:
    """The cases that are meant in what is handed in. `person` None: no person, and no right is asked."""
    for name, value in data.items():
        declared = plan.definition.data.get(name)
        wanted = wanted_in(value) if declared is not None and declared.type == "case" else None
        if wanted is not None:
            yield pointing(plan, name, wanted, own=own, person=person)


def with_picks(plan: Plan, data: Mapping[str, Any], found: Mapping[Pointing, KnownCase | None]) -> dict[str, Any]:
    """What is handed in, with what is kept of the cases in it; where nothing is found, the words stay, and are refused
    with the form."""
    told = dict(data)
    for one, known in found.items():
        value = value_of(plan.definition.data[one.field], known) if known is not None else None
        told[one.field] = _called(data[one.field], one.wanted) if value is None else value
    return told


def _called(picked: Any, wanted: str) -> str:
    """What people call a case that was picked."""
    return str(picked["key"]) if is_related(picked) else wanted


def filled_by(command: Command) -> Mapping[str, Any]:
    """What a command fills in."""
    data = getattr(command, "data", None)
    return data if isinstance(data, Mapping) else {}


def filling(command: Command, data: Mapping[str, Any]) -> Command:
    """A command that fills in this instead of what it did."""
    changes: dict[str, Any] = {"data": dict(data)}
    return replace(command, **changes) if filled_by(command) else command


def value_of(declared: Field, known: KnownCase) -> dict[str, Any] | None:
    """What is kept of a case, as JSON; None where it may not be picked in this field."""
    if not (known.reads and _fits(known, tuple(declared.processes or ()), declared.status or "any")):
        return None
    open_to_all = declared.sum is not None and not known.sealed
    limit = known.limit(declared.sum.limit) if declared.sum is not None and open_to_all else None
    return {
        "case": known.case,
        "process": known.process,
        "key": known.key,
        "seen": {} if known.sealed else dict(_short(known.summary)),
        "used": _text(known.used) if open_to_all else None,
        "limit": _text(limit),
    }


def uses(ended: str | None, without: Collection[str]) -> bool:
    """Whether a case still uses what it has named of another: it runs, or has ended otherwise than cancelled or in one
    of these ends. `ended`: its end state, None while it runs."""
    return ended not in (CANCELLED, *without)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(write_value(number))


def _short(summary: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in summary.items():
        if isinstance(value, str | int | bool) and len(str(value)) <= LONGEST_SEEN:
            yield name, value


def _fits(known: KnownCase, processes: tuple[str, ...], status: str) -> bool:
    stands = "open" if known.status == "open" else "ended"
    return known.process in processes and status in ("any", stands)


# -- in a turn -------------------------------------------------------------------------------------------------------


def ask(turn: TurnBuilder, data: Mapping[str, Any], by: str | None) -> None:
    """Let the commit see whether the cases picked in a form may be, and whether every sum it moves has room."""
    for name, declared in turn.plan.definition.data.items():
        value = turn.data.get(name)
        moved = declared.sum is not None and any(path.partition(".")[0] == declared.sum.field for path in data)
        if declared.type == "case" and is_related(value) and (name in data or moved):
            person = by if name in data else None
            turn.ask(_question(turn, pointing(turn.plan, name, value["case"], own=turn.state.case_id, person=person)))


def refused_at_start(turn: TurnBuilder, world: World, errors: FormErrors) -> None:
    """The same at the door, for what was picked there: each that may not be is an error."""
    for to, known in (world.related or {}).items():
        refused = not_related(_question(turn, to), known) if is_related(turn.data.get(to.field)) else None
        if refused is not None:
            said = Complaint(refused.message, refused.zh)
            errors.add((refused.field or to.field,), refused.code, said, refused.message)


def _question(turn: TurnBuilder, to: Pointing) -> AskRelated:
    declared = turn.plan.definition.data[to.field]
    summed, value = declared.sum, turn.data[to.field]
    amount = number_in(turn.data.get(summed.field)) if summed is not None else None
    limit = summed.limit if summed is not None else None
    return AskRelated(to, str(value["key"]), declared.status or "any", limit, _text(amount))


# -- at the commit ---------------------------------------------------------------------------------------------------


def not_related(question: AskRelated, known: KnownCase | None) -> Refusal | None:
    """Why the commit refuses a case to be pointed at, by what is known of it now; None when it does not."""
    to = question.to
    if to.person is not None and (known is None or not (known.reads and _fits(known, to.processes, question.status))):
        said = no_such_case(question.key)
        return Refusal("no-such-case", said.en, to.field, said.zh)
    limit = known.limit(question.limit) if known is not None else None
    if known is None or limit is None or _has_room(known.used, limit, number_in(question.amount)):
        return None
    said = _over(question.key, *((None, None) if known.sealed else (known.used, limit)))
    return Refusal("over-limit", said.en, to.summed, said.zh)


def _has_room(used: Decimal | None, limit: Decimal, amount: Decimal | None) -> bool:
    return amount is None or (used or Decimal(0)) + amount <= limit


def _over(key: str, used: Decimal | None, limit: Decimal | None) -> Complaint:
    if used is None or limit is None:
        return Complaint(f"Expected no more than is left of {key}", f"超出 {key} 的余额")
    left = max(limit - used, Decimal(0))
    en = f"Expected at most {left}, for {used} of {limit} of {key} are used already"
    zh = f"最多 {left}：{key} 的 {limit} 已用 {used}"
    return Complaint(en, zh, {"maximum": write_value(left)})
