"""Paths to fields: they exist, and whoever writes there may."""

from __future__ import annotations

from enum import Enum

from engine.compiler.checks.checking import Checking
from engine.compiler.findings import did_you_mean
from engine.compiler.outline import Items
from engine.compiler.places import Loc
from engine.model.fields import Field
from engine.model.types import field_at
from engine.said import Said


class Writer(Enum):
    """Who writes to a field: a person in a form, or the definition in `set` and `then`."""

    PERSON = "the form"
    DEFINITION = "what is set"


def named_field(c: Checking, loc: Loc, path: str, items: Items, *, key: bool = False) -> Field | None:
    """The field a path names, through parts, columns and items; None after reporting that there is none."""
    first, _, rest = path.partition(".")
    if first in items:
        return _field_of_item(c, loc, path, items[first], rest, key)
    found = field_at(c.definition.data, path)
    if found is None:
        _unknown(c, loc, path, items, key)
    return found


def _field_of_item(c: Checking, loc: Loc, path: str, table: Field | None, rest: str, key: bool) -> Field | None:
    if table is None:
        return None
    if not rest:
        return Field.model_construct(type="object", fields=table.fields)
    found = field_at(table.fields or {}, rest)
    if found is None:
        message = Said("Expected a column of the table, but `{path}` is none.", path=path)
        c.report(loc, "unknown-field", message, did_you_mean(rest, table.fields or {}), key=key)
    return found


def _unknown(c: Checking, loc: Loc, path: str, items: Items, key: bool) -> None:
    parts = path.split(".")
    for length in range(1, len(parts) + 1):
        around = ".".join(parts[: length - 1])
        holder = field_at(c.definition.data, around) if around else None
        known = (holder.fields or {}) if holder else {**c.definition.data, **dict.fromkeys(items)}
        if parts[length - 1] not in known:
            what = Said("a part of `{around}`", around=around) if around else "a field"
            message = Said("Expected {what}, but `{word}` is none.", what=what, word=parts[length - 1])
            c.report(loc, "unknown-field", message, did_you_mean(parts[length - 1], known), key=key)
            return


def writable_field(
    c: Checking, loc: Loc, path: str, items: Items, writer: Writer, *, key: bool = False
) -> Field | None:
    """The field a path names, if it may be written; None after reporting why not."""
    first, _, rest = path.partition(".")
    if first in items and (items[first] is None or (not rest and writer is Writer.DEFINITION)):
        message = Said("Expected a field, but `{path}` cannot be written.", path=path)
        hint = "The item is a row that can be written only where `in` names a table field."
        c.report(loc, "not-writable", message, hint, key=key)
        return None
    found = named_field(c, loc, path, items, key=key)
    formula = _formula_on(c, path, items) if found is not None else None
    if formula is not None:
        message = Said(
            "Expected a field that is filled, but `{formula}` is calculated by its formula.", formula=formula
        )
        c.report(
            loc,
            "formula-written",
            message,
            Said("Take it out of {value}, or take the formula away.", value=writer.value),
            key=key,
        )
        return None
    return found


def _formula_on(c: Checking, path: str, items: Items) -> str | None:
    """The first field on the way that is calculated."""
    parts = path.split(".")
    table = items.get(parts[0])
    fields = (table.fields or {}) if table else c.definition.data
    first = 1 if table else 0
    for length in range(first + 1, len(parts) + 1):
        found = field_at(fields, ".".join(parts[first:length]))
        if found is not None and found.formula is not None:
            return ".".join(parts[:length])
    return None
