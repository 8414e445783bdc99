"""parallel: branches together or one after another, and the join of those taken."""

from typing import Any

from engine.model.plan import list_address
from engine.model.steps.parallel import Parallel
from engine.runtime import flow
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.runners import StepRunner
from engine.runtime.state import ListInstance, StepInstance


class ParallelRunner(StepRunner):
    """Remembers how many branches were taken, how many are over, and which wait for their turn.

    A return to one of its branches opens that alone.
    """

    def enter(self, step: Parallel, here: StepInstance, turn: TurnBuilder) -> None:
        reopened = turn.reopened.pop(step.id, None)
        taken = [
            name for name, branch in step.branches.items() if branch.if_ is None or turn.holds(branch.if_, here.list)
        ] if reopened is None else [reopened]  # fmt: skip
        needed = 1 if reopened is not None else _needed(turn.calculate(step.join, here.list), len(taken))
        in_order = turn.calculate(step.order, here.list) == "sequential"
        now, later = (taken[:1], taken[1:]) if in_order else (taken, [])
        flow.update(turn, here.id, needed=needed, over=0, later=later)
        if needed == 0:
            flow.finish(turn, here.id)
            return
        for name in now:
            flow.start_list(turn, list_address(step.id, "branches", name), inside=here.id)

    def list_finished(self, step: Parallel, here: StepInstance, turn: TurnBuilder, finished: ListInstance) -> None:
        over, later = here.progress["over"] + 1, here.progress["later"]
        if over >= here.progress["needed"]:
            self._join(step, here, turn)
            return
        flow.update(turn, here.id, over=over, later=later[1:])
        if later:
            flow.start_list(turn, list_address(step.id, "branches", later[0]), inside=here.id)

    def _join(self, step: Parallel, here: StepInstance, turn: TurnBuilder) -> None:
        for other in [one.id for one in turn.lists.values() if one.inside == here.id]:
            if step.others == "run_on":
                flow.run_on_beside(turn, other, here)
            else:
                flow.cancel_list(turn, other, f"{step.id}: joined")
        flow.finish(turn, here.id)


def _needed(join: Any, taken: int) -> int:
    if join in ("all", None):
        return taken
    if join == "any":
        return min(1, taken)
    try:
        needed = int(str(join))
    except ValueError:
        raise Parked("wrong-join", f"Expected `all`, `any` or a number to join at, but got {join!r}") from None
    if needed > taken:
        raise Parked("join-unreachable", f"Expected {needed} branches to join, but only {taken} were taken")
    return max(0, needed)
