"""`when_again: keep_last`: whoever would decide several times is asked only the last time, where that is certain.

Certain means: on the outermost list, below this step and before anything that may lead past it, stands a step of the
same rule that needs no more than this one, is shown at least as much, has no condition, and is decided by nobody's
silence. In all other cases this step is asked too.
"""

import re
from typing import Any

from engine.model.limits import Rung
from engine.model.steps.user_task import REFUSALS, UserTask
from engine.model.who import Who
from engine.runtime import flow
from engine.runtime.builder import TurnBuilder
from engine.runtime.state import StepInstance

KEEP_LAST = "keep_last"
_GOES_STRAIGHT_ON = ("user_task", "notify", "calculate")
_ALWAYS_THE_SAME = ("initiator", "manager of(initiator)")


def later_step(turn: TurnBuilder, step: UserTask, here: StepInstance) -> str:
    """The step at which the same people are asked for certain; empty where there is none."""
    if step.when_again != KEEP_LAST or turn.returned_at is not None or here.list != flow.main_list(turn):
        return ""
    steps = turn.plan.definition.steps
    position = next((place for place, one in enumerate(steps) if one.id == step.id), len(steps))
    if not _is_unmoved(turn, step) or not _is_constant(step.assign):
        return ""
    for one in steps[position:]:
        if one.id != step.id and _asks_the_same(step, one):
            return str(one.id)
        if not _goes_straight_on(one):
            return ""
    return ""


def _is_unmoved(turn: TurnBuilder, step: UserTask) -> bool:
    """Whether nothing of the whole case leads past steps, and nothing asks who has decided this one."""
    if any(event.next is not None for event in turn.plan.definition.events.values()):
        return False
    return re.search(rf"\bsteps\.{step.id}\.", turn.plan.definition.model_dump_json()) is None


def _is_constant(assign: Any) -> bool:
    """Whether a rule finds the same whatever happens to the data of the case."""
    if not isinstance(assign, Who) or assign.each or assign.pick or assign.exclude:
        return False
    if assign.superiors or assign.on_duty or assign.authority is not None:
        return False
    if assign.person is not None:
        return assign.person in _ALWAYS_THE_SAME
    named = (assign.role, assign.group, assign.post, assign.department, assign.capability)
    return not any(str(one).startswith("=") for one in named)


def _asks_the_same(step: UserTask, later: Any) -> bool:
    if not isinstance(later, UserTask) or later.assign != step.assign or later.if_ is not None:
        return False
    if later.vote is not None or later.batch is not None or later.is_approval != step.is_approval:
        return False
    if later.when_again not in ("ask", KEEP_LAST) or any(event.next for event in later.events.values()):
        return False
    if (later.when_nobody, later.when_initiator) != (step.when_nobody, step.when_initiator):
        return False
    rungs = (rung for rung in (later.escalation or {}).values() if isinstance(rung, Rung))
    if any(rung.outcome is not None for rung in rungs):
        return False
    return set(step.form.show) <= {*later.form.show, *later.form.writable}


def _goes_straight_on(step: Any) -> bool:
    """Whether a step leads to the one below, unless somebody refuses or returns the case."""
    if step.kind not in _GOES_STRAIGHT_ON or step.next is not None:
        return False
    if any(event.next is not None for event in step.events.values()):
        return False
    agreed = [one for name, one in getattr(step, "outcomes", {}).items() if name not in REFUSALS]
    return all(one.next is None and not one.steps for one in agreed)
