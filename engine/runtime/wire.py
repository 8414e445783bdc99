"""Records as JSON and back: stimuli, events, questions, requests and the state.

Encoding is by what a value is, decoding by the declared types. Instants are UTC in JSON: one instant, one spelling.
Values of fields (`Any`) stay as they are in JSON and are read by their declared field types where they enter the case.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, field, fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import PlainValidator, TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


_ADDED = "added"


def added(default: Any = MISSING, *, factory: Callable[[], Any] | None = None) -> Any:
    """A field of a record that came after the first release: at its default it is left out of the JSON.

    So the turns of cases that do not use it keep their digests, and old histories replay unchanged.
    """
    if factory is not None:
        return field(default_factory=factory, metadata={_ADDED: factory()})
    return field(default=default, metadata={_ADDED: default})


@cache
def _names(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a record, each with the value at which it is left out (`MISSING`: never)."""
    return tuple((one.name, one.metadata.get(_ADDED, MISSING)) for one in fields(kind))


def _written(kind: type, record: Any) -> dict[str, Any]:
    values = ((name, getattr(record, name), silent) for name, silent in _names(kind))
    return {name: encode(value) for name, value, silent in values if silent is MISSING or value != silent}


def encode(record: Any) -> Any:
    """The record, or any nest of records, as JSON-ready data. A record with a `to_wire` of its own says it itself."""
    if record is None or isinstance(record, str | bool | int):
        return record
    if isinstance(record, datetime):
        return (record.astimezone(UTC) if record.tzinfo else record).isoformat()
    if isinstance(record, Mapping):
        return {str(key): encode(value) for key, value in record.items()}
    if isinstance(record, list | tuple):
        return [encode(value) for value in record]
    if isinstance(record, Decimal):
        return format(record, "f")
    if isinstance(record, date | time):
        return record.isoformat()
    if hasattr(record, "to_wire"):
        return record.to_wire()
    if is_dataclass(record) and not isinstance(record, type):
        return _written(type(record), record)
    return str(record)


def decode(kind: Any, wire: Any) -> Any:
    """The record of `kind` (a class, or a union of them) that `encode` made `wire` from."""
    return _adapter(kind).validate_python(wire)


def decode_as(kind: type[T], wire: Any) -> T:
    """`decode` for one class, typed."""
    return cast(T, decode(kind, wire))


def own_wire(kind: Any) -> PlainValidator:
    """How a field reads a class that has `to_wire` and `from_wire` of its own."""
    read: Callable[[Any], Any] = lambda wire: wire if wire is None or isinstance(wire, kind) else kind.from_wire(wire)  # noqa: E731
    return PlainValidator(read)


def canonical(wire: Any) -> bytes:
    """One spelling for one content: sorted keys, no blanks, UTF-8."""
    return json.dumps(wire, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
