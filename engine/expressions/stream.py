"""The tokens under the parser's finger, names of several words, and how errors are reported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from engine.expressions import tokens as t
from engine.expressions.errors import ExpressionError
from engine.expressions.phrases import PhraseTable
from engine.expressions.tokens import Token, tokenize
from engine.said import Said

MAX_LENGTH = 10_000
# Parts of values whose names have a blank in them.
_PROPERTIES = PhraseTable(["time offset", "start included", "end included"])
# After a built-in's name of several words must follow its arguments, or what ends a value: so that in
# `months between 1 and 5` the variable `months` is not swallowed.
_ENDS_FUNCTION_NAME = frozenset(["(", ")", ",", "]", "}"])


class TokenStream:
    """A text, cut into tokens, and a position in it."""

    def __init__(self, text: str, names: Iterable[str], functions: PhraseTable) -> None:
        if len(text) > MAX_LENGTH:
            message = Said(
                "Expected at most {MAX_LENGTH} characters, but the expression has {count}",
                MAX_LENGTH=MAX_LENGTH,
                count=len(text),
            )
            raise ExpressionError(message, MAX_LENGTH + 1, text)
        self.text = text
        self.tokens = tokenize(text)
        self.index = 0
        self.current = self.tokens[0]
        self._names = PhraseTable(names)
        self._functions = functions

    def know(self, name: str) -> None:
        """From here on the name, possibly of several words, is read as one."""
        self._names.add(name)

    def advance(self) -> Token:
        """Moves on and returns the token left behind."""
        token = self.current
        if token.kind != t.END:
            self.index += 1
            self.current = self.tokens[self.index]
        return token

    def peek(self, distance: int = 1) -> Token:
        """The token so many places ahead (the end token beyond the end)."""
        return self.tokens[min(self.index + distance, len(self.tokens) - 1)]

    def at(self, *texts: str) -> bool:
        """Whether the current token is one of these signs or keywords."""
        return self.current.text in texts and self.current.kind in (t.SYMBOL, t.NAME)

    def accept(self, text: str) -> bool:
        """Passes the sign or keyword if it is the current token."""
        if self.at(text):
            self.advance()
            return True
        return False

    def expect(self, text: str, after: str) -> Token:
        """Passes the sign or keyword, which must come here; `after` tells in the error what it belongs to."""
        if not self.at(text):
            self.fail(Said("Expected `{text}` {after}", text=text, after=after))
        return self.advance()

    def fail(self, expected: str, hint: str | None = None, token: Token | None = None) -> NoReturn:
        """Reports that something else was expected at the current token."""
        token = token or self.current
        message = Said("{expected}, but found {found}", expected=Said(expected), found=describe(token))
        raise ExpressionError(message, token.column, self.text, hint or _hint(token))

    def known_name(self) -> str | None:
        """Passes the longest known name of several words that begins here, and returns it."""
        length, name = self._names.longest(self.tokens, self.index)
        function_length, function = self._functions.longest(self.tokens, self.index)
        if function_length > length and self.peek(function_length).text in _ENDS_FUNCTION_NAME | {""}:
            length, name = function_length, function
        return self._pass(length, name)

    def known_property(self) -> str | None:
        """Passes the longest name of several words that can stand after a dot here, and returns it."""
        known = max(self._names.longest(self.tokens, self.index), _PROPERTIES.longest(self.tokens, self.index))
        return self._pass(*known)

    def _pass(self, length: int, name: str) -> str | None:
        if not length:
            return None
        self.index += length
        self.current = self.tokens[self.index]
        return name

    def phrase_until(self, *ends: str, what: str) -> str:
        """Passes a declared name, possibly of several words, that is followed by one of the ends (not passed)."""
        start = self.current
        first = self.index
        while not (self.current.kind == t.END or (self.at(*ends) and self.index > first)):
            if self.current.kind == t.BAD or self.current.kind == t.STRING:
                self.fail(Said("Expected {what}", what=what))
            self.advance()
        if self.current.kind == t.END or start.kind != t.NAME:
            self.index, self.current = first, start
            self.fail(Said("Expected {what}", what=what))
        return " ".join(self.text[start.start : self.tokens[self.index - 1].end].split())


def describe(token: Token) -> str:
    """A token as errors speak of it."""
    if token.kind == t.END:
        return "the end"
    if token.kind == t.BAD and token.text == '"':
        return "a text without its closing quote"
    return f"`{token.text if len(token.text) <= 40 else token.text[:40] + '…'}`"


def _hint(token: Token) -> str | None:
    return t.hint_for_character(token.text) if token.kind == t.BAD else None
