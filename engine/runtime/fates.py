"""What became of tasks that are over, and of the case: who acts on one from an old page is told what, when, by whom."""

from zoneinfo import ZoneInfo

from engine.runtime.builder import TurnBuilder
from engine.runtime.events import TaskCancelled, TaskDecided
from engine.runtime.refusals import Rejected, has_ended
from engine.runtime.state import CaseState, Fate
from engine.runtime.stimuli import Alarm, Commanded, MessageArrived, Stimulus

REMEMBERED = 50
"""Tasks whose fate is known; of older ones: they are over."""

_CASE = "case"
"""Under which the fate of the case itself is kept."""


def remember(turn: TurnBuilder, stimulus: Stimulus) -> None:
    """At the end of a turn: the tasks it has closed, and by whom; the case, where it has ended it."""
    by = brought_by(stimulus)
    for event in turn.events:
        match event:
            case TaskDecided() if event.task not in turn.tasks:
                _keep(turn, event.task, f"decided `{event.outcome}`", event.by or "timeout")
            case TaskCancelled() if event.task not in turn.tasks:
                _keep(turn, event.task, f"cancelled ({event.reason})", by)
    for forgotten in list(turn.fates)[:-REMEMBERED]:
        del turn.fates[forgotten]
    if turn.ended is not None:
        turn.fates[_CASE] = Fate("", turn.ended, turn.at, by)


def _keep(turn: TurnBuilder, task_id: str, what: str, by: str) -> None:
    task = turn.state.tasks.get(task_id)
    turn.fates[task_id] = Fate(task.step if task is not None else task_id, what, turn.at, by)


def brought_by(stimulus: Stimulus) -> str:
    """Who, or what, has brought a stimulus; empty where nobody has."""
    match stimulus:
        case Commanded():
            return stimulus.by
        case Alarm():
            return "timeout"
        case MessageArrived():
            return f"the message {stimulus.message}"
        case _:
            return ""


def task_is_over(turn: TurnBuilder, task_id: str) -> Rejected:
    """The refusal of an act on a task that is not open: what has happened to it, when, by whom."""
    fate = turn.state.fates.get(task_id)
    if fate is None:
        said = f"{task_id} is done, moved or was never there"
    else:
        said = f"{fate.step} was {fate.what}{_by_whom(fate.by)} on {turn.on_clock(fate.at)}"
    return Rejected("task-not-open", f"Expected an open task, but {said}")


def case_is_over(state: CaseState) -> Rejected:
    """The refusal of an act on a case that has ended: how, when, by whom."""
    fate = state.fates.get(_CASE)
    return has_ended(state.ended, state.now.astimezone(ZoneInfo(state.zone)), fate.by if fate else None)


def _by_whom(by: str) -> str:
    return f" by {by}" if by else ""
