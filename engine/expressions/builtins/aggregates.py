"""Functions that make one value of many: sums, averages, least and greatest, all and any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import reduce
from typing import Any

from engine.expressions.builtins.registry import CallSite, NoValue, builtin
from engine.expressions.operations import calculate, less
from engine.expressions.values import DECIMAL128, YearsMonths

Items = Sequence[Any]


def _complete(items: Items) -> Items:
    if not items:
        raise NoValue("Expected at least one element")
    if any(item is None for item in items):
        raise NoValue("Expected no null among the elements")
    return items


@builtin("min(list: list) -> element", "min(values...: any) -> same")
def least(*values: Any) -> Any:
    return _extreme(_listed(values), lambda candidate, best: less(candidate, best))


@builtin("max(list: list) -> element", "max(values...: any) -> same")
def greatest(*values: Any) -> Any:
    return _extreme(_listed(values), lambda candidate, best: less(best, candidate))


def _listed(values: Sequence[Any]) -> Items:
    first = values[0] if len(values) == 1 else None
    return first if isinstance(first, (list, tuple)) else values


def _extreme(items: Items, better: Callable[[Any, Any], bool | None]) -> Any:
    best = _complete(items)[0]
    if less(best, best) is None:
        raise NoValue("Expected values that have an order")
    for candidate in items[1:]:
        verdict = better(candidate, best)
        if verdict is None:
            raise NoValue("Expected values of one kind that have an order")
        best = candidate if verdict else best
    return best


@builtin("sum(list: list) -> element", "sum(values...: any) -> same")
def total(*values: Any) -> Any:
    return _total(_summable(_listed(values)))


def _summable(items: Items) -> Items:
    kind = type(_complete(items)[0])
    if kind not in (Decimal, timedelta, YearsMonths) or any(type(item) is not kind for item in items):
        raise NoValue("Expected numbers, or durations of one kind")
    return items


def _total(items: Items) -> Any:
    if type(items[0]) is Decimal:
        return reduce(DECIMAL128.add, items)
    return reduce(lambda one, other: calculate("+", one, other), items)


@builtin("mean(list: list) -> element", "mean(values...: any) -> same")
def mean(*values: Any) -> Any:
    items = _summable(_listed(values))
    return calculate("/", _total(items), Decimal(len(items)))


@builtin("product(list: list of number) -> number", "product(values...: number) -> number")
def product(*values: Any) -> Decimal:
    numbers: Sequence[Decimal] = _numbers(values)
    return reduce(DECIMAL128.multiply, numbers)


def _numbers(values: Sequence[Any]) -> Items:
    items = _complete(_listed(values))
    if any(type(item) is not Decimal for item in items):
        raise NoValue("Expected numbers")
    return items


@builtin("median(list: list of number) -> number", "median(values...: number) -> number", site=True)
def median(site: CallSite, *values: Any) -> Decimal:
    site.run.spend(1 + len(_listed(values)) // 2, site.column)
    ordered: list[Decimal] = sorted(_numbers(values))
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return DECIMAL128.divide(DECIMAL128.add(ordered[middle - 1], ordered[middle]), Decimal(2))


@builtin("stddev(list: list of number) -> number", "stddev(values...: number) -> number", site=True)
def stddev(site: CallSite, *values: Any) -> Decimal:
    """The standard deviation of a sample."""
    items = _numbers(values)
    if len(items) < 2:
        raise NoValue("Expected at least two numbers")
    site.run.spend(40 + len(items) // 2, site.column)
    average = DECIMAL128.divide(_total(items), Decimal(len(items)))
    deviations = [DECIMAL128.subtract(item, average) for item in items]
    squares = _total([DECIMAL128.multiply(deviation, deviation) for deviation in deviations])
    return DECIMAL128.sqrt(DECIMAL128.divide(squares, Decimal(len(items) - 1)))


@builtin("mode(list: list of number) -> list of number", "mode(values...: number) -> list of number", site=True)
def mode(site: CallSite, *values: Any) -> list[Decimal]:
    site.run.spend(1 + len(_listed(values)) // 2, site.column)
    if not _listed(values):
        return []
    counts: dict[Decimal, int] = {}
    for item in sorted(_numbers(values)):
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values(), default=0)
    return [item for item, times in counts.items() if times == most]


@builtin("all(list: list) -> boolean", "all(values...: any) -> boolean")
def all_true(*values: Any) -> bool | None:
    return _decide(_listed(values), settles=False)


@builtin("any(list: list) -> boolean", "any(values...: any) -> boolean")
def any_true(*values: Any) -> bool | None:
    return _decide(_listed(values), settles=True)


def _decide(items: Items, settles: bool) -> bool | None:
    if any(item is settles for item in items):
        return settles
    if any(not isinstance(item, bool) for item in items):
        raise NoValue("Expected true or false everywhere")
    return not settles
