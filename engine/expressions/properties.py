"""What stands after a dot: entries of contexts, and the parts of dates, times, durations and ranges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.expressions import types as ty
from engine.expressions.far_moments import FarMoment
from engine.expressions.temporal import offset_to_text
from engine.expressions.types import FeelType
from engine.expressions.values import Range, YearsMonths

_DATE_PARTS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "year": lambda day: Decimal(day.year),
    "month": lambda day: Decimal(day.month),
    "day": lambda day: Decimal(day.day),
    "weekday": lambda day: Decimal(day.isoweekday()),
}
_TIME_PARTS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "hour": lambda moment: Decimal(moment.hour),
    "minute": lambda moment: Decimal(moment.minute),
    "second": lambda moment: Decimal(moment.second),
    "time offset": lambda moment: moment.utcoffset(),
    "timezone": lambda moment: zone_name(moment.tzinfo),
}
_MIDNIGHT_PARTS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "hour": lambda day: Decimal(0),
    "minute": lambda day: Decimal(0),
    "second": lambda day: Decimal(0),
}
_DURATION_PARTS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "days": lambda length: _part(length, 86_400, None),
    "hours": lambda length: _part(length, 3_600, 24),
    "minutes": lambda length: _part(length, 60, 60),
    "seconds": lambda length: _part(length, 1, 60),
}
_YEARS_MONTHS_PARTS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "years": lambda length: Decimal(length.years_part),
    "months": lambda length: Decimal(length.months_part),
}
_RANGE_PARTS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "start": lambda interval: interval.low,
    "end": lambda interval: interval.high,
    "start included": lambda interval: interval.low_included,
    "end included": lambda interval: interval.high_included,
}
_PARTS: Final[Mapping[type, Mapping[str, Callable[[Any], Any]]]] = {
    date: {**_DATE_PARTS, **_MIDNIGHT_PARTS},
    datetime: {**_DATE_PARTS, **_TIME_PARTS},
    time: _TIME_PARTS,
    timedelta: _DURATION_PARTS,
    YearsMonths: _YEARS_MONTHS_PARTS,
    Range: _RANGE_PARTS,
}


def _part(length: timedelta, seconds: int, modulus: int | None) -> Decimal:
    whole = abs(length) // timedelta(seconds=seconds)
    part = whole % modulus if modulus else whole
    return Decimal(-part if length < timedelta(0) else part)


def zone_name(zone: tzinfo | None) -> str | None:
    """The zone's name, or its offset; None for local times."""
    if zone is None:
        return None
    if isinstance(zone, ZoneInfo):
        return zone.key
    offset = zone.utcoffset(None)
    return None if offset is None else offset_to_text(offset)


def property_of(value: Any, name: str) -> tuple[Any, bool]:
    """The value's property and whether there is one of that name."""
    if isinstance(value, FarMoment):
        part = value.part(name)
        return (None, False) if part is None else (Decimal(part), True)
    read = _PARTS.get(type(value), {}).get(name)
    return (None, False) if read is None else (read(value), True)


_N: Final = ty.NUMBER
_DATE_TYPES: Final = dict.fromkeys(_DATE_PARTS, _N)
_TIME_TYPES: Final = {
    "hour": _N,
    "minute": _N,
    "second": _N,
    "time offset": ty.DAYS_TIME_DURATION,
    "timezone": ty.STRING,
}
PROPERTY_TYPES: Final[Mapping[str, Mapping[str, FeelType]]] = {
    "date": {**_DATE_TYPES, **dict.fromkeys(_MIDNIGHT_PARTS, _N)},
    "date_time": {**_DATE_TYPES, **_TIME_TYPES},
    "time": _TIME_TYPES,
    "days_time_duration": dict.fromkeys(_DURATION_PARTS, _N),
    "years_months_duration": dict.fromkeys(_YEARS_MONTHS_PARTS, _N),
    "range": {"start": ty.ANY, "end": ty.ANY, "start included": ty.BOOLEAN, "end included": ty.BOOLEAN},
}
