"""Texts for people: `{expression}` inside a text inserts a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Insert:
    """An expression inside a text; `start` is the offset of its first character in the text."""

    expression: str
    start: int


class InsertError(ValueError):
    """A brace in a text that opens or closes nothing. `column` counts from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


def parts_of(text: str) -> list[str | Insert]:
    """The text cut into what is said as written and what is calculated. Raises `InsertError`.

    Braces nest and may stand in FEEL strings: `{if paid then "{" else "-"}` is one insert.
    """
    parts: list[str | Insert] = []
    position = 0
    while position < len(text):
        opened = text.find("{", position)
        said = text[position:] if opened < 0 else text[position:opened]
        if "}" in said:
            raise InsertError("Expected `{` before this `}`", position + said.index("}") + 1)
        if said:
            parts.append(said)
        if opened < 0:
            break
        closed = _closing(text, opened)
        if not text[opened + 1 : closed].strip():
            raise InsertError("Expected an expression between the braces", opened + 1)
        parts.append(Insert(text[opened + 1 : closed], opened + 1))
        position = closed + 1
    return parts


def _closing(text: str, opened: int) -> int:
    """Where the brace at `opened` is closed."""
    depth, quoted, position = 0, False, opened
    while position < len(text):
        sign = text[position]
        if quoted:
            if sign == "\\":
                position += 1
            quoted = sign != '"'
        elif sign == '"':
            quoted = True
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
            if depth == 0:
                return position
        position += 1
    raise InsertError("Expected `}` after this `{`", opened + 1)
