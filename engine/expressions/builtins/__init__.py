"""The functions of FEEL, by name, and the business functions that the caller answers."""

from engine.expressions.builtins import (
    aggregates,
    business,
    contexts,
    conversion,
    dates,
    lists,
    numbers,
    ranges,
    strings,
    temporals,
)
from engine.expressions.builtins.registry import BUILTINS, Builtin

__all__ = [
    "BUILTINS",
    "Builtin",
    "aggregates",
    "business",
    "contexts",
    "conversion",
    "dates",
    "lists",
    "numbers",
    "ranges",
    "strings",
    "temporals",
]
