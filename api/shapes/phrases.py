"""Phrases for comments: what is offered, and what somebody sets."""

from typing import Annotated, Literal

from pydantic import Field

from api.shapes.definitions import Process
from api.shapes.wire import Body, Instant, Person, Shape, Words

Kind = Literal["comment", "return", "refuse"]


class PhrasesOfKind(Shape):
    """Those of one kind. `changed_at`: somebody has set them; else the company offers what comes with the product."""

    kind: Kind
    phrases: list[Words]
    changed_at: Instant | None
    changed_by: Person | None


class PhrasePlace(Shape):
    """A process that may have phrases of its own."""

    process: str
    name: Words


class PhrasesTold(Shape):
    """The phrases of the company (`process` empty) or those a process has besides. `may_change`: the asker may.
    `places`: the processes whose phrases the asker may change."""

    process: str
    may_change: bool
    kinds: list[PhrasesOfKind]
    places: list[PhrasePlace]


class PhraseWritten(Body):
    """A phrase; in one language alone it is said in both."""

    zh: Annotated[str, Field(max_length=1000)] = ""
    en: Annotated[str, Field(max_length=1000)] = ""


class ToOffer(Body):
    """The phrases of a kind from now on; None: as if none had been set. `process`: left out, they are the company's."""

    process: Process | None = None
    phrases: Annotated[list[PhraseWritten], Field(max_length=200)] | None
    reason: Annotated[str, Field(max_length=2000)] = ""
