"""Entering, finishing and leaving a step: what is true of every kind."""

from dataclasses import replace
from typing import Any

from engine.model.plan import list_address
from engine.model.steps import Step
from engine.runtime import copying, limit_questions, limits, revisions
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import (
    StageReached,
    StepCancelled,
    StepEntered,
    StepFinished,
    StepSkipped,
)
from engine.runtime.flow import lists, parking
from engine.runtime.results import written_result
from engine.runtime.runners import runner_of
from engine.runtime.state import LastEntry, StepInstance, Undoable


def work(turn: TurnBuilder) -> None:
    """Enter what is on the agenda; at most `most_entries` steps in a turn, the rest follows in the next one."""
    while turn.agenda and turn.entries < turn.most_entries and turn.ended is None:
        list_id, step_id = turn.agenda.popleft()
        if list_id in turn.lists:
            enter(turn, list_id, step_id)


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
        parking.raise_incident(turn, here.id, parked, {"do": "enter"})
        return
    if wanted:
        here = _open(turn, list_id, step)
        parking.guarded(turn, here.id, {"do": "enter"}, lambda: begin(turn, step, here))
    else:
        turn.emit(StepSkipped(step_id, f"if: {step.if_}"))
        forget_return(turn, step_id)
        lists.go_below(turn, list_id, step_id)


def _open(turn: TurnBuilder, list_id: str, step: Step) -> StepInstance:
    here = StepInstance(turn.new_id("s"), step.id, list_id, turn.at)
    turn.steps[here.id] = here
    turn.lists[list_id] = replace(turn.lists[list_id], at=here.id)
    turn.last[step.id] = LastEntry(False, None, None, turn.at)
    turn.emit(StepEntered(here.id, step.id, list_id, step.kind))
    return here


def begin(turn: TurnBuilder, step: Any, here: StepInstance) -> None:
    if step.stage is not None:
        reach_stage(turn, step.stage)
    limits.begin_step(turn, step, here)
    copying.at_step(turn, step, here, "enter")
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
    what = {"do": "finish", "outcome": outcome, "by": by, "result": written_result(result)}
    parking.guarded(turn, instance, what, lambda: _finish(turn, instance, outcome, by, result))


def _finish(turn: TurnBuilder, instance: str, outcome: str | None, by: str | None, result: Any) -> None:
    here = turn.steps[instance]
    step: Any = turn.plan.steps[here.step]
    reaction, way = runner_of(step).reaction(step, outcome)
    turn.last[step.id] = LastEntry(
        True,
        outcome,
        by,
        turn.at,
        here.progress.get("batch"),
        tuple(here.progress.get("voters", ())),
        tuple(here.progress.get("behalf", ())),
    )
    turn.set_values(step.set, step.id, here.list, result=result, actor=by)
    if reaction is not None:
        turn.set_values(reaction.set, step.id, here.list, result=result, actor=by)
    if step.undo and not _is_taken_back(turn, here.list):
        turn.undo.append(Undoable(step.id, turn.locals_of(here.list)))
    limit_questions.remember_recheck(turn, step, here)
    close_step(turn, here)
    turn.emit(StepFinished(here.id, step.id, outcome, by))
    copying.at_step(turn, step, here, "complete")
    if reaction is not None and reaction.next is not None:
        del turn.steps[instance]
        lists.go_to(turn, here.list, reaction.next, f"{step.id}: {outcome}")
    elif reaction is not None and reaction.steps:
        turn.steps[instance] = replace(here, phase="reacting", outcome=outcome, by=by)
        lists.start_list(turn, list_address(step.id, *way), inside=instance)
    else:
        after_step(turn, here)


def _is_taken_back(turn: TurnBuilder, list_id: str | None) -> bool:
    """Whether a list is, or stands in, one that takes something back: what happens there is not undone again."""
    while list_id is not None:
        if turn.lists[list_id].address.endswith("/undo"):
            return True
        list_id = lists.around(turn, list_id)
    return False


def after_step(turn: TurnBuilder, here: StepInstance) -> None:
    step: Any = turn.plan.steps[here.step]
    turn.steps.pop(here.id, None)
    if step.next is not None:
        lists.go_to(turn, here.list, step.next, f"{step.id}: next")
    else:
        lists.go_below(turn, here.list, here.step)


def end_reaction(turn: TurnBuilder, here: StepInstance) -> None:
    """The steps of a reaction are over: on with `next`, or the step below."""
    after_step(turn, here)


def skip_step(turn: TurnBuilder, here: StepInstance) -> None:
    """On with the step below, as if this one had not been there."""
    close_step(turn, here)
    turn.steps.pop(here.id, None)
    lists.go_below(turn, here.list, here.step)


def cancel_step(turn: TurnBuilder, instance: str, reason: str) -> None:
    """A step is left before it was finished: everything inside it and beside it first."""
    here = turn.steps.get(instance)
    if here is None:
        return
    for inner in [one.id for one in turn.lists.values() if instance in (one.inside, one.hangs_on)]:
        lists.cancel_list(turn, inner, reason)
    step: Any = turn.plan.steps[here.step]
    if here.phase == "working":
        runner_of(step).leave(step, here, turn, reason)
        close_step(turn, here)
        turn.emit(StepCancelled(here.id, here.step, reason))
    turn.steps.pop(instance, None)
    if turn.lists.get(here.list) is not None and turn.lists[here.list].at == instance:
        turn.lists[here.list] = replace(turn.lists[here.list], at=None)


def forget_return(turn: TurnBuilder, step_id: str) -> None:
    """A return into one branch of a block was for this entry; the next one opens all of them."""
    if turn.state.engine_revision >= revisions.REOPENED_ONCE:
        turn.reopened.pop(step_id, None)


def close_step(turn: TurnBuilder, here: StepInstance) -> None:
    forget_return(turn, here.step)
    limits.end_step(turn, here)
    for key in [key for key in turn.conditions if key.startswith(f"{here.id}.")]:
        del turn.conditions[key]
    for incident in [one for one in turn.incidents.values() if one.instance == here.id]:
        parking.resolve_incident(turn, incident, "left", None, "the step is over")


def take_up(turn: TurnBuilder) -> bool:
    """Data has been written: let open steps begin what that has made possible; gives whether any did."""
    begun = False
    for here in list(turn.steps.values()):
        parked = any(incident.instance == here.id for incident in turn.incidents.values())
        if here.id in turn.steps and here.phase == "working" and not parked:
            step = turn.plan.steps[here.step]
            begun = runner_of(step).take_up(step, turn.steps[here.id], turn) or begun
    return begun
