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

    set: Values = Field(default_factory=dict, description="paths to values: what is written")
    steps: list["Step"] | None = Field(default=None, min_length=1, description="what is done; instead of `next`")
    next: Target | None = Field(default=None, description="where the list goes on")

    @model_validator(mode="after")
    def _steps_or_next(self) -> Self:
        if self.steps is not None and self.next is not None:
            raise refused("steps-and-next", "Expected `steps` or `next`, but found both.")
        return self


class Event(Reaction):
    """Something that may happen: exactly one trigger, and what follows from it."""

    name: Text | None = None
    by: Who | None = Field(default=None, description="one of them presses the button")
    message: Address | None = Field(default=None, description="it arrives with the key of this case")
    timer: MomentText | None = Field(default=None, description="the moment is reached")
    condition: Expression | None = Field(default=None, description="it is true, or becomes true through data")
    error: Address | None = Field(default=None, description="the step ended with it")
    every: DurationText | None = Field(default=None, description="a timer repeats")
    calendar: Address | None = None
    roll: Roll | None = None
    if_: Expression | None = Field(default=None, alias="if", description="else not possible now")
    form: Form | None = Field(default=None, description="what is handed in, or what the message brings")
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
