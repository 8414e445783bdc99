"""end: an end state of the case. It is reached, not entered: there is nothing to wait for."""

from engine.model.steps.end import End
from engine.runtime import flow
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import StepSkipped
from engine.runtime.runners import StepRunner


class EndRunner(StepRunner):
    """Writes its `set`, says its stage, and closes the outermost list."""

    def arrive(self, step: End, list_id: str, turn: TurnBuilder) -> bool:
        try:
            turn.set_values(step.set, step.id, list_id)
        except Parked as parked:
            # An end has no instance to park at; what it could not write is missing from the record, and said there.
            turn.emit(StepSkipped(step.id, f"set: {parked.text}"))
        if step.stage is not None:
            flow.reach_stage(turn, step.stage)
        flow.reach_end(turn, list_id, step.id)
        return True
