"""Which types go together. Every answer leans to yes: only what can never be right is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from engine.expressions import types as ty
from engine.expressions.types import FeelType

_OPEN: Final = ("any", "null")
ORDERED: Final = frozenset(
    ("number", "string", "date", "time", "date_time", "days_time_duration", "years_months_duration")
)
# Names for several types at once, in the signatures of functions.
_SEVERAL: Final = {"comparable": ORDERED, "moment": frozenset(("date", "date_time"))}


def is_open(kind: FeelType) -> bool:
    """Whether values of the type may be of any other type, as far as is known."""
    return kind.kind in _OPEN


def may_be_equal(one: FeelType, other: FeelType) -> bool:
    """Whether values of the two types can be equal or not, instead of never being comparable."""
    if is_open(one) or is_open(other):
        return True
    if one.kind != other.kind:
        return False
    return one.kind not in ("list", "range") or may_be_equal(one.of or ty.ANY, other.of or ty.ANY)


def may_be_ordered(one: FeelType, other: FeelType) -> bool:
    """Whether values of the two types can be less or greater than each other."""
    if is_open(one) or is_open(other):
        return all(is_open(kind) or kind.kind in ORDERED for kind in (one, other))
    return one.kind == other.kind and one.kind in ORDERED


def may_stay(given: FeelType, wanted: FeelType) -> bool:
    """Whether a value of the type given can be of the type wanted as it is, without any conversion."""
    if is_open(given) or is_open(wanted):
        return True
    if wanted.kind in _SEVERAL:
        return given.kind in _SEVERAL[wanted.kind]
    if given.kind == wanted.kind == "list":
        return may_stay(given.of or ty.ANY, wanted.of or ty.ANY)
    return given.kind == wanted.kind


def may_stand_for(given: FeelType, wanted: FeelType) -> bool:
    """Whether a value of the type given can be an argument of the type wanted, DMN's conversions included."""
    if is_open(given) or is_open(wanted):
        return True
    if wanted.kind == "list":
        item = (given.of or ty.ANY) if given.kind == "list" else given
        return may_stand_for(item, wanted.of or ty.ANY) or may_stand_for(given, wanted.of or ty.ANY)
    if given.kind == "list":
        return may_stand_for(given.of or ty.ANY, wanted)
    if wanted.kind in _SEVERAL:
        return given.kind in _SEVERAL[wanted.kind]
    if wanted.kind == "context":
        return given.kind == "context" and _fields_fit(given, wanted)
    return given.kind == wanted.kind or (given.kind, wanted.kind) == ("date", "date_time")


def _fields_fit(given: FeelType, wanted: FeelType) -> bool:
    if given.fields is None or wanted.fields is None:
        return True
    here = dict(given.fields)
    return all(name in here and may_stand_for(here[name], kind) for name, kind in wanted.fields)


def joined(kinds: Iterable[FeelType]) -> FeelType:
    """The type of a value that is of one of these types."""
    known = [kind for kind in kinds if kind.kind != "null"]
    if not known:
        return ty.NULL
    first = known[0]
    if all(kind == first for kind in known):
        return first
    if all(kind.kind == "list" for kind in known):
        return ty.list_of(joined(kind.of or ty.ANY for kind in known))
    return ty.ANY


def element_of(kind: FeelType) -> FeelType:
    """What a loop or test meets in a value of the type: the elements of a list or range, else the value itself."""
    return (kind.of or ty.ANY) if kind.kind in ("list", "range") else kind


def list_element_of(kind: FeelType) -> FeelType:
    """The elements of a value taken for a list, as functions on lists do: a single value is a list of itself."""
    return (kind.of or ty.ANY) if kind.kind == "list" else kind


_NUMBER, _STRING, _DATE, _TIME, _DATE_TIME = "number", "string", "date", "time", "date_time"
_DAYS, _MONTHS = "days_time_duration", "years_months_duration"
_SUMS: Final = {
    (_NUMBER, _NUMBER): ty.NUMBER,
    (_STRING, _STRING): ty.STRING,
    (_DAYS, _DAYS): ty.DAYS_TIME_DURATION,
    (_MONTHS, _MONTHS): ty.YEARS_MONTHS_DURATION,
    (_DATE, _DAYS): ty.DATE,
    (_DATE, _MONTHS): ty.DATE,
    (_DATE_TIME, _DAYS): ty.DATE_TIME,
    (_DATE_TIME, _MONTHS): ty.DATE_TIME,
    (_TIME, _DAYS): ty.TIME,
}
_DIFFERENCES: Final = {
    **{pair: result for pair, result in _SUMS.items() if pair != (_STRING, _STRING)},
    (_DATE, _DATE): ty.DAYS_TIME_DURATION,
    (_DATE, _DATE_TIME): ty.DAYS_TIME_DURATION,
    (_DATE_TIME, _DATE): ty.DAYS_TIME_DURATION,
    (_DATE_TIME, _DATE_TIME): ty.DAYS_TIME_DURATION,
    (_TIME, _TIME): ty.DAYS_TIME_DURATION,
}
_PRODUCTS: Final = {
    (_NUMBER, _NUMBER): ty.NUMBER,
    (_DAYS, _NUMBER): ty.DAYS_TIME_DURATION,
    (_MONTHS, _NUMBER): ty.YEARS_MONTHS_DURATION,
}
_RESULTS: Final[Mapping[str, Mapping[tuple[str, str], FeelType]]] = {
    "+": {**_SUMS, **{(right, left): result for (left, right), result in _SUMS.items()}},
    "-": _DIFFERENCES,
    "*": {**_PRODUCTS, **{(right, left): result for (left, right), result in _PRODUCTS.items()}},
    "/": {**_PRODUCTS, (_DAYS, _DAYS): ty.NUMBER, (_MONTHS, _MONTHS): ty.NUMBER},
    "**": {(_NUMBER, _NUMBER): ty.NUMBER},
}


def result_of(sign: str, left: FeelType, right: FeelType) -> FeelType | None:
    """The type of `left sign right`; None if there is no such operation."""
    fitting = [
        result
        for (one, other), result in _RESULTS[sign].items()
        if (is_open(left) or left.kind == one) and (is_open(right) or right.kind == other)
    ]
    return joined(fitting) if fitting else None
