"""Fields and settings as they are declared: defaults, formulas, limits of their values, who may change them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.expressions import assignable, check_expression, parsed
from engine.compiler.checks.ids import check_word
from engine.compiler.checks.numbering import check_numbering
from engine.compiler.checks.people import check_who
from engine.compiler.checks.related import check_related
from engine.compiler.checks.texts import check_text
from engine.compiler.checks.values import check_literal, check_value
from engine.compiler.findings import did_you_mean
from engine.compiler.places import Loc
from engine.compiler.scopes import Names
from engine.model.fields import Field
from engine.model.file_kinds import KINDS
from engine.model.types import feel_type, feel_types
from engine.said import Said

_CURRENCY = re.compile(r"[A-Z]{3}")
_COUNTED = ("files", "table", "list")
_MEASURED = ("integer", "number", "percent", "money", "date", "time", "date_time", *_COUNTED)


def check_data(c: Checking) -> None:
    """All fields and settings, and that no formulas go round in a circle."""
    for name, field in c.definition.data.items():
        _check_field(c, ("data", name), field, c.names)
    for name, field in c.definition.settings.items():
        check_word(c, ("settings", name), name, "a setting", key=True)
        _check_field(c, ("settings", name), field, {})
        _check_setting(c, ("settings", name), field)
    _check_circles(c)


def _check_field(c: Checking, loc: Loc, field: Field, names: Names) -> None:
    check_text(c, (*loc, "name"), field.name, names)
    check_text(c, (*loc, "help"), field.help, names)
    check_who(c, (*loc, "from"), field.from_, names)
    check_who(c, (*loc, "only"), field.only, names)
    _check_currency(c, loc, field, names)
    _check_bounds(c, loc, field, names)
    _check_kinds_of_files(c, loc, field)
    check_related(c, loc, field)
    _check_text_rules(c, loc, field)
    for value, label in (field.values or {}).items():
        check_text(c, (*loc, "values", value), label, names)
    if field.formula is not None:
        _check_formula(c, loc, field, names)
    elif field.default is not None:
        check_value(c, (*loc, "default"), field.default, names, field)
    row = {**names, **feel_types(field.fields)} if field.fields else names
    for part, inner in (field.fields or {}).items():
        _check_field(c, (*loc, "fields", part), inner, row)


def _check_setting(c: Checking, loc: Loc, field: Field) -> None:
    for key in ("formula", "numbering", "only"):
        if c.is_written((*loc, key)):
            message = Said("Expected a setting with a `default`, but `{key}` belongs to a field.", key=key)
            c.report((*loc, key), "not-of-a-setting", message, key=True)


def _check_formula(c: Checking, loc: Loc, field: Field, names: Names) -> None:
    found = check_expression(c, (*loc, "formula"), field.formula or "", names)
    if not assignable(found, feel_type(field)):
        message = Said(
            "Expected a formula that gives a value of type {type}, but this gives a {found}.",
            type=field.type,
            found=found,
        )
        c.report((*loc, "formula"), "wrong-type", message)
    for key in ("default", "numbering"):
        if c.is_written((*loc, key)):
            message = Said("Expected no `{key}` at a field that is calculated by its formula.", key=key)
            c.report((*loc, key), "formula-written", message, "Take one of them out.", key=True)


def _check_currency(c: Checking, loc: Loc, field: Field, names: Names) -> None:
    currency = field.currency
    if currency is None:
        return
    if currency.startswith("="):
        check_expression(c, (*loc, "currency"), currency[1:], names, offset=1)
    elif not _CURRENCY.fullmatch(currency) or currency == "RMB":
        message = Said(
            "Expected a currency by its code in three capital letters, but found `{currency}`.", currency=currency
        )
        code = {"RMB": "CNY"}.get(currency.upper(), currency.upper())
        hint = Said("Did you mean `{code}`?", code=code) if _CURRENCY.fullmatch(code) else "Such as `CNY`."
        c.report((*loc, "currency"), "wrong-value", message, hint)


def _check_kinds_of_files(c: Checking, loc: Loc, field: Field) -> None:
    for number, kind in enumerate(field.types or ()):
        if kind not in KINDS:
            message = Said("Expected a kind of file by its ending, but found `{kind}`.", kind=kind)
            c.report((*loc, "types", number), "wrong-value", message, did_you_mean(kind, KINDS) or "Such as `pdf`.")


def _check_bounds(c: Checking, loc: Loc, field: Field, names: Names) -> None:
    for key in ("minimum", "maximum"):
        bound = getattr(field, key)
        here = (*loc, key)
        if bound is None:
            continue
        if field.type not in _MEASURED:
            message = Said(
                "Expected no `{key}` at a field of type {type}, which has neither size nor number.",
                key=key,
                type=field.type,
            )
            c.report(here, "not-of-this-type", message, key=True)
        elif field.type in _COUNTED and not str(bound).startswith("="):
            if not (isinstance(bound, str) and bound.isascii() and bound.isdigit()):
                c.report(
                    here, "wrong-value", Said("Expected how many, a whole number, but found `{bound}`.", bound=bound)
                )
        elif str(bound).startswith("="):
            check_expression(c, here, str(bound)[1:], names, offset=1)
        else:
            check_literal(c, here, bound, Field.model_construct(type=field.type, currency=field.currency))


def _check_text_rules(c: Checking, loc: Loc, field: Field) -> None:
    for key in ("pattern", "numbering"):
        if getattr(field, key) is not None and field.type not in ("text", "long_text"):
            message = Said(
                "Expected no `{key}` at a field of type {type}: it belongs to a text.", key=key, type=field.type
            )
            c.report((*loc, key), "not-of-this-type", message, key=True)
    if field.from_ is not None and not (field.type == "person" or field.of == "person"):
        message = Said(
            "Expected no `from` at a field of type {type}: it says which person may be chosen.", type=field.type
        )
        c.report((*loc, "from"), "not-of-this-type", message, key=True)
    check_numbering(c, (*loc, "numbering"), field.numbering)
    if field.pattern is not None:
        try:
            re.compile(field.pattern)
        except re.error as error:
            column = (error.pos or 0) + 1
            c.report(
                (*loc, "pattern"),
                "bad-pattern",
                Said("Expected a regular expression, but {msg}.", msg=error.msg),
                column=column,
            )


def _check_circles(c: Checking) -> None:
    """A formula may not, by way of others, ask for itself."""
    asks = {
        name: _asked_fields(c, name, field.formula)
        for name, field in c.definition.data.items()
        if field.formula is not None
    }
    done: set[str] = set()
    for name in asks:
        circle = _circle_from(name, asks)
        if circle and not done & set(circle):
            done |= set(circle)
            way = " → ".join(f"`{one}`" for one in (*circle, circle[0]))
            c.report(
                ("data", name, "formula"),
                "formula-circle",
                Said("Expected no circle of formulas, but found {way}.", way=way),
            )


def _asked_fields(c: Checking, name: str, formula: str) -> list[str]:
    expression = parsed(c, ("data", name, "formula"), formula)
    first = [path.split(".")[0] for path in expression.names] if expression else []
    return [one for one in first if one in c.definition.data]


def _circle_from(start: str, asks: Mapping[str, list[str]]) -> list[str]:
    """The shortest way from a formula back to itself, or nothing."""
    came_from: dict[str, str] = {}
    waiting = [start]
    for name in waiting:
        for asked in asks.get(name, ()):
            if asked == start:
                way = [name]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if asked not in came_from:
                came_from[asked] = name
                waiting.append(asked)
    return []
