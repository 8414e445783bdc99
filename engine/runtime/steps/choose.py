"""choose: the first true case wins."""

from engine.model.reactions import Reaction
from engine.model.steps.choose import Choose
from engine.runtime import flow
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.runners import StepRunner
from engine.runtime.state import StepInstance

ELSE = "else"


class ChooseRunner(StepRunner):
    """A condition that gives null is false where there is an `else`, and an incident where there is none."""

    def enter(self, step: Choose, here: StepInstance, turn: TurnBuilder) -> None:
        for number, case in enumerate(step.cases):
            asks = turn.is_true if step.else_ is not None else turn.holds
            if asks(case.if_, here.list):
                flow.finish(turn, here.id, outcome=str(number))
                return
        if step.else_ is None:
            raise Parked("no-case", f"Expected one case of {step.id} to be true, but none is")
        flow.finish(turn, here.id, outcome=ELSE)

    def reaction(self, step: Choose, outcome: str | None) -> tuple[Reaction | None, tuple[str, ...]]:
        if outcome == ELSE or outcome is None:
            return step.else_, (ELSE,)
        return step.cases[int(outcome)], ("cases", outcome)
