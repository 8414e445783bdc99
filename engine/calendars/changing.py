"""A change of calendars: one file in the place of a calendar, or a notice of holidays laid over a table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from engine.calendars.calendar import Calendar
from engine.calendars.calendars import Calendars
from engine.calendars.errors import CalendarError


@dataclass(frozen=True)
class ChangedDay:
    """A day that is another by the new calendars: its hours before and now, as texts (`09:00-12:00`)."""

    calendar: str
    day: date
    before: tuple[str, ...]
    now: tuple[str, ...]


def changed(calendars: Calendars, written: Mapping[str, Any]) -> Calendars:
    """The calendars with a calendar (`calendar` at its top) or a holiday table or notice (`holidays`) laid over them.

    Raises `CalendarError`.
    """
    before = calendars.written
    if "calendar" in written:
        by_id = {**before["calendars"], str(written["calendar"]): dict(written)}
        return Calendars.read(by_id.values(), before["holidays"], before["default"])
    if "holidays" not in written:
        raise CalendarError("Expected `calendar` or `holidays` at the top, but found neither")
    holidays = [*before["holidays"], dict(written)]
    return Calendars.read(before["calendars"].values(), holidays, before["default"])


def step_of(before: Calendars, now: Calendars) -> str:
    """Names the step from these calendars to those, by all that both say, in 16 characters that can be typed."""
    return hashlib.sha256(f"{before.version} {now.version}".encode()).hexdigest()[:16]


def changed_days(before: Calendars, now: Calendars, first: date, last: date) -> Iterator[ChangedDay]:
    """The days from the first to the last that are open at other hours now, calendar by calendar."""
    for calendar in now.ids:
        then = before.calendar(calendar) if calendar in before.ids else None
        yield from _of_calendar(then, now.calendar(calendar), first, last)


def _of_calendar(before: Calendar | None, now: Calendar, first: date, last: date) -> Iterator[ChangedDay]:
    for day in _days(first, last):
        was = tuple(span.text for span in before.day(day).spans) if before is not None else ()
        here = tuple(span.text for span in now.day(day).spans)
        if was != here:
            yield ChangedDay(now.id, day, was, here)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))
