"""Removing signers (减签): only those one has added, before they have answered.

Codes: `unknown-signer`, `signer-answered`, `not-your-signer`.
"""

from engine.runtime import commands as c
from engine.runtime import signers, user_tasks
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import SignersRemoved
from engine.runtime.refusals import Rejected
from engine.runtime.sides import GROUPS
from engine.runtime.signers import SIGN
from engine.runtime.state import UserTask as Task
from engine.runtime.stimuli import Commanded


def remove(turn: TurnBuilder, order: Commanded, command: c.RemoveSigner) -> None:
    """Take back signers one has added, all or some, before they have answered."""
    user_tasks.must_be_allowed(turn, _any_task(turn, command.task), "remove_signer", order.by)
    found = [one for one in turn.tasks.values() if _is_meant(one, command.task)]
    queued = _queued(turn, command.task, order.by)
    people = command.people or tuple(dict.fromkeys([*(_whose(one) for one in found), *queued]))
    if not people:
        raise Rejected("unknown-signer", "Expected an added signer who has not answered, but there is none")
    for person in people:
        task = next((one for one in found if person == _whose(one) or person in one.offered), None)
        if task is None and person not in queued:
            raise _not_there(turn, command.task, person)
        if task is not None and task.side is not None and task.side.by != order.by:
            raise Rejected("not-your-signer", f"Expected the one who asked {person}, {task.side.by}")
    turn.emit(SignersRemoved(command.task, people, order.by, command.comment))
    _unqueue(turn, people, order.by)
    for task in found:
        if task.side is not None and (_whose(task) in people or set(task.offered) & set(people)):
            signers.leave(turn, task, f"removed by {order.by}")


def _any_task(turn: TurnBuilder, task_id: str) -> Task:
    """The task meant, or one that still serves it."""
    found = [one for one in turn.tasks.values() if one.id == task_id or _is_meant(one, task_id)]
    return found[0] if found else user_tasks.task_of(turn, task_id)


def _is_meant(task: Task, task_id: str) -> bool:
    return task.side is not None and task.side.kind in SIGN and task_id in (task.id, task.side.serves)


def _whose(task: Task) -> str:
    return task.for_whom.get(task.holder, task.holder) if task.holder else (*task.offered, "")[0]


def _queued(turn: TurnBuilder, task_id: str, by: str) -> list[str]:
    groups = [group for here in turn.steps.values() for group in here.progress.get(GROUPS, {}).values()]
    return [person for group in groups if group["for"] == task_id and group["by"] == by for person in group["queue"]]


def _not_there(turn: TurnBuilder, task_id: str, person: str) -> Rejected:
    groups = [group for here in turn.steps.values() for group in here.progress.get(GROUPS, {}).values()]
    answered = [one["by"] for group in groups if group["for"] == task_id for one in group["answers"].values()]
    cast = [one for here in turn.steps.values() for one in here.progress.get("voters", ())]
    if person in (*answered, *cast):
        return Rejected("signer-answered", f"Expected somebody who has not answered, but {person} has")
    return Rejected("unknown-signer", f"Expected an added signer who has not answered, but {person} is none")


def _unqueue(turn: TurnBuilder, people: tuple[str, ...], by: str) -> None:
    for here in list(turn.steps.values()):
        for number, group in here.progress.get(GROUPS, {}).items():
            if group["by"] == by:
                queue = [person for person in group["queue"] if person not in people]
                signers.keep_group(turn, here.id, number, {**group, "queue": queue})
