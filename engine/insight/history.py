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
    return percentile(spread_of(spans, calendars, calendar), 90)


def spread_of(spans: Sequence[Span], calendars: Calendars, calendar: str | None) -> tuple[int, ...]:
    """The working seconds of each span, in order of length."""
    return tuple(sorted(_working(span, calendars, calendar) for span in spans))


def percentile(took: Sequence[int], percent: int) -> int | None:
    """By the nearest rank; None of too few."""
    return took[-(-len(took) * percent // 100) - 1] if len(took) >= USUAL_NEEDS else None


def least_time(spans: Sequence[Span], calendars: Calendars, calendar: str | None) -> int | None:
    """The fewest working seconds; None of too few spans."""
    if len(spans) < LEAST_NEEDS:
        return None
    return min(_working(span, calendars, calendar) for span in spans)


def _working(span: Span, calendars: Calendars, calendar: str | None) -> int:
    using = calendar if calendar in calendars.ids else None
    return max(calendars.between(*span, using), 0)
