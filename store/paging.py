"""Cursors: where a page ended, as a text nobody needs to understand. A list that changes meanwhile loses no row."""

import base64
import binascii
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_

from engine.runtime.refusals import Rejected

Value = str | int | datetime
MOST_DIGITS = 18
"""Those of a whole number that every database takes."""


def cursor_of(*values: Value) -> str:
    """The cursor after a row that has these values in the order of the list."""
    written = [one.isoformat() if isinstance(one, datetime) else str(one) for one in values]
    return base64.urlsafe_b64encode(json.dumps(written, ensure_ascii=False).encode()).decode().rstrip("=")


def read_cursor(cursor: str, *kinds: type[Value]) -> tuple[Any, ...]:
    """The values `cursor_of` was given, each of its kind. Raises `Rejected` `bad-cursor` for whatever else was sent."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded.encode()))
        if not isinstance(values, list):
            raise ValueError(cursor)
        return tuple(_read(value, kind) for value, kind in zip(values, kinds, strict=True))
    except (binascii.Error, ValueError, OverflowError, RecursionError):
        raise bad_cursor(cursor) from None


def number_of(text: str) -> int:
    """A whole number of a cursor. Raises `Rejected` `bad-cursor`."""
    if not re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}", text):
        raise bad_cursor(text)
    return int(text)


def bad_cursor(said: str) -> Rejected:
    """What was sent is no cursor of this list."""
    return Rejected("bad-cursor", f"Expected a cursor from a former page, but got '{said[:100]}'")


def _read(value: Any, kind: type[Value]) -> Value:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(value)
    if kind is datetime:
        return instant_of(value)
    value.encode()  # half a pair of surrogates is no text, and no database takes it
    return number_of(value) if kind is int else value


def instant_of(text: str) -> datetime:
    """An instant with its zone, in UTC. Raises `ValueError`, `OverflowError`."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC)


def after(columns: Sequence[ColumnElement[Any]], values: Sequence[Any], *, descending: bool = False) -> Any:
    """Rows behind those values, in the order of the columns.

    Written out, and not as a comparison of tuples: SQLite would then use only the index of a tuple of plain columns.
    """
    steps = []
    for place, column in enumerate(columns):
        value = literal(values[place], column.type)
        further = column < value if descending else column > value
        same = [earlier == literal(values[i], earlier.type) for i, earlier in enumerate(columns[:place])]
        steps.append(and_(*same, further))
    bound = literal(values[0], columns[0].type)
    first = columns[0] <= bound if descending else columns[0] >= bound
    return and_(first, or_(*steps))
