"""Tasks beside a task: what an added signer, or somebody who is asked for more, has to do.

Such a task stands in the same step instance and serves another task (`Side.serves`), which is its holder's meanwhile
and, but for a question, waits. Codes: `task-waits`.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from engine.people import BoundWho, WhoQuestion
from engine.runtime import limit_questions, revisions
from engine.runtime.binding import bind_excluded, bind_who
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import TaskCancelled, TaskClaimed, TaskCreated
from engine.runtime.questions import AskMay, AskNotice, AskWho
from engine.runtime.refusals import Rejected
from engine.runtime.state import Side
from engine.runtime.state import UserTask as Task

GROUPS = "signers"
"""Where a step instance remembers its groups of added signers: id to plain data."""

WAITED_FOR = ("before", "supplement")
"""Kinds of tasks for which the task they serve waits."""


def serving(turn: TurnBuilder, task_id: str) -> list[Task]:
    """The open tasks beside a task, in the order they were made."""
    return [one for one in turn.tasks.values() if one.side is not None and one.side.serves == task_id]


def waits_for(turn: TurnBuilder, task_id: str) -> tuple[str, ...]:
    """The people a task waits for; nobody when it can go on."""
    found = [one for one in serving(turn, task_id) if one.side is not None and one.side.kind in WAITED_FOR]
    return tuple(dict.fromkeys(person for one in found for person in ((one.holder,) if one.holder else one.offered)))


def must_not_wait(turn: TurnBuilder, task: Task) -> None:
    """A task that waits for others is neither decided nor moved; raises `Rejected`."""
    people = waits_for(turn, task.id)
    if people or any(one.side and one.side.kind in WAITED_FOR for one in serving(turn, task.id)):
        raise Rejected("task-waits", f"Expected a task that can go on, but {task.step} waits for {', '.join(people)}")


def keep(turn: TurnBuilder, task: Task, by: str) -> Task:
    """Who asks others for something has the task meanwhile."""
    if task.holder is None:
        turn.tasks[task.id] = replace(task, holder=by, claimed=True)
        turn.emit(TaskClaimed(task.id, by))
    return turn.tasks[task.id]


def open_side(turn: TurnBuilder, task: Task, side: Side, person: str, banned: Iterable[str], **asked: Any) -> Task:
    """A task beside `task` for a person, or who stands in for them, but never for one of `banned`."""
    made = Task(turn.new_id("t"), task.instance, task.step, task.seat, turn.at, side=side)
    turn.tasks[made.id] = made
    turn.emit(
        TaskCreated(
            made.id,
            task.instance,
            task.step,
            task.seat,
            side=side.kind,
            serves=side.serves,
            asked={"by": side.by, **{name: value for name, value in asked.items() if value}},
        )
    )
    exclude = (*excluded(turn, made), *((BoundWho.people(*banned),) if banned else ()))
    question = WhoQuestion((replace(BoundWho.people(person), exclude=exclude),), turn.at, turn.plan.process)
    turn.ask(AskWho(task.instance, (made.id,), question, task.step, task.seat))
    if side.due or side.half or side.kind == "supplement":
        limit_questions.ask(turn, made.id, turn.at)
    return made


def must_be_somebody(turn: TurnBuilder, task: Task, person: str) -> None:
    """Whoever is to sign is in the directory and not excluded from the step; the commit refuses otherwise."""
    must_be_known(turn, person)
    allowed = replace(BoundWho.people(person), exclude=excluded(turn, task))
    message = f"Expected somebody who is not excluded from {task.step}, but {person} is"
    turn.ask(AskMay(person, allowed, "excluded", message, turn.at))


def must_be_known(turn: TurnBuilder, person: str) -> None:
    """Whoever is asked is in the directory; the commit refuses otherwise."""
    message = f"Expected somebody of the directory, but {person} is not in it"
    turn.ask(AskMay(person, BoundWho.people(person), "unknown-person", message, turn.at))


def excluded(turn: TurnBuilder, task: Task) -> tuple[BoundWho, ...]:
    """Who may never have this task, whoever hands it to them (four eyes); who only answers decides nothing."""
    if task.side is not None and task.side.kind in ("supplement", "question"):
        return ()
    return excluded_from(turn, turn.plan.steps[task.step], turn.steps[task.instance].list)


def excluded_from(turn: TurnBuilder, step: Any, list_id: str | None) -> tuple[BoundWho, ...]:
    """Who may never decide a step."""
    assign = getattr(step, "assign", None)
    rules = assign if isinstance(assign, list) else [assign] if assign is not None else []
    bind = bind_excluded if turn.state.engine_revision >= revisions.FOUR_EYES else bind_who
    return (*(bind(turn, one, list_id) for rule in rules for one in rule.exclude or ()), *_starter(turn, step))


def _starter(turn: TurnBuilder, step: Any) -> tuple[BoundWho, ...]:
    """Who started the case, or came to their place, where the step decides on their own wish."""
    own = getattr(step, "is_approval", False) and step.when_initiator != "allow"
    if not own or turn.state.initiator is None or turn.state.engine_revision < revisions.FOUR_EYES:
        return ()
    others = turn.starters if turn.state.engine_revision >= revisions.OTHER_EYES else (turn.state.initiator,)
    return (BoundWho.people(*others),)


def close(turn: TurnBuilder, task: Task, reason: str) -> None:
    """A task beside another is not needed any more, nor is what serves it."""
    for one in serving(turn, task.id):
        close(turn, one, reason)
    _forget_groups(turn, task)
    turn.tasks.pop(task.id, None)
    limit_questions.drop(turn, task.id)
    turn.emit(TaskCancelled(task.id, reason))


def close_serving(turn: TurnBuilder, task: Task, reason: str) -> None:
    """A task is over without a decision: so is what was asked for it."""
    if turn.state.engine_revision >= revisions.OTHER_EYES:
        for one in serving(turn, task.id):
            close(turn, one, reason)
        _forget_groups(turn, task)


def _forget_groups(turn: TurnBuilder, task: Task) -> None:
    """Who was still to be asked for a task that has gone is not asked any more."""
    here = turn.steps.get(task.instance)
    groups = here.progress.get(GROUPS, {}) if here else {}
    left = {number: group for number, group in groups.items() if group["for"] != task.id}
    if here is not None and len(left) < len(groups):
        turn.steps[here.id] = replace(here, progress={**here.progress, GROUPS: left})


def tell(turn: TurnBuilder, task: Task | None, about: str, text: Any = None) -> None:
    """Who has a task is told that what it waited for has come."""
    if task is not None and task.holder is not None:
        about = f"{task.step}.{about}"
        turn.ask(AskNotice(about, (BoundWho.people(task.holder),), text, turn.at, turn.new_id("n"), task.id))
