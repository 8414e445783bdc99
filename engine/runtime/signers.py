"""Added signers (加签): before me, their opinion is advice or binds; after me, mine is given; beside me, they vote too.

Codes: `signers-not-so`, `nobody-named`, `signer-is-starter`, `already-voter`, `signer-may-not`, `unknown-due`,
`refusal-with-signers`, `signer-refused`.
"""

from dataclasses import replace
from typing import Any

from engine.calendars import TimeTextError, parse_moment
from engine.model.steps.user_task import REFUSALS, UserTask
from engine.runtime import commands as c
from engine.runtime import flow, forms, limit_questions, returns, sides, user_tasks, votes
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import SignersAdded, SignersAnswered, TaskDecided
from engine.runtime.refusals import Rejected
from engine.runtime.sides import GROUPS
from engine.runtime.state import Side, StepInstance
from engine.runtime.state import UserTask as Task
from engine.runtime.stimuli import Commanded

Group = dict[str, Any]


def add(turn: TurnBuilder, order: Commanded, command: c.AddSigner) -> None:
    """Ask further people to sign, before, after or beside the one who asks."""
    task = user_tasks.task_of(turn, command.task)
    user_tasks.must_be_allowed(turn, task, "add_signer", order.by)
    user_tasks.must_be_theirs(turn, task, order.by, behalf=order.on_behalf_of)
    sides.must_not_wait(turn, task)
    step: Any = turn.plan.steps[task.step]
    _must_be_possible(step, task, command)
    _must_be_new(turn, task, order.by, command.to)
    for person in command.to:
        sides.must_be_somebody(turn, task, person)
    task = sides.keep(turn, task, order.by)
    group: Group = {
        "for": task.id,
        "how": command.how,
        "mode": command.mode,
        "by": order.by,
        "text": command.comment,
        "due": due_of(turn, command.due),
        "half": not command.due and task.due is not None,
        "queue": list(command.to),
        "answers": {},
    }
    number = f"g{turn.new_id('g')[1:]}"
    turn.emit(SignersAdded(task.id, order.by, command.how, command.mode, command.to, command.comment, number))
    if command.how == "after":
        group["given"] = _give(turn, order, task, command)
    keep_group(turn, task.instance, number, group)
    _open_next(turn, task, number)
    if command.how == "after":
        _gone(turn, task)


def _must_be_possible(step: Any, task: Task, command: c.AddSigner) -> None:
    if step.kind != "user_task" or step.batch is not None:
        raise Rejected("signers-not-so", f"Expected a task that one person decides, but {step.id} is none")
    if task.side is not None and (task.side.kind not in SIGN or "add_signer" not in step.signers.may):
        raise Rejected("signer-may-not", "Expected the one whose task it is, but added signers may not add others here")
    if command.how not in step.signers.how:
        listed = ", ".join(step.signers.how)
        raise Rejected("signers-not-so", f"Expected signers {listed} the one who asks, but got {command.how}")
    if command.how == "beside" and step.vote is not None and command.mode != "all":
        raise Rejected("signers-not-so", "Expected all of them, for each has a vote here")


SIGN = ("before", "after", "beside")
"""Kinds of tasks that are signed, as the step asks."""


def _must_be_new(turn: TurnBuilder, task: Task, by: str, people: tuple[str, ...]) -> None:
    if not people:
        raise Rejected("nobody-named", "Expected at least one person, but nobody is named")
    taken = (*votes.voters(turn, task.instance), by, *_asked(turn, task.instance))
    for person in people:
        if person in turn.starters:
            raise Rejected("signer-is-starter", f"Expected somebody else than the starter of the case, {person}")
        if person in taken or people.count(person) > 1:
            raise Rejected("already-voter", f"Expected somebody without a vote of their own here, but {person} has one")


def _asked(turn: TurnBuilder, instance: str) -> list[str]:
    groups: dict[str, Group] = turn.steps[instance].progress.get(GROUPS, {})
    return [person for group in groups.values() for person in group["queue"]]


def due_of(turn: TurnBuilder, written: str | None) -> str:
    """A due time somebody gives, a moment of its own; raises `Rejected`."""
    if not written:
        return ""
    try:
        if parse_moment(written).bind(lambda path: None) is not None:
            return written
    except TimeTextError as wrong:
        raise Rejected("unknown-due", f"Expected a due time such as `2 working hours`, but {wrong}") from None
    raise Rejected("unknown-due", f"Expected a due time of its own, but `{written}` hangs on a field")


def _give(turn: TurnBuilder, order: Commanded, task: Task, command: c.AddSigner) -> dict[str, Any]:
    """The decision of who asks for signers after theirs: checked, written and told; it counts once they have signed."""
    decided = c.Complete(command.task, command.outcome, command.data, command.comment, signature=command.signature)
    outcome = user_tasks.checked(turn, order, task, decided)
    if outcome in REFUSALS:
        raise Rejected("refusal-with-signers", "Expected an agreement for others to sign after, but got a refusal")
    behalf = user_tasks.on_behalf_of(task, order)
    turn.emit(TaskDecided(task.id, outcome, order.by, behalf, command.comment))
    return {
        "outcome": outcome,
        "by": order.by,
        "behalf": behalf,
        "comment": command.comment,
        "roles": list(task.roles),
        "seat": task.seat,
        "due": None if task.due is None else task.due.isoformat(),
    }


def _gone(turn: TurnBuilder, task: Task) -> None:
    """The task of who asked is decided; the seat stays open with its signers."""
    turn.tasks.pop(task.id)
    limit_questions.drop(turn, task.id)


# -- groups ---------------------------------------------------------------------------------------------------------


def keep_group(turn: TurnBuilder, instance: str, number: str, group: Group | None) -> None:
    """Remember a group of a step instance; None forgets it."""
    groups = {**turn.steps[instance].progress.get(GROUPS, {}), number: group}
    flow.update(turn, instance, **{GROUPS: {key: one for key, one in groups.items() if one is not None}})


def _open_next(turn: TurnBuilder, task: Task, number: str) -> None:
    """Offer the group to those whose turn it is: all at once, or in order the next one."""
    group: Group = turn.steps[task.instance].progress[GROUPS][number]
    queue = group["queue"]
    now, later = (queue[:1], queue[1:]) if group["mode"] == "order" else (queue, [])
    keep_group(turn, task.instance, number, {**group, "queue": later})
    banned = (*turn.starters, group["by"], *votes.voters(turn, task.instance))
    side = Side(task.id, group["how"], group["by"], number, group["due"], task.due if group["half"] else None)
    for person in now:
        others = tuple(dict.fromkeys(one for one in banned if one is not None and one != person))
        sides.open_side(turn, task, side, person, others, text=group["text"])


def _group_of(turn: TurnBuilder, task: Task) -> Group:
    assert task.side is not None
    group: Group = turn.steps[task.instance].progress[GROUPS][task.side.group]
    return group


def answer(turn: TurnBuilder, order: Commanded, task: Task, command: c.Complete) -> None:
    """An added signer before or after somebody gives an outcome of the step; the form is not theirs to fill."""
    assert task.side is not None
    step: Any = turn.plan.steps[task.step]
    sides.must_not_wait(turn, task)
    outcome = user_tasks.outcome_of(step, command.outcome)
    forms.must_be_empty(turn, command.data)
    user_tasks.must_comment(step.outcomes[outcome].comment, command.comment)
    turn.emit(TaskDecided(task.id, outcome, order.by, user_tasks.on_behalf_of(task, order), command.comment))
    turn.tasks.pop(task.id)
    limit_questions.drop(turn, task.id)
    group = _group_of(turn, task)
    answers = {**group["answers"], task.id: {"by": order.by, "outcome": outcome}}
    keep_group(turn, task.instance, task.side.group, {**group, "answers": answers})
    go_on(turn, task)


def go_on(turn: TurnBuilder, task: Task) -> None:
    """After an answer, or when a signer is gone: the next one in order, or the group is through."""
    assert task.side is not None
    number, group = task.side.group, _group_of(turn, task)
    if group["for"] not in turn.tasks and "given" not in group:
        keep_group(turn, task.instance, number, None)  # cases before OTHER_EYES left them open
        return
    open_tasks = [one for one in turn.tasks.values() if one.side is not None and one.side.group == number]
    outcomes = [one["outcome"] for one in group["answers"].values()]
    certain = bool(outcomes) and (group["mode"] == "any" or _stops(turn, task, group, outcomes[-1]))
    served = turn.tasks.get(group["for"]) or _given_task(turn, task, group)
    if not certain and group["queue"] and not open_tasks:
        _open_next(turn, served, number)
    elif certain or not open_tasks:
        for one in open_tasks:
            sides.close(turn, one, "not needed")
        _through(turn, served, number, group)


def _stops(turn: TurnBuilder, task: Task, group: Group, outcome: str) -> bool:
    """Whether a refusal ends what the group is asked: advice is wanted of all of them."""
    step: Any = turn.plan.steps[task.step]
    return outcome in REFUSALS and (group["how"] == "after" or step.signers.binding)


def _given_task(turn: TurnBuilder, task: Task, group: Group) -> Task:
    """The seat of a task that is decided already, as it was."""
    given = group["given"]
    return replace(task, id=group["for"], seat=given["seat"], side=None, roles=tuple(given["roles"]))


def _through(turn: TurnBuilder, served: Task, number: str, group: Group) -> None:
    """A group has signed: who waited is told; a decision given before takes effect, a refusal instead of it."""
    outcomes = [one["outcome"] for one in group["answers"].values()]
    refusal = next((one for one in outcomes if one in REFUSALS), None)
    turn.emit(SignersAnswered(served.id, number, {task: one["outcome"] for task, one in group["answers"].items()}))
    keep_group(turn, served.instance, number, None)
    step: Any = turn.plan.steps[served.step]
    if group["how"] == "before":
        if refusal is not None and step.signers.binding:
            bound = {**turn.steps[served.instance].progress.get("bound", {}), served.id: refusal}
            flow.update(turn, served.instance, bound=bound)
        sides.tell(turn, turn.tasks.get(served.id), "signed")
    elif group["how"] == "after":
        given = group["given"]
        outcome = refusal or given["outcome"]
        here = turn.steps[served.instance]
        returns.remember(turn, here, outcome, given["by"], given["comment"], given["behalf"])
        votes.record(turn, served, outcome, given["by"], given["behalf"])
        flow.guarded(turn, here.id, {"do": "vote"}, lambda: votes.settle_vote(turn, here.id))


def must_follow(turn: TurnBuilder, task: Task, outcome: str) -> None:
    """Where their opinion binds, who asked agrees only if they did; raises `Rejected`."""
    bound = turn.steps[task.instance].progress.get("bound", {})
    if task.id in bound and outcome not in REFUSALS:
        raise Rejected("signer-refused", f"Expected `{bound[task.id]}`, for an added signer refused, or a return")


def pending(here: StepInstance) -> int:
    """The seats whose decision is given and waits for those who sign after it, and the signers beside yet to come."""
    groups: dict[str, Group] = here.progress.get(GROUPS, {})
    beside = [len(group["queue"]) for group in groups.values() if group["how"] == "beside"]
    return sum(beside) + len([one for one in groups.values() if one["how"] == "after"])


def voted_beside(turn: TurnBuilder, task: Task) -> None:
    """A signer beside has voted: the next one in order is asked."""
    if task.side is None or task.side.kind != "beside" or task.instance not in turn.steps:
        return
    group = turn.steps[task.instance].progress.get(GROUPS, {}).get(task.side.group)
    if group is not None and group["queue"]:
        served = turn.tasks.get(group["for"]) or replace(task, id=group["for"], side=None)
        _open_next(turn, served, task.side.group)


def jointly(step: UserTask, here: StepInstance) -> str | None:
    """How a step that one person decides is decided with signers beside: `all`, `any`, `order`; None without them."""
    groups: dict[str, Group] = here.progress.get(GROUPS, {})
    modes: list[str] = [group["mode"] for group in groups.values() if group["how"] == "beside"]
    return modes[0] if modes and step.vote is None else None


def may_be_handed_on(turn: TurnBuilder, task: Task, person: str) -> None:
    """An added signer's task goes to nobody whom it could not have been given; raises `Rejected`."""
    if task.side is None or task.side.kind not in SIGN:
        return
    if person in turn.starters:
        raise Rejected("signer-is-starter", f"Expected somebody else than the starter of the case, {person}")
    if person in (*votes.voters(turn, task.instance, but=task.id), task.side.by):
        raise Rejected("already-voter", f"Expected somebody without a vote of their own here, but {person} has one")


def may_return(turn: TurnBuilder, task: Task) -> None:
    """An added signer moves the case back only where the step says so; raises `Rejected`."""
    step: Any = turn.plan.steps[task.step]
    if task.side is not None and (task.side.kind not in SIGN or "return" not in step.signers.may):
        raise Rejected("signer-may-not", "Expected the one whose task it is, but added signers may not return here")


def leave(turn: TurnBuilder, task: Task, reason: str) -> None:
    """A signer is gone without an answer, removed or because nobody is there; the group goes on without them."""
    sides.close(turn, task, reason)
    if task.side is None or task.side.group not in turn.steps[task.instance].progress.get(GROUPS, {}):
        return
    if task.side.kind == "beside":
        voted_beside(turn, task)
        flow.guarded(turn, task.instance, {"do": "vote"}, lambda: votes.settle_vote(turn, task.instance))
    else:
        go_on(turn, task)
