"""How a command may end other than well. Each is one sentence, a stable code and an exit code."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cli.advice import advice
from cli.options import Lang
from engine.said import Said

if TYPE_CHECKING:
    from engine.runtime.refusals import FieldError


class Ending(Exception):
    """A command that ends here. `message` is one sentence; `hint` says what to do; `fields` a sentence per field.

    `errors` is all that was wrong with a form, in both languages.
    """

    exit_code = 1

    def __init__(
        self,
        code: str,
        message: str,
        *,
        hint: str = "",
        fields: Mapping[str, str] | None = None,
        errors: "Sequence[FieldError]" = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.fields = dict(fields or {})
        self.errors = tuple(errors)

    def to_wire(self) -> dict[str, Any]:
        """The ending as JSON, in the one shape all commands use."""
        wire: dict[str, Any] = {"code": self.code, "message": self.message}
        hint = self.hint or advice(self.code)[0]
        if hint:
            wire["hint"] = hint
        if self.fields:
            wire["fields"] = self.fields
        if self.errors:
            wire["errors"] = [error.to_wire() for error in self.errors]
        return {"error": wire}

    def told(self, lang: Lang) -> str:
        """The ending as lines for people: what was expected, what is wrong with each field, what to do."""
        english, chinese = advice(self.code)
        sentence = self.message if self.message[-1:] in (".", "?", "!") else f"{self.message}."
        fields = self._of_fields(lang)
        if lang is Lang.zh and isinstance(self.message, Said):
            from engine.said.chinese import in_chinese

            sentence = in_chinese(self.message)
        if lang is Lang.zh and chinese:
            lines = [f"{chinese}（{self.code}）", "" if self.errors else f"  {sentence}", *fields, self.hint]
        else:
            lines = [f"{sentence} ({self.code})", *fields, self.hint or english]
        return "\n".join(one for one in lines if one) + "\n"

    def _of_fields(self, lang: Lang) -> list[str]:
        """A line for each thing that is wrong, with the path to type where the name does not tell it."""
        if not self.errors:
            return [f"  {path}: {text}" for path, text in self.fields.items() if text not in self.message]
        said = [(error.zh if lang is Lang.zh else error.en, error.path) for error in self.errors]
        return [f"  {text}" if text.startswith(path) else f"  {text} [{path}]" for text, path in said]


class Refused(Ending):
    """What was asked was refused, or failed; nothing has changed."""

    exit_code = 1


class WrongUse(Ending):
    """The command was typed wrongly."""

    exit_code = 2


class NothingReachable(Ending):
    """There is no installation to talk to."""

    exit_code = 3
