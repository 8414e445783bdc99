"""Reassigning (改派): a superior, or an operator as an override, gives a task to somebody else, with a reason.

It is for good, with the vote and the due time; what hung on the one before is over. Whom the step excludes, whose
authority does not cover the amount or who has a vote of their own gets it from nobody. Who had it and who gets it are
told. Codes: `comment-missing`, `transfer-to-self`, `already-voter`, `signer-is-starter`, `not-the-superior`,
`unknown-person`, `excluded` and `beyond-authority` (the last four found by the commit).
"""

from dataclasses import replace

from engine.people import BoundWho
from engine.runtime import authority, duty, signers, user_tasks, votes
from engine.runtime import commands as c
from engine.runtime.above import superiors_of
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import Overridden, TaskTransferred
from engine.runtime.questions import AskMay, AskNotice
from engine.runtime.refusals import Rejected
from engine.runtime.state import UserTask
from engine.runtime.stimuli import Commanded


def reassign(turn: TurnBuilder, order: Commanded, command: c.Reassign) -> None:
    """Give an open task to somebody else."""
    task = user_tasks.task_of(turn, command.task)
    had = (task.holder,) if task.holder else task.offered
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected the reason, which all can see, but it is empty")
    if had == (command.to,):
        raise Rejected("transfer-to-self", f"Expected somebody else than {command.to}, who has it")
    votes.must_not_vote_already(turn, task, command.to)
    signers.may_be_handed_on(turn, task, command.to)
    user_tasks.ask_whether_they_may_have(turn, task, command.to)
    authority.must_cover_for(turn, task, command.to)
    if command.override:
        turn.emit(Overridden("reassign", order.by, command.comment, task.step))
    else:
        message = f"Expected a superior of who has {task.step}, but {order.by} asked"
        turn.ask(AskMay(order.by, superiors_of(*had), "not-the-superior", message, turn.at))
    _give(turn, task, command.to)
    turn.emit(TaskTransferred(task.id, order.by, command.to, command.comment))
    _tell(turn, task, (command.to, *((task.holder,) if task.holder else ())), order.by, command.comment)


def _give(turn: TurnBuilder, task: UserTask, to: str) -> None:
    givers = tuple(dict.fromkeys((*task.givers, *((task.holder,) if task.holder else ()))))
    rested = user_tasks.at_rest(turn, task, task.holder or to)
    turn.tasks[task.id] = replace(
        rested, offered=(to,), holder=to, claimed=False, givers=givers, transfers=task.transfers + 1
    )
    duty.stop(turn, task.id)


def _tell(turn: TurnBuilder, task: UserTask, people: tuple[str, ...], by: str, text: str) -> None:
    told = tuple(BoundWho.people(one) for one in dict.fromkeys(people) if one != by)
    if told:
        turn.ask(AskNotice(f"{task.step}.reassigned", told, text, turn.at, turn.new_id("n"), task.id))
