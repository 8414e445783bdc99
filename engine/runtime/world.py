"""What the core may know of the world when it answers questions, and what answering may fail with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from engine.calendars import Calendars
from engine.expressions import EvaluationError, ExpressionError
from engine.people import Directory, PostTaken

RULE_FAULTS = (ValueError, ArithmeticError, ExpressionError, EvaluationError)
"""What a rule of the definition, the directory or a calendar may fail with: `WhoError`, `CalendarError`, dates beyond
time, expressions. Trying again brings the same, so a turn never fails with one of these. All else is a bug."""


@dataclass(frozen=True)
class World:
    """What the core may know of the world: people, time, how busy everybody is, and when the last lists of what was
    raised to people left, or leave (by `engine.runtime.telling.list_of`)."""

    directory: Directory
    calendars: Calendars
    workload: Mapping[str, int] = field(default_factory=dict)
    turns: Mapping[str, int] = field(default_factory=dict)
    at: datetime | None = None
    zone: str = "Asia/Shanghai"
    lists: Mapping[str, datetime] = field(default_factory=dict)

    def seen_from(self, post: PostTaken | None) -> "World":
        """This world for a case that somebody started for one of their departments."""
        return replace(self, directory=self.directory.seen_from(post))
