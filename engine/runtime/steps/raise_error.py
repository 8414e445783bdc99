"""raise: a business error goes to the nearest event that catches it."""

from engine.model.steps.raise_error import Raise
from engine.runtime import flow, texts
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.runners import StepRunner
from engine.runtime.state import StepInstance


class RaiseRunner(StepRunner):
    """An error nobody catches parks the step."""

    def enter(self, step: Raise, here: StepInstance, turn: TurnBuilder) -> None:
        text = "" if step.text is None else texts.rendered_in_one(turn, step.text, here.list)
        if not flow.fail(turn, here.id, step.error, text):
            raise Parked("error-uncaught", text or f"Expected an event around {step.id} to catch `{step.error}`")
