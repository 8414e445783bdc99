"""for_each: the same steps for every item (multi-instance)."""

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from engine.model.base import Count, Expression, Id, Value
from engine.model.steps.base import StepBase

if TYPE_CHECKING:
    from engine.model.steps import Step


class ForEach(StepBase):
    """Runs `steps` for every item of `in`; a row of a table field may be written through the item."""

    kind: ClassVar[str] = "for_each"

    for_each: Id
    item: Id = Field(description="what one of them is called inside")
    in_: Expression = Field(alias="in", description="table or list to go through")
    steps: list["Step"] = Field(min_length=1)
    order: Value = "parallel"
    at_most: Count | None = Field(default=None, description="number at once")
    until: Expression | None = Field(default=None, description="stops early")
