"""wait: until a moment, a condition, a message, or the first of several events."""

from typing import ClassVar, Self

from pydantic import Field, model_validator

from engine.model.base import Address, Expression, Id, MomentText, refused
from engine.model.forms import Form
from engine.model.reactions import Event
from engine.model.steps.base import StepBase


class Wait(StepBase):
    """Exactly one of `timer`, `condition`, `message` (with `form`) or `first_of`."""

    kind: ClassVar[str] = "wait"

    wait: Id
    timer: MomentText | None = None
    condition: Expression | None = None
    message: Address | None = None
    form: Form | None = None
    first_of: dict[Id, Event] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if sum(getattr(self, key) is not None for key in ("timer", "condition", "message", "first_of")) != 1:
            raise refused("one-of", "Expected exactly one of `timer`, `condition`, `message` or `first_of`.")
        return self
