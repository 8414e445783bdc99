"""Numbers of cases and documents: patterns with dates and a counter, without gaps and never twice."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select, update

from store.statements import insert
from store.tables.primary import number_counters, numbers

_PLACE = re.compile(r"\{([^{}]*)\}")
_DATES = {"yyyymmdd": "%Y%m%d", "yyyymm": "%Y%m", "yyyy": "%Y", "yy": "%y", "mm": "%m", "dd": "%d"}


class BadPattern(ValueError):
    """A numbering pattern that cannot be used."""


def series_of(pattern: str, at: datetime, zone: str) -> str:
    """The pattern with the dates of the day it is in `zone` filled in: what one counter counts.

    Its counter begins again when that changes: each day for `{yyyymmdd}`, each year for `{yyyy}`. Raises `BadPattern`
    unless there is exactly one counter and nothing unknown.
    """
    day = at.astimezone(ZoneInfo(zone))

    def fill(place: re.Match[str]) -> str:
        name = place.group(1)
        if name in _DATES:
            return day.strftime(_DATES[name])
        if name and not name.strip("n"):
            return place.group(0)
        raise BadPattern(f"Expected {{yyyy}}, {{yyyymm}}, {{yyyymmdd}} or {{nnn}} in '{pattern}', but found {{{name}}}")

    series = _PLACE.sub(fill, pattern)
    counters = len(_PLACE.findall(series))
    if counters != 1:
        raise BadPattern(f"Expected one counter such as {{nnn}} in '{pattern}', but found {counters}")
    return series


def number_in(series: str, count: int) -> str:
    """The series with its counter filled in: as many digits as it has `n`, more when they do not suffice."""
    return _PLACE.sub(lambda place: str(count).zfill(len(place.group(1))), series)


def allot(connection: Connection, pattern: str, at: datetime, once: str, zone: str) -> str:
    """The next number, in the caller's transaction: rolled back, it leaves no gap."""
    series = series_of(pattern, at, zone)
    # The key is written first: who asks with the same key at the same time waits here, and then reads the number.
    claim = insert(connection.dialect.name, numbers).values(once=once, pattern=pattern, number="", at=at)
    claimed = claim.on_conflict_do_nothing(index_elements=["once"]).returning(numbers.c.once)
    if connection.scalar(claimed) is None:
        return str(connection.scalar(select(numbers.c.number).where(numbers.c.once == once)))
    number = number_in(series, count_on(connection, series))
    connection.execute(update(numbers).where(numbers.c.once == once).values(number=number))
    return number


def count_on(connection: Connection, series: str) -> int:
    """The next count of a series. The row stays locked up to the end of the transaction, so counts have no gaps."""
    statement = insert(connection.dialect.name, number_counters).values(series=series, last=1)
    statement = statement.on_conflict_do_update(index_elements=["series"], set_={"last": number_counters.c.last + 1})
    found: int = (connection.execute(statement.returning(number_counters.c.last))).scalar_one()
    return found
