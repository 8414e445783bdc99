"""Forms, and the comment a decision may need."""

from typing import Literal

from pydantic import Field

from engine.model.base import Expression, Model, Path, Text

CommentRule = Literal["optional", "required", "none"]


class Check(Model):
    """A condition the filled form must meet, with what to say when it does not."""

    must: Expression = Field(description="what must be true")
    say: Text = Field(description="what is said when it is not")


class Form(Model):
    """Which fields are shown, may be filled, must be filled; each path stands in one of the three."""

    show: list[Path] = Field(default_factory=list, description="shown")
    edit: list[Path] = Field(default_factory=list, description="may be filled")
    require: list[Path] = Field(default_factory=list, description="must be filled")
    only_if: dict[Path, Expression] = Field(
        default_factory=dict,
        description="path to a condition; until it is true the path need and may not be filled",
    )
    checks: list[Check] = Field(default_factory=list)

    @property
    def writable(self) -> tuple[str, ...]:
        """The paths a person may fill, in the order of the form."""
        return (*self.require, *self.edit)

    @property
    def unfinished(self) -> "Form":
        """The same form, in which nothing must be filled: work that is given back is not done yet."""
        return self.model_copy(update={"edit": list(self.writable), "require": [], "checks": []})
