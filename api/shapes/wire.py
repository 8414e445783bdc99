"""What all shapes have in common: texts in both languages, instants, decimals, people, pages, what became of an act."""

from datetime import UTC, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from engine.model.base import texts_of

T = TypeVar("T")


class Shape(BaseModel):
    """An answer. Every field is always there, empty where there is nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Body(BaseModel):
    """What somebody sends. Unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _in_utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


Instant = Annotated[datetime, PlainSerializer(_in_utc, return_type=str)]
"""An instant, in UTC."""

Json = Any
"""A value of a case as JSON; decimals are texts, so that no reader rounds them."""


class Words(Shape):
    """A text for people, in both languages; equal where there is one only."""

    zh: str = ""
    en: str = ""

    @classmethod
    def of(cls, text: Any, otherwise: str = "") -> "Words":
        """A text of a definition, which is a text or one for each language."""
        texts = texts_of(text)
        said = next(iter(texts.values()), otherwise)
        return cls(zh=texts.get("zh") or said, en=texts.get("en") or said)


class Person(Shape):
    """Somebody, as pages name them. `department` tells people of one name apart."""

    id: str
    name: Words
    department: Words = Words()
    absent: bool = False


class Page(Shape, Generic[T]):
    """A page of a list. `cursor` continues it; None: this was the last."""

    items: list[T]
    cursor: str | None = None


class Act(Shape):
    """What became of an act: done, or accepted and not answered yet (it is sent again until it is)."""

    status: Literal["done", "pending"]
    command: str
    case_id: str
    turn: int | None = None


Limit = Annotated[int, Field(ge=1, le=200)]
"""How many items a page has."""
