"""The one small interface of all step kinds, and the table that finds a kind's runner."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.model.reactions import Reaction
from engine.runtime.state import ListInstance, StepInstance

if TYPE_CHECKING:
    from engine.runtime.builder import TurnBuilder


class StepRunner:
    """What a kind of step does. What is true of every kind (`if`, `set`, events, limits, incidents) is in the driver.

    A runner keeps nothing: what it must remember is in `here.progress`, as plain data.
    """

    limits_its_tasks = False
    """Whether the limit of the step is that of each of its tasks, from its own offer."""

    def arrive(self, step: Any, list_id: str, turn: "TurnBuilder") -> bool:
        """The list has come to the step. True: all is done, the step has no entry to wait in."""
        return False

    def awaited_message(self, step: Any) -> str | None:
        """The message whose arrival ends the step."""
        return None

    def enter(self, step: Any, here: StepInstance, turn: "TurnBuilder") -> None:
        """The step has been entered: begin its work, or finish it at once."""
        raise NotImplementedError

    def list_finished(self, step: Any, here: StepInstance, turn: "TurnBuilder", finished: ListInstance) -> None:
        """A list inside the step is over."""

    def take_up(self, step: Any, here: StepInstance, turn: "TurnBuilder") -> bool:
        """Data has been written: begin what that has made possible; gives whether anything was begun."""
        return False

    def leave(self, step: Any, here: StepInstance, turn: "TurnBuilder", reason: str) -> None:
        """The step is left before its work was over: end what it has begun outside its lists."""

    def reaction(self, step: Any, outcome: str | None) -> tuple[Reaction | None, tuple[str, ...]]:
        """What follows an outcome, and the way to its list of steps below the step."""
        return None, ()

    def retry(self, step: Any, here: StepInstance, turn: "TurnBuilder", what: Mapping[str, Any]) -> None:
        """Do again what failed, for operations of this kind alone."""
        self.enter(step, here, turn)


RUNNERS: dict[str, StepRunner] = {}
"""Kind to its runner; filled by `engine.runtime.steps`."""


def runner_of(step: Any) -> StepRunner:
    """The runner of a step's kind."""
    return RUNNERS[step.kind]
