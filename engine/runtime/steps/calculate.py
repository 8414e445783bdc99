"""calculate: what it sets is written by the driver when it finishes, which is at once."""

from engine.model.steps.calculate import Calculate
from engine.runtime import flow
from engine.runtime.builder import TurnBuilder
from engine.runtime.runners import StepRunner
from engine.runtime.state import StepInstance


class CalculateRunner(StepRunner):
    """Nothing but its `set`."""

    def enter(self, step: Calculate, here: StepInstance, turn: TurnBuilder) -> None:
        flow.finish(turn, here.id)
