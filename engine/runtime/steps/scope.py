"""scope: a group of steps, repeated until its condition is true."""

from engine.model.plan import list_address
from engine.model.steps.scope import Scope
from engine.runtime import flow
from engine.runtime.builder import TurnBuilder
from engine.runtime.runners import StepRunner
from engine.runtime.state import ListInstance, StepInstance


class ScopeRunner(StepRunner):
    """Each round works the list from the top."""

    def enter(self, step: Scope, here: StepInstance, turn: TurnBuilder) -> None:
        flow.start_list(turn, list_address(step.id, "steps"), inside=here.id)

    def list_finished(self, step: Scope, here: StepInstance, turn: TurnBuilder, finished: ListInstance) -> None:
        if step.until is None or turn.holds(step.until, here.list):
            flow.finish(turn, here.id)
        else:
            self.enter(step, here, turn)
