"""What the command line says to people, in English and Chinese. Codes, ids and JSON stay as they are."""

from collections.abc import Mapping
from typing import Any

from cli.options import Lang

_WORDS: dict[str, tuple[str, str]] = {}


def say(lang: Lang, word: str, **values: Any) -> str:
    """The text of that name in that language, with the values put in."""
    english, chinese = _WORDS[word]
    return (chinese if lang is Lang.zh else english).format(**values)


def text(lang: Lang, value: Any, otherwise: str = "") -> str:
    """A text of a definition (`plain` or `{zh: …, en: …}`) in that language, else in the other one."""
    if isinstance(value, Mapping):
        return str(value.get(lang.value) or next(iter(value.values()), otherwise))
    return str(value) if value not in (None, "") else otherwise
