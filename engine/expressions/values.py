"""The values of FEEL that Python has no class for, exact decimals, and how values from outside are taken in."""

from __future__ import annotations

import decimal
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

# IEEE 754 decimal128. Methods of this context are called directly, so that the thread's own context never matters.
DECIMAL128: Final = decimal.Context(
    prec=34,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """A duration of whole months, `P1Y2M`; may be negative."""

    months: int

    @property
    def years_part(self) -> int:
        """Whole years, towards zero."""
        return abs(self.months) // 12 * (1 if self.months >= 0 else -1)

    @property
    def months_part(self) -> int:
        """Months beside the whole years, of the same sign."""
        return self.months - self.years_part * 12


@dataclass(frozen=True, slots=True)
class Range:
    """The values from `low` to `high`; None is open to that side (a range never ends at null otherwise)."""

    low: Any
    high: Any
    low_included: bool
    high_included: bool
    # `(!= 10)` is no interval and `(= 10)` is not `[10..10]`, but DMN gives both a value with the shape of a range.
    excludes: Any = None
    single: bool = False


ATOMS: Final = frozenset({Decimal, str, bool, type(None), date, time, datetime, timedelta, YearsMonths, Range})


Taken = dict[int, tuple[Any, Any]]


def taken_in(value: Any, known: Taken | None = None) -> Any:
    """A value from outside as FEEL sees it: exact decimals, real lists and contexts. Other classes stay as they are.

    Containers that hold only FEEL values already are returned as they are, not copied. `known`: containers taken in
    before, by identity; a list that is held many times is looked at once.
    """
    if type(value) in ATOMS:
        return value
    if isinstance(value, (list, tuple, Mapping)):
        return _container(value, {} if known is None else known)
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, str):
        return str.__str__(value)
    return value


def _container(value: Any, known: Taken) -> Any:
    before = known.get(id(value))
    if before is not None:
        return before[1]
    result: Any
    if isinstance(value, Mapping):
        result = {key: taken_in(entry, known) for key, entry in value.items()}
        unchanged = isinstance(value, dict) and all(result[key] is value[key] for key in value)
    else:
        result = [taken_in(item, known) for item in value]
        unchanged = all(new is old for new, old in zip(result, value, strict=True))
    known[id(value)] = (value, value if unchanged else result)
    return value if unchanged else result


def _number(value: int | float) -> Decimal | None:
    number = Decimal(value) if isinstance(value, int) else Decimal(repr(value))
    return rounded(number)


def rounded(number: Decimal) -> Decimal | None:
    """The nearest decimal of 34 digits; None for what is no number or too large."""
    try:
        result = DECIMAL128.plus(number)
    except decimal.DecimalException:
        return None
    return result if result.is_finite() else None


_COUNTABLE: Final = Decimal(10**12)


def countable(number: Decimal) -> int | None:
    """A whole number as Python's; None for fractions, and for numbers so large that nothing has so many parts."""
    if number.copy_abs() > _COUNTABLE or number != number.to_integral_value():
        return None
    return int(number)
