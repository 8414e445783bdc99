"""How points and ranges lie to one another (after James F. Allen), and ranges read from texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.expressions.builtins.registry import NoValue, builtin
from engine.expressions.literal_ranges import range_from_text
from engine.expressions.operations import less
from engine.expressions.values import Range

Relation = Callable[[Any, Any], bool]


def _less(left: Any, right: Any) -> bool:
    verdict = less(left, right)
    if verdict is None:
        raise NoValue("Expected values of one kind that have an order")
    return verdict


def _same(left: Any, right: Any) -> bool:
    return not _less(left, right) and not _less(right, left)


def _ends_before_start(one: Range, other: Range) -> bool:
    """The end of one is below the start of the other, or they touch without sharing the point."""
    if one.high is None or other.low is None:
        return False
    apart = not (one.high_included and other.low_included)
    return _less(one.high, other.low) or (apart and _same(one.high, other.low))


def _starts_no_later(one: Range, other: Range) -> bool:
    if one.low is None or other.low is None:
        return one.low is None
    within = one.low_included or not other.low_included
    return _less(one.low, other.low) or (within and _same(one.low, other.low))


def _ends_no_earlier(one: Range, other: Range) -> bool:
    if one.high is None or other.high is None:
        return one.high is None
    within = one.high_included or not other.high_included
    return _less(other.high, one.high) or (within and _same(one.high, other.high))


def _covers(one: Range, other: Range) -> bool:
    return _starts_no_later(one, other) and _ends_no_earlier(one, other)


def _share_a_point(one: Range, other: Range) -> bool:
    return not _ends_before_start(one, other) and not _ends_before_start(other, one)


def _overlaps_before(one: Range, other: Range) -> bool:
    earlier = _starts_no_later(one, other) and not _starts_no_later(other, one)
    return earlier and _share_a_point(one, other) and _ends_no_earlier(other, one)


def _overlaps_after(one: Range, other: Range) -> bool:
    return _overlaps_before(other, one)


def _same_start(one: Range, other: Range) -> bool:
    return _starts_no_later(one, other) and _starts_no_later(other, one)


def _same_end(one: Range, other: Range) -> bool:
    return _ends_no_earlier(one, other) and _ends_no_earlier(other, one)


def _meets(one: Range, other: Range) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high_included and other.low_included and _same(one.high, other.low)


def _ranged(value: Any) -> Range:
    """A point as the range that holds only it."""
    if value is None:
        raise NoValue("Expected no null")
    return value if isinstance(value, Range) else Range(value, value, True, True)


def _relation(name: str, shapes: str, holds: Relation) -> None:
    """Declares a relation for the shapes, as `point range` (a point beside a range), separated by commas."""
    signatures = []
    for shape in shapes.split(", "):
        left, right = shape.split(" ")
        suffixes = ("1", "2") if left == right else ("", "")
        signatures.append(
            f"{name}({left}{suffixes[0]}: {_KIND[left]}, {right}{suffixes[1]}: {_KIND[right]}) -> boolean"
        )
    builtin(*signatures)(lambda one, other: holds(_ranged(one), _ranged(other)))


_KIND = {"range": "range", "point": "comparable"}
_ALL = "range range, range point, point range, point point"

_relation("before", _ALL, _ends_before_start)
_relation("after", _ALL, lambda one, other: _ends_before_start(other, one))
_relation("meets", "range range", _meets)
_relation("met by", "range range", lambda one, other: _meets(other, one))
_relation("overlaps", "range range", _share_a_point)
_relation("overlaps before", "range range", _overlaps_before)
_relation("overlaps after", "range range", _overlaps_after)
_relation("includes", "range range, range point", _covers)
_relation("during", "range range, point range", lambda one, other: _covers(other, one))
_relation("finishes", "range range, point range", lambda one, other: _same_end(one, other) and _covers(other, one))
_relation("finished by", "range range, range point", lambda one, other: _same_end(one, other) and _covers(one, other))
_relation("starts", "range range, point range", lambda one, other: _same_start(one, other) and _covers(other, one))
_relation("started by", "range range, range point", lambda one, other: _same_start(one, other) and _covers(one, other))
_relation("coincides", "range range, point point", lambda one, other: _same_start(one, other) and _same_end(one, other))


@builtin("range(from: string) -> range")
def range_of_text(text: str) -> Range:
    """`range("[1..9]")`: both ends are values without names or calculations, one may be missing."""
    found = range_from_text(text)
    if found is None:
        raise NoValue(f'Expected a range like [1..9], but found "{text[:40]}"')
    return found
