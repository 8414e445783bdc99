"""How long things took before: what is usual, and the least that was ever needed."""

from collections.abc import Sequence
from datetime import datetime

from engine.calendars import Calendars

USUAL_NEEDS = 10
"""Entries of a step that must have been finished before we say what is usual."""

LEAST_NEEDS = 5
"""Cases that must have gone the way before we say what it takes at least."""

Span = tuple[datetime, datetime]


def usual_time(spans: Sequence[Span], calendars: Calendars, calendar: str | None) -> int | None:
    """The 90th percentile of working seconds, by the nearest rank; None of too few spans."""
    if len(spans) < USUAL_NEEDS:
        return None
    took = sorted(_working(span, calendars, calendar) for span in spans)
    return took[-(-len(took) * 9 // 10) - 1]


def least_time(spans: Sequence[Span], calendars: Calendars, calendar: str | None) -> int | None:
    """The fewest working seconds; None of too few spans."""
    if len(spans) < LEAST_NEEDS:
        return None
    return min(_working(span, calendars, calendar) for span in spans)


def _working(span: Span, calendars: Calendars, calendar: str | None) -> int:
    using = calendar if calendar in calendars.ids else None
    return max(calendars.between(*span, using), 0)
