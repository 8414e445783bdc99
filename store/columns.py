"""Column types that mean the same on SQLite and on PostgreSQL."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

_WRITTEN = "%Y-%m-%dT%H:%M:%S.%fZ"


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: aware going in, aware and in UTC coming out. A naive datetime is a `ValueError`.

    SQLite has no type for it: there it is ISO 8601 text of one width, so that text order is the order of time.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(27))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"Expected an instant with its zone, but {value!r} has none")
        utc = value.astimezone(UTC)
        # strftime does not pad years before 1000; there are none in business.
        return utc.strftime(_WRITTEN) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        found: datetime = value
        return found.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """JSON as text on both: the order of keys means something to people, and `jsonb` would lose it.

    None is NULL. Tuples come back as lists.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else written(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        if value == "{}":  # most columns hold nothing most of the time
            return {}
        return None if value is None else json.loads(value)


class Texts(TypeDecorator[tuple[str, ...]]):
    """A list of texts, as a tuple."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else written(list(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(json.loads(value))


def written(value: Any) -> str:
    """JSON without blanks, in the order of the keys."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
