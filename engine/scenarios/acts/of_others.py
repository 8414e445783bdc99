"""Acts of others than people: messages, services, called cases."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from engine.model.base import Address, Count, Id
from engine.scenarios.acts.base import ActBase
from engine.scenarios.cast import PersonId, Wire


class Message(ActBase):
    """A message arrives, or (`by`) somebody records by hand that it came; without `key` it carries this case's."""

    act: ClassVar[str] = "message"

    message: Address
    key: str | None = None
    by: PersonId | None = None
    with_: Wire = Field(default_factory=dict, alias="with")


class Answer(ActBase):
    """A service answers: with a result, or with an error."""

    act: ClassVar[str] = "answer"

    answer: Id
    error: Address | None = None
    item: Count | None = None
    with_: Any = Field(default_factory=dict, alias="with")

    @model_validator(mode="after")
    def _result_or_error(self) -> Self:
        if self.error is not None and self.with_:
            raise ValueError("an answer has `with` or `error`, not both")
        return self


class Finish(ActBase):
    """A called process ends."""

    act: ClassVar[str] = "finish"

    finish: Id
    end: Address
    item: Count | None = None
    with_: Wire = Field(default_factory=dict, alias="with")
