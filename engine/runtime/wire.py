"""Records as JSON and back: stimuli, events, questions, requests and the state.

Numbers that are not whole become text, instants ISO 8601 with their offset. Decoding goes by the declared types; author
values (`Any`) stay as they are in JSON and are read by their declared field types where they enter the case.
"""

import json
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def encode(record: Any) -> Any:
    """The record, or any nest of records, as JSON-ready data."""
    return _adapter(Any).dump_python(record, mode="json", warnings=False)


def decode(kind: type[T], wire: Any) -> T:
    """The record of `kind` (a class, or a union of them) that `encode` made `wire` from."""
    return cast(T, _adapter(kind).validate_python(wire))


def canonical(wire: Any) -> bytes:
    """One spelling for one content: sorted keys, no blanks, UTF-8."""
    return json.dumps(wire, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
