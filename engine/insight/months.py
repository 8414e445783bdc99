"""Months and weeks as a company counts them: by its own clock, so that the last evening of one is not in the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo


@dataclass(frozen=True)
class Month:
    """A month and the instant it begins. `name`: `2026-11`."""

    name: str
    begins: datetime


def last_months(now: datetime, zone: tzinfo, count: int) -> Sequence[Month]:
    """This month and those before it, the latest first."""
    here = now.astimezone(zone)
    since = here.year * 12 + here.month - 1
    return [
        Month(f"{place // 12}-{place % 12 + 1:02}", datetime(place // 12, place % 12 + 1, 1, tzinfo=zone))
        for place in range(since, since - count, -1)
    ]


def week_begins(now: datetime, zone: tzinfo) -> datetime:
    """The instant this week has begun, on a Monday."""
    today = now.astimezone(zone).date()
    return datetime.combine(today - timedelta(days=today.weekday()), time(), zone)
