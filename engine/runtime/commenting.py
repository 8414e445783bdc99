"""Comments (评论): said by anybody in the case, at any time; nothing waits for them, nothing is moved by them.

In the case are its starter, those who may act on an open task of it, and those who have decided. Whom a comment names
is told. Codes: `verb-forbidden`, `verb-not-yours`, `comment-missing`, `not-in-the-case`, `unknown-person` (found by the
commit).
"""

from collections.abc import Iterator

from engine.people import BoundWho
from engine.runtime import commands as c
from engine.runtime import user_tasks
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import CommentMade
from engine.runtime.questions import AskMay, AskNotice
from engine.runtime.refusals import Rejected
from engine.runtime.stimuli import Commanded


def comment(turn: TurnBuilder, order: Commanded, command: c.Comment) -> None:
    """Say something about the case, or about one of its open tasks."""
    step = None
    if command.task is not None:
        task = user_tasks.task_of(turn, command.task)
        user_tasks.must_be_allowed(turn, task, "comment", order.by)
        step = task.step
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected something to be said, but it is empty")
    if order.by not in set(_in_the_case(turn)):
        raise Rejected("not-in-the-case", f"Expected somebody who is in the case, but {order.by} is not")
    for person in command.to:
        message = f"Expected somebody of the directory, but {person} is not in it"
        turn.ask(AskMay(person, BoundWho.people(person), "unknown-person", message, turn.at))
    turn.emit(CommentMade(order.by, command.comment, command.to, step))
    if command.to:
        about = f"{step or 'case'}.comment"
        to = tuple(BoundWho.people(person) for person in command.to)
        turn.ask(AskNotice(about, to, command.comment, turn.at, turn.new_id("n"), command.task))


def _in_the_case(turn: TurnBuilder) -> Iterator[str]:
    if turn.state.initiator is not None:
        yield turn.state.initiator
    for task in turn.tasks.values():
        yield from (*task.offered, *(one for one in (task.holder, task.lent_to, task.offered_back) if one))
    for decision in turn.decisions.values():
        yield decision.by
    for last in turn.last.values():
        yield from (*last.everybody, *([last.by] if last.by else ()))
