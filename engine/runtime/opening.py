"""Opening a case at the door: who may start it, what must be handed in, its numbers and its business key.

Codes: `unknown-start`, `not-allowed`, `not-for-another`, `not-possible-now`, `not-published`, `field-not-editable`,
`field-protected`, `department-needed`, `not-your-department`, `not-eligible`, `no-such-case`, `over-limit`,
`field-missing`, `wrong-type`, `check-failed`, `key-empty`, `key-too-long`, `rule-failed`.
"""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.model.plan import Plan
from engine.model.starts import Start
from engine.model.values import write_value
from engine.people import BoundWho, may_do
from engine.runtime import choosing, forms, related, revisions
from engine.runtime.beginning import first_state, take_settings, write_start
from engine.runtime.binding import bind_who
from engine.runtime.builder import TurnBuilder
from engine.runtime.departments import department_for
from engine.runtime.facts import Facts
from engine.runtime.facts_found import informed
from engine.runtime.form_errors import FormErrors, of_the_directory
from engine.runtime.refusals import Parked, Rejected
from engine.runtime.stimuli import Caller, Started
from engine.runtime.world import RULE_FAULTS, World

MAX_KEY = 200
Numbers = Callable[[str, datetime], str]
"""Gives the next number of a pattern; the caller sees to it that asking again for the same case gives the same."""


@dataclass(frozen=True)
class Opening:
    """A case that may begin: its first stimulus and its name."""

    started: Started
    business_key: str

    @property
    def workflow_key(self) -> str:
        return self.business_key


def open_case(
    plan: Plan,
    start_id: str,
    handed_in: Mapping[str, Any],
    *,
    by: str | None,
    at: datetime,
    case_id: str,
    numbers: Numbers,
    world: World,
    settings: Mapping[str, Any] | None = None,
    caller: Caller | None = None,
    initiator: str | None = None,
    department: str | None = None,
    revokes: str | None = None,
    for_whom: str | None = None,
) -> Opening:
    """Check a start and make the case's first stimulus. Raises `Rejected`; no number is taken before all is right.

    `department`: for which of the departments of the starter it is, where they have posts in several. `for_whom`: who
    is the starter, where `by` starts it for somebody else.
    """
    start = _start_of(plan, start_id)
    _must_be_published(plan, at.astimezone(ZoneInfo(world.zone)).date())
    whose = for_whom or by
    department = department_for(plan.definition, world.directory, whose, department, asked=start.by is not None)
    started = Started(
        at, case_id, start_id, "", whose or initiator, dict(handed_in), dict(settings or {}), world.zone, caller,
        revisions.CURRENT, revokes=revokes, department=department, started_by=by if whose != by else None,
    )  # fmt: skip
    taken, world = _Taken(numbers), world.seen_from(started.post)

    def opened(facts: Facts) -> Opening:
        turn = TurnBuilder(plan, first_state(plan, started), at, facts)
        return _opened(turn, plan, start, started, taken, world)

    try:
        return informed(opened, world)
    except Parked as parked:
        raise Rejected(parked.code, parked.text) from None
    except RULE_FAULTS as fault:
        raise Rejected("rule-failed", f"Expected a start that can be checked, but a rule fails: {fault}") from None


class _Taken:
    """Numbers of the fields of one case: each is taken once, however often the start is gone through for facts."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._of_field: dict[str, str] = {}

    def number_of(self, name: str, pattern: str, at: datetime) -> str:
        if name not in self._of_field:
            self._of_field[name] = self._numbers(pattern, at)
        return self._of_field[name]


def _start_of(plan: Plan, start_id: str) -> Start:
    starts = plan.definition.start
    if start_id in starts:
        return starts[start_id]
    near = difflib.get_close_matches(start_id, starts, n=1)
    hint = f" Did you mean `{near[0]}`?" if near else ""
    raise Rejected("unknown-start", f"Expected one of {', '.join(starts)}, but got `{start_id}`.{hint}")


def _must_be_published(plan: Plan, today: date) -> None:
    """A definition may say from which day new cases start (`publish`)."""
    begins = plan.definition.publish
    if begins is not None and date.fromisoformat(begins) > today:
        raise Rejected("not-published", f"Expected {begins} or later, but new cases of {plan.process} start only then")


def _opened(turn: TurnBuilder, plan: Plan, start: Start, started: Started, taken: _Taken, world: World) -> Opening:
    take_settings(turn, started)
    if start.by is not None:
        started = replace(started, on_behalf=_started_for(turn, start, started, world))
    started = _handed_in(turn, plan, start, started, world)
    numbered = _numbered(turn, plan, started, taken)
    started = replace(started, data={**started.data, **numbered})
    for path, value in start.set.items():
        turn.write({path: turn.calculate(value)}, started.start)
    key = turn.evaluate(plan.definition.business_key)
    if key in (None, ""):
        raise Rejected("key-empty", f"Expected a business key, but {plan.definition.business_key} is empty")
    name = str(write_value(key))
    if len(name) > MAX_KEY:
        raise Rejected("key-too-long", f"Expected a business key of at most {MAX_KEY} characters, but got {len(name)}")
    return Opening(replace(started, business_key=name), name)


def _handed_in(turn: TurnBuilder, plan: Plan, start: Start, started: Started, world: World) -> Started:
    """What was handed in, written and found to be right; refuses all that is wrong at once."""
    form = start.form or forms.NO_FORM
    errors = FormErrors(plan.definition.data)
    started = replace(started, data=_only_known(plan, form, started, errors))
    # What a case brings to its list was checked when it was filled in, and nobody is there who could fill it in anew.
    asks = plan.definition.batch_of is None
    if asks:
        _must_be_free(turn, started, world, errors)
    write_start(turn, started, errors)
    if not errors.names and start.if_ is not None and not turn.is_true(start.if_, actor=started.initiator):
        raise Rejected("not-possible-now", f"Expected {start.if_}, but that is not so")
    if asks:
        forms.check_form(turn, form, started.data, None, started.initiator, errors)
        related.refused_at_start(turn, world, errors)
    errors.refuse()
    return started


def _started_for(turn: TurnBuilder, start: Start, started: Started, world: World) -> str | None:
    """For whom the starter, a stand-in, starts it; None for whoever may themselves. Refuses everybody else."""
    by, rule = started.initiator, start.by
    assert rule is not None
    if started.started_by is not None:
        _must_be_allowed_for_another(turn, start, started, world)
    acting = None if by is None else may_do(by, bind_who(turn, rule, None), world.directory, started.at)
    if acting is None or not acting.ok:
        raise Rejected("not-allowed", f"Expected somebody who may start {turn.plan.process}, but {by} may not")
    return acting.on_behalf_of


def _must_be_allowed_for_another(turn: TurnBuilder, start: Start, started: Started, world: World) -> None:
    """Only who may do so by the definition starts it for somebody else."""
    by, rule = started.by or "", start.for_another
    if rule is None or not _is_one(by, bind_who(turn, rule, None), started.at, world):
        message = f"Expected somebody who may start {turn.plan.process} for others, but {by} may not"
        raise Rejected("not-for-another", message)


def _must_be_free(turn: TurnBuilder, started: Started, world: World, errors: FormErrors) -> None:
    """Fields that only some may change (`only`) are handed in by those alone; who is chosen is one of `from`."""
    for name, value in started.data.items():
        field = turn.plan.definition.data.get(name)
        if field is None:
            continue
        if field.only is not None and started.by is not None:
            message = f"Expected somebody who may change {name}, but {started.by} may not"
            if not _is_one(started.by, bind_who(turn, field.only, None), started.at, world):
                errors.add((name,), "field-protected", *of_the_directory("field-protected", message))
        for person, rule in choosing.choices(turn, name, field, value):
            message = f"Expected somebody who may be chosen for {name}, but {person} may not"
            if not _is_one(person, rule, started.at, world):
                errors.add((name,), "not-eligible", *of_the_directory("not-eligible", message))


def _is_one(person: str, who: BoundWho, at: datetime, world: World) -> bool:
    return may_do(person, who, world.directory, at).ok


def _only_known(plan: Plan, form: Any, started: Started, errors: FormErrors) -> dict[str, Any]:
    """What was handed in, by field; parts (`receiver.city`) are put together. Other fields may not be handed in."""
    data: dict[str, Any] = {}
    for path, value in started.data.items():
        name, *rest = path.split(".")
        if not any(path == one or path.startswith(f"{one}.") or one.startswith(f"{path}.") for one in form.writable):
            allowed = ", ".join(form.writable) or "nothing"
            forms.not_editable(errors, path, f"Expected {allowed} to be handed in, but `{path}` may not be")
        elif rest:
            inner = data.setdefault(name, {})
            for part in rest[:-1]:
                inner = inner.setdefault(part, {})
            inner[rest[-1]] = value
        else:
            data[name] = value
    return data


def _numbered(turn: TurnBuilder, plan: Plan, started: Started, taken: _Taken) -> dict[str, Any]:
    allotted = {}
    local = started.at.astimezone(turn.zone)
    for name, field in plan.definition.data.items():
        if field.numbering is not None and started.data.get(name) is None:
            allotted[name] = taken.number_of(name, field.numbering, local)
            turn.put(name, allotted[name])
    return allotted
