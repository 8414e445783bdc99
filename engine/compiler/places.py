"""Places in a file: which line and column a part of the tree, or a character inside one of its texts, stands at."""

from __future__ import annotations

import re
from dataclasses import dataclass

Loc = tuple[str | int, ...]
"""The way to a part of the tree: keys of maps and positions in lists."""

Position = tuple[int, int]
"""Line and column, both from 1; columns count characters."""

_FOLD = re.compile(r"[ \t]*\r?\n\s*")
_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, and its key if it has one. For a text also its extent in the file and how it is quoted:
    `style` is empty, a quote, `|` or `>`."""

    key: Position | None
    value: Position
    start: int = -1
    end: int = -1
    style: str = ""


def position_at(text: str, index: int) -> Position:
    """Line and column of the character `index` (from 0)."""
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


def position_inside(text: str, place: Place, offset: int) -> Position:
    """Where the character `offset` (from 0) of the value of the scalar at `place` stands."""
    raw = text[place.start : place.end]
    line, column = place.value
    if place.style == "" and "\n" not in raw:
        return line, column + min(offset, len(raw))
    if place.style in ("|", ">"):
        return position_at(text, place.start + _in_block(raw, offset, place.style))
    return position_at(text, place.start + _in_flow(raw, offset, place.style))


def _in_flow(raw: str, offset: int, quote: str) -> int:
    """Index in `raw` of the value's character `offset`, past quotes, escapes and folded lines."""
    index, end = len(quote), len(raw) - len(quote)
    while index < end:
        fold = _FOLD.match(raw, index)
        if fold:
            width, step = max(1, fold.group().count("\n") - 1), len(fold.group())
        else:
            width, step = 1, _step(raw, index, quote)
        if offset < width:
            return index
        offset -= width
        index += step
    return max(end, 0)


def _step(raw: str, index: int, quote: str) -> int:
    """How many characters the one character of the value at `index` takes in the file."""
    if quote == "'" and raw.startswith("''", index):
        return 2
    if quote == '"' and raw[index] == "\\":
        return _ESCAPE_LENGTH.get(raw[index + 1 : index + 2], 2)
    return 1


def _in_block(raw: str, offset: int, style: str) -> int:
    """Index in `raw` of the value's character `offset` in a block text; blank lines count as one character each."""
    index = raw.find("\n") + 1
    while index < len(raw):
        end = raw.find("\n", index)
        end = len(raw) if end < 0 else end
        line = raw[index:end]
        shown = line.lstrip(" ")
        if offset <= len(shown):
            return index + len(line) - len(shown) + offset
        offset -= len(shown) + 1
        index = end + 1
    return len(raw)
