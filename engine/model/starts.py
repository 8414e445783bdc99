"""How a case begins (`language.md` section 7)."""

from typing import Literal, Self

from pydantic import Field, model_validator

from engine.model.base import Address, DurationText, Expression, Model, Text, Values, YesNo, refused
from engine.model.forms import Form
from engine.model.limits import Limited, Roll
from engine.model.who import Who


class Start(Model):
    """One way to start a case: exactly one trigger, what must be handed in, and what is written at once."""

    name: Text | None = None
    by: Who | None = Field(default=None, description="who may start a case")
    for_another: Who | None = Field(default=None, description="who may start it for somebody else who is one of `by`")
    message: Address | None = Field(default=None, description="it arrives")
    schedule: str | None = Field(
        default=None, description="`every working day at 18:00`, `day 28 of every month at 09:00`, …"
    )
    call: YesNo = Field(default=False, description="another process calls it")
    calendar: Address | None = None
    roll: Roll | None = None
    overlap: Literal["allow", "skip"] = Field(default="allow", description="while the last one runs")
    catch_up: DurationText = Field(default="1 day", description="how late a missed start is still made")
    if_: Expression | None = Field(default=None, alias="if")
    form: Form | None = Field(default=None, description="what must or may be handed in")
    set: Values = Field(default_factory=dict, description="paths to values: what is written")
    rework: Limited | None = Field(default=None, description="for the form when a case is returned to `start`")

    @property
    def trigger(self) -> str:
        """`by`, `message`, `schedule` or `call`."""
        return next(key for key in ("by", "message", "schedule", "call") if getattr(self, key))

    @model_validator(mode="after")
    def _one_trigger(self) -> Self:
        if sum(bool(getattr(self, key)) for key in ("by", "message", "schedule", "call")) != 1:
            raise refused("one-of", "Expected exactly one trigger: `by`, `message`, `schedule` or `call`.")
        if self.for_another is not None and self.by is None:
            raise refused("one-of", "Expected `for_another` beside `by`: it is for one of those.")
        return self
