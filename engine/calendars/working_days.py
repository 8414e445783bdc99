"""Counting in working days and half working days.

From an *instant*, one working day on is the same clock time on the next working day. Opening and closing time both
belong to the day: Tuesday 18:00 and one working day is Wednesday 18:00. An instant outside the open hours counts from
the next opening (backwards: from the last closing), so one working day from a Saturday at 10:00 is not Monday but
Tuesday 09:00: a whole working day is given. Where the next working day is not open at that time, its nearest open time
on the way is meant, at most its closing. Half a working day more is half of the open time to the next whole one.

From a *date*, the count begins with the day after it: one working day after a Saturday is Monday.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from engine.calendars.calendar import ONE_DAY, Calendar
from engine.calendars.open_time import (
    Stretch,
    add_open,
    must_be_near,
    open_time,
    stretches_back,
    stretches_from,
    subtract_open,
)

Way = Literal[1, -1]


def working_date(calendar: Calendar, day: date, count: int, way: Way) -> date:
    """The working day `count` working days after (1) or before (-1) a date; the date itself for none.

    Raises `OverflowError` for more than `FURTHEST`.
    """
    must_be_near(count * ONE_DAY)
    for _ in range(count):
        day = calendar.working_day(day + way * ONE_DAY, way)
    return day


def working_days_on(calendar: Calendar, at: datetime, days: Decimal, way: Way) -> datetime:
    """The instant (UTC) that many working days after or before the instant `at`, in halves."""
    if not days:
        return at
    if calendar.counts_half_days:
        return _half_days_on(calendar, at, int(days * 2), way)
    whole, half = divmod(days, 1)
    reached = _whole_days_on(calendar, at, int(whole), way)
    if not half:
        return reached
    following = _whole_days_on(calendar, at, int(whole) + 1, way)
    length = abs(open_time(calendar, reached, following)) // timedelta(seconds=2) * timedelta(seconds=1)
    return add_open(calendar, reached, length) if way == 1 else subtract_open(calendar, reached, length)


def _whole_days_on(calendar: Calendar, at: datetime, count: int, way: Way) -> datetime:
    if not count:
        return at
    at = _within(calendar, at, way)
    local = calendar.local(at)
    return _clamped(calendar, working_date(calendar, local.date(), count, way), local, way)


def _within(calendar: Calendar, at: datetime, way: Way) -> datetime:
    """`at` if it lies in open hours, opening and closing time included, else the nearest one on the way."""
    if any(start <= at <= end for start, end in calendar.day(calendar.date_of(at)).hours):
        return at
    if way == 1:
        return next(stretches_from(calendar, at))[0]
    return next(stretches_back(calendar, at))[1]


def _clamped(calendar: Calendar, day: date, local: datetime, way: Way) -> datetime:
    """The clock time of `local` on `day`, moved into that day's open hours where it lies outside them."""
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    at = calendar.at(day, seconds) + timedelta(microseconds=local.microsecond)
    hours: Sequence[Stretch] = calendar.day(day).hours
    if way == 1:
        return next((max(start, at) for start, end in hours if at <= end), hours[-1][1])
    return next((min(end, at) for start, end in reversed(hours) if at >= start), hours[0][0])


def half_days(calendar: Calendar, day: date) -> tuple[Stretch, ...]:
    """The two halves of a working day: parted at its longest break, else in the middle; none on a closed day."""
    hours = calendar.day(day).hours
    if not hours:
        return ()
    if len(hours) == 1:
        start, end = hours[0]
        return (start, start + (end - start) / 2), (start + (end - start) / 2, end)
    parting = max(range(1, len(hours)), key=lambda index: hours[index][0] - hours[index - 1][1])
    return (hours[0][0], hours[parting - 1][1]), (hours[parting][0], hours[-1][1])


def _half_days_on(calendar: Calendar, at: datetime, count: int, way: Way) -> datetime:
    """Forwards: the end of the `count`-th half day after the one `at` lies in; backwards: the beginning of it."""
    must_be_near(count // 2 * ONE_DAY)
    for day in calendar.days_from(calendar.date_of(at), way):
        for start, end in half_days(calendar, day.date)[::way]:
            if (end < at) if way == 1 else (start > at):
                continue
            if count == 0:
                return end if way == 1 else start
            count -= 1
    raise AssertionError("the days of a calendar end with an error of their own")
