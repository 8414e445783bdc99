"""scope: an embedded sub-process."""

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from engine.model.base import Expression, Id
from engine.model.steps.base import StepBase

if TYPE_CHECKING:
    from engine.model.steps import Step


class Scope(StepBase):
    """A group of steps with events, a limit, a stage or an undo of its own; repeated until `until` is true."""

    kind: ClassVar[str] = "scope"

    scope: Id
    steps: list["Step"] = Field(min_length=1)
    until: Expression | None = Field(default=None, description="repeated until it is true")
