"""Placing a moment on the time line: from what is written, where it counts from, and a calendar, to an instant."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, assert_never

from engine.calendars.calendar import ONE_DAY, Calendar, DayKind
from engine.calendars.durations import Duration
from engine.calendars.moments import BoundMoment, Unit
from engine.calendars.open_time import add_open, subtract_open
from engine.calendars.texts import Text
from engine.calendars.working_days import Way, half_days, working_date, working_days_on

Roll = Literal["none", "forward", "backward"]


@dataclass(frozen=True)
class Rolled:
    """A date that fell on a closed day and went to a working day, with why the day is closed."""

    left: date
    reached: date
    kind: DayKind
    name: Text | None


@dataclass(frozen=True)
class Placed:
    """Where a moment lies (UTC) and where its length counts from."""

    at: datetime
    counted_from: datetime
    rolled: Rolled | None = None


def place(bound: BoundMoment, base: datetime, calendar: Calendar, roll: Roll) -> Placed:
    """The instant of a moment; `base` (UTC) is when the step, clock or case began.

    A percentage has no place without a limit: `ValueError`.
    """
    start = counted_from(bound, base, calendar)
    if bound.form == "end_of":
        return _end_of(bound, base, calendar, roll)
    if bound.form in ("clock", "next_of"):
        return Placed(next_of(bound.times, base, calendar, open_days=bound.form == "next_of"), start)
    if bound.form == "percent":
        raise ValueError(f"Expected a moment, but '{bound.text}' is a share of a limit")
    if bound.form == "within":
        assert bound.duration is not None
        at = move(start, bound.duration, 1, calendar)
        return _rolled_instant(at, start, calendar, roll if bound.duration.in_days else "none")
    day = _day_of(bound, calendar)
    if day is None:
        return _from_instant(bound, start, calendar, roll)
    reached, rolled = _roll(day, calendar, roll)
    seconds = _seconds(bound.times[0]) if bound.form == "on_day" else calendar.day_ends
    return Placed(calendar.at(reached, seconds), start, rolled)


def counted_from(bound: BoundMoment, base: datetime, calendar: Calendar) -> datetime:
    """Where the time allowed begins: the anchor of `D after A` (of a date, the end of its work), else `base`."""
    if bound.form == "relative" and bound.anchor is not None:
        return anchor_instant(bound.anchor, calendar)
    return base


def anchor_instant(anchor: date, calendar: Calendar) -> datetime:
    """A date and time as it is; a date at the end of that day's work."""
    if isinstance(anchor, datetime):
        return calendar.instant(anchor)
    return calendar.at(anchor, calendar.day_ends)


def move(at: datetime, duration: Duration, way: Way, calendar: Calendar) -> datetime:
    """The instant (UTC) one duration after (1) or before (-1) another, its parts in the order they are declared."""
    if duration.months or duration.days:
        shown = at.astimezone(calendar.zone).replace(tzinfo=None)
        day = _shifted(shown.date(), duration, way)
        at = datetime.combine(day, shown.time(), calendar.zone).astimezone(UTC)
    at += way * timedelta(seconds=duration.seconds)
    at = working_days_on(calendar, at, duration.working_days, way)
    length = timedelta(seconds=duration.working_seconds)
    return add_open(calendar, at, length) if way == 1 else subtract_open(calendar, at, length)


def _shifted(day: date, duration: Duration, way: Way) -> date:
    """A date moved by months, clamped to the last day of the month, then by days."""
    month = day.year * 12 + day.month - 1 + way * duration.months
    year, month = divmod(month, 12)
    clamped = min(day.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, clamped) + way * duration.days * ONE_DAY


def _day_of(bound: BoundMoment, calendar: Calendar) -> date | None:
    """The day meant, when the moment leads from a date to a date; None when it leads from an instant."""
    anchor, duration = bound.anchor, bound.duration
    assert anchor is not None
    if isinstance(anchor, datetime):
        if bound.form != "on_day":
            return None
        anchor = calendar.date_of(calendar.instant(anchor))
    if duration is None:
        return anchor
    way: Way = 1 if bound.side == "after" else -1
    if duration.in_whole_days:
        return working_date(calendar, _shifted(anchor, duration, way), int(duration.working_days), way)
    if bound.form == "on_day":
        return calendar.date_of(move(anchor_instant(bound.anchor or anchor, calendar), duration, way, calendar))
    return None


def _from_instant(bound: BoundMoment, start: datetime, calendar: Calendar, roll: Roll) -> Placed:
    assert bound.anchor is not None
    if bound.duration is None:
        return Placed(calendar.instant(anchor_instant(bound.anchor, calendar)), start)
    at = move(start, bound.duration, 1 if bound.side == "after" else -1, calendar)
    return _rolled_instant(at, start, calendar, roll if bound.duration.in_days else "none")


def _rolled_instant(at: datetime, start: datetime, calendar: Calendar, roll: Roll) -> Placed:
    """The same clock time on the day the roll leads to."""
    day, rolled = _roll(calendar.date_of(at), calendar, roll)
    if rolled is not None:
        shown = at.astimezone(calendar.zone).time()
        at = datetime.combine(day, shown, calendar.zone).astimezone(UTC)
    return Placed(at, start, rolled)


def _roll(day: date, calendar: Calendar, roll: Roll) -> tuple[date, Rolled | None]:
    if roll == "none" or calendar.is_open_on(day):
        return day, None
    reached = calendar.working_day(day, 1 if roll == "forward" else -1)
    closed = calendar.day(day)
    return reached, Rolled(day, reached, closed.kind, closed.name)


def next_of(times: tuple[time, ...], base: datetime, calendar: Calendar, *, open_days: bool) -> datetime:
    """The first instant strictly after `base` when the zone's clock shows one of `times`, on an open day if asked."""
    day = calendar.date_of(base)
    while True:
        if not open_days or calendar.is_open_on(day):
            for shown in times:
                at = calendar.at(day, _seconds(shown))
                if at > base:
                    return at
        day = calendar.working_day(day + ONE_DAY, 1) if open_days else day + ONE_DAY


def _end_of(bound: BoundMoment, base: datetime, calendar: Calendar, roll: Roll) -> Placed:
    """The end of the unit that `base` or the anchor lies in; `base` itself is never the answer."""
    at, day = base, calendar.date_of(base)
    if isinstance(bound.anchor, datetime):
        at = calendar.instant(bound.anchor)
        day = calendar.date_of(at)
    elif bound.anchor is not None:
        at, day = calendar.at(bound.anchor, 0), bound.anchor
    assert bound.unit is not None
    if bound.unit in ("working day", "half day"):
        ends = _working_ends(bound.unit, day, calendar)
        return Placed(next(end for end in ends if end > at), base)
    reached, rolled = _roll(last_day(bound.unit, day), calendar, roll)
    return Placed(calendar.at(reached + ONE_DAY, 0), base, rolled)


def _working_ends(unit: Unit, day: date, calendar: Calendar) -> Iterator[datetime]:
    for near in calendar.days_from(day):
        if unit == "half day":
            yield from (end for _, end in half_days(calendar, near.date))
        elif near.hours:
            yield near.hours[-1][1]


def last_day(unit: Unit, day: date) -> date:
    """The last day of the week (Sunday), month, quarter or year a day lies in; a day is its own last."""
    if unit == "day":
        return day
    if unit == "week":
        return day + (6 - day.weekday()) * ONE_DAY
    if unit == "month":
        return day.replace(day=monthrange(day.year, day.month)[1])
    if unit == "quarter":
        month = (day.month + 2) // 3 * 3
        return date(day.year, month, monthrange(day.year, month)[1])
    if unit == "year":
        return date(day.year, 12, 31)
    if unit == "working day" or unit == "half day":
        raise ValueError(f"Expected a unit of whole days, but got '{unit}'")
    assert_never(unit)


def _seconds(shown: time) -> int:
    return shown.hour * 3600 + shown.minute * 60 + shown.second
