"""compensate: the remembered undo lists, latest first."""

from engine.model.plan import list_address, with_all_inside
from engine.model.steps.compensate import Compensate
from engine.runtime import flow
from engine.runtime.builder import TurnBuilder
from engine.runtime.runners import StepRunner
from engine.runtime.state import ListInstance, StepInstance


class CompensateRunner(StepRunner):
    """Each undo list runs inside this step, with the items its step had; one that has run is forgotten.

    `of` a scope means what was done in it as well.
    """

    def enter(self, step: Compensate, here: StepInstance, turn: TurnBuilder) -> None:
        self._next(step, here, turn)

    def list_finished(self, step: Compensate, here: StepInstance, turn: TurnBuilder, finished: ListInstance) -> None:
        self._next(step, here, turn)

    def _next(self, step: Compensate, here: StepInstance, turn: TurnBuilder) -> None:
        wanted = None if step.of is None else tuple(with_all_inside(turn.plan.steps[step.of]))
        for position in range(len(turn.undo) - 1, -1, -1):
            if wanted is None or turn.undo[position].step in wanted:
                done = turn.undo.pop(position)
                flow.start_list(turn, list_address(done.step, "undo"), inside=here.id, item=done.locals)
                return
        flow.finish(turn, here.id)
