"""Whether a value is of a type, and the conversions that DMN does by itself when it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from engine.expressions import types as ty
from engine.expressions.evaluation import Function
from engine.expressions.far_moments import FarMoment
from engine.expressions.types import FeelType
from engine.expressions.values import Range, YearsMonths

_CLASSES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "number": Decimal,
    "string": str,
    "boolean": bool,
    "time": time,
    "date_time": datetime,
    "days_time_duration": timedelta,
    "years_months_duration": YearsMonths,
    "context": Mapping,
    "range": Range,
    "function": Function,
    "list": (list, tuple),
}


def is_instance(value: Any, wanted: FeelType) -> bool:
    """Whether the value is of the type; null is an instance of `Null` alone (and of no list's element type)."""
    if wanted.kind == "any":
        return value is not None
    if wanted.kind == "null" or value is None:
        return value is None and wanted.kind == "null"
    check = _INSTANCE_CHECKS.get(wanted.kind)
    return check(value, wanted) if check else _is_scalar(value, wanted)


def conforms(value: Any, wanted: FeelType) -> bool:
    """Whether the value may stand where the type is wanted: as `is_instance`, but null may stand everywhere."""
    return value is None or wanted.kind == "any" or is_instance(value, wanted)


def _is_scalar(value: Any, wanted: FeelType) -> bool:
    if isinstance(value, FarMoment):
        return value.kind == wanted.kind
    if wanted.kind == "date":
        return isinstance(value, date) and not isinstance(value, datetime)
    if wanted.kind == "comparable":
        return isinstance(value, (Decimal, str, date, time, timedelta, YearsMonths))
    if wanted.kind == "duration":
        return all(not isinstance(value, known) for known, _ in _KINDS)
    if wanted.kind == "moment":
        return isinstance(value, date)
    known = _CLASSES.get(wanted.kind)
    return known is not None and isinstance(value, known)


def _is_list(value: Any, wanted: FeelType) -> bool:
    of = wanted.of
    return isinstance(value, (list, tuple)) and (of is None or all(conforms(item, of) for item in value))


def _is_context(value: Any, wanted: FeelType) -> bool:
    if not isinstance(value, Mapping):
        return False
    return all(name in value and conforms(value[name], kind) for name, kind in wanted.fields or ())


def _is_range(value: Any, wanted: FeelType) -> bool:
    if not isinstance(value, Range):
        return False
    return wanted.of is None or all(conforms(end, wanted.of) for end in (value.low, value.high))


def _is_function(value: Any, wanted: FeelType) -> bool:
    if not isinstance(value, Function):
        return False
    if wanted.parameters is None or value.parameters is None:
        return True
    return len(value.parameters) == len(wanted.parameters)


_INSTANCE_CHECKS: Final[Mapping[str, Callable[[Any, FeelType], bool]]] = {
    "list": _is_list,
    "context": _is_context,
    "range": _is_range,
    "function": _is_function,
}


class _Mismatch:
    def __repr__(self) -> str:
        return "MISMATCH"


MISMATCH: Final = _Mismatch()


def converted(value: Any, wanted: FeelType) -> Any:
    """The value as one of the type, after DMN's implicit conversions; MISMATCH if it cannot be one.

    A single value is a list of one, a list of one is its element, a date is its midnight in UTC.
    """
    if conforms(value, wanted):
        return value
    if wanted.kind == "list":
        return _as_list(value, wanted)
    if isinstance(value, (list, tuple)):
        return converted(value[0], wanted) if len(value) == 1 else MISMATCH
    if wanted.kind == "date_time" and type(value) is date:
        return datetime.combine(value, time(), UTC)
    return MISMATCH


def _as_list(value: Any, wanted: FeelType) -> Any:
    if not isinstance(value, (list, tuple)):
        return [value] if wanted.of is None or conforms(value, wanted.of) else MISMATCH
    if wanted.of is None:
        return MISMATCH
    items = [converted(item, wanted.of) for item in value]
    return MISMATCH if MISMATCH in items else items


_KINDS: Final[tuple[tuple[type | tuple[type, ...], str], ...]] = (
    (bool, "a boolean"),
    (Decimal, "a number"),
    (str, "a text"),
    (datetime, "a date and time"),
    (date, "a date"),
    (time, "a time"),
    (timedelta, "a days and time duration"),
    (YearsMonths, "a years and months duration"),
    ((list, tuple), "a list"),
    (Mapping, "a context"),
    (Range, "a range"),
    (Function, "a function"),
    (FarMoment, "a moment far away"),
)


def kind_of(value: Any) -> str:
    """What a value is, in words, for warnings."""
    if value is None:
        return "null"
    return next((words for known, words in _KINDS if isinstance(value, known)), "a value of another kind")


_TYPES: Final[Mapping[type, FeelType]] = {
    bool: ty.BOOLEAN,
    Decimal: ty.NUMBER,
    str: ty.STRING,
    datetime: ty.DATE_TIME,
    date: ty.DATE,
    time: ty.TIME,
    timedelta: ty.DAYS_TIME_DURATION,
    YearsMonths: ty.YEARS_MONTHS_DURATION,
    type(None): ty.NULL,
}


def type_of_literal(value: Any) -> FeelType:
    """The type of a value without parts."""
    return FeelType(value.kind) if isinstance(value, FarMoment) else _TYPES.get(type(value), ty.ANY)
