"""Transferring (转办): a task is handed over for good, with its vote and its due time, and a reason all can see.

At most three times; whom the step excludes gets it from nobody. Who has given a task away gets it back only by consent:
it is offered to them, stays with its holder, and is theirs once they claim it. Codes: `verb-forbidden`,
`verb-not-yours`, `not-yours`, `transfer-to-self`, `comment-missing`, `too-many-transfers`, `already-voter`,
`already-offered`, `unknown-person`, `excluded` and `beyond-authority` (found by the commit).
"""

from dataclasses import replace

from engine.people import BoundWho
from engine.runtime import authority, duty, signers, user_tasks, votes
from engine.runtime import commands as c
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import TaskTransferred, TransferOffered
from engine.runtime.questions import AskNotice
from engine.runtime.refusals import Rejected
from engine.runtime.state import UserTask
from engine.runtime.stimuli import Commanded

MAX_TRANSFERS = 3


def transfer(turn: TurnBuilder, order: Commanded, command: c.Transfer) -> None:
    """Hand a task over for good; the new holder is known to the directory, or the commit refuses."""
    task = user_tasks.task_of(turn, command.task)
    user_tasks.must_be_allowed(turn, task, "transfer", order.by)
    user_tasks.must_be_theirs(turn, task, order.by)
    if command.to in (order.by, task.holder):
        raise Rejected("transfer-to-self", f"Expected somebody else than {command.to}")
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected the reason of the transfer, but it is empty")
    if task.transfers >= MAX_TRANSFERS:
        raise Rejected("too-many-transfers", f"Expected at most {MAX_TRANSFERS} transfers, but this is one more")
    votes.must_not_vote_already(turn, task, command.to)
    signers.may_be_handed_on(turn, task, command.to)
    user_tasks.ask_whether_they_may_have(turn, task, command.to)
    authority.must_cover_for(turn, task, command.to)
    if command.to in task.givers:
        _offer_back(turn, task, order.by, command)
        return
    _hand_over(turn, task, order.by, command.to)
    turn.emit(TaskTransferred(task.id, order.by, command.to, command.comment))


def _offer_back(turn: TurnBuilder, task: UserTask, by: str, command: c.Transfer) -> None:
    if task.offered_back == command.to:
        raise Rejected("already-offered", f"Expected {command.to} to answer, to whom it was offered back")
    turn.tasks[task.id] = replace(task, offered_back=command.to)
    turn.emit(TransferOffered(task.id, by, command.to, command.comment))
    about = f"{task.step}.offered_back"
    turn.ask(AskNotice(about, (BoundWho.people(command.to),), command.comment, turn.at, turn.new_id("n"), task.id))


def accept(turn: TurnBuilder, task: UserTask, by: str) -> None:
    """Who had given the task away takes it again, as they were asked to."""
    giver = task.holder or by
    user_tasks.ask_whether_they_may_have(turn, task, by)
    authority.must_cover_for(turn, task, by)
    _hand_over(turn, task, giver, by)
    turn.emit(TaskTransferred(task.id, giver, by, ""))


def _hand_over(turn: TurnBuilder, task: UserTask, giver: str, to: str) -> None:
    givers = tuple(dict.fromkeys((*task.givers, task.holder or giver)))
    task = replace(user_tasks.at_rest(turn, task, giver), givers=givers, transfers=task.transfers + 1)
    turn.tasks[task.id] = replace(task, offered=(to,), holder=to)
    duty.stop(turn, task.id)
