"""Cuts the text of an expression into tokens. Wrong characters become `bad` tokens, reported by the parser."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

NAME: Final = "name"
NUMBER: Final = "number"
STRING: Final = "string"
SYMBOL: Final = "symbol"
BAD: Final = "bad"
END: Final = "end"

KEYWORDS: Final = frozenset((
    "and", "between", "else", "every", "external", "false", "for", "function", "if", "in", "instance", "null",
    "of", "or", "return", "satisfies", "some", "then", "true",
))  # fmt: skip


class Token(NamedTuple):
    """One token; `text` as written, `start` and `end` are offsets into the expression."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def column(self) -> int:
        """Where the token begins, in characters from 1."""
        return self.start + 1


# Letters of all languages, and what else DMN allows in names (emoji too); no punctuation: `，` is never part of a name.
_NAME_START: Final = "(?:[^\\W\\d]|[\u2070-\u218f\u2c00-\u2fef\U00010000-\U000effff])"
_NAME_PART: Final = "[\\w\u00b7\u0300-\u036f\u200c\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef\U00010000-\U000effff]"

_TOKEN: Final = re.compile(
    rf"""
    (?P<blank>(?:[\s\u180e\u200b\u2060\ufeff]+|//[^\n]*|/\*.*?\*/)+)
  | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+\b)?)
  | (?P<name>{_NAME_START}{_NAME_PART}*)
  | (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<symbol>\*\*|\.\.|<=|>=|!=|->|[()\[\]{{}},:.+\-*/<>=?@])
  | (?P<bad>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokenize(text: str) -> list[Token]:
    """All tokens of the text, without blanks and comments, closed by an `end` token."""
    tokens = [
        Token(match.lastgroup or BAD, match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "blank"
    ]
    tokens.append(Token(END, "", len(text), len(text)))
    return tokens


_HINTS: Final = {
    "，": "Write a comma: `,`.",
    "：": "Write a colon: `:`.",
    "（": "Write a parenthesis: `(`.",
    "）": "Write a parenthesis: `)`.",
    "【": "Write a bracket: `[`.",
    "】": "Write a bracket: `]`.",
    "“": 'Texts stand in plain double quotes: `"…"`.',
    "”": 'Texts stand in plain double quotes: `"…"`.',
    "‘": 'Texts stand in plain double quotes: `"…"`.',
    "’": 'Texts stand in plain double quotes: `"…"`.',
    "'": 'Texts stand in double quotes: `"…"`.',
    "＝": "Write an equals sign: `=`.",
    "＞": "Write `>`.",
    "＜": "Write `<`.",
    "≥": "Write `>=`.",
    "≤": "Write `<=`.",
    "≠": "Write `!=`.",
    "＋": "Write `+`.",
    "。": "Write a full stop: `.`.",
    "、": "Write a comma: `,`.",
    "；": "Write a comma: `,`.",
    "&": "Write `and`.",
    "|": "Write `or`.",
    "!": "Write `not(…)`, or `!=` for “is not equal”.",
    "%": "Divide by 100, or write `modulo(a, b)` for a remainder.",
    "^": "Write `**` for a power.",
    ";": "Write a comma: `,`.",
}


def hint_for_character(character: str) -> str | None:
    """What to write instead of a character that FEEL does not know, if we can guess it."""
    return _HINTS.get(character)


_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", re.DOTALL)
_SIMPLE_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def string_value(written: str) -> str | None:
    """The text meant by a string literal in its quotes; None if an escape in it names no character."""
    inner = written[1:-1]
    if "\\" not in inner:
        return inner
    try:
        decoded = _ESCAPE.sub(_unescape, inner)
        # Escapes may spell characters beyond U+FFFF as two surrogates; a lone one is no character.
        return decoded.encode("utf-16", "surrogatepass").decode("utf-16")
    except (ValueError, OverflowError):
        return None


def _unescape(match: re.Match[str]) -> str:
    escape = match.group(1)
    if len(escape) > 1:
        return chr(int(escape[1:], 16))
    return _SIMPLE_ESCAPES.get(escape, "\\" + escape)
