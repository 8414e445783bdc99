"""Values of a case as JSON that keeps their types, for expressions that are evaluated where the directory is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.calendars import Duration, parse_duration
from engine.expressions import YearsMonths

_TYPE = "$type"


def to_json(value: Any) -> Any:
    """The value as JSON; `from_json` gives it back equal. A class that no field can hold is a `TypeError`."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {_TYPE: "map", "value": {str(key): to_json(entry) for key, entry in value.items()}}
    return _tagged(value)


def _tagged(value: Any) -> dict[str, Any]:
    if isinstance(value, (int, Decimal)):
        return {_TYPE: "number", "value": str(value)}
    if isinstance(value, datetime):
        return {_TYPE: "date_time", "value": value.isoformat()}
    if isinstance(value, date):
        return {_TYPE: "date", "value": value.isoformat()}
    if isinstance(value, time):
        return {_TYPE: "time", "value": value.isoformat()}
    if isinstance(value, timedelta):
        return {_TYPE: "microseconds", "value": str(value // timedelta(microseconds=1))}
    if isinstance(value, YearsMonths):
        return {_TYPE: "months", "value": str(value.months)}
    if isinstance(value, Duration):
        return {_TYPE: "duration", "value": value.text}
    raise TypeError(f"Expected a value of a case, but got {value!r}")


def is_tagged(wire: Any) -> bool:
    """Whether this is a value that `to_json` had to tag."""
    return isinstance(wire, Mapping) and set(wire) == {_TYPE, "value"}


def from_json(wire: Any) -> Any:
    """The value `to_json` wrote."""
    if isinstance(wire, list):
        return [from_json(item) for item in wire]
    if not isinstance(wire, Mapping):
        return wire
    kind, written = wire[_TYPE], wire["value"]
    if kind == "map":
        return {key: from_json(entry) for key, entry in written.items()}
    return _READERS[kind](written)


_READERS: dict[str, Any] = {
    "number": Decimal,
    "date_time": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "microseconds": lambda text: timedelta(microseconds=int(text)),
    "months": lambda text: YearsMonths(int(text)),
    "duration": parse_duration,
}
