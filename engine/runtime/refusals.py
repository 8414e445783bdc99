"""Rejected: a command is refused, and nothing has changed. Parked: a step cannot go on, and waits for an operator."""

from typing import Any


class Rejected(Exception):
    """A refused command.

    `code` is stable (`not-yours`, `task-not-open`, …), `message` one sentence "Expected …, but …", `fields` a sentence
    per field path when a form was wrong.
    """

    def __init__(self, code: str, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fields = fields or {}

    def to_wire(self) -> dict[str, Any]:
        """The refusal as JSON."""
        return {"code": self.code, "message": self.message, "fields": self.fields}


def has_ended() -> Rejected:
    """A case that is over takes no command: the same from the core, and from the door where its workflow is gone."""
    return Rejected("case-ended", "Expected a running case, but it has ended")


class Parked(Exception):
    """A step cannot go on as defined: a condition gave null, a value does not fit, no rule matched."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
