"""Comments (评论): said by anybody in the case, at any time; nothing waits for them, nothing is moved by them.

In the case are its starter, those who may act on an open task of it, those who have decided, and those who have a copy.
Whom a comment names is told, and must be somebody who may see it: one for approvers is read by those who decide or have
decided, those of a sealed case by who is in it. Codes: `verb-forbidden`, `verb-not-yours`, `comment-missing`,
`not-in-the-case`, `not-an-approver`, `may-not-see`, `unknown-person` (found by the commit).
"""

from engine.people import BoundWho
from engine.runtime import commands as c
from engine.runtime import duty, user_tasks
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import CommentMade
from engine.runtime.questions import AskMay, AskNotice
from engine.runtime.readers import Readers, readers_of
from engine.runtime.refusals import Rejected
from engine.runtime.stimuli import Commanded


def comment(turn: TurnBuilder, order: Commanded, command: c.Comment) -> None:
    """Say something about the case, or about one of its open tasks."""
    step, task = None, None
    if command.task is not None:
        task = user_tasks.task_of(turn, command.task)
        user_tasks.must_be_allowed(turn, task, "comment", order.by)
        step = task.step
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected something to be said, but it is empty")
    readers = readers_of(turn)
    if not readers.is_in_the_case(order.by):
        raise Rejected("not-in-the-case", f"Expected somebody who is in the case, but {order.by} is not")
    if command.approvers and not readers.is_approver(order.by):
        raise Rejected("not-an-approver", f"Expected somebody who decides, but {order.by} does not")
    for person in command.to:
        _must_see(turn, readers, command, person)
        message = f"Expected somebody of the directory, but {person} is not in it"
        turn.ask(AskMay(person, BoundWho.people(person), "unknown-person", message, turn.at))
    if task is not None and not command.approvers:
        duty.note(turn, task, command.comment)
    turn.emit(CommentMade(order.by, command.comment, command.to, step, command.approvers))
    if command.to:
        about = f"{step or 'case'}.comment"
        to = tuple(BoundWho.people(person) for person in command.to)
        turn.ask(AskNotice(about, to, command.comment, turn.at, turn.new_id("n"), command.task))


def _must_see(turn: TurnBuilder, readers: Readers, command: c.Comment, person: str) -> None:
    may = readers.is_approver(person) if command.approvers else True
    if not may or (turn.plan.definition.sealed and not readers.is_in_the_case(person)):
        raise Rejected("may-not-see", f"Expected somebody who may read this, but {person} may not")
