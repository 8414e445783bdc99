"""Functions that read a calendar date."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from engine.expressions.builtins.registry import builtin
from engine.expressions.builtins.temporals import whole_months
from engine.expressions.operations import equal

# Names as DMN gives them; the date's own `.weekday` is a number.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@builtin("day of year(date: date or date and time) -> number")
def day_of_year(day: date) -> Decimal:
    return Decimal(day.timetuple().tm_yday)


@builtin("day of week(date: date or date and time) -> string")
def day_of_week(day: date) -> str:
    return _DAYS[day.weekday()]


@builtin("month of year(date: date or date and time) -> string")
def month_of_year(day: date) -> str:
    return _MONTHS[day.month - 1]


@builtin("week of year(date: date or date and time) -> number")
def week_of_year(day: date) -> Decimal:
    """ISO 8601: the week with the year's first Thursday is week 1."""
    return Decimal(day.isocalendar().week)


@builtin("last day of month(date: date or date and time) -> date")
def last_day_of_month(day: date) -> date:
    return date(day.year, day.month, monthrange(day.year, day.month)[1])


@builtin("months between(from: date or date and time, to: date or date and time) -> number")
def months_between(start: date, end: date) -> Decimal:
    """Whole months, the last day not included: from 2026-04-01 to 2029-03-01 are 35."""
    return Decimal(whole_months(start, end))


@builtin("is(value1: any, value2: any) -> boolean")
def same_value(one: Any, other: Any) -> bool:
    """Equal, and of the same kind and zone: 12:00 in two zones is never the same time."""
    if type(one) is not type(other):
        return False
    if isinstance(one, (datetime, time)):
        same_clock = bool(one.replace(tzinfo=None) == other.replace(tzinfo=None))
        return same_clock and bool(one.utcoffset() == other.utcoffset())
    return equal(one, other) is True
