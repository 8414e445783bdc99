"""A pattern ready for use: search, replace, split."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from engine.expressions.patterns.machine import Compiler, Search, Spend
from engine.expressions.patterns.reader import PatternError, Reader


class Pattern:
    """One compiled pattern. `spend` is told how many steps a search takes, and may stop it by raising."""

    def __init__(self, text: str, flags: str) -> None:
        reader = Reader(text, flags)
        self._program = Compiler().finish(reader.read())
        self._groups = reader.groups
        self._looks_back = reader.looks_back
        self._multiline = "m" in flags
        self._literal_replacement = "q" in flags

    def search(self, text: str, begin: int, spend: Spend) -> tuple[int, ...] | None:
        """Starts and ends of the first match from `begin` on and of its groups; None if there is none."""
        search = Search(self._program, 2 * self._groups + 2, text, self._multiline, self._looks_back)
        return search.find(begin, spend)

    def _matches(self, text: str, spend: Spend) -> list[tuple[int, ...]]:
        found: list[tuple[int, ...]] = []
        position = 0
        while (match := self.search(text, position, spend)) is not None:
            if match[0] == match[1]:
                raise PatternError("Expected a pattern that never matches the empty text")
            found.append(match)
            position = match[1]
        return found

    def split(self, text: str, spend: Spend) -> list[str]:
        """The pieces between the matches."""
        pieces: list[str] = []
        position = 0
        for match in self._matches(text, spend):
            pieces.append(text[position : match[0]])
            position = match[1]
        return [*pieces, text[position:]]

    def replace(self, text: str, replacement: str, spend: Spend, check_size: Callable[[int], None]) -> str:
        """The text with every match replaced; `$1` in the replacement is a group, `$0` the match."""
        parts = [replacement] if self._literal_replacement else _replacement_parts(replacement, self._groups)
        pieces: list[str] = []
        position = size = 0
        for match in self._matches(text, spend):
            pieces.append(text[position : match[0]])
            pieces.extend(part if isinstance(part, str) else _group(text, match, part) for part in parts)
            position = match[1]
            size += len(pieces[-1]) + len(replacement)
            check_size(size)
        result = "".join([*pieces, text[position:]])
        check_size(len(result))
        return result


def _group(text: str, match: tuple[int, ...], number: int) -> str:
    start, end = match[2 * number], match[2 * number + 1]
    return text[start:end] if start >= 0 and end >= 0 else ""


def _replacement_parts(replacement: str, groups: int) -> list[str | int]:
    parts: list[str | int] = []
    at = 0
    while at < len(replacement):
        sign = replacement[at]
        following = replacement[at + 1 : at + 2]
        if sign == "\\" and following in ("\\", "$") and following:
            parts.append(following)
            at += 2
        elif sign == "$" and following.isdecimal():
            at, number = _group_number(replacement, at + 1, groups)
            parts.append(number if number <= groups else "")
        elif sign in "\\$":
            raise PatternError(f"Expected `\\{sign}` for the sign itself, or `$1` for a group")
        else:
            parts.append(sign)
            at += 1
    return parts


def _group_number(replacement: str, at: int, groups: int) -> tuple[int, int]:
    number = int(replacement[at])
    at += 1
    while at < len(replacement) and replacement[at] in "0123456789" and number * 10 + int(replacement[at]) <= groups:
        number = number * 10 + int(replacement[at])
        at += 1
    return at, number


@lru_cache(maxsize=256)
def read_pattern(text: str, flags: str) -> Pattern:
    """The pattern of a text; raises PatternError."""
    return Pattern(text, flags)
