"""Values: taken as written, or calculated where they begin with `=`; both must fit the field they are written to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC
from typing import Any

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.choices import check_results
from engine.compiler.checks.expressions import assignable, check_expression
from engine.compiler.checks.fields import Writer, writable_field
from engine.compiler.findings import did_you_mean, listed
from engine.compiler.outline import Items
from engine.compiler.places import Loc
from engine.compiler.scopes import Names
from engine.expressions import ExpressionError, parse_expression
from engine.expressions.types import STRING
from engine.model.fields import Field
from engine.model.types import feel_type
from engine.model.values import checked, read_value
from engine.model.wrong_values import WrongValue
from engine.said import Said


def check_set(c: Checking, loc: Loc, values: Mapping[str, Any], names: Names, items: Items) -> None:
    """Paths to values: each path can be written, each value fits it."""
    for path, value in values.items():
        here = (*loc, path)
        field = writable_field(c, here, path, items, Writer.DEFINITION, key=True)
        check_value(c, here, value, names, field)


def check_value(c: Checking, loc: Loc, value: Any, names: Names, field: Field | None = None) -> None:
    """One value, for a field or (None) for anything."""
    if isinstance(value, str) and value.startswith("="):
        found = check_expression(c, loc, value[1:], names, offset=1)
        if field is not None and not assignable(found, feel_type(field)):
            c.report(
                loc,
                "wrong-type",
                Said("Expected {wanted}, but this gives a {found}.", wanted=_a_value_of(field), found=found),
            )
        elif field is not None and field.type == "choice":
            _check_results(c, loc, value[1:], field.values or {})
    elif value is None and field is not None:
        c.report(loc, "empty", "Expected a value, but nothing is written.", "Write `=null` to empty the field.")
    elif isinstance(value, dict):
        _check_map(c, loc, value, names, field)
    elif isinstance(value, list):
        _check_list(c, loc, value, names, field)
    elif field is not None and value is not None:
        check_literal(c, loc, value, field)


def check_literal(c: Checking, loc: Loc, value: Any, field: Field) -> None:
    """Something taken as written must be a value of its field."""
    try:
        checked(field, read_value(field, value, UTC))
    except WrongValue as wrong:
        hint = did_you_mean(str(value), field.values or {}) if field.type == "choice" else ""
        if not hint and isinstance(value, str) and value in c.names:
            hint = Said("Write `={value}` for the value of the field.", value=value)
        c.report(loc, "wrong-value", Said("{complaint}", complaint=wrong.complaints[0]).ended(), hint)


def check_choice_or_value(c: Checking, loc: Loc, value: Any, names: Names, allowed: tuple[str, ...]) -> None:
    """One of a few words, or `=` and an expression that gives one."""
    if isinstance(value, str) and value.startswith("="):
        found = check_expression(c, loc, value[1:], names, offset=1)
        if not assignable(found, STRING):
            c.report(
                loc,
                "wrong-type",
                Said("Expected a text such as `{word}`, but this gives a {found}.", word=allowed[0], found=found),
            )
        _check_results(c, loc, value[1:], allowed)
    elif value not in allowed:
        words = listed(allowed)
        hint = did_you_mean(value, allowed) if isinstance(value, str) else ""
        c.report(loc, "not-one-of", Said("Expected {words}, but found `{value}`.", words=words, value=value), hint)


def _check_results(c: Checking, loc: Loc, text: str, allowed: Collection[str]) -> None:
    try:
        check_results(c, loc, parse_expression(text).tree, allowed, offset=1)
    except ExpressionError:
        return  # reported already


def _check_map(c: Checking, loc: Loc, value: dict[str, Any], names: Names, field: Field | None) -> None:
    parts = (field.fields or {}) if field is not None and field.type == "object" else None
    if field is not None and parts is None:
        c.report(loc, "wrong-value", Said("Expected {wanted}, but found a map.", wanted=_a_value_of(field)))
        return
    for key, part in value.items():
        if parts is not None and key not in parts:
            message = Said("Expected a part of the field, but `{key}` is none.", key=key)
            c.report((*loc, key), "unknown-field", message, did_you_mean(key, parts), key=True)
            continue
        check_value(c, (*loc, key), part, names, parts[key] if parts else None)


def _check_list(c: Checking, loc: Loc, value: list[Any], names: Names, field: Field | None) -> None:
    item: Field | None = None
    if field is not None and field.type == "table":
        item = Field.model_construct(type="object", fields=field.fields)
    elif field is not None and field.type in ("list", "files"):
        item = Field.model_construct(type=field.of or "file", currency=field.currency)
    elif field is not None:
        c.report(loc, "wrong-value", Said("Expected {wanted}, but found a list.", wanted=_a_value_of(field)))
        return
    for position, part in enumerate(value):
        check_value(c, (*loc, position), part, names, item)


def _a_value_of(field: Field) -> str:
    return Said("a value for a field of type {type}", type=field.type)
