"""Problems of definitions in Chinese: one table from sentence to sentence, with the same values in the same places."""

from __future__ import annotations

import re
from typing import Any

from engine.calendars import Text
from engine.said import Said
from engine.said.of_company import OF_COMPANY
from engine.said.of_expectations import OF_EXPECTATIONS
from engine.said.of_expressions import OF_EXPRESSIONS
from engine.said.of_files import OF_FILES
from engine.said.of_flow import OF_FLOW
from engine.said.of_people_and_data import OF_PEOPLE_AND_DATA
from engine.said.of_stories import OF_STORIES
from engine.said.of_times import OF_TIMES
from engine.said.words import WORDS

SENTENCES = {
    **OF_FILES, **OF_COMPANY, **OF_FLOW, **OF_PEOPLE_AND_DATA, **OF_EXPRESSIONS, **OF_TIMES, **OF_STORIES,
    **OF_EXPECTATIONS,
}  # fmt: skip

_INSERT = re.compile(r"(?P<quote>[`\"']?)\{(?P<name>\w+)(?P<form>:[^{}]*)?\}")


def in_both(said: str) -> Text:
    """A sentence about a definition in both languages."""
    return Text(zh=in_chinese(said), en=str(said))


def in_chinese(said: str) -> str:
    """The sentence in Chinese; one that the tables do not know is somebody's own words, and stays as it is."""
    template = said.template if isinstance(said, Said) else said
    sentence = template.removesuffix(".")
    told = SENTENCES.get(sentence) or WORDS.get(sentence)
    if told is None:
        return str(said)
    end = "。" if sentence != template else ""
    return (_filled(told, said) if isinstance(said, Said) and said.values else told) + end


def _filled(told: str, said: Said) -> str:
    """The values in their places; what is not quoted is words, and is said in Chinese as well."""
    values = dict(said.values)
    for match in _INSERT.finditer(told):
        if not match["quote"] and not match["form"]:
            values[match["name"]] = _worded(values[match["name"]])
    return told.format(**values)


def _worded(value: Any) -> str:
    if hasattr(value, "told"):
        return str(value.told(in_chinese))
    if hasattr(value, "zh"):
        return str(value.zh).removesuffix("。")
    text = value if isinstance(value, str) else str(value)
    kind, _, of = text.partition(" of ") if text.startswith(("list of ", "range of ")) else ("", "", "")
    return f"{WORDS[kind]}（{_worded(of)}）" if kind else in_chinese(text)
