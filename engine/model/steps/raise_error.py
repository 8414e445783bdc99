"""raise: a business error to the nearest `error` event around it (error end event)."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Address, Id, Text
from engine.model.steps.base import StepBase


class Raise(StepBase):
    """Ends what encloses it with an error that an event around it catches."""

    kind: ClassVar[str] = "raise"

    raise_: Id = Field(alias="raise")
    error: Address
    text: Text | None = None

    @property
    def id(self) -> str:
        return self.raise_
