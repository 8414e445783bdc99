"""Functions on numbers: rounding, roots, logarithms, remainders."""

from __future__ import annotations

from datetime import timedelta
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from typing import Any

from engine.expressions.builtins.registry import CallSite, NoValue, builtin
from engine.expressions.values import DECIMAL128, YearsMonths

# Roots, exponentials and logarithms of 34 digits cost as much as some simple steps.
_HARD = 10


def _scaled(number: Decimal, scale: Decimal | None, rounding: str) -> Decimal:
    digits = Decimal(0) if scale is None else scale
    if not -6111 <= digits <= 6176:
        raise NoValue("Expected a scale from -6111 to 6176")
    exponent = -int(digits)
    if exponent <= int(number.as_tuple().exponent):
        return number
    result = number.quantize(Decimal(1).scaleb(exponent), rounding=rounding, context=_WIDE)
    return DECIMAL128.plus(result if exponent <= 0 else result.quantize(Decimal(1), context=_WIDE))


_WIDE = DECIMAL128.copy()
_WIDE.prec = 6200


@builtin("decimal(n: number, scale: number) -> number")
def decimal(number: Decimal, scale: Decimal) -> Decimal:
    return _scaled(number, scale, ROUND_HALF_EVEN)


@builtin("floor(n: number, scale?: number) -> number")
def floor(number: Decimal, scale: Decimal | None = None) -> Decimal:
    return _scaled(number, scale, ROUND_FLOOR)


@builtin("ceiling(n: number, scale?: number) -> number")
def ceiling(number: Decimal, scale: Decimal | None = None) -> Decimal:
    return _scaled(number, scale, ROUND_CEILING)


@builtin("round up(n: number, scale: number) -> number")
def round_up(number: Decimal, scale: Decimal) -> Decimal:
    return _scaled(number, scale, ROUND_UP)


@builtin("round down(n: number, scale: number) -> number")
def round_down(number: Decimal, scale: Decimal) -> Decimal:
    return _scaled(number, scale, ROUND_DOWN)


@builtin("round half up(n: number, scale: number) -> number")
def round_half_up(number: Decimal, scale: Decimal) -> Decimal:
    return _scaled(number, scale, ROUND_HALF_UP)


@builtin("round half down(n: number, scale: number) -> number")
def round_half_down(number: Decimal, scale: Decimal) -> Decimal:
    return _scaled(number, scale, ROUND_HALF_DOWN)


@builtin(
    "abs(n: number) -> number",
    "abs(n: days and time duration) -> days and time duration",
    "abs(n: years and months duration) -> years and months duration",
)
def absolute(value: Any) -> Any:
    if isinstance(value, YearsMonths):
        return YearsMonths(abs(value.months))
    return abs(value) if isinstance(value, timedelta) else value.copy_abs()


@builtin("modulo(dividend: number, divisor: number) -> number")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """The remainder has the sign of the divisor: dividend - divisor * floor(dividend / divisor)."""
    if not divisor:
        raise NoValue("Expected a divisor other than 0")
    remainder = DECIMAL128.plus(_WIDE.remainder(dividend, divisor))
    if remainder and (remainder < 0) != (divisor < 0):
        remainder = DECIMAL128.add(remainder, divisor)
    return remainder


@builtin("sqrt(number: number) -> number", site=True)
def sqrt(site: CallSite, number: Decimal) -> Decimal:
    site.run.spend(_HARD, site.column)
    if number < 0:
        raise NoValue("Expected a number that is not negative")
    return DECIMAL128.sqrt(number)


@builtin("log(number: number) -> number", site=True)
def log(site: CallSite, number: Decimal) -> Decimal:
    site.run.spend(_HARD, site.column)
    if number <= 0:
        raise NoValue("Expected a number above 0")
    return DECIMAL128.ln(number)


@builtin("exp(number: number) -> number", site=True)
def exp(site: CallSite, number: Decimal) -> Decimal:
    site.run.spend(_HARD, site.column)
    return DECIMAL128.exp(number)


def _is_multiple_of_two(number: Decimal) -> bool | None:
    if number != number.to_integral_value():
        return None
    if int(number.as_tuple().exponent) > 0:
        return True
    return int(_WIDE.remainder(number, Decimal(2))) == 0


@builtin("odd(number: number) -> boolean")
def odd(number: Decimal) -> bool:
    return _is_multiple_of_two(number) is False


@builtin("even(number: number) -> boolean")
def even(number: Decimal) -> bool:
    return _is_multiple_of_two(number) is True
