"""What all shapes have in common: texts in both languages, instants, decimals, people, pages, what became of an act."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from engine.model.base import texts_of

T = TypeVar("T")


class Shape(BaseModel):
    """An answer. Every field is always there, empty where there is nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Body(BaseModel):
    """What somebody sends. Unknown fields are refused, and values of another kind than is described: 0 is no false."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _of_the_kind(cls, sent: Any) -> Any:
        for name, known in cls.model_fields.items() if isinstance(sent, dict) else ():
            kinds, kind = _kinds(known.annotation), type(sent.get(name))
            is_plain = bool(kinds) and kinds <= {bool, int, float, type(None)}
            if is_plain and kind in (bool, int, str) and not (kind in kinds or (kind is int and float in kinds)):
                raise ValueError(f"Expected {name} of another kind than {kind.__name__}")
        return sent


def _kinds(annotation: Any) -> set[Any]:
    """The plain types that an annotation allows."""
    inner = get_args(annotation)[: 1 if get_origin(annotation) is Annotated else None]
    return {kind for one in inner for kind in _kinds(one)} if inner else {annotation}


def _in_utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _not_counted(sent: Any) -> Any:
    counted = isinstance(sent, int | float) or (isinstance(sent, str) and not _WRITTEN.match(sent))
    if counted:
        raise ValueError("Expected an instant as 2026-03-02T09:00:00+08:00")
    return sent


_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT")


def _of_our_time(at: datetime) -> datetime:
    """Any zone can tell it, and every database keeps it in its order."""
    if not 1000 < at.year < 9999:
        raise PydanticCustomError("datetime_far", "Expected an instant of this time, as 2026-03-02T09:00:00+08:00")
    return at


Instant = Annotated[
    AwareDatetime, BeforeValidator(_not_counted), AfterValidator(_of_our_time),
    PlainSerializer(_in_utc, return_type=str),
]  # fmt: skip
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
