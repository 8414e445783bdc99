"""Asking for more: a supplement (补正) of fields, for which my task waits; a question (沟通), for which it does not.

Codes: `supplement-not-here`, `field-not-asked`, `no-starter`, `never-acted`, `nobody-named`, `asks-oneself`,
`nothing-asked`, `not-your-question`, `comment-missing`, `task-waits`, `signer-may-not`.
"""

from typing import Any

from engine.model.forms import Form
from engine.model.steps.user_task import Supplement
from engine.runtime import commands as c
from engine.runtime import forms, limit_pauses, limit_questions, returns, sides, user_tasks
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import AskWithdrawn, MoreAsked, TaskDecided
from engine.runtime.refusals import Rejected
from engine.runtime.runners import runner_of
from engine.runtime.signers import due_of
from engine.runtime.state import Side
from engine.runtime.state import UserTask as Task
from engine.runtime.stimuli import Commanded

SUPPLEMENT, QUESTION = "supplement", "question"


def supplement(turn: TurnBuilder, order: Commanded, command: c.Supplement) -> None:
    """Ask the starter, or an earlier actor, for fields; the task waits, and its clock stands still up to a cap."""
    task = _mine(turn, order, command.task, "supplement")
    sides.must_not_wait(turn, task)
    rule = _rule(turn, task)
    if not command.fields:
        raise Rejected("nothing-asked", "Expected at least one field to be supplemented, but none is named")
    for path in command.fields:
        if path not in rule.fields:
            listed = ", ".join(rule.fields)
            raise Rejected("field-not-asked", f"Expected one of {listed}, but got `{path}`", {path: "not asked for"})
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected what is wrong or missing, but it is empty")
    person = _asked_of(turn, order.by, command.to)
    sides.must_be_known(turn, person)
    task = sides.keep(turn, task, order.by)
    due = due_of(turn, command.due) or rule.due or ""
    half = task.due if not due else None
    side = Side(task.id, SUPPLEMENT, order.by, "", due, half, command.fields)
    turn.emit(MoreAsked(task.id, SUPPLEMENT, order.by, (person,), command.fields, command.comment))
    sides.open_side(turn, task, side, person, (order.by,), text=command.comment, fields=list(command.fields))
    limit_pauses.pause(turn, task.id, SUPPLEMENT)


def ask(turn: TurnBuilder, order: Commanded, command: c.Ask) -> None:
    """Ask somebody a question; the answer comes to the task, and nothing else moves."""
    task = _mine(turn, order, command.task, "ask")
    if not command.to:
        raise Rejected("nobody-named", "Expected at least one person, but nobody is named")
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected a question, but it is empty")
    for person in command.to:
        _must_be_another(order.by, person)
        sides.must_be_known(turn, person)
    task = sides.keep(turn, task, order.by)
    turn.emit(MoreAsked(task.id, QUESTION, order.by, command.to, (), command.comment))
    for person in command.to:
        side = Side(task.id, QUESTION, order.by, "", due_of(turn, command.due))
        sides.open_side(turn, task, side, person, (order.by,), text=command.comment)


def _mine(turn: TurnBuilder, order: Commanded, task_id: str, verb: str) -> Task:
    task = user_tasks.task_of(turn, task_id)
    user_tasks.must_be_allowed(turn, task, verb, order.by)
    user_tasks.must_be_theirs(turn, task, order.by)
    if task.side is not None and task.side.kind in (SUPPLEMENT, QUESTION):
        raise Rejected("signer-may-not", "Expected an answer, but who is asked may not ask others")
    return task


def _rule(turn: TurnBuilder, task: Task) -> Supplement:
    rule = getattr(turn.plan.steps[task.step], "supplement", None)
    if not isinstance(rule, Supplement):
        raise Rejected("supplement-not-here", f"Expected a step that asks for supplements, but {task.step} does not")
    return rule


def _asked_of(turn: TurnBuilder, by: str, to: str | None) -> str:
    person = to or turn.starter
    if person is None:
        raise Rejected("no-starter", "Expected a person to be named, for nobody started this case")
    acted = [decision.by for decision in turn.decisions.values()]
    acted += [entry.by for entry in turn.last.values() if entry.by]
    if person != turn.starter and person not in acted:
        raise Rejected("never-acted", f"Expected the starter, or somebody who has acted in this case, but got {person}")
    _must_be_another(by, person)
    return person


def _must_be_another(by: str, person: str) -> None:
    if person == by:
        raise Rejected("asks-oneself", f"Expected somebody else than {by}")


# -- answers --------------------------------------------------------------------------------------------------------


def answer(turn: TurnBuilder, order: Commanded, task: Task, command: c.Complete) -> None:
    """Who was asked hands in the fields, or answers the question."""
    assert task.side is not None
    if task.side.kind == QUESTION:
        forms.must_be_empty(turn, command.data)
        user_tasks.must_comment("required", command.comment)
        _done(turn, order, task, "answered", command.comment)
        sides.tell(turn, turn.tasks.get(task.side.serves), "answered", command.comment)
        return
    here = turn.steps[task.instance]
    form = Form(require=list(task.side.fields))
    forms.write_form(turn, form, command.data, task.step, here.list, order.by)
    _done(turn, order, task, "supplemented", command.comment)
    limit_pauses.resume(turn, task.side.serves, SUPPLEMENT)
    served = turn.tasks.get(task.side.serves)
    sides.tell(turn, served, "supplemented", command.comment or None)
    if served is not None and not served.resolved:
        step: Any = turn.plan.steps[here.step]
        runner_of(step).retry(step, here, turn, {"do": "offer"})
    elif served is not None:
        returns.sign_again(turn, here, served.holder, task.side.fields)


def _done(turn: TurnBuilder, order: Commanded, task: Task, outcome: str, comment: str) -> None:
    turn.emit(TaskDecided(task.id, outcome, order.by, user_tasks.on_behalf_of(task, order), comment))
    turn.tasks.pop(task.id)
    limit_questions.drop(turn, task.id)


def unask(turn: TurnBuilder, order: Commanded, command: c.Unask) -> None:
    """Withdraw what one has asked for and has not got yet; without `people`, all of it."""
    served = user_tasks.task_of(turn, command.task)
    user_tasks.must_be_theirs(turn, served, order.by)
    found = [one for one in sides.serving(turn, served.id) if one.side and one.side.kind in (SUPPLEMENT, QUESTION)]
    if command.people:
        found = [one for one in found if {one.holder, *one.offered} & set(command.people)]
    if not found:
        raise Rejected("nothing-asked", "Expected something asked for and not answered, but there is nothing")
    people = tuple(dict.fromkeys(one.holder or one.offered[0] for one in found))
    turn.emit(AskWithdrawn(served.id, people, order.by, command.comment))
    for one in found:
        sides.close(turn, one, f"withdrawn by {order.by}")
    _run_again(turn, served.id)


def nobody_there(turn: TurnBuilder, task: Task, reason: str) -> None:
    """Nobody can answer any more: who asked is told, and their task goes on."""
    assert task.side is not None
    sides.close(turn, task, reason)
    _run_again(turn, task.side.serves)
    sides.tell(turn, turn.tasks.get(task.side.serves), "unanswered")


def _run_again(turn: TurnBuilder, task_id: str) -> None:
    waits: Any = sides.waits_for(turn, task_id)
    if not waits:
        limit_pauses.resume(turn, task_id, SUPPLEMENT)


def pause_is_over(turn: TurnBuilder, key: str) -> None:
    """The clock of a task stood still for a supplement as long as it may: it runs again, though nothing has come."""
    task = turn.tasks.get(key)
    if task is not None and task.side is not None:
        limit_pauses.resume(turn, task.side.serves, SUPPLEMENT)
