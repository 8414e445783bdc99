"""Parked steps: a failed operation is taken back, an incident remembers it, a retry does it again (decision 9)."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.model.plan import event_of
from engine.runtime import limit_questions
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import (
    IncidentRaised,
    IncidentResolved,
    StepSkipped,
)
from engine.runtime.flow import lists, reacting, stepping
from engine.runtime.results import read_result
from engine.runtime.runners import runner_of
from engine.runtime.state import Incident, StepInstance


def guarded(turn: TurnBuilder, instance: str, what: Mapping[str, Any], operation: Callable[[], None]) -> None:
    """Do something with a step; if it cannot go on as defined, take that back and park the step."""
    saved = turn.save()
    try:
        operation()
    except Parked as parked:
        turn.restore(saved)
        raise_incident(turn, instance, parked, what)


def raise_incident(turn: TurnBuilder, instance: str, parked: Parked, what: Mapping[str, Any]) -> None:
    """Park a step. `what` says which operation a retry does again."""
    here = turn.steps[instance]
    incident = Incident(turn.new_id("i"), instance, here.step, parked.code, parked.text, turn.at, what)
    turn.incidents[incident.id] = incident
    turn.emit(IncidentRaised(incident.id, instance, here.step, parked.code, parked.text))


def resolve_incident(turn: TurnBuilder, incident: Incident, how: str, by: str | None, reason: str) -> None:
    """The parked step goes on. A limit that had no answer and still applies is asked for again: that of the case or of
    a clock outlives the step at which it was parked, and parks the next one if it still has none."""
    turn.incidents.pop(incident.id, None)
    turn.emit(IncidentResolved(incident.id, how, by, reason))
    if "limit" in incident.what:
        limit_questions.ask_again(turn, incident.what["limit"])


def try_again(turn: TurnBuilder, incident: Incident) -> None:
    """Do the operation that failed once more."""
    here = turn.steps[incident.instance]
    step: Any = turn.plan.steps[here.step]
    what = incident.what
    match what.get("do"):
        case "enter":
            guarded(turn, here.id, what, lambda: _enter_again(turn, step, here))
        case "finish":
            stepping.finish(turn, here.id, outcome=what["outcome"], by=what["by"], result=read_result(what["result"]))
        case "settle":
            lists.settle_list(turn, what["list"])
        case "event":
            holder = turn.steps[what["holder"]].step if what["holder"] else None
            reacting.react_to(
                turn, what["holder"], what["event"], event_of(turn.plan, holder, what["event"]), what["by"]
            )
        case _:
            guarded(turn, here.id, what, lambda: runner_of(step).retry(step, here, turn, what))


def _enter_again(turn: TurnBuilder, step: Any, here: StepInstance) -> None:
    if step.if_ is not None and not turn.holds(step.if_, here.list):
        turn.emit(StepSkipped(step.id, f"if: {step.if_}", here.id))
        turn.steps.pop(here.id)
        stepping.forget_return(turn, step.id)
        lists.go_below(turn, here.list, step.id)
    else:
        stepping.begin(turn, step, here)
