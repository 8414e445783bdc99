"""How pressing a due time is: late, soon, today, or fine; and how much working time is left."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Literal

from engine.calendars import Calendars, parse_duration

DueState = Literal["none", "fine", "soon", "today", "late"]
SOON = parse_duration("2 working hours")
"""What has no more left than this is due soon."""
MOST_COUNTED = timedelta(days=400)
"""Further off, or longer ago, the working time is not counted out."""


@dataclass(frozen=True)
class Pressing:
    """`remaining`: seconds of working time until it is due, below zero once it is late; None: far off, or no due."""

    state: DueState
    remaining: int | None = None


def pressing(
    due: datetime | None, now: datetime, calendars: Calendars | None, calendar: str | None, zone: tzinfo
) -> Pressing:
    """How pressing a due time is at an instant, by the calendar it was counted in (None: the company's)."""
    if due is None or calendars is None:
        return Pressing("none")
    using = calendar if calendar in calendars.ids else None
    remaining = calendars.between(now, due, using) if abs(due - now) < MOST_COUNTED else None
    if due <= now:
        return Pressing("late", remaining)
    if remaining is not None and remaining <= SOON.working_seconds:
        return Pressing("soon", remaining)
    return Pressing("today" if due <= end_of_day(now, zone) else "fine", remaining)


def soon_until(now: datetime, calendars: Calendars) -> datetime:
    """What is due by then is due soon, by the company's calendar."""
    return calendars.next_open(calendars.add(now, SOON))


def end_of_day(now: datetime, zone: tzinfo) -> datetime:
    """What is due by then is due today."""
    local = now.astimezone(zone)
    return datetime.combine(local.date() + timedelta(days=1), time(), zone)
