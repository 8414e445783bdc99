"""A text for people in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.said import Said


@dataclass(frozen=True)
class Text:
    """The same said in Chinese and in English."""

    zh: str
    en: str

    def to_wire(self) -> dict[str, str]:
        """The text as JSON, in the shape definitions use."""
        return {"zh": self.zh, "en": self.en}


class NoText(ValueError):
    """What stands where a text is expected; `said` tells it in both languages (`engine.said`)."""

    def __init__(self, written: object) -> None:
        self.said = Said("Expected a text, or zh and en, but got {found:}", found=repr(written))
        super().__init__(str(self.said))


def read_text(written: object) -> Text:
    """A text as files have it: a string for both languages, or `{zh: …, en: …}` with at least one of them.

    Raises `NoText`.
    """
    if isinstance(written, str) and written:
        return Text(written, written)
    if isinstance(written, dict) and written and set(written) <= {"zh", "en"}:
        zh, en = str(written.get("zh") or ""), str(written.get("en") or "")
        if zh or en:
            return Text(zh or en, en or zh)
    raise NoText(written)


def joined(texts: Iterable[Text], zh: str = "；", en: str = "; ") -> Text:
    """Several texts one after another."""
    listed = list(texts)
    return Text(zh.join(text.zh for text in listed), en.join(text.en for text in listed))
