"""What can be wrong with a text about time, and with a calendar."""

from __future__ import annotations

from engine.said import Said, at_place


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
    """A calendar, holiday table or override that cannot be used; `path` names the place in it.

    `said` is the message with its place and with its `values`, to be told in both languages (`engine.said`).
    """

    def __init__(self, message: str, path: str = "", **values: object) -> None:
        self.said = at_place(path, Said(message, **values))
        super().__init__(str(self.said))
        self.message = str(Said(message, **values))
        self.path = path
