"""compensate: the remembered undo lists, latest first."""

from engine.model.plan import list_address
from engine.model.steps.compensate import Compensate
from engine.runtime import flow
from engine.runtime.builder import TurnBuilder
from engine.runtime.runners import StepRunner
from engine.runtime.state import ListInstance, StepInstance


class CompensateRunner(StepRunner):
    """Each undo list runs inside this step; one that has run is forgotten."""

    def enter(self, step: Compensate, here: StepInstance, turn: TurnBuilder) -> None:
        self._next(step, here, turn)

    def list_finished(self, step: Compensate, here: StepInstance, turn: TurnBuilder, finished: ListInstance) -> None:
        self._next(step, here, turn)

    def _next(self, step: Compensate, here: StepInstance, turn: TurnBuilder) -> None:
        for position in range(len(turn.undo) - 1, -1, -1):
            if step.of in (None, turn.undo[position]):
                done = turn.undo.pop(position)
                flow.start_list(turn, list_address(done, "undo"), inside=here.id)
                return
        flow.finish(turn, here.id)
