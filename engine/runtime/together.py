"""Deciding many tasks at once (批量办理): each is a decision of its own, answered for itself.

Only where the step says so (`together`), and only what needs nobody's input. Codes: `not-together`, `input-required`,
`must-be-read`.
"""

from typing import Any

from engine.runtime import commands as c
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.refusals import Rejected
from engine.runtime.state import UserTask


def must_allow(turn: TurnBuilder, task: UserTask, command: c.Complete) -> None:
    """Refuse a decision given together with others where the step, its case or its form does not let it be."""
    if not command.together:
        return
    step: Any = turn.plan.steps[task.step]
    rule = step.together
    if rule is None:
        raise Rejected("not-together", f"Expected a decision of its own, for {step.id} is not decided with others")
    if rule.if_ is not None and not _holds(turn, task, rule.if_):
        raise Rejected("not-together", f"Expected {rule.if_} to be decided with others, but that is not so")
    outcome = step.outcomes.get(command.outcome or next(iter(step.outcomes)))
    needed = (*step.form.require, *(outcome.require if outcome else ()))
    if needed:
        raise Rejected("input-required", f"Expected {', '.join(needed)} to be filled here, so decide it by itself")
    if rule.read and command.seen is None:
        raise Rejected("must-be-read", f"Expected {step.id} to have been read, but it is not said when")


def _holds(turn: TurnBuilder, task: UserTask, condition: str) -> bool:
    try:
        return turn.is_true(condition, turn.steps[task.instance].list)
    except Parked:
        return False
