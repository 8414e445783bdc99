"""The driver: what is true of every step. Entering, finishing, leaving; lists and where they stand; parked steps.

Each list of steps stands at one place. A step that cannot go on as defined is parked as an incident, with everything
the failed operation did taken back, and the rest of the case goes on (design decision 9).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from engine.model.plan import MAIN, RECHECK, event_of, list_address
from engine.model.reactions import Event as EventModel
from engine.model.steps import Step
from engine.model.values import write_value
from engine.runtime import limits
from engine.runtime.builder import MAX_ENTRIES, Parked, TurnBuilder
from engine.runtime.events import (
    CaseEnded,
    EventHappened,
    IncidentRaised,
    IncidentResolved,
    StageReached,
    StepCancelled,
    StepEntered,
    StepFinished,
    StepSkipped,
)
from engine.runtime.requests import ReportEnd
from engine.runtime.runners import runner_of
from engine.runtime.state import Incident, LastEntry, ListInstance, StepInstance, Undoable, WaitingEvent

# -- lists ----------------------------------------------------------------------------------------------------------


def start_list(
    turn: TurnBuilder,
    address: str,
    *,
    inside: str | None = None,
    beside: str | None = None,
    hangs_on: str | None = None,
    event: str | None = None,
    item: Mapping[str, Any] | None = None,
) -> str:
    """Begin working a list at its first step; gives the id of the list instance."""
    list_id = turn.new_id("l")
    turn.lists[list_id] = ListInstance(list_id, address, inside, beside, hangs_on, event, locals=item or {})
    turn.agenda.append((list_id, turn.plan.lists[address].steps[0].id))
    return list_id


def work(turn: TurnBuilder) -> None:
    """Enter what is on the agenda; at most `MAX_ENTRIES` steps in a turn, the rest follows in the next one."""
    while turn.agenda and turn.entries < MAX_ENTRIES and turn.ended is None:
        list_id, step_id = turn.agenda.popleft()
        if list_id in turn.lists:
            enter(turn, list_id, step_id)


def around(turn: TurnBuilder, list_id: str) -> str | None:
    """The list instance around a list: where the step it belongs to stands, or the list it runs beside."""
    here = turn.lists[list_id]
    return turn.steps[here.inside].list if here.inside else here.beside


def within_reach(turn: TurnBuilder, list_id: str) -> set[str]:
    """The steps a `next` may name from a list: its own, and those of the lists around it."""
    found: set[str] = set()
    at: str | None = list_id
    while at is not None:
        found.update(turn.plan.lists[turn.lists[at].address].positions)
        at = around(turn, at)
    return found


def go_to(turn: TurnBuilder, list_id: str, target: str, reason: str) -> None:
    """`next`: the list that has the target, this one or one around it, now stands there; what was open in it is left.

    `done` finishes the list early.
    """
    if target == "done":
        _leave_place(turn, list_id, reason)
        _finish_list(turn, list_id)
        return
    way = [list_id]
    while target not in turn.plan.lists[turn.lists[way[-1]].address].positions:
        outer = around(turn, way[-1])
        if outer is None:
            raise Parked("no-such-step", f"Expected a step of this list or one around it, but `{target}` is none")
        way.append(outer)
    _leave_place(turn, way[-1], reason)
    for left in way[:-1]:
        if left in turn.lists:
            cancel_list(turn, left, reason)
    turn.lists[way[-1]] = replace(turn.lists[way[-1]], finished=False)
    turn.agenda.append((way[-1], target))


def go_below(turn: TurnBuilder, list_id: str, step_id: str) -> None:
    """On with the step below; a list without one is finished."""
    steps = turn.plan.lists[turn.lists[list_id].address]
    position = steps.positions[step_id] + 1
    turn.lists[list_id] = replace(turn.lists[list_id], at=None)
    if position < len(steps.steps):
        turn.agenda.append((list_id, steps.steps[position].id))
    else:
        _finish_list(turn, list_id)


def _leave_place(turn: TurnBuilder, list_id: str, reason: str) -> None:
    at = turn.lists[list_id].at
    if at is not None and at in turn.steps:
        cancel_step(turn, at, reason)
    if list_id in turn.lists:
        turn.lists[list_id] = replace(turn.lists[list_id], at=None)
    turn.agenda = type(turn.agenda)(entry for entry in turn.agenda if entry[0] != list_id)


def _finish_list(turn: TurnBuilder, list_id: str) -> None:
    turn.lists[list_id] = replace(turn.lists[list_id], finished=True, at=None)
    settle_list(turn, list_id)


def settle_list(turn: TurnBuilder, list_id: str) -> None:
    """A finished list is over once nothing runs beside it any more."""
    here = turn.lists.get(list_id)
    if here is None or not here.finished or any(one.beside == list_id for one in turn.lists.values()):
        return
    if here.inside is not None:
        holder = turn.steps[here.inside]
        guarded(turn, holder.id, {"do": "settle", "list": list_id}, lambda: _hand_back(turn, holder, here))
    elif here.beside is not None:
        del turn.lists[list_id]
        _after_beside(turn, here)
    else:
        del turn.lists[list_id]
        close_case(turn)


def _hand_back(turn: TurnBuilder, holder: StepInstance, here: ListInstance) -> None:
    del turn.lists[here.id]
    if holder.phase == "reacting":
        _after(turn, holder)
    else:
        step = turn.plan.steps[holder.step]
        runner_of(step).list_finished(step, holder, turn, here)


def _after_beside(turn: TurnBuilder, here: ListInstance) -> None:
    if here.event:
        turn.last[here.event] = LastEntry(True, None, None, turn.at)
        for waiting in turn.waiting_events:
            if waiting.event == here.event and waiting.holder == here.hangs_on:
                turn.waiting_events.remove(waiting)
                start_list(turn, here.address, beside=here.beside, hangs_on=here.hangs_on, event=here.event)
                break
    if here.beside in turn.lists:
        settle_list(turn, here.beside)


def cancel_list(turn: TurnBuilder, list_id: str, reason: str) -> None:
    """A list is left: what is open in it and beside it is cancelled, innermost first."""
    here = turn.lists.get(list_id)
    if here is None:
        return
    for other in [one.id for one in turn.lists.values() if one.beside == list_id]:
        cancel_list(turn, other, reason)
    _leave_place(turn, list_id, reason)
    turn.lists.pop(list_id, None)
    if here.event:
        gone = WaitingEvent(here.event, here.hangs_on)
        turn.waiting_events = [one for one in turn.waiting_events if one != gone]


def do_beside(turn: TurnBuilder, address: str) -> None:
    """Work a list nobody wrote beside the outermost one; nothing when the definition has none there."""
    if address in turn.plan.lists and turn.ended is None:
        start_list(turn, address, beside=main_list(turn))


def run_on_beside(turn: TurnBuilder, list_id: str, holder: StepInstance) -> None:
    """A branch that was not needed for the join runs on beside the list its step stands in."""
    turn.lists[list_id] = replace(turn.lists[list_id], inside=None, beside=holder.list)


# -- steps ----------------------------------------------------------------------------------------------------------


def enter(turn: TurnBuilder, list_id: str, step_id: str) -> None:
    """Enter a step: its `if`, its stage, its events and limit, then what its kind does."""
    turn.entries += 1
    step: Any = turn.plan.steps[step_id]
    if runner_of(step).arrive(step, list_id, turn):
        return
    try:
        wanted = step.if_ is None or turn.holds(step.if_, list_id)
    except Parked as parked:
        here = _open(turn, list_id, step)
        raise_incident(turn, here.id, parked, {"do": "enter"})
        return
    if wanted:
        here = _open(turn, list_id, step)
        guarded(turn, here.id, {"do": "enter"}, lambda: _begin(turn, step, here))
    else:
        turn.emit(StepSkipped(step_id, f"if: {step.if_}"))
        go_below(turn, list_id, step_id)


def _open(turn: TurnBuilder, list_id: str, step: Step) -> StepInstance:
    here = StepInstance(turn.new_id("s"), step.id, list_id, turn.at)
    turn.steps[here.id] = here
    turn.lists[list_id] = replace(turn.lists[list_id], at=here.id)
    turn.last[step.id] = LastEntry(False, None, None, turn.at)
    turn.emit(StepEntered(here.id, step.id, list_id, step.kind))
    return here


def _begin(turn: TurnBuilder, step: Any, here: StepInstance) -> None:
    if step.stage is not None:
        reach_stage(turn, step.stage)
    limits.begin_step(turn, step, here)
    runner_of(step).enter(step, here, turn)


def reach_stage(turn: TurnBuilder, stage: Any) -> None:
    """What customer and manager see from here on."""
    turn.stage = stage if isinstance(stage, str) else stage.model_dump(exclude_none=True)
    turn.emit(StageReached(turn.stage))


def update(turn: TurnBuilder, instance: str, **progress: Any) -> StepInstance:
    """Remember something about a step instance."""
    here = turn.steps[instance]
    turn.steps[instance] = replace(here, progress={**here.progress, **progress})
    return turn.steps[instance]


def finish(
    turn: TurnBuilder, instance: str, *, outcome: str | None = None, by: str | None = None, result: Any = None
) -> None:
    """The work of a step is over: what it sets is written, its limits and events end, then its reaction follows."""
    what = {"do": "finish", "outcome": outcome, "by": by, "result": write_value(result)}
    guarded(turn, instance, what, lambda: _finish(turn, instance, outcome, by, result))


def _finish(turn: TurnBuilder, instance: str, outcome: str | None, by: str | None, result: Any) -> None:
    here = turn.steps[instance]
    step: Any = turn.plan.steps[here.step]
    reaction, way = runner_of(step).reaction(step, outcome)
    turn.last[step.id] = LastEntry(
        True, outcome, by, turn.at, here.progress.get("batch"), tuple(here.progress.get("voters", ()))
    )
    turn.set_values(step.set, step.id, here.list, result=result, actor=by)
    if reaction is not None:
        turn.set_values(reaction.set, step.id, here.list, result=result, actor=by)
    if step.undo and not _is_taken_back(turn, here.list):
        turn.undo.append(Undoable(step.id, turn.locals_of(here.list)))
    limits.remember_recheck(turn, step, here)
    _close(turn, here)
    turn.emit(StepFinished(here.id, step.id, outcome, by))
    if reaction is not None and reaction.next is not None:
        del turn.steps[instance]
        go_to(turn, here.list, reaction.next, f"{step.id}: {outcome}")
    elif reaction is not None and reaction.steps:
        turn.steps[instance] = replace(here, phase="reacting", outcome=outcome, by=by)
        start_list(turn, list_address(step.id, *way), inside=instance)
    else:
        _after(turn, here)


def _is_taken_back(turn: TurnBuilder, list_id: str | None) -> bool:
    """Whether a list is, or stands in, one that takes something back: what happens there is not undone again."""
    while list_id is not None:
        if turn.lists[list_id].address.endswith("/undo"):
            return True
        list_id = around(turn, list_id)
    return False


def _after(turn: TurnBuilder, here: StepInstance) -> None:
    step: Any = turn.plan.steps[here.step]
    turn.steps.pop(here.id, None)
    if step.next is not None:
        go_to(turn, here.list, step.next, f"{step.id}: next")
    else:
        go_below(turn, here.list, here.step)


def end_reaction(turn: TurnBuilder, here: StepInstance) -> None:
    """The steps of a reaction are over: on with `next`, or the step below."""
    _after(turn, here)


def skip_step(turn: TurnBuilder, here: StepInstance) -> None:
    """On with the step below, as if this one had not been there."""
    _close(turn, here)
    turn.steps.pop(here.id, None)
    go_below(turn, here.list, here.step)


def cancel_step(turn: TurnBuilder, instance: str, reason: str) -> None:
    """A step is left before it was finished: everything inside it and beside it first."""
    here = turn.steps.get(instance)
    if here is None:
        return
    for inner in [one.id for one in turn.lists.values() if instance in (one.inside, one.hangs_on)]:
        cancel_list(turn, inner, reason)
    step: Any = turn.plan.steps[here.step]
    if here.phase == "working":
        runner_of(step).leave(step, here, turn, reason)
        _close(turn, here)
        turn.emit(StepCancelled(here.id, here.step, reason))
    turn.steps.pop(instance, None)
    if turn.lists.get(here.list) is not None and turn.lists[here.list].at == instance:
        turn.lists[here.list] = replace(turn.lists[here.list], at=None)


def _close(turn: TurnBuilder, here: StepInstance) -> None:
    limits.end_step(turn, here)
    for key in [key for key in turn.conditions if key.startswith(f"{here.id}.")]:
        del turn.conditions[key]
    for incident in [one for one in turn.incidents.values() if one.instance == here.id]:
        resolve_incident(turn, incident, "left", None, "the step is over")


def take_up(turn: TurnBuilder) -> bool:
    """Data has been written: let open steps begin what that has made possible; gives whether any did."""
    begun = False
    for here in list(turn.steps.values()):
        parked = any(incident.instance == here.id for incident in turn.incidents.values())
        if here.id in turn.steps and here.phase == "working" and not parked:
            step = turn.plan.steps[here.step]
            begun = runner_of(step).take_up(step, turn.steps[here.id], turn) or begun
    return begun


# -- events ---------------------------------------------------------------------------------------------------------


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
        finish(turn, here.id, outcome=event_id, by=by)
        return
    react_to(turn, holder, event_id, event, by)


def react_to(turn: TurnBuilder, holder: str | None, event_id: str, event: EventModel, by: str | None) -> None:
    """What follows from an event that has happened. What cannot be done parks the step it hangs on.

    For an event of the process that is the step where the case stands, or one that still runs beside.
    """
    here = turn.steps.get(holder) if holder else None
    list_id = here.list if here else main_list(turn)
    parked_at = here.id if here else turn.lists[list_id].at or next(iter(turn.steps), None)
    if parked_at is None:
        _react(turn, here, list_id, event_id, event, by)
    else:
        what = {"do": "event", "event": event_id, "holder": holder, "by": by}
        guarded(turn, parked_at, what, lambda: _react(turn, here, list_id, event_id, event, by))


def _react(
    turn: TurnBuilder, here: StepInstance | None, list_id: str, event_id: str, event: EventModel, by: str | None
) -> None:
    turn.set_values(event.set, event_id, list_id, actor=by)
    if event.next is not None:
        reason = f"event: {event_id}"
        if here is None:
            _interrupt_case(turn, list_id, reason)
        else:
            cancel_step(turn, here.id, reason)
        go_to(turn, list_id, event.next, reason)
    elif event.steps:
        holder = here.id if here else None
        if any(one.event == event_id and one.hangs_on == holder for one in turn.lists.values()):
            turn.waiting_events.append(WaitingEvent(event_id, holder))
        else:
            _start_beside(turn, event_id, holder, list_id)


def _interrupt_case(turn: TurnBuilder, list_id: str, reason: str) -> None:
    for beside in [one.id for one in turn.lists.values() if one.beside == list_id]:
        cancel_list(turn, beside, reason)
    turn.ending = None


def _start_beside(turn: TurnBuilder, event_id: str, holder: str | None, list_id: str | None) -> None:
    here = turn.steps.get(holder) if holder else None
    owner = here.step if here else None
    address = list_address(owner, "events", event_id) if owner else list_address("events", event_id)
    start_list(turn, address, beside=list_id, hangs_on=holder, event=event_id)


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
        cancel_list(turn, inner, reason)
    if here.phase == "working":
        runner_of(step).leave(step, here, turn, reason)
        turn.set_values(event.set, event_id, here.list)
        _close(turn, here)
        turn.last[step.id] = LastEntry(False, event_id, None, turn.at)
        turn.emit(StepCancelled(here.id, here.step, reason))
    else:
        turn.set_values(event.set, event_id, here.list)
    if event.next is not None:
        turn.steps.pop(here.id)
        go_to(turn, here.list, event.next, reason)
    elif event.steps:
        turn.steps[here.id] = replace(here, phase="reacting", outcome=event_id)
        start_list(turn, address, inside=here.id)
    else:
        turn.steps.pop(here.id)
        go_below(turn, here.list, here.step)


# -- incidents ------------------------------------------------------------------------------------------------------


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
    """The parked step goes on."""
    turn.incidents.pop(incident.id, None)
    turn.emit(IncidentResolved(incident.id, how, by, reason))


def try_again(turn: TurnBuilder, incident: Incident) -> None:
    """Do the operation that failed once more."""
    here = turn.steps[incident.instance]
    step: Any = turn.plan.steps[here.step]
    what = incident.what
    match what.get("do"):
        case "enter":
            guarded(turn, here.id, what, lambda: _enter_again(turn, step, here))
        case "finish":
            finish(turn, here.id, outcome=what["outcome"], by=what["by"], result=what["result"])
        case "settle":
            settle_list(turn, what["list"])
        case "event":
            holder = turn.steps[what["holder"]].step if what["holder"] else None
            react_to(turn, what["holder"], what["event"], event_of(turn.plan, holder, what["event"]), what["by"])
        case _:
            guarded(turn, here.id, what, lambda: runner_of(step).retry(step, here, turn, what))


def _enter_again(turn: TurnBuilder, step: Any, here: StepInstance) -> None:
    if step.if_ is not None and not turn.holds(step.if_, here.list):
        turn.emit(StepSkipped(step.id, f"if: {step.if_}", here.id))
        turn.steps.pop(here.id)
        go_below(turn, here.list, step.id)
    else:
        _begin(turn, step, here)


def recheck(turn: TurnBuilder) -> None:
    """Steps that were done in time for a due that has moved since are offered again, as a check (`recheck: true`)."""
    for step_id in limits.moved_since_done(turn):
        do_beside(turn, list_address(step_id, RECHECK))


# -- the case -------------------------------------------------------------------------------------------------------


def main_list(turn: TurnBuilder) -> str:
    """The outermost list instance."""
    return next(one.id for one in turn.lists.values() if one.address == MAIN)


def reach_end(turn: TurnBuilder, list_id: str, end: str) -> None:
    """The outermost list has come to an end state; the case is over once nothing runs beside it any more."""
    turn.ending = end
    _finish_list(turn, list_id)


def close_case(turn: TurnBuilder, *, how: str = "completed", by: str | None = None, reason: str = "") -> None:
    """The case is over: nothing waits any more, and who called it is told."""
    turn.ended = turn.ending or "done"
    for name in ("limits", "deadlines", "conditions", "steps", "tasks", "lists", "incidents"):
        setattr(turn, name, {})
    turn.kept, turn.waiting_events, turn.undo = [], [], []
    turn.agenda.clear()
    turn.emit(CaseEnded(turn.ended, "cancelled" if how == "cancelled" else "completed", by, reason))
    caller = turn.state.caller
    if caller is not None:
        scope = turn.scope()
        outputs = {path: write_value(scope.shown_at(path)) for path in turn.plan.definition.outputs}
        turn.request(ReportEnd(caller, turn.ended, outputs))


def cancel_case(turn: TurnBuilder, reason: str, by: str | None) -> None:
    """A person ends the case: everything open is left, the end state is `cancelled`."""
    for list_id in [one.id for one in turn.lists.values() if one.inside is None and one.beside is None]:
        cancel_list(turn, list_id, reason)
    turn.ending = "cancelled"
    close_case(turn, how="cancelled", by=by, reason=reason)
