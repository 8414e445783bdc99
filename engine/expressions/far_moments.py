"""Moments that Python's own classes cannot hold: years before 1 or after 9999, and parts of a microsecond.

They can be read, written, compared for equality and taken apart, as the standard asks, but not calculated with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine.expressions import temporal
from engine.expressions.values import YearsMonths

# The Gregorian calendar repeats itself every 400 years, weekdays included.
_CYCLE = 400


@dataclass(frozen=True, slots=True)
class FarMoment:
    """A date (`clock` None), a time (`day` None) or a date and time; `fraction` are the digits of the second's."""

    day: tuple[int, int, int] | None
    clock: tuple[int, int, int] | None
    fraction: str
    zone: str

    @property
    def kind(self) -> str:
        """The type's name: date, time or date_time."""
        if self.clock is None:
            return "date"
        return "time" if self.day is None else "date_time"

    def __str__(self) -> str:
        """ISO 8601."""
        return "T".join(part for part in (self._day_text(), self._clock_text()) if part)

    def _day_text(self) -> str:
        if self.day is None:
            return ""
        year, month, day = self.day
        return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"

    def _clock_text(self) -> str:
        if self.clock is None:
            return ""
        hour, minute, second = self.clock
        return f"{hour:02}:{minute:02}:{second:02}{'.' if self.fraction else ''}{self.fraction}{self.zone}"

    def part(self, name: str) -> int | None:
        """`year`, `month`, `day`, `weekday`, `hour`, `minute` or `second`; None for what it does not have."""
        parts: dict[str, int] = {}
        if self.day is not None:
            parts.update(zip(("year", "month", "day"), self.day, strict=True))
            parts["weekday"] = _near(*self.day).isoweekday()
        if self.clock is not None:
            parts.update(zip(("hour", "minute", "second"), self.clock, strict=True))
        return parts.get(name)


def _near(year: int, month: int, day: int) -> date:
    """The same day of a year that Python knows; ValueError if there is no such day."""
    return date(2000 + year % _CYCLE, month, day)


def read_date(text: str) -> date | FarMoment | None:
    """The date that the text spells, however far; None if it spells none."""
    match = temporal.DATE_TEXT.fullmatch(text)
    return temporal.date_from_text(text) or (_far(match) if match else None)


def read_time(text: str) -> time | FarMoment | None:
    """The time that the text spells, however fine; None if it spells none."""
    match = temporal.TIME_TEXT.fullmatch(text)
    return (_far(match) if match and _is_fine(match) else None) or temporal.time_from_text(text)


def read_date_time(text: str) -> datetime | FarMoment | None:
    """The date and time that the text spells, however far and fine; None if it spells none."""
    match = temporal.DATE_TIME_TEXT.fullmatch(text)
    exact = None if match and _is_fine(match) else temporal.date_time_from_text(text)
    return exact or (_far(match) if match else None)


def _is_fine(match: re.Match[str]) -> bool:
    return len((match["fraction"] or "").rstrip("0")) > 6


def _far(match: re.Match[str]) -> FarMoment | None:
    found = match.groupdict()
    try:
        day = _day(found)
        clock = _clock(found)
    except ValueError:
        return None
    zone = temporal.zone_from_text(found["zone"]) if found.get("zone") else None
    if found.get("zone") and zone is None:
        return None
    return FarMoment(day, clock, (found.get("fraction") or "").rstrip("0")[:9], temporal.zone_to_text(zone))


def _day(found: dict[str, str]) -> tuple[int, int, int] | None:
    if "year" not in found:
        return None
    day = int(found["year"]), int(found["month"]), int(found["day"])
    _near(*day)
    return day


def _clock(found: dict[str, str]) -> tuple[int, int, int] | None:
    if "hour" not in found:
        return None
    clock = time(int(found["hour"]), int(found["minute"]), int(found["second"]))
    return clock.hour, clock.minute, clock.second


def far_date(year: int, month: int, day: int) -> FarMoment:
    """A date of any year; ValueError if there is no such day."""
    _near(year, month, day)
    return FarMoment((year, month, day), None, "", "")


def combined(day: date | FarMoment, clock: time | FarMoment) -> datetime | FarMoment:
    """That day at that time."""
    if not isinstance(day, FarMoment) and not isinstance(clock, FarMoment):
        return datetime.combine(day, clock)
    text = f"{_text_of_day(day)}T{clock if isinstance(clock, FarMoment) else temporal.time_to_text(clock)}"
    found = read_date_time(text)
    if found is None:
        raise ValueError(text)
    return found


def _text_of_day(day: date | FarMoment) -> str:
    return str(day).partition("T")[0] if isinstance(day, FarMoment) else temporal.date_to_text(day)


def day_of(moment: datetime | FarMoment) -> date | FarMoment:
    """The day of a moment."""
    return FarMoment(moment.day, None, "", "") if isinstance(moment, FarMoment) else moment.date()


def clock_of(moment: datetime | FarMoment) -> time | FarMoment:
    """The time of day of a moment."""
    if not isinstance(moment, FarMoment):
        return moment.timetz()
    found = read_time(str(moment).partition("T")[2])
    assert found is not None
    return found


def at_literal(text: str) -> date | time | datetime | timedelta | YearsMonths | FarMoment | None:
    """The value of `@"…"`; None if the text is no date, time or duration."""
    return read_date(text) or read_time(text) or read_date_time(text) or temporal.duration_from_text(text)
