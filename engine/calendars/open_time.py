"""Counting open time, exactly: how much lies between two instants, and which instant lies so much on or back.

All instants here are in UTC, so that they compare and subtract exactly across changes of the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from engine.calendars.calendar import ONE_DAY, Calendar

Stretch = tuple[datetime, datetime]

FURTHEST = timedelta(days=36_600)
"""A hundred years. Open time is counted day by day, so much and no more: who writes 9999-12-31 means that there is no
end, and nobody could wait for it."""


def stretches_from(calendar: Calendar, at: datetime) -> Iterator[Stretch]:
    """The open stretches that end after `at`, in order; the first one may have begun before it."""
    for day in calendar.days_from(calendar.date_of(at)):
        for start, end in day.hours:
            if end > at:
                yield start, end


def stretches_back(calendar: Calendar, at: datetime) -> Iterator[Stretch]:
    """The open stretches that begin before `at`, latest first; the first one may end after it."""
    for day in calendar.days_from(calendar.date_of(at), -1):
        for start, end in reversed(day.hours):
            if start < at:
                yield start, end


def add_open(calendar: Calendar, at: datetime, length: timedelta) -> datetime:
    """The instant when `length` of open time has passed since `at`. No length at all leaves `at` where it is.

    Raises `OverflowError` for more than `FURTHEST`; so does `subtract_open`.
    """
    if not length:
        return at
    must_be_near(length)
    for start, end in stretches_from(calendar, at):
        begin = max(start, at)
        if end - begin >= length:
            return begin + length
        length -= end - begin
    raise AssertionError("the stretches of a calendar end with an error of their own")


def subtract_open(calendar: Calendar, at: datetime, length: timedelta) -> datetime:
    """The instant from which `length` of open time passes until `at`: the latest such instant."""
    if not length:
        return at
    must_be_near(length)
    for start, end in stretches_back(calendar, at):
        finish = min(end, at)
        if finish - start >= length:
            return finish - length
        length -= finish - start
    raise AssertionError("the stretches of a calendar end with an error of their own")


def open_time(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """How much open time lies between two instants, up to `FURTHEST` from the first; negative when `end` is the earlier
    one."""
    if end < start:
        return -open_time(calendar, end, start)
    if end - start > FURTHEST:
        end = start + FURTHEST
    total = timedelta()
    day = calendar.date_of(start)
    last = calendar.date_of(end)
    while day <= last:
        for opens, closes in calendar.day(day).hours:
            total += max(min(closes, end) - max(opens, start), timedelta())
        day += ONE_DAY
    return total


def must_be_near(length: timedelta) -> None:
    """Raise `OverflowError` for more than is counted out, as for a date that is none."""
    if length > FURTHEST:
        raise OverflowError("date value out of range")


def is_open(calendar: Calendar, at: datetime) -> bool:
    """True from the second of opening up to, not including, the second of closing."""
    return any(start <= at < end for start, end in calendar.day(calendar.date_of(at)).hours)


def next_open(calendar: Calendar, at: datetime) -> datetime:
    """`at` if it is open then, else the next opening."""
    start, _ = next(stretches_from(calendar, at))
    return max(start, at)
