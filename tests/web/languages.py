"""Words of the other language on a page: in Chinese no English of ours, in English no Chinese of ours.

What people and the company write stays as they wrote it: it is known by what it looks like (codes, addresses, names of
files) or by standing in what was `written`.
"""

import re
from collections.abc import Iterable
from pathlib import Path

SAID = (Path(__file__).with_name("words.js")).read_text(encoding="utf-8").partition("\n")[2]
"""What a page says, to be evaluated in it."""

NAMES = frozenset(("Excel", "WPS", "Chrome", "Linux"))
"""Products that are called so in both languages."""
_CODE = re.compile(r"[A-Za-z0-9_][^\s，。、；：（）「」“”]*[-_./@:=#\\0-9][^\s，。、；：（）「」“”]*|\b[A-Z0-9]{2,}\b")
"""A key, an id, an address, a currency, the name of a file or of a setting."""
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_CHINESE = re.compile(r"[㐀-鿿][㐀-鿿！-～　-〿]*")


def of_the_other(said: Iterable[str], language: str, written: str = "") -> list[str]:
    """What a page in this language says in the other one; `written`: all that people and the company have written."""
    strange = _strange_in_chinese if language == "zh" else _strange_in_english
    return [text for text in said if text not in written and strange(text, written)]


def _strange_in_chinese(text: str, written: str) -> bool:
    if text.startswith("Mozilla/"):
        return False
    words = _ENGLISH.findall(_CODE.sub(" ", text))
    return any(word not in NAMES and word not in written for word in words)


def _strange_in_english(text: str, written: str) -> bool:
    return any(found.rstrip("…") not in written for found in _CHINESE.findall(text))
