"""Returns inside a vote: until all have said what they think, a return is an opinion its giver may change.

The case goes back once, with all of them; a vote in which somebody wants to return is not settled before. In sequence,
and where the step says `when: now`, a return is immediate.
"""

from typing import Any

from engine.model.steps.user_task import Return
from engine.runtime import flow, going_back, limit_questions, returns, signers, votes
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import ReturnProposed, TaskReturned
from engine.runtime.state import StepInstance
from engine.runtime.state import UserTask as Task

PROPOSED = "proposed"
"""Where a step instance remembers who wants to return: task to plain data."""


def is_collected(turn: TurnBuilder, task: Task, rule: Return) -> bool:
    """Whether a return from this task waits for the opinions of the others."""
    step: Any = turn.plan.steps[task.step]
    here = turn.steps[task.instance]
    return votes.by_person(turn, step) and rule.when == "collected" and not here.progress.get("in_order")


def propose(turn: TurnBuilder, task: Task, by: str, to: str, comment: str) -> None:
    """Somebody wants the case to go back; it does when all have given their opinion."""
    here = turn.steps[task.instance]
    given = {**here.progress.get(PROPOSED, {}), task.id: {"by": by, "to": to, "comment": comment}}
    flow.update(turn, here.id, **{PROPOSED: given})
    limit_questions.drop(turn, task.id)
    turn.emit(ReturnProposed(task.id, by, to, comment))
    flow.guarded(turn, here.id, {"do": "vote"}, lambda: votes.settle_vote(turn, here.id))


def forget(turn: TurnBuilder, task: Task) -> None:
    """Whoever wanted to return has voted after all."""
    given = turn.steps[task.instance].progress.get(PROPOSED, {})
    if task.id in given:
        left = {key: one for key, one in given.items() if key != task.id}
        flow.update(turn, task.instance, **{PROPOSED: left})


def go_back(turn: TurnBuilder, here: StepInstance) -> bool:
    """Whether the vote waits for opinions because somebody wants to return; when all are there, the case goes back."""
    given: dict[str, dict[str, str]] = here.progress.get(PROPOSED, {})
    if not given:
        return False
    seats = [one for one in turn.tasks.values() if one.instance == here.id]
    open_seats = [one for one in seats if (one.side is None or one.side.kind == "beside") and one.id not in given]
    if open_seats or signers.pending(here):
        return True
    order = list(turn.plan.steps)
    target = min((one["to"] for one in given.values()), key=lambda to: order.index(to.partition(".")[0]))
    for task_id, one in given.items():
        turn.emit(TaskReturned(task_id, one["by"], target, one["comment"]))
        going_back.tell_superiors(turn, here.step, target, one["by"])
    returns.move_back(turn, here, target, ", ".join(dict.fromkeys(one["by"] for one in given.values())))
    return True
