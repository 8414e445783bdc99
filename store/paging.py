"""Cursors: where a page ended, as a text nobody needs to understand. A list that changes meanwhile loses no row."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_

from engine.runtime.refusals import Rejected


def cursor_of(*values: str) -> str:
    """The cursor after a row that has these values in the order of the list."""
    return base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode().rstrip("=")


def read_cursor(cursor: str, count: int) -> tuple[str, ...]:
    """The values `cursor_of` was given. Raises `Rejected` `bad-cursor`."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (binascii.Error, ValueError):
        values = None
    if not isinstance(values, list) or len(values) != count:
        raise Rejected("bad-cursor", f"Expected a cursor from a former page, but got '{cursor}'")
    return tuple(str(value) for value in values)


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
