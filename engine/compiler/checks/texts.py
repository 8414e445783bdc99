"""Texts for people: what stands in braces is an expression."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.expressions import check_expression
from engine.compiler.places import Loc
from engine.compiler.scopes import Names
from engine.model.base import Text
from engine.model.inserts import Insert, InsertError, parts_of
from engine.said import Said


def check_text(c: Checking, loc: Loc, text: Text | None, names: Names) -> None:
    """A text in one or both languages."""
    if isinstance(text, str):
        _check_inserts(c, loc, text, names)
    elif text is not None:
        for language in ("zh", "en"):
            said = getattr(text, language)
            if said:
                _check_inserts(c, (*loc, language), said, names)


def _check_inserts(c: Checking, loc: Loc, text: str, names: Names) -> None:
    if "{" not in text and "}" not in text:
        return
    try:
        parts = parts_of(text)
    except InsertError as error:
        hint = "Braces in a text insert a value: `{order_no}`."
        c.report(loc, "bad-text", Said(error.message).ended(), hint, column=error.column)
        return
    for part in parts:
        if isinstance(part, Insert):
            check_expression(c, loc, part.expression, names, offset=part.start)
