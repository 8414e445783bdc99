"""Rejected: a command is refused, and nothing has changed. Parked: a step cannot go on, and waits for an operator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field of a form, as data and as a sentence in both languages that names the field.

    `path` has the number of a row, counted from one: `lines[3].qty`; it is empty where a check of the whole form fails.
    `code` is that of a refusal. `expected` says what would be right: `{"type": "integer"}`, `{"minimum": 1}`, …
    """

    path: str
    code: str
    en: str
    zh: str
    expected: Mapping[str, Any] = field(default_factory=dict)

    def to_wire(self) -> dict[str, Any]:
        """The error as JSON."""
        return {"path": self.path, "code": self.code, "en": self.en, "zh": self.zh, "expected": dict(self.expected)}


class Rejected(Exception):
    """A refused command.

    `code` is stable (`not-yours`, `task-not-open`, …), `message` one sentence "Expected …, but …", `fields` a sentence
    per field path when a form was wrong, `errors` all that was wrong with it.
    """

    def __init__(
        self, code: str, message: str, fields: dict[str, str] | None = None, errors: Iterable[FieldError] = ()
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.errors = tuple(errors)
        self.fields = fields or {error.path: error.en for error in self.errors if error.path}

    def to_wire(self) -> dict[str, Any]:
        """The refusal as JSON."""
        wire: dict[str, Any] = {"code": self.code, "message": self.message, "fields": self.fields}
        return {**wire, "errors": [error.to_wire() for error in self.errors]} if self.errors else wire

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> "Rejected":
        """The refusal that `to_wire` wrote."""
        errors = [FieldError(**error) for error in wire.get("errors", ())]
        return cls(str(wire["code"]), str(wire["message"]), dict(wire.get("fields") or {}), errors)


def has_ended(end: str | None = None, at: datetime | None = None, by: str | None = None) -> Rejected:
    """A case that is over takes no command: the same from the core, and from the door where its workflow is gone.

    `at`: when it ended, on the clock of the case.
    """
    told = (f" `{end}`" if end else "") + (f" by {by}" if by else "") + (f" on {at:%Y-%m-%d %H:%M}" if at else "")
    return Rejected("case-ended", f"Expected a running case, but it has ended{told}")


class Parked(Exception):
    """A step cannot go on as defined: a condition gave null, a value does not fit, no rule matched."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
