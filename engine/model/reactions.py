"""Reactions and events: what follows from an outcome, a case, or something that happens meanwhile (section 6)."""

from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from engine.model.base import Address, DurationText, Expression, Model, MomentText, Target, Text, Values, refused
from engine.model.forms import CommentRule, Form
from engine.model.limits import Roll
from engine.model.who import Who

if TYPE_CHECKING:
    from engine.model.steps import Step


class Reaction(Model):
    """`set`, then at most one of `steps` and `next`; with neither the case goes on below."""

    set: Values = Field(default_factory=dict)
    steps: list["Step"] | None = Field(default=None, min_length=1)
    next: Target | None = None

    @model_validator(mode="after")
    def _steps_or_next(self) -> Self:
        if self.steps is not None and self.next is not None:
            raise refused("steps-and-next", "Expected `steps` or `next`, but found both.")
        return self


class Event(Reaction):
    """Something that may happen: exactly one trigger, and what follows from it."""

    name: Text | None = None
    by: Who | None = Field(default=None, description="one of them presses the button")
    message: Address | None = None
    timer: MomentText | None = None
    condition: Expression | None = None
    error: Address | None = None
    every: DurationText | None = Field(default=None, description="a timer repeats")
    calendar: Address | None = None
    roll: Roll | None = None
    if_: Expression | None = Field(default=None, alias="if", description="else not possible now")
    form: Form | None = None
    comment: CommentRule = "optional"

    @property
    def trigger(self) -> str:
        """Which of the five triggers this event has."""
        return next(key for key in ("by", "message", "timer", "condition", "error") if getattr(self, key) is not None)

    @property
    def interrupts(self) -> bool:
        return self.next is not None

    @model_validator(mode="after")
    def _one_trigger(self) -> Self:
        triggers = ("by", "message", "timer", "condition", "error")
        if sum(getattr(self, key) is not None for key in triggers) != 1:
            raise refused("one-of", "Expected exactly one trigger: `by`, `message`, `timer`, `condition` or `error`.")
        if self.every is not None and self.timer is None:
            raise refused("no-timer", "Expected a `timer` beside `every`.")
        return self
