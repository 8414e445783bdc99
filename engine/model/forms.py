"""Forms, and the comment a decision may need."""

from typing import Literal

from pydantic import Field

from engine.model.base import Expression, Model, Path, Text

CommentRule = Literal["optional", "required", "none"]


class Check(Model):
    """A condition the filled form must meet, with what to say when it does not."""

    must: Expression
    say: Text


class Form(Model):
    """Which fields are shown, may be filled, must be filled; each path stands in one of the three."""

    show: list[Path] = Field(default_factory=list)
    edit: list[Path] = Field(default_factory=list)
    require: list[Path] = Field(default_factory=list)
    checks: list[Check] = Field(default_factory=list)

    @property
    def writable(self) -> tuple[str, ...]:
        """The paths a person may fill, in the order of the form."""
        return (*self.require, *self.edit)
