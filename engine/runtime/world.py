"""What the core may know of the world when it answers questions, and what answering may fail with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from engine.calendars import Calendars
from engine.expressions import EvaluationError, ExpressionError
from engine.model.related_cases import number_in
from engine.people import Directory, PostTaken
from engine.runtime.questions import Pointing

RULE_FAULTS = (ValueError, ArithmeticError, ExpressionError, EvaluationError)
"""What a rule of the definition, the directory or a calendar may fail with: `WhoError`, `CalendarError`, dates beyond
time, expressions. Trying again brings the same, so a turn never fails with one of these. All else is a bug."""


@dataclass(frozen=True)
class KnownCase:
    """What the world tells of a case that is pointed at. `reads`: whether who points may read what is in it.

    `used`: the sum over all other cases that point at it. A `sealed` one is known by its key alone.
    """

    case: str
    process: str
    key: str
    status: Literal["open", "completed", "cancelled"]
    reads: bool
    sealed: bool = False
    summary: Mapping[str, Any] = field(default_factory=dict)
    used: Decimal = Decimal(0)

    def limit(self, path: str | None) -> Decimal | None:
        """The number of its summary that is the limit."""
        return number_in(self.summary.get(path)) if path is not None else None


@dataclass(frozen=True)
class World:
    """What the core may know of the world: people, time, how busy everybody is, and when the last lists of what was
    raised to people left, or leave (by `engine.runtime.telling.list_of`). `related`: what is known of cases that are
    pointed at; None where nobody looks."""

    directory: Directory
    calendars: Calendars
    workload: Mapping[str, int] = field(default_factory=dict)
    turns: Mapping[str, int] = field(default_factory=dict)
    at: datetime | None = None
    zone: str = "Asia/Shanghai"
    lists: Mapping[str, datetime] = field(default_factory=dict)
    related: Mapping[Pointing, KnownCase | None] | None = None

    def seen_from(self, post: PostTaken | None) -> "World":
        """This world for a case that somebody started for one of their departments."""
        return replace(self, directory=self.directory.seen_from(post))
