"""Events and errors: what they do to what they hang on."""

from dataclasses import replace
from typing import Any

from engine.model.plan import RECHECK, list_address
from engine.model.reactions import Event as EventModel
from engine.runtime import limit_questions
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import (
    EventHappened,
    StepCancelled,
)
from engine.runtime.flow import lists, parking, stepping
from engine.runtime.runners import runner_of
from engine.runtime.state import LastEntry, StepInstance, WaitingEvent


def happen(
    turn: TurnBuilder, holder: str | None, event_id: str, event: EventModel, *, by: str | None = None, comment: str = ""
) -> None:
    """An event of the definition happens; what it brought has been written already.

    `holder` is the step instance it hangs on, None for the process. One of `first_of` finishes its wait; with `next`
    an event interrupts what it hangs on; its `steps` run beside that.
    """
    turn.emit(EventHappened(event_id, event.trigger, holder, by, comment))
    here = turn.steps.get(holder) if holder else None
    if here is not None and event_id in (getattr(turn.plan.steps[here.step], "first_of", None) or {}):
        stepping.finish(turn, here.id, outcome=event_id, by=by)
        return
    react_to(turn, holder, event_id, event, by)


def react_to(turn: TurnBuilder, holder: str | None, event_id: str, event: EventModel, by: str | None) -> None:
    """What follows from an event that has happened. What cannot be done parks the step it hangs on.

    For an event of the process that is the step where the case stands, or one that still runs beside.
    """
    here = turn.steps.get(holder) if holder else None
    list_id = here.list if here else lists.main_list(turn)
    parked_at = here.id if here else turn.lists[list_id].at or next(iter(turn.steps), None)
    if parked_at is None:
        _react(turn, here, list_id, event_id, event, by)
    else:
        what = {"do": "event", "event": event_id, "holder": holder, "by": by}
        parking.guarded(turn, parked_at, what, lambda: _react(turn, here, list_id, event_id, event, by))


def _react(
    turn: TurnBuilder, here: StepInstance | None, list_id: str, event_id: str, event: EventModel, by: str | None
) -> None:
    turn.set_values(event.set, event_id, list_id, actor=by)
    if event.next is not None:
        reason = f"event: {event_id}"
        if here is None:
            interrupt_case(turn, list_id, reason)
        else:
            stepping.cancel_step(turn, here.id, reason)
        lists.go_to(turn, list_id, event.next, reason)
    elif event.steps:
        holder = here.id if here else None
        if any(one.event == event_id and one.hangs_on == holder for one in turn.lists.values()):
            turn.waiting_events.append(WaitingEvent(event_id, holder))
        else:
            _start_beside(turn, event_id, holder, list_id)


def interrupt_case(turn: TurnBuilder, list_id: str, reason: str) -> None:
    """The outermost list is about to stand elsewhere: what runs beside it is left, and no end is reached any more."""
    for beside in [one.id for one in turn.lists.values() if one.beside == list_id]:
        lists.cancel_list(turn, beside, reason)
    turn.ending = None


def _start_beside(turn: TurnBuilder, event_id: str, holder: str | None, list_id: str | None) -> None:
    here = turn.steps.get(holder) if holder else None
    owner = here.step if here else None
    address = list_address(owner, "events", event_id) if owner else list_address("events", event_id)
    lists.start_list(turn, address, beside=list_id, hangs_on=holder, event=event_id)


def fail(turn: TurnBuilder, instance: str, error: str, text: str) -> bool:
    """A business error leaves a step: the nearest `error` event of it, or of what is around it, catches it.

    What the event hangs on is over; of the process, the step in which the error came up to it. Gives False when
    nothing catches it.
    """
    at: str | None = instance
    outermost = instance
    while at is not None:
        here = turn.steps[at]
        step: Any = turn.plan.steps[here.step]
        for event_id, event in step.events.items():
            # Once a step reacts, its own events are over: they do not catch what its reaction does.
            if event.error == error and here.phase == "working":
                _catch(turn, here, event_id, event, list_address(step.id, "events", event_id))
                return True
        outermost, at = at, _holder_of(turn, here.list)
    for event_id, event in turn.plan.definition.events.items():
        if event.error == error and event.next is not None:
            happen(turn, None, event_id, event)
            return True
        if event.error == error:
            _catch(turn, turn.steps[outermost], event_id, event, list_address("events", event_id))
            return True
    return False


def _holder_of(turn: TurnBuilder, list_id: str) -> str | None:
    """The step instance a list stands in, or the list it runs beside does."""
    here = turn.lists[list_id]
    while here.inside is None and here.beside is not None:
        here = turn.lists[here.beside]
    return here.inside


def _catch(turn: TurnBuilder, here: StepInstance, event_id: str, event: EventModel, address: str) -> None:
    """What the event hangs on is over (of the process: the outermost step on the way); its reaction follows."""
    reason = f"error: {event.error}"
    turn.emit(EventHappened(event_id, "error", here.id))
    step: Any = turn.plan.steps[here.step]
    for inner in [one.id for one in turn.lists.values() if here.id in (one.inside, one.hangs_on)]:
        lists.cancel_list(turn, inner, reason)
    if here.phase == "working":
        runner_of(step).leave(step, here, turn, reason)
        turn.set_values(event.set, event_id, here.list)
        stepping.close_step(turn, here)
        turn.last[step.id] = LastEntry(False, event_id, None, turn.at)
        turn.emit(StepCancelled(here.id, here.step, reason))
    else:
        turn.set_values(event.set, event_id, here.list)
    if event.next is not None:
        turn.steps.pop(here.id)
        lists.go_to(turn, here.list, event.next, reason)
    elif event.steps:
        turn.steps[here.id] = replace(here, phase="reacting", outcome=event_id)
        lists.start_list(turn, address, inside=here.id)
    else:
        turn.steps.pop(here.id)
        lists.go_below(turn, here.list, here.step)


def recheck(turn: TurnBuilder) -> None:
    """Steps that were done in time for a due that has moved since are offered again, as a check (`recheck: true`)."""
    for step_id in limit_questions.moved_since_done(turn):
        lists.do_beside(turn, list_address(step_id, RECHECK))
