"""What changes by itself as time goes on: an expression that asks the clock, or uses a formula that does."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.expressions import ExpressionError, parse_expression
from engine.said import Said

_CLOCK_CALLS = ("now", "today")


def what_asks_the_clock(c: Checking, text: str, seen: frozenset[str] = frozenset()) -> str | None:
    """In words, what in an expression asks the clock; None if nothing does."""
    try:
        expression = parse_expression(text)
    except ExpressionError:
        return None  # reported where it stands
    called = next((call for call in expression.calls if call in _CLOCK_CALLS), None)
    if called:
        return f"`{called}()`"
    for name in expression.names:
        first = name.split(".")[0]
        if first not in seen and formula_asks_the_clock(c, first, seen):
            return Said("`{first}`, whose formula asks the clock,", first=first)
    return None


def formula_asks_the_clock(c: Checking, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a field is calculated by a formula that asks the clock, itself or by way of others."""
    field = c.definition.data.get(name)
    if field is None or field.formula is None:
        return False
    return what_asks_the_clock(c, field.formula, seen | {name}) is not None
