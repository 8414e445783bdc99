"""Equality, order and arithmetic of values, with the null logic of DMN. None means null; nothing here raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, DecimalException
from typing import Any, Final

from engine.expressions.calendar_arithmetic import add_days_time, add_months, between_moments, between_times, shift_time
from engine.expressions.values import DECIMAL128, Range, YearsMonths

_SCALARS: Final = frozenset({Decimal, str, bool, date, time, datetime, timedelta, YearsMonths})
_MOMENTS: Final = (time, datetime)
_ORDERED: Final = _SCALARS - {bool}
Spend = Callable[[int], None]
MICROSECOND: Final = timedelta(microseconds=1)


def no_charge(steps: int) -> None:
    """Spends nothing: for comparisons outside an evaluation."""


def equal(left: Any, right: Any, spend: Spend = no_charge) -> bool | None:
    """`left = right`: null equals only null; values of different kinds are not comparable (None).

    Lists and contexts are compared part by part; `spend` is told how many steps that takes, and may raise.
    """
    kind = type(left)
    if left is None or right is None:
        return left is right
    if kind is type(right) and kind in _SCALARS:
        return _equal_moments(left, right) if kind in _MOMENTS else bool(left == right)
    if _same_shape(left, right):
        return _equal_parts(left, right, spend)
    return bool(left == right) if kind is type(right) else None


def _equal_moments(left: Any, right: Any) -> bool:
    """Moments are equal by hour, minute and second: DMN does not look at fractions here."""
    return bool(left.replace(microsecond=0) == right.replace(microsecond=0))


def _same_shape(left: Any, right: Any) -> bool:
    if isinstance(left, (list, tuple)):
        return isinstance(right, (list, tuple))
    return isinstance(left, Mapping) and isinstance(right, Mapping)


def _equal_parts(left: Any, right: Any, spend: Spend) -> bool:
    waiting = [(left, right)]
    while waiting:
        one, other = waiting.pop()
        if one is other:
            continue
        if not _same_shape(one, other):
            if equal(one, other) is not True:
                return False
            continue
        spend(1 + len(one) // 4)
        if len(one) != len(other):
            return False
        if isinstance(one, Mapping):
            if one.keys() != other.keys():
                return False
            waiting.extend((one[key], other[key]) for key in one)
        else:
            waiting.extend(zip(one, other, strict=True))
    return True


def less(left: Any, right: Any) -> bool | None:
    """`left < right`; None where the two have no order."""
    kind = type(left)
    if kind is not type(right) or kind not in _ORDERED:
        return None
    try:
        return bool(left < right)
    except TypeError:
        return None  # one of the two moments has a zone and the other has none


def less_or_equal(left: Any, right: Any) -> bool | None:
    """`left <= right`; None where the two have no order."""
    above = less(right, left)
    return None if above is None else not above


def contains(container: Range, value: Any, spend: Spend = no_charge) -> bool | None:
    """Whether the range holds the value; None where they cannot be compared."""
    if container.excludes is not None:
        same = equal(container.excludes, value, spend)
        return None if same is None else not same
    if value is None:
        return None
    above = _above(container, value)
    below = _below(container, value)
    if above is False or below is False:
        return False
    return None if above is None or below is None else True


def _above(container: Range, value: Any) -> bool | None:
    if container.low is None:
        return True
    return (less_or_equal if container.low_included else less)(container.low, value)


def _below(container: Range, value: Any) -> bool | None:
    if container.high is None:
        return True
    return (less_or_equal if container.high_included else less)(value, container.high)


def negative(value: Any) -> Any:
    """`-value`, of a number or duration."""
    if type(value) is Decimal:
        return -value
    if type(value) is timedelta:
        return -value
    return YearsMonths(-value.months) if type(value) is YearsMonths else None


def calculate(sign: str, left: Any, right: Any) -> Any:
    """`left sign right`; None where there is no such operation, or its result is no value (division by zero)."""
    operation = _OPERATIONS[sign].get((type(left), type(right)))
    if operation is None:
        return None
    try:
        return operation(left, right)
    except (DecimalException, OverflowError, ValueError, ZeroDivisionError):
        return None


def _scale(length: timedelta, factor: Decimal) -> timedelta:
    return _microseconds(DECIMAL128.multiply(Decimal(length // MICROSECOND), factor))


def _shrink(length: timedelta, divisor: Decimal) -> timedelta:
    return _microseconds(DECIMAL128.divide(Decimal(length // MICROSECOND), divisor))


def _microseconds(number: Decimal) -> timedelta:
    if abs(number) > 10**20:
        raise OverflowError
    return timedelta(microseconds=int(number))


def _ratio(left: timedelta, right: timedelta) -> Decimal:
    return DECIMAL128.divide(Decimal(left // MICROSECOND), Decimal(right // MICROSECOND))


def _months(number: Decimal) -> YearsMonths:
    if abs(number) > 10**12:
        raise OverflowError
    return YearsMonths(int(number))


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    return DECIMAL128.power(base, exponent)


def _flipped(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda left, right: operation(right, left)


_Table = dict[tuple[type, type], Callable[[Any, Any], Any]]
_ADD: Final[_Table] = {
    (Decimal, Decimal): DECIMAL128.add,
    (str, str): lambda left, right: left + right,
    (timedelta, timedelta): lambda left, right: left + right,
    (YearsMonths, YearsMonths): lambda left, right: YearsMonths(left.months + right.months),
    (date, YearsMonths): add_months,
    (datetime, YearsMonths): add_months,
    (YearsMonths, date): _flipped(add_months),
    (YearsMonths, datetime): _flipped(add_months),
    (date, timedelta): add_days_time,
    (datetime, timedelta): add_days_time,
    (timedelta, date): _flipped(add_days_time),
    (timedelta, datetime): _flipped(add_days_time),
    (time, timedelta): shift_time,
    (timedelta, time): _flipped(shift_time),
}
_SUBTRACT: Final[_Table] = {
    (Decimal, Decimal): DECIMAL128.subtract,
    (timedelta, timedelta): lambda left, right: left - right,
    (YearsMonths, YearsMonths): lambda left, right: YearsMonths(left.months - right.months),
    (date, YearsMonths): lambda left, right: add_months(left, YearsMonths(-right.months)),
    (datetime, YearsMonths): lambda left, right: add_months(left, YearsMonths(-right.months)),
    (date, timedelta): lambda left, right: add_days_time(left, -right),
    (datetime, timedelta): lambda left, right: add_days_time(left, -right),
    (time, timedelta): lambda left, right: shift_time(left, -right),
    (time, time): between_times,
    (date, date): between_moments,
    (date, datetime): between_moments,
    (datetime, date): between_moments,
    (datetime, datetime): between_moments,
}
_MULTIPLY: Final[_Table] = {
    (Decimal, Decimal): DECIMAL128.multiply,
    (timedelta, Decimal): _scale,
    (Decimal, timedelta): _flipped(_scale),
    (YearsMonths, Decimal): lambda left, right: _months(DECIMAL128.multiply(Decimal(left.months), right)),
    (Decimal, YearsMonths): lambda left, right: _months(DECIMAL128.multiply(left, Decimal(right.months))),
}
_DIVIDE: Final[_Table] = {
    (Decimal, Decimal): DECIMAL128.divide,
    (timedelta, Decimal): _shrink,
    (timedelta, timedelta): _ratio,
    (YearsMonths, Decimal): lambda left, right: _months(DECIMAL128.divide(Decimal(left.months), right)),
    (YearsMonths, YearsMonths): lambda left, right: DECIMAL128.divide(Decimal(left.months), Decimal(right.months)),
}
_OPERATIONS: Final[Mapping[str, _Table]] = {
    "+": _ADD,
    "-": _SUBTRACT,
    "*": _MULTIPLY,
    "/": _DIVIDE,
    "**": {(Decimal, Decimal): _power},
}
