"""Related cases in data: what a case holds of another one it points at, small and as it was when it was picked.

`{case, process, key, seen, used, limit}`: which case it is; what its `summary` said; what the others that point at it
have used, of which limit. Numbers are decimals in memory and texts in JSON.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, TypeGuard

Reference = dict[str, Any]
KEYS = frozenset({"case", "process", "key", "seen", "used", "limit"})


def is_related(value: Any) -> TypeGuard[Mapping[str, Any]]:
    """Whether this is what a case holds of another one."""
    return isinstance(value, Mapping) and value.keys() == KEYS


def wanted_in(value: Any) -> str | None:
    """The case that is meant by what is handed in: the id of what was picked, else the business key as it is typed."""
    if is_related(value):
        return str(value["case"])
    return (value.strip() or None) if isinstance(value, str) else None


def number_in(value: Any) -> Decimal | None:
    """A number that stands there as JSON or as a decimal; None where there is none."""
    if value is None or isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def kept(value: Mapping[str, Any]) -> Reference:
    """The value with its numbers as decimals."""
    return {**value, "used": number_in(value["used"]), "limit": number_in(value["limit"])}
