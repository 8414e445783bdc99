"""calculate: fields are written (script task)."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Id, Values
from engine.model.steps.base import StepBase


class Calculate(StepBase):
    """Writes `set`, which is required here."""

    kind: ClassVar[str] = "calculate"

    calculate: Id
    set: Values = Field(min_length=1)
