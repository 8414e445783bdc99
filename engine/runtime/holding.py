"""Holding (挂起): a task stays its holder's, but waits for the world until a date, and then returns by itself.

Its limit runs on unless the step says that it pauses. From the third hold of a task on, the superior is told. Codes:
`verb-forbidden`, `verb-not-yours`, `not-claimed`, `not-yours`, `comment-missing`, `not-in-future`, `already-held`,
`not-held`.
"""

from dataclasses import replace
from typing import Any

from engine.runtime import commands as c
from engine.runtime import limit_pauses, user_tasks
from engine.runtime.above import superior_of
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import TaskHeld, TaskResumed
from engine.runtime.limit_keys import HOLD, deadline_name
from engine.runtime.questions import AskNotice
from engine.runtime.refusals import Rejected
from engine.runtime.state import Deadline, UserTask
from engine.runtime.stimuli import Commanded

HOLDS_UNTOLD = 2
"""So often a task may be held before its holder's superior is told."""


def hold(turn: TurnBuilder, order: Commanded, command: c.Hold) -> None:
    """Let one's task wait until a date."""
    task = user_tasks.task_of(turn, command.task)
    user_tasks.must_be_allowed(turn, task, "hold", order.by)
    user_tasks.must_be_held(turn, task, order.by)
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected what the task waits for, but it is empty")
    if command.until <= turn.at:
        raise Rejected("not-in-future", f"Expected a moment still ahead, but {turn.on_clock(command.until)} is past")
    if task.held_until is not None:
        raise Rejected("already-held", f"Expected a task at work, but {task.step} is held already")
    task = replace(task, held_until=command.until, holds=task.holds + 1)
    turn.tasks[task.id] = task
    turn.emit(TaskHeld(task.id, order.by, command.until, command.comment, task.holds))
    if _pauses(turn, task):
        limit_pauses.pause(turn, task.id, HOLD)
    turn.deadlines[deadline_name(task.id, HOLD)] = Deadline(task.id, HOLD, command.until)
    if task.holds > HOLDS_UNTOLD:
        to = (superior_of(task.holder or order.by),)
        turn.ask(AskNotice(f"{task.step}.{HOLD}", to, command.comment, turn.at, turn.new_id("n"), task.id))


def resume(turn: TurnBuilder, order: Commanded, command: c.Resume) -> None:
    """Take a held task up again before its date."""
    task = user_tasks.task_of(turn, command.task)
    user_tasks.must_be_allowed(turn, task, "hold", order.by)
    user_tasks.must_be_held(turn, task, order.by)
    if task.held_until is None:
        raise Rejected("not-held", f"Expected a held task, but {task.step} is not")
    end(turn, task, order.by)


def end(turn: TurnBuilder, task: UserTask, by: str | None) -> UserTask:
    """A task is at work again; gives it. Nothing for one that is not held."""
    if task.held_until is None:
        return task
    task = replace(task, held_until=None)
    turn.tasks[task.id] = task
    turn.deadlines.pop(deadline_name(task.id, HOLD), None)
    turn.emit(TaskResumed(task.id, by))
    if _pauses(turn, task):
        limit_pauses.resume(turn, task.id, HOLD)
    return task


def come_back(turn: TurnBuilder, task_id: str) -> None:
    """The date has come."""
    task = turn.tasks.get(task_id)
    if task is not None:
        end(turn, task, None)


def forget(turn: TurnBuilder) -> None:
    """At the end of a turn: tasks that are over come back no more."""
    for name, deadline in list(turn.deadlines.items()):
        if deadline.rung == HOLD and deadline.key not in turn.tasks:
            del turn.deadlines[name]


def _pauses(turn: TurnBuilder, task: UserTask) -> bool:
    step: Any = turn.plan.steps[task.step]
    rule = getattr(step, "hold", None)
    return rule is not None and rule.clock == "pauses"
