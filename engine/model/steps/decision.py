"""decision: a business rule task, a table of unary tests."""

from typing import ClassVar, Literal

from pydantic import ConfigDict, Field

from engine.model.base import Id, Model, Text, UnaryTest, Values
from engine.model.steps.base import StepBase

HitPolicy = Literal["unique", "first", "priority", "any", "collect", "sum", "min", "max", "count"]


class Rule(Model):
    """One row: path to test, `then` what is written, `note` for people. A path left out means any."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, UnaryTest]

    then: Values
    note: Text | None = None

    @property
    def tests(self) -> dict[str, str]:
        """Path to unary test, as written."""
        return dict(self.__pydantic_extra__ or {})


class Decision(StepBase):
    """Rows are matched by the hit policy; what the hits say is written."""

    kind: ClassVar[str] = "decision"

    decision: Id
    hit: HitPolicy = Field(default="unique", description="which of the rules that fit count")
    rules: list[Rule] = Field(min_length=1)
