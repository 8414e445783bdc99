"""compensate: what was done is taken back (compensation event)."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Id
from engine.model.steps.base import StepBase


class Compensate(StepBase):
    """Runs the remembered `undo` lists of one step, or of everything, latest first."""

    kind: ClassVar[str] = "compensate"

    compensate: Id
    of: Id | None = Field(default=None, description="a step; left out: everything")
