"""end: an end state of the case (end event)."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Address, Model, Text, Values

CANCELLED = "cancelled"
"""The end state of a case that somebody has cancelled; no definition has to name it."""


class End(Model):
    """Its id is the end state; in the outermost list only, each once."""

    kind: ClassVar[str] = "end"

    end: Address
    name: Text | None = None
    stage: Text | None = None
    set: Values = Field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.end
