"""Handing over (交接): in a case somebody's successor takes their place, and it goes back as long as nothing was done.

Whoever a rule names in person is followed by their successor; whom a rule excludes, both are. Who started the case
stays recorded; returns, recall and withdrawal are the successor's. Codes: `hand-over-to-self`, `handed-over-already`,
`not-handed-over`, `unknown-person` (found by the commit); of single tasks `already-voter`, `acted-on`, `excluded`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from engine.runtime import commands as c
from engine.runtime import lending, retargeting, revisions, sides, user_tasks, votes
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import CaseHandedBack, CaseHandedOver, TaskLent
from engine.runtime.questions import AskLoan, Hand
from engine.runtime.refusals import Rejected
from engine.runtime.state import Handed, UserTask
from engine.runtime.stimuli import Commanded

ACTED_ON, VOTES_ALREADY = "acted-on", "already-voter"


def hand_over(turn: TurnBuilder, order: Commanded, command: c.HandOver) -> None:
    """All that hangs on a person in this case is another's: their tasks, what they have lent, and their place in it."""
    if command.person == command.to:
        raise Rejected("hand-over-to-self", f"Expected somebody else than {command.person}")
    if command.id in turn.handed:
        raise Rejected("handed-over-already", f"Expected another hand-over, but {command.id} has been done here")
    sides.must_be_known(turn, command.to)
    tasks = [
        task for task in turn.tasks.values() if is_theirs(task.holder, task.offered, task.for_whom, command.person)
    ]
    lent = [task for task in turn.tasks.values() if task.lent_to == command.person]
    asked = [*tasks, *(lent if turn.state.engine_revision >= revisions.LOANS_ASKED else ())]
    refused = {task.id: VOTES_ALREADY for task in asked if _votes(turn, task, command.to)}
    moving = [task for task in tasks if task.id not in refused]
    before = turn.successors.get(command.person)
    handed = Handed(command.person, command.to, {task.id: task.transfers for task in moving}, before)
    turn.handed[command.id] = handed
    turn.successors[command.person] = command.to
    starter = command.person == turn.state.initiator
    turn.emit(
        CaseHandedOver(
            command.id, command.person, command.to, order.by, command.comment, starter, tuple(handed.tasks), refused
        )
    )
    _move(turn, moving, command.person, command.to, command.comment)
    for task in [one for one in turn.tasks.values() if one.lent_to == command.person]:
        _lend_on(turn, task, command, ends=task.id in refused)
    if starter:
        # What has become theirs they do not approve.
        offered = [task.id for task in turn.tasks.values() if command.to in (task.holder, *task.offered)]
        retargeting.ask_anew(turn, [one for one in offered if one not in handed.tasks], "")


def hand_back(turn: TurnBuilder, order: Commanded, command: c.HandBack) -> None:
    """What was handed over and nobody has acted on since is the first one's again."""
    handed = turn.handed.get(command.hand_over)
    if handed is None:
        raise Rejected("not-handed-over", f"Expected a hand-over of this case, but {command.hand_over} is none")
    sides.must_be_known(turn, handed.person)
    refused = {task: ACTED_ON for task in handed.tasks if not _is_as_handed(turn, task, handed)}
    moving = [turn.tasks[task] for task in handed.tasks if task not in refused]
    del turn.handed[command.hand_over]
    if turn.successors.get(handed.person) == handed.to:
        del turn.successors[handed.person]
        if handed.before is not None:
            turn.successors[handed.person] = handed.before
    back = tuple(task.id for task in moving)
    turn.emit(CaseHandedBack(command.hand_over, handed.person, handed.to, order.by, command.comment, back, refused))
    _move(turn, moving, handed.to, handed.person, command.comment)


def is_theirs(holder: str | None, offered: Iterable[str], for_whom: Mapping[str, str], person: str) -> bool:
    """Whether a task is held by somebody, or offered to them alone; those who stand in for them do not count."""
    people = [holder] if holder is not None else offered
    return {for_whom.get(one, one) for one in people} == {person} or holder == person


def _votes(turn: TurnBuilder, task: UserTask, person: str) -> bool:
    step: Any = turn.plan.steps[task.step]
    by_person = step.kind == "user_task" and votes.by_person(turn, step)
    return by_person and person in votes.voters(turn, task.instance, but=task.id)


def _move(turn: TurnBuilder, tasks: list[UserTask], person: str, to: str, comment: str) -> None:
    for task in tasks:
        task = replace(user_tasks.at_rest(turn, task, person), claimed=False)
        turn.tasks[task.id] = task
        retargeting.ask_anew(turn, (task.id,), "", hand=Hand(person, to, comment))


def _lend_on(turn: TurnBuilder, task: UserTask, command: c.HandOver, *, ends: bool) -> None:
    """What they were lent is lent to the successor; to its own holder it just comes back, and so it does where the
    successor has a vote of their own or, as the commit finds, is left out."""
    task = lending.end(turn, task, command.person)
    if ends or task.holder in (None, command.to):
        return
    turn.tasks[task.id] = replace(task, lent_to=command.to)
    turn.emit(TaskLent(task.id, task.holder or "", command.to, command.comment))
    left_out = sides.excluded(turn, task) if turn.state.engine_revision >= revisions.LOANS_ASKED else ()
    if left_out:
        turn.ask(AskLoan(task.id, command.to, left_out, turn.at))


def _is_as_handed(turn: TurnBuilder, task_id: str, handed: Handed) -> bool:
    """Whether nobody has done anything with a task since it was handed over."""
    task = turn.tasks.get(task_id)
    if task is None or task.holder != handed.to or task.transfers != handed.tasks[task_id]:
        return False
    begun = task.has_begun or task.offered_back is not None
    return not begun and not any(_asked_by(one, handed.to) for one in sides.serving(turn, task.id))


def _asked_by(task: UserTask, person: str) -> bool:
    return task.side is not None and task.side.by == person
