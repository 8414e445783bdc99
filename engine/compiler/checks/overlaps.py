"""Whether two rows of a decision table surely fit one and the same case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.expressions import ExpressionError, parse_unary_tests
from engine.expressions import syntax as s

_ANYTHING = "-"


@dataclass(frozen=True)
class _Interval:
    low: Decimal | None
    high: Decimal | None
    low_included: bool
    high_included: bool

    def holds(self, value: Any) -> bool:
        if not isinstance(value, Decimal):
            return False
        above = self.low is None or value > self.low or (value == self.low and self.low_included)
        below = self.high is None or value < self.high or (value == self.high and self.high_included)
        return above and below

    def meets(self, other: _Interval) -> bool:
        return _below(self, other) and _below(other, self)


def _below(left: _Interval, right: _Interval) -> bool:
    """Whether `left` begins below the end of `right`."""
    if left.low is None or right.high is None:
        return True
    return left.low < right.high or (left.low == right.high and left.low_included and right.high_included)


def overlapping(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """True only where it is certain: in every column some value passes both tests."""
    return all(_both_pass(one.get(path, _ANYTHING), other.get(path, _ANYTHING)) for path in {**one, **other})


def _both_pass(one: Any, other: Any) -> bool:
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    if _ANYTHING in (one.strip(), other.strip()) or one.strip() == other.strip():
        return True
    return any(_share(left, right) for left in _passing(one) for right in _passing(other))


def _share(left: Any, right: Any) -> bool:
    if isinstance(left, _Interval):
        return left.meets(right) if isinstance(right, _Interval) else left.holds(right)
    return right.holds(left) if isinstance(right, _Interval) else bool(left == right)


def _passing(test: str) -> list[Any]:
    """Values and intervals that surely pass a test; nothing where that is hard to say."""
    try:
        tree = parse_unary_tests(test).tree
    except ExpressionError:
        return []
    return [] if tree.negated else [found for node in tree.tests if (found := _values(node)) is not None]


def _values(node: s.Node) -> Any:
    if isinstance(node, s.Literal):
        return node.value
    if isinstance(node, s.ComparisonTest) and isinstance(node.operand, s.Literal):
        return _half_open(node.operator, node.operand.value)
    if isinstance(node, s.RangeLiteral):
        low, high = _number(node.low), _number(node.high)
        if low is not None and high is not None and low < high:
            return _Interval(low, high, node.low_included, node.high_included)
    return None


def _half_open(operator: str, value: Any) -> _Interval | None:
    if not isinstance(value, Decimal):
        return None
    intervals = {
        "<": _Interval(None, value, False, False),
        "<=": _Interval(None, value, False, True),
        ">": _Interval(value, None, False, False),
        ">=": _Interval(value, None, True, False),
    }
    return intervals.get(operator)


def _number(node: s.Node | None) -> Decimal | None:
    return node.value if isinstance(node, s.Literal) and isinstance(node.value, Decimal) else None
