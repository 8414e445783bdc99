"""The types of FEEL as the checker knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class FeelType:
    """One type.

    `kind` is one of number, string, boolean, date, time, date_time, days_time_duration, years_months_duration,
    duration (a business duration, opaque to FEEL), list, context, range, function, any, null.
    `of`: of a list or range its elements, of a function its result. `fields`: of a context, None when not known.
    `parameters`: of a function, None when not known. Null belongs to every type; `any` accepts all.
    """

    kind: str
    of: FeelType | None = None
    fields: tuple[tuple[str, FeelType], ...] | None = None
    parameters: tuple[FeelType, ...] | None = None

    def field(self, name: str) -> FeelType | None:
        """The type of a context's field; None if it has no such field."""
        return dict(self.fields or ()).get(name)

    def __str__(self) -> str:
        if self.kind in ("list", "range"):
            return f"{self.kind} of {self.of}" if self.of and self.of is not ANY else self.kind
        return _SPOKEN.get(self.kind, self.kind)


_SPOKEN: Final = {
    "date_time": "date and time",
    "moment": "date or date and time",
    "days_time_duration": "days and time duration",
    "years_months_duration": "years and months duration",
}

NUMBER: Final = FeelType("number")
STRING: Final = FeelType("string")
BOOLEAN: Final = FeelType("boolean")
DATE: Final = FeelType("date")
TIME: Final = FeelType("time")
DATE_TIME: Final = FeelType("date_time")
DAYS_TIME_DURATION: Final = FeelType("days_time_duration")
YEARS_MONTHS_DURATION: Final = FeelType("years_months_duration")
DURATION: Final = FeelType("duration")
ANY: Final = FeelType("any")
NULL: Final = FeelType("null")
CONTEXT: Final = FeelType("context")
LIST: Final = FeelType("list", of=ANY)
RANGE: Final = FeelType("range", of=ANY)
FUNCTION: Final = FeelType("function")


def list_of(item: FeelType) -> FeelType:
    """The type of lists whose elements are all of the type `item`."""
    return FeelType("list", of=item)


def range_of(item: FeelType) -> FeelType:
    """The type of ranges between two values of the type `item`."""
    return FeelType("range", of=item)


def context_of(fields: Mapping[str, FeelType]) -> FeelType:
    """The type of contexts that have exactly these fields."""
    return FeelType("context", fields=tuple(fields.items()))


def function_of(parameters: tuple[FeelType, ...] | None, result: FeelType) -> FeelType:
    """The type of functions with these parameters and this result."""
    return FeelType("function", of=result, parameters=parameters)
