"""How hot a step is: 0 nothing waits, 1 all is well, 2 the queue grows, 3 some are late, 4 much is late or very old."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from engine.calendars import Calendars

FARTHEST = 30
"""Days after which no next working day is looked for."""


def heat(waiting: int, overdue: int, arrived: int, left: int, *, oldest: int | None, p90: int | None) -> int:
    """`oldest` and `p90` are working seconds: of the one that waits longest, and what nine of ten took."""
    if not waiting:
        return 0
    very_old = oldest is not None and p90 is not None and oldest > 2 * p90
    if 2 * overdue >= waiting or very_old:
        return 4
    if overdue:
        return 3
    return 2 if arrived > left else 1


def noon_of_next_working_day(calendars: Calendars, now: datetime, zone: ZoneInfo) -> datetime:
    """Up to when somebody must look ahead who goes home now."""
    today = now.astimezone(zone).date()
    for ahead in range(1, FARTHEST):
        day = today + timedelta(days=ahead)
        if calendars.between(_at(day, time(0), zone), _at(day + timedelta(days=1), time(0), zone), None) > 0:
            return _at(day, time(12), zone)
    return now + timedelta(days=1)


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone)
