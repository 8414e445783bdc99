"""People on duty (值班): at the end of a shift a task goes to those on duty then, and its due time stays.

Who has it keeps it if they are on duty still; else it returns to the queue, and the next ones are told, with what was
said about the task last. Nobody on duty is an incident of the step.
"""

from dataclasses import replace

from engine.runtime.builder import TurnBuilder
from engine.runtime.events import ShiftFollowed
from engine.runtime.limit_keys import DUTY, deadline_name
from engine.runtime.questions import Handover
from engine.runtime.state import Deadline, UserTask


def relieve(turn: TurnBuilder, task: UserTask) -> Handover:
    """A shift is over: nobody has the task until the directory has said who is on duty now."""
    turn.tasks[task.id] = replace(
        task, offered=(), holder=None, resolved=False, shift_ends=None, shifts=task.shifts + 1
    )
    return Handover(task.holder, task.note, turn.new_id("n"), task.rule)


def note(turn: TurnBuilder, task: UserTask, text: str) -> None:
    """What is said about a task of a shift is for those who have the next one."""
    if task.shift_ends is not None:
        turn.tasks[task.id] = replace(task, note=text)


def stop(turn: TurnBuilder, task_id: str) -> None:
    """The task was handed to somebody for good, or by a rung: shifts do not matter any more."""
    task = turn.tasks.get(task_id)
    if task is not None and task.shift_ends is not None:
        turn.tasks[task_id] = replace(task, shift_ends=None)
        turn.deadlines.pop(deadline_name(task_id, DUTY), None)
        turn.emit(ShiftFollowed(task_id, None))


def follow(turn: TurnBuilder) -> None:
    """At the end of a turn: tasks that are over wait for no shift, and those that are open again do."""
    for name, deadline in list(turn.deadlines.items()):
        if deadline.rung == DUTY and deadline.key not in turn.tasks:
            del turn.deadlines[name]
    for task in turn.tasks.values():
        name = deadline_name(task.id, DUTY)
        if task.shift_ends is not None and name not in turn.deadlines:
            turn.deadlines[name] = Deadline(task.id, DUTY, task.shift_ends)
            turn.emit(ShiftFollowed(task.id, task.shift_ends))
