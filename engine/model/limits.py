"""Limits: due times, escalation rungs and clocks (`language.md` section 9)."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema
from typing_extensions import TypeAliasType

from engine.model.base import Address, DurationText, Expression, Id, Model, MomentText, Text, YesNo, refused
from engine.model.who import Who

Roll = Literal["none", "forward", "backward"]

RESERVED_RUNGS = ("retry", "keep", "hold", "promise", "duty")
"""What else comes at an instant beside rungs: the next try of a service, the ends of keeping a message, of a hold, of a
promise, of a shift."""


class Rung(Model):
    """What is done when a limit comes near, lapses, or has lapsed long ago. Exactly one act."""

    at: MomentText = Field(description="a moment, `due`, or a percentage of the time allowed")
    every: DurationText | None = Field(default=None, description="again after this, as long as the step is open")
    if_: Expression | None = Field(default=None, alias="if", description="asked when it comes")
    calendar: Address | None = Field(default=None, description="the limit's own")
    roll: Roll | None = Field(default=None, description="where a date goes that falls on a closed day")
    text: Text | None = None
    notify: list[Who] | None = Field(default=None, min_length=1, description="these are told")
    reassign: Who | None = Field(default=None, description="these get the task instead")
    add: list[Who] | None = Field(default=None, min_length=1, description="these get it too")
    outcome: Id | None = Field(default=None, description="user task only; recorded as by timeout")
    urgent: YesNo = Field(default=False, description="told, or handed on, at once: also outside their working time")
    inherited: SkipJsonSchema[bool] = Field(default=False, description="the company's; no author writes it")

    @model_validator(mode="after")
    def _one_act(self) -> Self:
        if sum(getattr(self, act) is not None for act in ("notify", "reassign", "add", "outcome")) != 1:
            raise refused("one-of", "Expected exactly one of `notify`, `reassign`, `add` or `outcome` in a rung.")
        if self.urgent and self.notify is None and self.reassign is None:
            raise refused("one-of", "Expected `urgent` beside `notify` or `reassign`, for the others never wait.")
        return self


Escalation = TypeAliasType("Escalation", dict[Id, Rung | Literal["none"]])
"""Rungs by id; `none` takes an inherited one away."""


class Limited(Model):
    """Things that may have a limit."""

    due: MomentText | None = Field(default=None, description="until when; it tells people, it never decides")
    calendar: Address | None = Field(default=None, description="whose working time counts; the definition's")
    roll: Roll | None = Field(default=None, description="where a date goes that falls on a closed day")
    escalation: Escalation | None = Field(default=None, description="rungs laid over the company's and the defaults'")


class Clock(Model):
    """A limit from one step to another."""

    name: Text | None = None
    from_: Id | None = Field(default=None, alias="from", description="its beginning starts the clock; else the case's")
    to: Id = Field(description="its end stops the clock")
    due: MomentText = Field(description="until when, counted from where the clock starts")
    calendar: Address | None = None
    roll: Roll | None = None
    paused_in: list[Id] | None = Field(default=None, description="steps while which it stands still")
    max_pause: DurationText | None = Field(default=None, description="no longer than this in all")
    escalation: Escalation | None = None
