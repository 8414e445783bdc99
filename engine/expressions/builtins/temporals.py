"""Dates, times and durations made from parts or texts; `now` and `today` are given, not read from a clock."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from engine.expressions import temporal
from engine.expressions.builtins.registry import CallSite, NoValue, builtin
from engine.expressions.builtins.strings import whole
from engine.expressions.far_moments import clock_of, combined, day_of, far_date, read_date, read_date_time, read_time
from engine.expressions.temporal import zone_from_text
from engine.expressions.values import YearsMonths


@builtin(
    "date(from: string) -> date",
    "date(from: date and time) -> date",
    "date(year: number, month: number, day: number) -> date",
    far=True,
)
def date_of(first: Any, month: Decimal | None = None, day: Decimal | None = None) -> Any:
    if isinstance(first, str):
        return _found(read_date(first), "a date like 2026-03-02", first)
    if month is None or day is None:
        return day_of(first)
    parts = whole(first, "year"), whole(month, "month"), whole(day, "day")
    if not -_FARTHEST <= parts[0] <= _FARTHEST:
        raise NoValue("Expected a year of at most nine digits")
    return date(*parts) if MINYEAR <= parts[0] <= MAXYEAR else far_date(*parts)


_FARTHEST: Final = 999_999_999


def _found(value: Any, what: str, text: str) -> Any:
    if value is None:
        raise NoValue(f'Expected {what}, but found "{text[:40]}"')
    return value


@builtin(
    "time(from: string) -> time",
    "time(from: date and time) -> time",
    "time(hour: number, minute: number, second: number, offset?: days and time duration or null) -> time",
    far=True,
)
def time_of(
    first: Any, minute: Decimal | None = None, second: Decimal | None = None, offset: timedelta | None = None
) -> Any:
    if isinstance(first, str):
        return _found(read_time(first), "a time like 09:30:00", first)
    if minute is None or second is None:
        return clock_of(first)
    if not 0 <= second < 60:
        raise NoValue("Expected a second from 0 to 59")
    micros = int((second % 1) * 1_000_000)
    zone = None if offset is None else temporal.zone_of_offset(offset)
    return time(whole(first, "hour"), whole(minute, "minute"), int(second), micros, zone)


@builtin(
    "date and time(from: string) -> date and time",
    "date and time(date: date, time: time) -> date and time",
    "date and time(date: date and time, time: time) -> date and time",
    "date and time(date: date and time, timezone: string) -> date and time",
    far=True,
)
def date_and_time(first: Any, second: Any = None) -> Any:
    if isinstance(first, str):
        day = read_date(first)
        moment = read_date_time(first) if day is None else combined(day, time())
        return _found(moment, "a date and time like 2026-03-02T09:30:00", first)
    if isinstance(second, str):
        return _in_zone(first, second)
    return combined(first.date() if isinstance(first, datetime) else first, second)


def _in_zone(moment: Any, name: str) -> datetime:
    zone = zone_from_text(f"@{name}")
    if zone is None or not isinstance(moment, datetime):
        raise NoValue(f'There is no time zone "{name[:40]}"')
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


@builtin("duration(from: string) -> any")
def duration(text: str) -> timedelta | YearsMonths:
    return _found(temporal.duration_from_text(text), "a duration like P2DT3H or P1Y6M", text)  # type: ignore[no-any-return]


@builtin(
    "years and months duration(from: date or date and time, to: date or date and time) -> years and months duration"
)
def years_and_months_duration(start: Any, end: Any) -> YearsMonths:
    return YearsMonths(whole_months(start, end))


def whole_months(start: date, end: date) -> int:
    """Whole months from start to end; below 0 when the end comes first. A day not reached does not count."""
    if _marks(end) < _marks(start):
        return -whole_months(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if _marks(end)[2:] < _marks(start)[2:] else months


def _marks(moment: date) -> tuple[Any, ...]:
    clock = moment.time() if isinstance(moment, datetime) else time()
    return (moment.year, moment.month, moment.day, clock)


@builtin("now() -> date and time", site=True)
def now(site: CallSite) -> datetime:
    return site.run.now


@builtin("today() -> date", site=True)
def today(site: CallSite) -> date:
    return site.run.now.date()
