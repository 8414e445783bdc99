"""Lending (委派): another fills in and recommends, the case moves only when the holder confirms.

The vote and the due time stay the holder's, who may take the task back at any time. What the other recommends is kept
with the task; a confirmation that names no outcome takes it over. What somebody is asked beside a task (to sign, to
answer) they do themselves. Codes: `verb-forbidden`, `verb-not-yours`, `not-claimed`, `not-yours`, `comment-missing`,
`delegate-to-self`, `already-lent`, `second-delegation`, `beside-not-lent`, `not-lent`, `already-voter`,
`unknown-person` and `excluded` (found by the commit).
"""

from dataclasses import replace

from engine.runtime import commands as c
from engine.runtime import revisions, user_tasks, votes
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import LoanEnded, TaskLent, TaskRecommended
from engine.runtime.refusals import Rejected
from engine.runtime.state import Advice, UserTask
from engine.runtime.stimuli import Commanded


def delegate(turn: TurnBuilder, order: Commanded, command: c.Delegate) -> None:
    """Lend one's task."""
    task = user_tasks.task_of(turn, command.task)
    user_tasks.must_be_allowed(turn, task, "delegate", order.by)
    if task.side is not None and turn.state.engine_revision >= revisions.OTHER_EYES:
        raise Rejected(
            "beside-not-lent", f"Expected a task of {task.step} itself, but this is what {order.by} is asked"
        )
    if task.lent_to == order.by:
        raise Rejected("second-delegation", f"Expected {task.holder} to lend it, but to {order.by} it is only lent")
    user_tasks.must_be_held(turn, task, order.by)
    if task.lent_to is not None:
        raise Rejected("already-lent", f"Expected a task one has oneself, but it is lent to {task.lent_to}")
    if command.to in (order.by, task.holder):
        raise Rejected("delegate-to-self", f"Expected somebody else than {command.to}")
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected what they are asked for, but it is empty")
    votes.must_not_vote_already(turn, task, command.to)
    user_tasks.ask_whether_they_may_have(turn, task, command.to)
    turn.tasks[task.id] = replace(task, lent_to=command.to, advice=None)
    turn.emit(TaskLent(task.id, order.by, command.to, command.comment))


def reclaim(turn: TurnBuilder, order: Commanded, command: c.Reclaim) -> None:
    """Take a lent task back before the other has recommended anything."""
    task = user_tasks.task_of(turn, command.task)
    user_tasks.must_be_held(turn, task, order.by)
    if task.lent_to is None:
        raise Rejected("not-lent", f"Expected a task that is lent, but {task.step} is not")
    end(turn, task, order.by)


def end(turn: TurnBuilder, task: UserTask, by: str) -> UserTask:
    """The holder has the task again; gives it. Nothing for one that is not lent."""
    if task.lent_to is None:
        return task
    task = replace(task, lent_to=None)
    turn.tasks[task.id] = task
    turn.emit(LoanEnded(task.id, by))
    return task


def recommend(turn: TurnBuilder, task: UserTask, command: c.Complete, by: str) -> None:
    """What the other fills in and recommends is kept with the task, which is its holder's again."""
    outcome, data = command.outcome or "", dict(command.data)
    turn.tasks[task.id] = replace(task, lent_to=None, advice=Advice(by, outcome, data, command.comment))
    turn.emit(TaskRecommended(task.id, by, outcome, data, command.comment))


def confirmed(task: UserTask, command: c.Complete) -> c.Complete:
    """The holder's decision, with what was recommended where it says nothing of its own."""
    if task.advice is None:
        return command
    outcome = command.outcome or task.advice.outcome
    return replace(command, outcome=outcome, data={**task.advice.data, **command.data})
