"""What can be wrong with a text about time, and with a calendar."""

from __future__ import annotations


class TimeTextError(ValueError):
    """A duration, moment or schedule that cannot be read.

    `column` counts from 1 in the text as written; `hint` is a sentence that helps to write it right, or "".
    """

    def __init__(self, message: str, column: int = 1, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.hint = hint


class CalendarError(ValueError):
    """A calendar, holiday table or override that cannot be used; `path` names the place in it."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.message = message
        self.path = path
