"""send: a message goes out (throw event)."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Address, Expression, Id, Text, Value
from engine.model.steps.base import StepBase


class Send(StepBase):
    """To a party outside by `to` and `channel`; without them to the cases that wait for it. Never waits."""

    kind: ClassVar[str] = "send"

    send: Id
    message: Address
    to: Value | None = Field(default=None, description="a party outside")
    channel: Value | None = Field(default=None, description="how it gets there")
    key: Expression | None = None
    text: Text | None = None
    with_: dict[str, Value] = Field(default_factory=dict, alias="with")
