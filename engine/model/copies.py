"""Copies (抄送): who reads along, by rule or because somebody chooses them."""

from typing import Literal, Self

from pydantic import Field, model_validator

from engine.model.base import Model, refused
from engine.model.who import Who


class _Copy(Model):
    to: Who = Field(description="who gets it, or among whom one is chosen")

    @model_validator(mode="after")
    def _rule_or_choice(self) -> Self:
        if sum(bool(getattr(self, key, None)) for key in ("at", "by")) != 1:
            raise refused("one-of", "Expected exactly one of `at` (they get it then) or `by` (who chooses among them).")
        return self


class CaseCopy(_Copy):
    """A copy of the whole case: when it starts or ends, or chosen by the starter, or by who decides in it."""

    at: Literal["start", "end"] | None = Field(default=None, description="they get it then")
    by: Literal["starter", "decider"] | None = Field(default=None, description="who chooses among them")


class StepCopy(_Copy):
    """A copy when a step is entered or completed, or chosen by who decides it."""

    at: Literal["enter", "complete"] | None = Field(default=None, description="they get it then")
    by: Literal["decider"] | None = Field(default=None, description="who chooses among them")
