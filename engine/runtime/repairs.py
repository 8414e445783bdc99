"""What operators do to a case: retry, correct data, skip with an outcome, move, cancel. Always recorded, with a reason.

Codes: `unknown-incident`, `unknown-step`, `reason-missing`, `unknown-outcome`, `already-decided`, `unknown-list`,
`wrong-type`, and `excluded` (found by the commit).
"""

from collections.abc import Mapping
from typing import Any

from engine.model.values import read_value
from engine.runtime import alarms, flow, forms, other_eyes, unanswered
from engine.runtime import commands as c
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import DataWritten, Overridden, StepSkipped
from engine.runtime.form_errors import FormErrors
from engine.runtime.refusals import Rejected
from engine.runtime.runners import runner_of
from engine.runtime.stimuli import Commanded


def retry(turn: TurnBuilder, order: Commanded, command: c.Retry) -> None:
    """Do the operation that parked a step once more."""
    incident = turn.incidents.get(command.incident)
    if incident is None:
        known = ", ".join(turn.incidents) or "none is open"
        raise Rejected("unknown-incident", f"Expected an open incident ({known}), but got {command.incident}")
    turn.emit(Overridden("retry", order.by, command.reason, incident.step))
    flow.resolve_incident(turn, incident, "retry", order.by, command.reason)
    match incident.what.get("do"):
        case "deadline":
            alarms.fall_due_again(turn, incident.what)
        case "ask":
            unanswered.ask_again(turn, incident.what)
        case _:
            flow.try_again(turn, incident)


def correct(turn: TurnBuilder, order: Commanded, command: c.Correct) -> None:
    """Write fields by hand."""
    _must_have_reason(command.reason)
    turn.emit(Overridden("correct", order.by, command.reason, ", ".join(command.data)))
    _write(turn, command.data, "correct", None, order.by)


def _write(turn: TurnBuilder, data: Mapping[str, Any], cause: str, list_id: str | None, by: str) -> None:
    """Fields by hand, whatever a form would say of them."""
    errors = FormErrors(turn.plan.definition.data)
    left_out = other_eyes.left_out(turn)
    written = forms.put_all(turn, data, list_id, errors, read_value)
    errors.refuse()
    other_eyes.must_not_free(turn, left_out, by)
    if written:
        turn.emit(DataWritten(written, cause, by))


def skip(turn: TurnBuilder, order: Commanded, command: c.Skip) -> None:
    """Let an open step end without its work: with an outcome as if it had had it, else on with the step below.

    `data` are fields for a step that has a form, else the result. What runs beside the step runs on.
    """
    _must_have_reason(command.reason)
    here = turn.steps.get(command.instance)
    if here is None:
        raise Rejected("unknown-step", f"Expected an open step, but {command.instance} is none")
    step: Any = turn.plan.steps[here.step]
    if here.phase == "reacting" and command.outcome is not None:
        raise Rejected("already-decided", f"Expected a step still to be decided, but {step.id} was: {here.outcome}")
    outcomes = getattr(step, "outcomes", None) or getattr(step, "first_of", None) or {}
    if command.outcome is not None and outcomes and command.outcome not in outcomes:
        raise Rejected("unknown-outcome", f"Expected one of {', '.join(outcomes)}, but got `{command.outcome}`")
    other_eyes.must_not_skip(turn, here, order.by)
    turn.emit(Overridden("skip", order.by, command.reason, step.id))
    for incident in [one for one in turn.incidents.values() if one.instance == here.id]:
        flow.resolve_incident(turn, incident, "skip", order.by, command.reason)
    for inner in [one.id for one in turn.lists.values() if one.inside == here.id]:
        flow.cancel_list(turn, inner, "skipped")
    if here.phase == "reacting":
        flow.end_reaction(turn, here)
        return
    runner_of(step).leave(step, here, turn, "skipped")
    if getattr(step, "form", None) is not None:
        _write(turn, command.data, step.id, here.list, order.by)
    if command.outcome is None:
        turn.emit(StepSkipped(step.id, command.reason, here.id, order.by))
        flow.skip_step(turn, here)
    else:
        result = {**command.data, "end": command.outcome}
        flow.finish(turn, here.id, outcome=command.outcome, by=order.by, result=result)


def move(turn: TurnBuilder, order: Commanded, command: c.Move) -> None:
    """Let a list stand at another of its steps."""
    _must_have_reason(command.reason)
    list_id = command.list or flow.main_list(turn)
    if list_id not in turn.lists:
        raise Rejected("unknown-list", f"Expected a list that is being worked, but {list_id} is none")
    steps = turn.plan.lists[turn.lists[list_id].address]
    if command.to not in steps.positions:
        raise Rejected("unknown-step", f"Expected one of {', '.join(steps.positions)}, but got `{command.to}`")
    other_eyes.must_not_pass(turn, list_id, command.to, order.by)
    turn.emit(Overridden("move", order.by, command.reason, command.to))
    flow.go_to(turn, list_id, command.to, f"moved by {order.by}")


def cancel(turn: TurnBuilder, order: Commanded, command: c.CancelCase) -> None:
    """End the case."""
    _must_have_reason(command.reason)
    turn.emit(Overridden("cancel", order.by, command.reason, "case"))
    flow.cancel_case(turn, command.reason, order.by)


def _must_have_reason(reason: str) -> None:
    if not reason.strip():
        raise Rejected("reason-missing", "Expected a reason, but it is empty")
