"""wait: a moment, a condition, a message, or the first of several events."""

from engine.model.reactions import Reaction
from engine.model.steps.wait import Wait
from engine.runtime import limit_questions
from engine.runtime.builder import TurnBuilder
from engine.runtime.limit_keys import timer_key
from engine.runtime.runners import StepRunner
from engine.runtime.state import StepInstance


class WaitRunner(StepRunner):
    """Conditions and messages are looked at after every stimulus by the driver; here only the timer is asked for."""

    def enter(self, step: Wait, here: StepInstance, turn: TurnBuilder) -> None:
        if step.timer is not None:
            limit_questions.ask(turn, timer_key(here.id), turn.at)

    def awaited_message(self, step: Wait) -> str | None:
        return step.message

    def reaction(self, step: Wait, outcome: str | None) -> tuple[Reaction | None, tuple[str, ...]]:
        return (step.first_of or {}).get(outcome or ""), ("first_of", outcome or "")
