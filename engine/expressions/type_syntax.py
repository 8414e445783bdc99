"""Reads the name of a type: `number`, `list<string>`, `context<a: number>`, `function<date> -> boolean`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from engine.expressions import tokens as t
from engine.expressions.stream import TokenStream
from engine.expressions.types import (
    ANY,
    BOOLEAN,
    CONTEXT,
    DATE,
    DATE_TIME,
    DAYS_TIME_DURATION,
    FUNCTION,
    LIST,
    NULL,
    NUMBER,
    RANGE,
    STRING,
    TIME,
    YEARS_MONTHS_DURATION,
    FeelType,
    context_of,
    function_of,
    list_of,
    range_of,
)
from engine.said import Said

TYPES_BY_NAME: Mapping[str, FeelType] = {
    "number": NUMBER,
    "string": STRING,
    "boolean": BOOLEAN,
    "date": DATE,
    "time": TIME,
    "date and time": DATE_TIME,
    "days and time duration": DAYS_TIME_DURATION,
    "years and months duration": YEARS_MONTHS_DURATION,
    "Any": ANY,
    "Null": NULL,
    "list": LIST,
    "context": CONTEXT,
    "range": RANGE,
    "function": FUNCTION,
}
_LONGEST = 4
Part = TypeVar("Part")


def read_type(stream: TokenStream, types: Mapping[str, FeelType]) -> FeelType:
    """Passes a type. `types` are those that the caller declares besides FEEL's own."""
    name = _type_name(stream, types)
    if name is None:
        names = ", ".join(f"`{known}`" for known in TYPES_BY_NAME)
        stream.fail("Expected the name of a type", Said("FEEL has the types {names}.", names=names))
    if not stream.at("<") and not (name == "function" and stream.at("->")):
        return types.get(name) or TYPES_BY_NAME[name]
    return _with_arguments(stream, name, types)


def _type_name(stream: TokenStream, types: Mapping[str, FeelType]) -> str | None:
    for length in range(_LONGEST, 0, -1):
        words = [stream.peek(distance) for distance in range(length)]
        phrase = " ".join(word.text for word in words)
        if all(word.kind == t.NAME for word in words) and (phrase in types or phrase in TYPES_BY_NAME):
            for _ in words:
                stream.advance()
            return phrase
    return None


def _with_arguments(stream: TokenStream, name: str, types: Mapping[str, FeelType]) -> FeelType:
    if name not in ("list", "range", "context", "function"):
        stream.fail(Said("Expected no `<` after the type `{name}`", name=name))
    if name == "function":
        return _function_type(stream, types)
    stream.expect("<", Said("after `{name}`", name=name))
    if name == "context":
        fields = dict(_separated(stream, lambda: _field(stream, types)))
        return context_of(fields)
    item = read_type(stream, types)
    stream.expect(">", Said("after the type of a {name}'s elements", name=name))
    return list_of(item) if name == "list" else range_of(item)


def _function_type(stream: TokenStream, types: Mapping[str, FeelType]) -> FeelType:
    parameters: tuple[FeelType, ...] = ()
    if stream.accept("<"):
        parameters = tuple(_separated(stream, lambda: read_type(stream, types)))
    stream.expect("->", "before the type of a function's result")
    return function_of(parameters, read_type(stream, types))


def _field(stream: TokenStream, types: Mapping[str, FeelType]) -> tuple[str, FeelType]:
    name = stream.phrase_until(":", what="the name of a field")
    stream.expect(":", "after the name of a field")
    return name, read_type(stream, types)


def _separated(stream: TokenStream, read: Callable[[], Part]) -> list[Part]:
    found: list[Part] = []
    while not stream.accept(">"):
        if found:
            stream.expect(",", "between the parts of a type")
        found.append(read())
    return found
