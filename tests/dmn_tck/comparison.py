"""Whether a value is what a case expects. The kit compares numbers to eight places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any

_NEAR = Decimal("0.00000001")


def is_expected(actual: Any, expected: Any) -> bool:
    """Whether the two are the same value for the kit."""
    if isinstance(expected, list):
        return (
            isinstance(actual, (list, tuple))
            and len(actual) == len(expected)
            and all(is_expected(one, other) for one, other in zip(actual, expected, strict=True))
        )
    if isinstance(expected, dict):
        return (
            isinstance(actual, Mapping)
            and actual.keys() == expected.keys()
            and all(is_expected(actual[key], expected[key]) for key in expected)
        )
    if type(actual) is not type(expected):
        return False
    if isinstance(expected, Decimal):
        return abs(actual - expected) < _NEAR
    if isinstance(expected, (datetime, time)):
        same_clock = actual.replace(tzinfo=None) == expected.replace(tzinfo=None)
        return bool(same_clock and _offset(actual) == _offset(expected))
    return bool(actual == expected)


def _offset(moment: datetime | time) -> Any:
    offset = moment.utcoffset()
    return offset if offset is not None else moment.tzinfo
