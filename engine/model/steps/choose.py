"""choose: an exclusive gateway."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Expression, Id, Text
from engine.model.reactions import Reaction
from engine.model.steps.base import StepBase


class Case(Reaction):
    """One way, taken when its condition is the first that is true."""

    if_: Expression = Field(alias="if")
    name: Text | None = None


class Choose(StepBase):
    """The first true case wins; `else` when none does."""

    kind: ClassVar[str] = "choose"

    choose: Id
    cases: list[Case] = Field(min_length=1)
    else_: Reaction | None = Field(default=None, alias="else")
