"""Sealed cases that somebody asked to read, and what came of it."""

from typing import Annotated

from pydantic import Field

from api.shapes.wire import Body, Instant, Person, Shape
from engine.administering.openings import Standing

Words2000 = Annotated[str, Field(max_length=2000)]


class ToOpen(Body):
    """Which sealed case is to be opened (its id or its key), why, and for how many hours."""

    case: Annotated[str, Field(min_length=1, max_length=300)]
    reason: Words2000
    hours: Annotated[int, Field(ge=1, le=1000)] = 8


class ToAnswer(Body):
    """What the second person says to it."""

    confirmed: bool
    said: Words2000 = ""


class OpeningTold(Shape):
    """A request, and what has become of it."""

    id: str
    case_id: str
    business_key: str
    by: Person
    reason: str
    hours: int
    asked_at: Instant
    answered_by: Person | None
    answered_at: Instant | None
    answer: str
    until: Instant | None
    told: list[Person]
    standing: Standing
    may_answer: bool


class OpeningsTold(Shape):
    """Requests, the latest first. `may_ask`: the asker may ask for one to be opened."""

    items: list[OpeningTold]
    may_ask: bool
