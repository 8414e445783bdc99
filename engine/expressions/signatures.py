"""Signatures of built-in functions, read from texts like `substring(string: string, start position: number)`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from engine.expressions import types as ty
from engine.expressions.types import FeelType

ELEMENT: Final = FeelType("element")
SAME: Final = FeelType("same")
LIST_OF_ELEMENT: Final = FeelType("list_of_element")
# Anything that has an order: numbers, texts, dates, times, durations.
COMPARABLE: Final = FeelType("comparable")
# A day or an instant; neither is turned into the other.
MOMENT: Final = FeelType("moment")

_TYPES: Final = {
    "any": ty.ANY,
    "number": ty.NUMBER,
    "string": ty.STRING,
    "boolean": ty.BOOLEAN,
    "date": ty.DATE,
    "time": ty.TIME,
    "date and time": ty.DATE_TIME,
    "date or date and time": MOMENT,
    "days and time duration": ty.DAYS_TIME_DURATION,
    "years and months duration": ty.YEARS_MONTHS_DURATION,
    "list": ty.LIST,
    "context": ty.CONTEXT,
    "range": ty.RANGE,
    "function": ty.FUNCTION,
    "list of number": ty.list_of(ty.NUMBER),
    "list of string": ty.list_of(ty.STRING),
    "list of boolean": ty.list_of(ty.BOOLEAN),
    "list of context": ty.list_of(ty.CONTEXT),
    "list of list": ty.list_of(ty.LIST),
    # What depends on the arguments: an element of the first list, such a list, the first argument's own type.
    "element": ELEMENT,
    "list of element": LIST_OF_ELEMENT,
    "same": SAME,
    "comparable": COMPARABLE,
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `nullable`: null is handed on to the function, otherwise it makes the result null."""

    name: str
    type: FeelType
    optional: bool
    nullable: bool
    many: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function."""

    text: str
    parameters: tuple[Parameter, ...]
    result: FeelType
    least: int
    most: int | None

    def accepts_count(self, count: int) -> bool:
        """Whether so many positional arguments are possible."""
        return self.least <= count and (self.most is None or count <= self.most)


def read_signature(text: str) -> Signature:
    """Reads `name(parameter: type, optional?: type, many...: type) -> type`; `type or null` takes null as a value."""
    head, _, result = text.partition(" -> ")
    inner = head[head.index("(") + 1 : -1]
    parameters = tuple(_parameter(part) for part in inner.split(", ") if part)
    least = sum(1 for parameter in parameters if not parameter.optional)
    most = None if any(parameter.many for parameter in parameters) else len(parameters)
    return Signature(text, parameters, _TYPES[result], least, most)


def _parameter(text: str) -> Parameter:
    name, _, kind = text.partition(": ")
    nullable = kind.endswith(" or null") or kind == "any"
    return Parameter(
        name=name.rstrip("?."),
        type=_TYPES[kind.removesuffix(" or null")],
        optional=name.endswith("?"),
        nullable=nullable,
        many=name.endswith("..."),
    )
