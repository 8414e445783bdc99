"""What can go wrong with an expression: wrongly written, not computable, or in need of the outside world."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class ExpressionError(Exception):
    """The text is not an expression. `column` counts characters of `text` from 1."""

    def __init__(self, message: str, column: int, text: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.text = text
        self.hint = hint

    def caret(self) -> str:
        """Two lines: the line of the text where the error is, and a caret under the place."""
        before = self.text[: self.column - 1]
        line_start = before.rfind("\n") + 1
        line_end = self.text.find("\n", line_start)
        line = self.text[line_start:] if line_end < 0 else self.text[line_start:line_end]
        indent = "".join(_blank_as_wide_as(character) for character in before[line_start:])
        return f"{line}\n{indent}^"

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.message} (column {self.column}).{hint}"


def _blank_as_wide_as(character: str) -> str:
    if character == "\t":
        return "\t"
    # Chinese characters and full-width signs take two cells in a terminal and in monospaced fonts.
    return "\u3000" if ord(character) >= 0x2E80 else " "


class EvaluationError(Exception):
    """The expression could not be evaluated at all (a budget was used up). Null results are no errors."""

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.column = column

    def __str__(self) -> str:
        return f"{self.message} (column {self.column})"


class NeedsWorld(Exception):
    """A business function was called that only the caller can answer, such as `manager of(p)`."""

    def __init__(self, function: str, arguments: Sequence[Any]) -> None:
        super().__init__(f"{function} must be answered by the caller")
        self.function = function
        self.arguments = tuple(arguments)
