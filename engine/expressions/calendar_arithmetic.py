"""Sums and differences of dates, times and durations."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Final

from engine.expressions.values import YearsMonths

_DAY: Final = timedelta(days=1)


def add_months(moment: Any, length: YearsMonths) -> Any:
    """The same day so many months on, or the last day of a shorter month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + length.months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def add_days_time(moment: Any, length: timedelta) -> Any:
    """A date counts from its midnight and stays a date; a moment with a zone moves by real time."""
    if type(moment) is date:
        return (datetime.combine(moment, time()) + length).date()
    if moment.tzinfo is None:
        return moment + length
    return (moment.astimezone(timezone.utc) + length).astimezone(moment.tzinfo)  # noqa: UP017


def shift_time(moment: time, length: timedelta) -> time:
    """A time of day goes round the clock."""
    anchor = datetime.combine(date(2000, 6, 1), moment.replace(tzinfo=None))
    return (anchor + length % _DAY).time().replace(tzinfo=moment.tzinfo)


def between_times(left: time, right: time) -> timedelta | None:
    """The time from `right` to `left`; None where only one has an offset."""
    anchor = date(2000, 6, 1)
    return between_moments(datetime.combine(anchor, left), datetime.combine(anchor, right))


def between_moments(left: date, right: date) -> timedelta | None:
    """The time from `right` to `left`, a date being its midnight; None where only one has an offset."""
    one, other = _moment(left, right), _moment(right, left)
    if (one.tzinfo is None) != (other.tzinfo is None):
        return None
    # Python subtracts two moments of one zone by the clock on the wall; the time that went by is what is meant.
    if one.tzinfo is not None and other.tzinfo is not None:
        return one.astimezone(timezone.utc) - other.astimezone(timezone.utc)  # noqa: UP017
    return one - other


def _moment(value: date, beside: date) -> datetime:
    if isinstance(value, datetime):
        return value
    # The specification takes a date as midnight in UTC; beside a local moment that is local midnight.
    zone = timezone.utc if isinstance(beside, datetime) and beside.tzinfo is not None else None  # noqa: UP017
    return datetime.combine(value, time(), zone)
