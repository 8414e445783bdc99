"""What the fields of a case are to an expression: the FEEL type of every declared type, and of every path."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from engine.expressions.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DURATION,
    NUMBER,
    STRING,
    TIME,
    FeelType,
    context_of,
    list_of,
)
from engine.model.fields import Field

_SIMPLE: Mapping[str, FeelType] = {
    "text": STRING,
    "long_text": STRING,
    "choice": STRING,
    "person": STRING,
    "department": STRING,
    "file": STRING,
    "files": list_of(STRING),
    "integer": NUMBER,
    "number": NUMBER,
    "percent": NUMBER,
    "money": NUMBER,
    "date": DATE,
    "time": TIME,
    "date_time": DATE_TIME,
    "duration": DURATION,
    "yes_no": BOOLEAN,
}


RELATED = context_of({"case": STRING, "process": STRING, "key": STRING, "used": NUMBER, "limit": NUMBER})
"""What is known of a related case: its id, process and key; what is used of its limit by the others."""


def feel_type(field: Field) -> FeelType:
    """The FEEL type of a field; a table is a list of contexts, a person is known by the id."""
    if field.type in ("object", "table"):
        row = context_of({name: feel_type(part) for name, part in (field.fields or {}).items()})
        return row if field.type == "object" else list_of(row)
    if field.type == "list":
        return list_of(_SIMPLE[field.of or "text"])
    return RELATED if field.type == "case" else _SIMPLE[field.type]


def feel_types(fields: Mapping[str, Field]) -> dict[str, FeelType]:
    """The FEEL types of fields by their names."""
    return {name: feel_type(field) for name, field in fields.items()}


def type_at(names: Mapping[str, FeelType], path: str) -> FeelType | None:
    """The type of a path such as `receiver.city` or `lines.qty` (a list of numbers); None if there is no such thing."""
    first, *rest = path.split(".")
    return reduce(_part, rest, names.get(first))


def _part(of: FeelType | None, name: str) -> FeelType | None:
    if of is None or of.kind == "any":
        return of
    if of.kind == "list" and of.of is not None:
        inner = _part(of.of, name)
        return None if inner is None else list_of(inner)
    if of.kind != "context":
        return None
    return of.field(name) if of.fields is not None else ANY


def field_at(fields: Mapping[str, Field], path: str) -> Field | None:
    """The declared field at a path, through objects and the columns of tables; None if there is none."""
    found: Field | None = None
    inside: Mapping[str, Field] | None = fields
    for part in path.split("."):
        found = (inside or {}).get(part)
        if found is None:
            return None
        inside = found.fields
    return found
