"""calculate: fields are written (script task)."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Id, Path, Value
from engine.model.steps.base import StepBase


class Calculate(StepBase):
    """Writes `set`, which is required here."""

    kind: ClassVar[str] = "calculate"

    calculate: Id
    set: dict[Path, Value] = Field(min_length=1, description="paths to values: what is written")
