"""How a case begins: its state before anything, what was handed in, the settings it keeps, its outermost list."""

from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

from engine.model.plan import MAIN, Plan
from engine.model.values import read_value
from engine.runtime import copying, flow, forms, limits, starter
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import CaseStarted, DataWritten
from engine.runtime.form_errors import FormErrors
from engine.runtime.state import CaseState
from engine.runtime.stimuli import Started


def first_state(plan: Plan, started: Started) -> CaseState:
    """The state before the first turn."""
    at = started.at.astimezone(UTC)
    return CaseState(
        case_id=started.case_id,
        process=plan.process,
        plan=plan.digest,
        business_key=started.business_key,
        started_at=at,
        now=at,
        initiator=started.initiator,
        zone=started.zone,
        caller=started.caller,
        engine_revision=started.engine_revision,
        department=started.department,
        on_behalf=started.on_behalf,
        started_by=started.started_by,
    )


def begin(turn: TurnBuilder, started: Started) -> None:
    """The first turn: what was handed in is written, and the outermost list begins."""
    definition = turn.plan.definition
    take_settings(turn, started)
    start = definition.start[started.start]
    turn.emit(
        CaseStarted(
            started.case_id,
            turn.plan.process,
            started.business_key,
            started.start,
            started.initiator,
            started.caller.case_id if started.caller else None,
            turn.plan.digest,
            definition.sealed,
            department=started.department,
            revokes=started.revokes,
            on_behalf=started.on_behalf,
            started_by=started.started_by,
        )
    )
    errors = FormErrors(definition.data)
    write_start(turn, started, errors)
    errors.refuse()
    for path, value in start.set.items():
        turn.write({path: turn.calculate(value, None)}, started.start)
    limits.begin_case(turn)
    starter.tell_whose_it_is(turn)
    copying.at_case(turn, "start")
    flow.start_list(turn, MAIN)
    flow.work(turn)


def take_settings(turn: TurnBuilder, started: Started) -> None:
    """The settings of today, which the case keeps."""
    zone = ZoneInfo(started.zone)
    for name, setting in turn.plan.definition.settings.items():
        written = started.settings.get(name, setting.default)
        turn.settings[name] = read_value(setting, turn.calculate(written), zone)


def write_start(turn: TurnBuilder, started: Started, errors: FormErrors) -> None:
    """What was handed in, and the defaults of the fields that were not. What does not fit is an error."""
    values: dict[str, Any] = {}
    for name, field in turn.plan.definition.data.items():
        given = started.data.get(name)
        if given is None and field.default is not None:
            given = turn.calculate(field.default)
        if given is not None and field.formula is None:
            values |= forms.put_all(turn, {name: given}, None, errors)
    if values:
        turn.emit(DataWritten(values, started.start, started.by))
