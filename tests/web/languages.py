"""Words of the other language on a page: in Chinese no English of ours, in English no Chinese of ours.

What people and the company write stays as they wrote it: it is known by what it looks like (keys, ids, addresses, names
of files) or by standing in what was `written`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.web.told_texts import Texts

ROOT = Path(__file__).parents[2]
SAID = Path(__file__).with_name("words.js").read_text(encoding="utf-8").partition("\n")[2]
"""What a page says, to be evaluated in it."""

NAMES = frozenset(("Excel", "WPS", "Chrome", "Linux", "organisation.yaml"))
"""Products and files that are called so in both languages."""
_CODE = re.compile(r"[A-Za-z0-9_][^\s，。、；：（）「」“”]*[-_./@:=#\\0-9][^\s，。、；：（）「」“”]*|\b[A-Z0-9]{2,}\b")
"""A key, an id, an address, a currency, the name of a file or of a setting."""
_IN_A_WORD = "A-Za-z0-9À-ÿ_-"
_ENGLISH = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
_CHINESE = re.compile(r"[㐀-鿿][㐀-鿿！-～　-〿]*")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def of_the_other(said: Iterable[str], language: str, written: Sequence[str] = ()) -> list[str]:
    """What a page in this language says in the other one, besides what people and the company have `written`."""
    strange = _strange_in_chinese if language == "zh" else _strange_in_english
    return [text for text in said if strange(text, written)]


def _strange_in_chinese(text: str, written: Sequence[str]) -> bool:
    if text.startswith("Mozilla/"):
        return False
    for known in written:
        if known in text:
            text = re.sub(rf"(?<![{_IN_A_WORD}]){re.escape(known)}(?![{_IN_A_WORD}])", " ", text)
    words = _ENGLISH.findall(_CODE.sub(" ", text))
    return any(word not in NAMES and not any(known.startswith(word) for known in written) for word in words)


def _strange_in_english(text: str, written: Sequence[str]) -> bool:
    everything = "\n".join(written)
    return any(found.rstrip("…") not in everything for found in _CHINESE.findall(text))


@cache
def written_by(said: Texts) -> tuple[str, ...]:
    """What stands on the pages in somebody's own words, the longest first: a set of texts, the cases of a
    demonstration, and what the company has written in one language alone."""
    fields = [f"{said.zh[:24]}之{name}" for name in FIELDS]
    of_the_set = [
        said.zh * 2, said.zh, said.en, *said.step, *said.where, *said.boss_name, *said.person_name, said.unbroken,
        said.file, said.comment, *said.comment.split("\n"), *fields,
    ]  # fmt: skip
    cases = _scalars(yaml.load((ROOT / "cli" / "living.yaml").read_text(encoding="utf-8"), _LOADER))
    files = (file for file in (ROOT / "definitions").rglob("*.yaml") if ".scenarios." not in file.name)
    alone = (
        one
        for file in files
        for one in _scalars(yaml.load(file.read_text(encoding="utf-8"), _LOADER))
        if _CHINESE.search(one)
    )
    stories = _scalars(yaml.load(next((ROOT / "definitions").rglob(PLAYED)).read_text(encoding="utf-8"), _LOADER))
    return tuple(sorted({*of_the_set, *cases, *alone, *stories, *OF_TESTS} - {""}, key=len, reverse=True))


OF_TESTS = ("longest", "name", "remark", "amount", "核对考勤争议")
"""A register and its columns, and why a sealed case was to be opened, as tests of other pages have written them."""
PLAYED = "leave-request.scenarios.yaml"
"""The stories that are seen to play."""
FIELDS = ("key", "subject", "why", "amount", "share", "count", "day", "moment", "urgent", "who", "where", "kind",
          "papers", "paper", "lines")  # fmt: skip
"""The fields of the process that is furnished, by which their names are told apart."""


def _scalars(written: Any) -> Iterator[str]:
    """Every text but those that come in both languages."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, list):
        for one in written:
            yield from _scalars(one)
    elif isinstance(written, dict) and not {"zh", "en"} <= written.keys():
        for one in written.values():
            yield from _scalars(one)
