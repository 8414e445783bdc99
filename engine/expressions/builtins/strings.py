"""Functions on texts. Positions count characters from 1, or from the end below 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal

from engine.expressions.builtins.registry import CallSite, NoValue, builtin
from engine.expressions.patterns import PatternError, read_pattern
from engine.expressions.values import countable


def whole(number: Decimal, what: str) -> int:
    """A position or length as a Python number."""
    value = countable(number)
    if value is None:
        raise NoValue(f"Expected a whole number as {what}")
    return value


@builtin("substring(string: string, start position: number, length?: number) -> string")
def substring(text: str, start: Decimal, length: Decimal | None = None) -> str:
    position = whole(start, "start position")
    if position == 0 or abs(position) > len(text):
        raise NoValue(f"Expected a start position from 1 to {len(text)}, or from -{len(text)} to -1")
    begin = position - 1 if position > 0 else len(text) + position
    if length is None:
        return text[begin:]
    if length < 1:
        raise NoValue("Expected a length of at least 1")
    return text[begin : begin + int(min(length, Decimal(len(text))))]


@builtin("string length(string: string) -> number")
def string_length(text: str) -> Decimal:
    return Decimal(len(text))


@builtin("upper case(string: string) -> string")
def upper_case(text: str) -> str:
    return text.upper()


@builtin("lower case(string: string) -> string")
def lower_case(text: str) -> str:
    return text.lower()


@builtin("substring before(string: string, match: string) -> string")
def substring_before(text: str, match: str) -> str:
    before, found, _ = text.partition(match) if match else ("", "", "")
    return before if found else ""


@builtin("substring after(string: string, match: string) -> string")
def substring_after(text: str, match: str) -> str:
    if not match:
        return text
    _, found, after = text.partition(match)
    return after if found else ""


@builtin("contains(string: string, match: string) -> boolean")
def contains(text: str, match: str) -> bool:
    return match in text


@builtin("starts with(string: string, match: string) -> boolean")
def starts_with(text: str, match: str) -> bool:
    return text.startswith(match)


@builtin("ends with(string: string, match: string) -> boolean")
def ends_with(text: str, match: str) -> bool:
    return text.endswith(match)


@builtin("matches(input: string, pattern: string, flags?: string or null) -> boolean", site=True)
def matches(site: CallSite, text: str, pattern: str, flags: str | None = None) -> bool:
    with _refusals():
        return read_pattern(pattern, flags or "").search(text, 0, _Spender(site)) is not None


@builtin("replace(input: string, pattern: string, replacement: string, flags?: string or null) -> string", site=True)
def replace(site: CallSite, text: str, pattern: str, replacement: str, flags: str | None = None) -> str:
    def check_size(size: int) -> None:
        site.run.check_size(size, site.column)

    with _refusals():
        return read_pattern(pattern, flags or "").replace(text, replacement, _Spender(site), check_size)


@builtin("split(string: string, delimiter: string) -> list of string", site=True)
def split(site: CallSite, text: str, delimiter: str) -> list[str]:
    with _refusals():
        return read_pattern(delimiter, "").split(text, _Spender(site))


@contextmanager
def _refusals() -> Iterator[None]:
    """A pattern that cannot be used gives null."""
    try:
        yield
    except PatternError as problem:
        raise NoValue(str(problem)) from None


class _Spender:
    """Charges the evaluation for the steps of a search; looking at a character costs a fifth of a step."""

    def __init__(self, site: CallSite) -> None:
        self.site = site

    def __call__(self, steps: int) -> None:
        self.site.run.spend(1 + steps // 5, self.site.column)


@builtin("string join(list: list of string, delimiter?: string or null) -> string", site=True)
def string_join(site: CallSite, texts: Sequence[str | None], delimiter: str | None = None) -> str:
    given = [text for text in texts if text is not None]
    between = delimiter or ""
    site.run.check_size(sum(map(len, given)) + len(between) * len(given), site.column)
    return between.join(given)
