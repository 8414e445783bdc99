"""User tasks: offered, claimed, released, decided, cancelled.

Codes: `unknown-task`, `task-not-open`, `not-yours`, `already-claimed`, `not-claimed`, `verb-forbidden`,
`unknown-outcome`, `outcome-missing`, `outcome-not-allowed`, `comment-missing`, `comment-not-wanted`, and those of
forms, votes and of what was seen.
"""

import difflib
from dataclasses import replace
from typing import Any

from engine.model.steps.user_task import Outcome, UserTask
from engine.runtime import (
    authority,
    batches,
    fates,
    flow,
    forms,
    holding,
    inquiries,
    lending,
    limit_questions,
    returns,
    revisions,
    seeing,
    sides,
    signatures,
    signers,
    switches,
    together,
    transferring,
    votes,
)
from engine.runtime import commands as c
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import (
    TaskCancelled,
    TaskClaimed,
    TaskDecided,
    TaskReleased,
)
from engine.runtime.questions import AskAct
from engine.runtime.refusals import Rejected
from engine.runtime.state import StepInstance
from engine.runtime.state import UserTask as Task
from engine.runtime.stimuli import Commanded


def task_of(turn: TurnBuilder, task_id: str) -> Task:
    """The open task of that id; raises `Rejected`."""
    task = turn.tasks.get(task_id)
    if task is None:
        raise fates.task_is_over(turn, task_id)
    return task


def _step(turn: TurnBuilder, task: Task) -> Any:
    return turn.plan.steps[task.step]


def must_be_theirs(
    turn: TurnBuilder, task: Task, by: str, *, lent_too: bool = False, behalf: str | None = None
) -> None:
    """Only who a task is offered to, or who has it, acts on it; the commit asks the directory once more.

    `lent_too`: so may, if it is lent, to whom it is. `behalf`: in whose name they say they act.
    """
    strict = turn.state.engine_revision >= revisions.OTHER_EYES
    if by == task.lent_to:
        if not lent_too:
            raise Rejected("not-yours", f"Expected {task.holder}, who has this task, but to {by} it is only lent")
        banned = sides.excluded(turn, task) if strict else ()
        named = behalf if strict else None
        turn.ask(AskAct(by, task.step, (by,), by, {}, task.created, turn.at, excluded=banned, behalf=named))
        return
    if by not in task.offered and by != task.holder:
        raise Rejected("not-yours", f"Expected one of {', '.join(task.offered) or 'nobody'}, but {by} asked")
    if task.holder is not None and by != task.holder and task.for_whom.get(by) != task.holder:
        raise Rejected("not-yours", f"Expected {task.holder}, who has this task, but {by} asked")
    if not revisions.asked_at_commit(turn.state.engine_revision, turn.state.started_at):
        return
    banned = sides.excluded(turn, task) if turn.state.engine_revision >= revisions.VOTERS else ()
    candidates, named = authority.candidates(task), behalf if strict else None
    turn.ask(
        AskAct(
            by, task.step, candidates, task.holder, dict(task.for_whom), task.created, turn.at,
            excluded=banned, behalf=named,
        )
    )  # fmt: skip


def must_be_allowed(turn: TurnBuilder, task: Task, verb: str, by: str) -> None:
    """Refuse a verb that the task's step switches off, for all or for this person."""
    switches.must_be_allowed(turn, _step(turn, task), verb, by, turn.steps[task.instance].list)


def at_rest(turn: TurnBuilder, task: Task, by: str) -> Task:
    """The task without what hung on its holder: it waits for nothing, asks for nothing and is lent to nobody."""
    return replace(lending.end(turn, holding.end(turn, task, by), by), extension=None, advice=None, offered_back=None)


def must_be_held(turn: TurnBuilder, task: Task, by: str) -> None:
    """Only who has a task lets it wait, lends it, asks for more time; one that is merely offered has nobody."""
    if task.holder is None:
        raise Rejected("not-claimed", f"Expected a claimed task, but nobody has {task.step}")
    must_be_theirs(turn, task, by)


def claim(turn: TurnBuilder, order: Commanded, command: c.Claim) -> None:
    """Take a task from the pool."""
    task = task_of(turn, command.task)
    must_be_allowed(turn, task, "claim", order.by)
    if task.offered_back == order.by:
        transferring.accept(turn, task, order.by)
        return
    if task.holder is not None and task.holder != order.by:
        raise Rejected("already-claimed", f"Expected to claim {task.step}, but {task.holder} has it")
    must_be_theirs(turn, task, order.by)
    votes.must_have_a_vote(turn, task, order.by, on_behalf_of(task, order))
    if task.holder is None:
        turn.tasks[task.id] = replace(task, holder=order.by, claimed=True)
        turn.emit(TaskClaimed(task.id, order.by))


def release(turn: TurnBuilder, order: Commanded, command: c.Release) -> None:
    """Put a claimed task back."""
    task = task_of(turn, command.task)
    must_be_allowed(turn, task, "release", order.by)
    if task.holder is None:
        raise Rejected("not-claimed", f"Expected a claimed task, but nobody has {task.step}")
    must_be_theirs(turn, task, order.by)
    turn.tasks[task.id] = replace(at_rest(turn, task, order.by), holder=None, claimed=False)
    turn.emit(TaskReleased(task.id, order.by))


def ask_whether_they_may_have(turn: TurnBuilder, task: Task, person: str) -> None:
    """Whether somebody to whom a task is handed or lent is in the directory and may have it; the commit refuses."""
    sides.must_be_somebody(turn, task, person)


def complete(turn: TurnBuilder, order: Commanded, command: c.Complete) -> None:
    """Decide a task: the form is checked and written, the outcome's conditions are asked, then the vote."""
    task = task_of(turn, command.task)
    must_be_theirs(turn, task, order.by, lent_too=True, behalf=order.on_behalf_of)
    step = _step(turn, task)
    if step.kind != "user_task":
        _complete_by_hand(turn, order, command, task)
        return
    together.must_allow(turn, task, command)
    seeing.must_be_as_seen(turn, task, command, order.by)
    if task.side is not None and task.side.kind != "beside":
        given = signers.answer if task.side.kind in ("before", "after") else inquiries.answer
        given(turn, order, task, command)
        return
    if task.lent_to == order.by:
        _recommend(turn, order, task, command)
        return
    command = lending.confirmed(task, command)
    outcome_id = checked(turn, order, task, command)
    if batches.is_list(turn):
        batches.take_out(turn, order.by, command.take_out)
        batches.must_be_other_eyes(turn, order.by, on_behalf_of(task, order))
        if not batches.answers_at_its_end(turn):
            batches.tell_decision(turn, step, outcome_id, order.by, command.comment)
    decide(turn, task, outcome_id, order.by, on_behalf_of(task, order), command.comment)


def checked(turn: TurnBuilder, order: Commanded, task: Task, command: c.Complete) -> str:
    """The outcome of a decision, once all that it asks for is there and its form is written; raises `Rejected`."""
    sides.must_not_wait(turn, task)
    outcome_id = outcome_of(_step(turn, task), command.outcome)
    votes.must_have_a_vote(turn, task, order.by, on_behalf_of(task, order))
    signers.must_follow(turn, task, outcome_id)
    _fill(turn, task, outcome_id, command, order.by)
    signatures.must_sign(turn, task, _step(turn, task).outcomes[outcome_id], command, order.by)
    authority.must_cover(turn, task, outcome_id, order.by)
    return outcome_id


def _recommend(turn: TurnBuilder, order: Commanded, task: Task, command: c.Complete) -> None:
    """What somebody to whom the task is lent would decide: checked like a decision, and kept, not written."""
    outcome_id = outcome_of(_step(turn, task), command.outcome)
    saved = turn.save()
    _fill(turn, task, outcome_id, command, order.by)
    turn.restore(saved)
    lending.recommend(turn, task, replace(command, outcome=outcome_id), order.by)


def _fill(turn: TurnBuilder, task: Task, outcome_id: str, command: c.Complete, by: str) -> None:
    """The form and the comment as an outcome wants them, written; raises `Rejected`."""
    step, here = _step(turn, task), turn.steps[task.instance]
    outcome: Outcome = step.outcomes[outcome_id]
    forms.write_form(turn, step.form, command.data, step.id, here.list, by, also=outcome.require)
    if outcome.if_ is not None and not _possible(turn, outcome.if_, here, by):
        raise Rejected("outcome-not-allowed", f"Expected {outcome.if_} for `{outcome_id}`, but that is not so")
    must_comment(outcome.comment, command.comment)


def on_behalf_of(task: Task, order: Commanded) -> str | None:
    """Whom somebody acts for: said by the order, or known because they were offered the task as a stand-in."""
    return order.on_behalf_of or task.for_whom.get(order.by)


def _complete_by_hand(turn: TurnBuilder, order: Commanded, command: c.Complete, task: Task) -> None:
    """A case that could not be opened is done outside: its end state and what it gives are entered here."""
    step = _step(turn, task)
    turn.tasks.pop(task.id)
    limit_questions.drop(turn, task.id)
    turn.emit(TaskDecided(task.id, command.outcome or "done", order.by, order.on_behalf_of, command.comment))
    result = {**command.data, "end": command.outcome or "done"}
    flow.finish(turn, task.instance, outcome=command.outcome or "done", by=order.by, result=result)
    assert step.kind == "call_process"


def outcome_of(step: UserTask, asked: str | None) -> str:
    """The outcome asked for, or the only one there is; raises `Rejected`."""
    if asked is None:
        if len(step.outcomes) > 1:
            raise Rejected("outcome-missing", f"Expected one of the outcomes {', '.join(step.outcomes)}")
        return next(iter(step.outcomes))
    if asked not in step.outcomes:
        near = difflib.get_close_matches(asked, step.outcomes, n=1)
        hint = f" Did you mean `{near[0]}`?" if near else ""
        raise Rejected("unknown-outcome", f"Expected one of {', '.join(step.outcomes)}, but got `{asked}`.{hint}")
    return asked


def _possible(turn: TurnBuilder, condition: str, here: StepInstance, by: str) -> bool:
    try:
        return turn.is_true(condition, here.list, actor=by)
    except Parked:
        return False


def must_comment(rule: str, comment: str) -> None:
    """The comment a decision needs, or may not have."""
    if rule == "required" and not comment.strip():
        raise Rejected("comment-missing", "Expected a comment, but it is empty")
    if rule == "none" and comment.strip():
        raise Rejected("comment-not-wanted", "Expected no comment here")


def decide(
    turn: TurnBuilder, task: Task, outcome: str, by: str, behalf: str | None, comment: str, timeout: bool = False
) -> None:
    """A seat is decided; the step ends as soon as its vote is certain."""
    turn.emit(TaskDecided(task.id, outcome, by, behalf, comment, timeout))
    turn.tasks.pop(task.id)
    limit_questions.drop(turn, task.id)
    for one in sides.serving(turn, task.id):
        if one.side is not None and one.side.kind != "beside":
            sides.close(turn, one, "not needed")
    here = turn.steps[task.instance]
    returns.remember(turn, here, outcome, by, comment, behalf)
    votes.record(turn, task, outcome, by, behalf)
    flow.guarded(turn, here.id, {"do": "vote"}, lambda: votes.settle_vote(turn, here.id))
    signers.voted_beside(turn, task)


def cancel_task(turn: TurnBuilder, task: Task, reason: str) -> None:
    """A task is not needed any more."""
    turn.tasks.pop(task.id, None)
    limit_questions.drop(turn, task.id)
    turn.emit(TaskCancelled(task.id, reason))
