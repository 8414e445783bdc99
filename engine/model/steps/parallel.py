"""parallel: a parallel or inclusive gateway with its join."""

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from engine.model.base import Expression, Id, Model, Text, Value
from engine.model.steps.base import StepBase

if TYPE_CHECKING:
    from engine.model.steps import Step


class Branch(Model):
    """A list of steps of its own; with `if` it is taken only when that is true."""

    name: Text | None = None
    if_: Expression | None = Field(default=None, alias="if")
    steps: list["Step"] = Field(min_length=1)


class Parallel(StepBase):
    """Branches run together (or one after another); goes on when `join` of those taken have finished."""

    kind: ClassVar[str] = "parallel"

    parallel: Id
    branches: dict[Id, Branch] = Field(min_length=1, description="lists that run together")
    join: Value = Field(default="all", description="`all` | `any` | number | `=expression`, of the branches taken")
    others: Literal["cancel", "run_on"] = Field(default="cancel", description="what becomes of the branches not needed")
    order: Value = Field(default="parallel", description="`parallel` | `sequential`, as listed")
