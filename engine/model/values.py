"""Values of fields: read from JSON or text by the declared type, and written back as JSON.

In memory a value is what FEEL knows: Decimal, str, bool, date, time, aware datetime, list, dict, and `Duration` for a
field of type duration. As JSON: whole numbers are numbers, other numbers text (`"178.00"`), the rest ISO 8601 text.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from engine.calendars import Duration, TimeTextError, parse_duration
from engine.model.fields import Field

MAX_TEXT = 100_000
MAX_ROWS = 500
_CENT = Decimal("0.01")


class WrongValue(Exception):
    """A value does not fit its field. `path` is where inside the field, '' for the field itself."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path

    def inside(self, part: str) -> "WrongValue":
        """The same complaint seen from one level further out."""
        return WrongValue(self.message, f"{part}.{self.path}" if self.path else part)


def read_value(field: Field, written: Any, zone: tzinfo) -> Any:
    """The value of `field` that `written` (JSON, text from YAML, or a value already) means; None stays None.

    A date and time without an offset is in `zone`. Raises `WrongValue`.
    """
    if written is None or (written == "" and field.type not in ("text", "long_text")):
        return None
    return _READERS[field.type](field, written, zone)


def fitted(field: Field, value: Any, zone: tzinfo) -> Any:
    """A calculated value as the field keeps it: money is rounded to two places, half up. Raises `WrongValue`."""
    if field.type == "money" and isinstance(value, Decimal):
        return value.quantize(_CENT, ROUND_HALF_UP)
    return read_value(field, value, zone)


def write_value(value: Any) -> Any:
    """The value as JSON."""
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value() and value.as_tuple().exponent == 0
        return int(value) if whole else format(value, "f")
    if isinstance(value, Duration):
        return value.text
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: write_value(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [write_value(part) for part in value]
    if value is None or isinstance(value, str | bool | int):
        return value
    return str(value)


def _text(field: Field, written: Any, zone: tzinfo) -> str:
    if not isinstance(written, str):
        if isinstance(written, bool | list | dict):
            raise WrongValue(f"Expected a text, but got {_shown(written)}")
        written = str(write_value(written))
    if len(written) > MAX_TEXT:
        raise WrongValue(f"Expected at most {MAX_TEXT} characters, but got {len(written)}")
    if field.pattern and not re.fullmatch(field.pattern, written):
        raise WrongValue(f"Expected a text of the form {field.pattern}, but got {_shown(written)}")
    return str(written)


def _number(field: Field, written: Any, zone: tzinfo) -> Decimal:
    if isinstance(written, bool) or not isinstance(written, str | int | float | Decimal):
        raise WrongValue(f"Expected a number, but got {_shown(written)}")
    try:
        number = Decimal(str(written).strip())
    except InvalidOperation:
        raise WrongValue(f"Expected a number, but got {_shown(written)}") from None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise WrongValue(f"Expected an ordinary number, but got {_shown(written)}")
    return number


def _integer(field: Field, written: Any, zone: tzinfo) -> Decimal:
    number = _number(field, written, zone)
    if number != number.to_integral_value():
        raise WrongValue(f"Expected a whole number, but got {_shown(written)}")
    return number.quantize(Decimal(1))


def _money(field: Field, written: Any, zone: tzinfo) -> Decimal:
    number = _number(field, written, zone)
    if number != number.quantize(_CENT):
        raise WrongValue(f"Expected an amount with at most two places, but got {_shown(written)}")
    return number.quantize(_CENT)


def _date(field: Field, written: Any, zone: tzinfo) -> date:
    if isinstance(written, datetime):
        return written.astimezone(zone).date() if written.tzinfo else written.date()
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise WrongValue(f"Expected a date such as 2026-03-02, but got {_shown(written)}") from None


def _time(field: Field, written: Any, zone: tzinfo) -> time:
    if isinstance(written, time):
        return written
    try:
        return time.fromisoformat(str(written))
    except ValueError:
        raise WrongValue(f"Expected a time of day such as 19:30, but got {_shown(written)}") from None


def _date_time(field: Field, written: Any, zone: tzinfo) -> datetime:
    try:
        at = written if isinstance(written, datetime) else datetime.fromisoformat(str(written))
    except ValueError:
        raise WrongValue(f"Expected a date and time such as 2026-03-02 09:55, but got {_shown(written)}") from None
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def _duration(field: Field, written: Any, zone: tzinfo) -> Duration:
    if isinstance(written, Duration):
        return written
    if isinstance(written, timedelta) and written >= timedelta(0):
        return Duration.of(written)
    try:
        return parse_duration(str(written))
    except TimeTextError as error:
        raise WrongValue(f"Expected a duration such as 2 working days, but got {_shown(written)}. {error}") from None


def _yes_no(field: Field, written: Any, zone: tzinfo) -> bool:
    if isinstance(written, bool):
        return written
    if isinstance(written, str) and written.strip().lower() in _SAID:
        return _SAID[written.strip().lower()]
    raise WrongValue(f"Expected yes or no, but got {_shown(written)}")


_SAID = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
"""What people and systems write for it."""


def _choice(field: Field, written: Any, zone: tzinfo) -> str:
    values = field.values or {}
    if not isinstance(written, str) or written not in values:
        raise WrongValue(f"Expected one of {', '.join(values)}, but got {_shown(written)}")
    return written


def _file(field: Field, written: Any, zone: tzinfo) -> Any:
    if isinstance(written, str) or (isinstance(written, Mapping) and isinstance(written.get("name"), str)):
        return written if isinstance(written, str) else dict(written)
    raise WrongValue(f"Expected a file, but got {_shown(written)}")


def _files(field: Field, written: Any, zone: tzinfo) -> list[Any]:
    return [_file(field, one, zone) for one in _items(written, "files")]


def _object(field: Field, written: Any, zone: tzinfo) -> dict[str, Any]:
    if not isinstance(written, Mapping):
        raise WrongValue(f"Expected the parts {', '.join(field.fields or {})}, but got {_shown(written)}")
    parts = field.fields or {}
    for key in written:
        if key not in parts:
            raise WrongValue(f"Expected one of the parts {', '.join(parts)}, but got '{key}'")
    return {key: _part(key, part, written.get(key), zone) for key, part in parts.items()}


def _part(key: str, part: Field, written: Any, zone: tzinfo) -> Any:
    if written is None and isinstance(part.default, str) and not part.default.startswith("="):
        written = part.default
    try:
        return checked(part, read_value(part, written, zone))
    except WrongValue as wrong:
        raise wrong.inside(key) from None


def _table(field: Field, written: Any, zone: tzinfo) -> list[dict[str, Any]]:
    rows = []
    for number, row in enumerate(_items(written, "rows")):
        try:
            rows.append(_object(field, row, zone))
        except WrongValue as wrong:
            raise wrong.inside(str(number + 1)) from None
    return rows


def _list(field: Field, written: Any, zone: tzinfo) -> list[Any]:
    item = Field.model_construct(type=field.of or "text", currency=field.currency)
    return [read_value(item, one, zone) for one in _items(written, "items")]


def _items(written: Any, what: str) -> list[Any]:
    if not isinstance(written, list | tuple):
        raise WrongValue(f"Expected a list of {what}, but got {_shown(written)}")
    if len(written) > MAX_ROWS:
        raise WrongValue(f"Expected at most {MAX_ROWS} {what}, but got {len(written)}")
    return list(written)


def checked(field: Field, value: Any) -> Any:
    """The value, if it keeps the fixed `minimum` and `maximum` of its field; raises `WrongValue`.

    Of files, tables and lists they say how many; an empty one counts as not filled, which is the form's business.
    Bounds that are calculated are checked where there is a case.
    """
    for bound, wrong, words in ((field.minimum, -1, "at least"), (field.maximum, 1, "at most")):
        if bound is None or value in (None, []) or (isinstance(bound, str) and bound.startswith("=")):
            continue
        counted = isinstance(value, list)
        measured = Decimal(len(value)) if counted else value
        limit = Decimal(str(bound)) if isinstance(measured, Decimal) else read_value(field, bound, _zone_of(value))
        if (measured > limit) - (measured < limit) == wrong:
            raise WrongValue(f"Expected {words} {bound}{' of them' if counted else ''}, but got {_shown(measured)}")
    return value


def _zone_of(value: Any) -> Any:
    return getattr(value, "tzinfo", None)


def _shown(written: Any) -> str:
    text = str(write_value(written))
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


_READERS = {
    "text": _text, "long_text": _text, "integer": _integer, "number": _number, "percent": _number, "money": _money,
    "date": _date, "time": _time, "date_time": _date_time, "duration": _duration, "yes_no": _yes_no, "choice": _choice,
    "person": _text, "department": _text, "file": _file, "files": _files, "object": _object, "table": _table,
    "list": _list,
}  # fmt: skip
