"""A promise on a lapse: the superior answers for a late task until a moment, and the next rung waits until then.

The starter is told. When the task is still open then, the promise counts as broken, and the rungs go on. Codes:
`not-lapsed`, `not-in-future`, `comment-missing`, `already-promised`, `not-the-superior` (found by the commit).
"""

from dataclasses import replace

from engine.people import BoundWho
from engine.runtime import commands as c
from engine.runtime import limit_questions, user_tasks
from engine.runtime.above import superiors_of
from engine.runtime.binding import assignee_of
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import PromiseBroken, PromiseMade
from engine.runtime.limit_keys import PROMISE, deadline_name
from engine.runtime.questions import AskMay, AskNotice
from engine.runtime.refusals import Rejected
from engine.runtime.state import Deadline
from engine.runtime.stimuli import Commanded


def promise(turn: TurnBuilder, order: Commanded, command: c.Promise) -> None:
    """A superior of who has a late task says until when it will be done."""
    task = user_tasks.task_of(turn, command.task)
    limit = turn.limits.get(task.id)
    if limit is None or limit.due is None or limit.due > turn.at:
        raise Rejected("not-lapsed", f"Expected a task past its due time, but {task.step} is not")
    if command.until <= turn.at:
        raise Rejected("not-in-future", f"Expected a moment still ahead, but {turn.on_clock(command.until)} is past")
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected what is promised, but it is empty")
    if limit.promised is not None:
        raise Rejected("already-promised", f"Expected no open promise, but {limit.promised_by} has given one")
    message = f"Expected a superior of who has {task.step}, but {order.by} asked"
    turn.ask(AskMay(order.by, superiors_of(*assignee_of(turn, task.id)), "not-the-superior", message, turn.at))
    turn.limits[task.id] = replace(limit, promised=command.until, promised_by=order.by)
    turn.emit(PromiseMade(task.id, order.by, command.until, command.comment))
    turn.deadlines[deadline_name(task.id, PROMISE)] = Deadline(task.id, PROMISE, command.until)
    limit_questions.ask_again(turn, task.id)
    _tell(turn, f"{task.step}.promised", (turn.starter,), command.comment, task.id)


def fall_due(turn: TurnBuilder, task_id: str) -> None:
    """The moment has come, and the task is still open."""
    limit, task = turn.limits.get(task_id), turn.tasks.get(task_id)
    if limit is None or task is None or limit.promised is None:
        return
    turn.limits[task_id] = replace(limit, promised=None, promised_by=None)
    turn.emit(PromiseBroken(task_id, limit.promised_by or "", limit.promised))
    waits = limit_questions.told_sanely(turn)
    _tell(turn, f"{task.step}.promise_broken", (turn.starter, limit.promised_by), "", task_id, waits=waits)


def _tell(
    turn: TurnBuilder, about: str, people: tuple[str | None, ...], text: str, task: str, *, waits: bool = False
) -> None:
    to = tuple(BoundWho.people(person) for person in dict.fromkeys(people) if person)
    if to:
        turn.ask(AskNotice(about, to, text or None, turn.at, turn.new_id("n"), task, waits=waits))
