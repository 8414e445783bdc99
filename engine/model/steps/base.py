"""What all kinds of steps have in common (`language.md` section 8)."""

from typing import TYPE_CHECKING, ClassVar, cast

from pydantic import Field

from engine.model.base import Expression, Id, Target, Text, Values
from engine.model.limits import Limited
from engine.model.reactions import Event

if TYPE_CHECKING:
    from engine.model.steps import Step


class StepBase(Limited):
    """A step begins with `<kind>: <id>`; the class says which kind, the field of that name holds the id."""

    kind: ClassVar[str]

    name: Text | None = None
    stage: Text | None = Field(default=None, description="what customer and manager see from here on")
    if_: Expression | None = Field(default=None, alias="if", description="false: skipped, with the reason")
    events: dict[Id, Event] = Field(default_factory=dict, description="while this step is open")
    set: Values = Field(default_factory=dict, description="written when it has finished")
    next: Target | None = Field(default=None, description="gone to when it has finished, instead of the step below")
    undo: list["Step"] | None = Field(default=None, min_length=1, description="how to take it back later")

    @property
    def id(self) -> str:
        return cast(str, getattr(self, self.kind))
