"""What a service or a called case answers, as JSON that keeps types: `result` in expressions.

JSON itself has no exact fractions, dates or durations, and the calling case does not know the fields of the called one.
So what JSON cannot say is tagged; what it can say stays plain, also what systems outside answer.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.calendars import Duration
from engine.people.bound_values import from_json, is_tagged, to_json

_NOT_JSON = (Decimal, Duration, datetime, date, time, timedelta)


def written_result(value: Any) -> Any:
    """The value as JSON; `read_result` gives it back. A float is the number it shows."""
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and value == value.to_integral_value() and value.as_tuple().exponent == 0:
        return int(value)
    if isinstance(value, _NOT_JSON):
        return to_json(value)
    if isinstance(value, Mapping):
        return {str(key): written_result(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [written_result(part) for part in value]
    return value


def read_result(wire: Any) -> Any:
    """The value `written_result` wrote; plain JSON is itself."""
    if is_tagged(wire):
        return from_json(wire)
    if isinstance(wire, Mapping):
        return {key: read_result(part) for key, part in wire.items()}
    if isinstance(wire, list):
        return [read_result(part) for part in wire]
    return wire


def by_path(outputs: Mapping[str, Any]) -> dict[str, Any]:
    """Outputs as expressions see them: `refund.amount` is the part `amount` of `refund`."""
    found: dict[str, Any] = {}
    for path, value in outputs.items():
        *way, last = path.split(".")
        here = found
        for part in way:
            here = here.setdefault(part, {})
        here[last] = value
    return found
