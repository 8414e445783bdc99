"""Asking for more time (申请延期): the holder names a new due time, the superior decides.

The first due time stays in the record. Codes: `verb-forbidden`, `verb-not-yours`, `not-claimed`, `not-yours`,
`comment-missing`, `no-due`, `not-later`, `already-asked`, `not-asked`, `not-the-superior` (found by the commit).
"""

from dataclasses import replace

from engine.people import BoundWho
from engine.runtime import commands as c
from engine.runtime import limit_questions, user_tasks
from engine.runtime.above import superior_of
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import ExtensionAsked, ExtensionDecided
from engine.runtime.questions import AskMay, AskNotice
from engine.runtime.refusals import Rejected
from engine.runtime.state import Extension
from engine.runtime.stimuli import Commanded


def extend(turn: TurnBuilder, order: Commanded, command: c.Extend) -> None:
    """Ask the superior for a later due time."""
    task = user_tasks.task_of(turn, command.task)
    user_tasks.must_be_allowed(turn, task, "extend", order.by)
    user_tasks.must_be_held(turn, task, order.by)
    limit = turn.limits.get(task.id)
    if limit is None or limit.due is None:
        raise Rejected("no-due", f"Expected a task with a due time, but {task.step} has none")
    if command.due <= max(limit.due, turn.at):
        raise Rejected("not-later", f"Expected a later moment than {turn.on_clock(max(limit.due, turn.at))}")
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected the reason for more time, but it is empty")
    if task.extension is not None:
        raise Rejected("already-asked", f"Expected no open request, but {task.extension.by} has asked already")
    holder = task.holder or order.by
    turn.tasks[task.id] = replace(task, extension=Extension(command.due, holder))
    turn.emit(ExtensionAsked(task.id, order.by, command.due, command.comment))
    _tell(turn, f"{task.step}.extend", superior_of(holder), command.comment, task.id)


def decide(turn: TurnBuilder, order: Commanded, command: c.DecideExtension) -> None:
    """The superior grants the time asked for, or does not."""
    task = user_tasks.task_of(turn, command.task)
    asked = task.extension
    if asked is None:
        raise Rejected("not-asked", f"Expected a request for more time, but nobody has asked for {task.step}")
    message = f"Expected the superior of {asked.by}, but {order.by} asked"
    turn.ask(AskMay(order.by, superior_of(asked.by), "not-the-superior", message, turn.at))
    if not command.grant and not command.comment.strip():
        raise Rejected("comment-missing", "Expected the reason why not, but it is empty")
    limit = turn.limits[task.id]
    turn.tasks[task.id] = replace(task, extension=None)
    due = asked.due if command.grant else limit.due
    turn.emit(ExtensionDecided(task.id, order.by, command.grant, due, limit.first_due or limit.due, command.comment))
    if command.grant:
        limit_questions.extend(turn, task.id, asked.due)
    about = f"{task.step}.{'extended' if command.grant else 'not_extended'}"
    _tell(turn, about, BoundWho.people(asked.by), command.comment, task.id)


def _tell(turn: TurnBuilder, about: str, to: BoundWho, text: str, task: str) -> None:
    turn.ask(AskNotice(about, (to,), text or None, turn.at, turn.new_id("n"), task))
