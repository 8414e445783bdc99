"""How tightly operators bind, and how deep an expression may be nested."""

from __future__ import annotations

from typing import Final

MAX_DEPTH: Final = 100

# Binding powers: the higher binds the tighter.
ANYTHING, OR, AND, COMPARISON, SUM, PRODUCT, POWER, NEGATION, INSTANCE, POSTFIX = range(10)

COMPARISONS: Final = ("=", "!=", "<", "<=", ">", ">=")
