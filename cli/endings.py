"""How a command may end other than well. Each is one sentence, a stable code and an exit code."""

from collections.abc import Mapping
from typing import Any

from cli.advice import ADVICE
from cli.options import Lang
from cli.screen import NOTHING


class Ending(Exception):
    """A command that ends here. `message` is one sentence; `hint` says what to do; `fields` a sentence per field."""

    exit_code = 1

    def __init__(self, code: str, message: str, *, hint: str = "", fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.fields = dict(fields or {})

    def to_wire(self) -> dict[str, Any]:
        """The ending as JSON, in the one shape all commands use."""
        wire: dict[str, Any] = {"code": self.code, "message": self.message}
        hint = self.hint or ADVICE.get(self.code, NOTHING)[0]
        if hint:
            wire["hint"] = hint
        if self.fields:
            wire["fields"] = self.fields
        return {"error": wire}

    def told(self, lang: Lang) -> str:
        """The ending as lines for people: what was expected, what is wrong with each field, what to do."""
        english, chinese = ADVICE.get(self.code, NOTHING)
        sentence = self.message if self.message[-1:] in (".", "?", "!") else f"{self.message}."
        fields = [f"  {path}: {text}" for path, text in self.fields.items() if text not in self.message]
        if lang is Lang.zh and chinese:
            lines = [f"{chinese}（{self.code}）", f"  {sentence}", *fields, self.hint]
        else:
            lines = [f"{sentence} ({self.code})", *fields, self.hint or english]
        return "\n".join(one for one in lines if one) + "\n"


class Refused(Ending):
    """What was asked was refused, or failed; nothing has changed."""

    exit_code = 1


class WrongUse(Ending):
    """The command was typed wrongly."""

    exit_code = 2


class NothingReachable(Ending):
    """There is no installation to talk to."""

    exit_code = 3
