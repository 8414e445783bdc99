"""Sets of characters: classes in brackets, `\\d`, `\\w`, `\\p{Lu}` and the like."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

Test = Callable[[str], bool]


def _is_space(character: str) -> bool:
    return character in " \t\n\r"


def _is_digit(character: str) -> bool:
    return unicodedata.category(character) == "Nd"


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] not in "PZC"


def _is_name_start(character: str) -> bool:
    return character in "_:" or character.isalpha()


def _is_name_part(character: str) -> bool:
    return character in "_:-.\u00b7" or unicodedata.category(character)[0] in "LMN"


NAMED: Final[dict[str, Test]] = {
    "s": _is_space,
    "d": _is_digit,
    "w": _is_word,
    "i": _is_name_start,
    "c": _is_name_part,
}

_BLOCKS: Final = {
    "BasicLatin": (0x0, 0x7F),
    "Latin-1Supplement": (0x80, 0xFF),
    "LatinExtended-A": (0x100, 0x17F),
    "Greek": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x4FF),
    "CJKSymbolsandPunctuation": (0x3000, 0x303F),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HalfwidthandFullwidthForms": (0xFF00, 0xFFEF),
}
_CATEGORIES: Final = frozenset((
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe",
    "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
))  # fmt: skip


def property_test(name: str) -> Test | None:
    """The characters of `\\p{name}`: a Unicode category, or a block as `IsCyrillic`; None if there is none such."""
    if name in _CATEGORIES:
        return lambda character: unicodedata.category(character).startswith(name)
    block = _BLOCKS.get(name.removeprefix("Is")) if name.startswith("Is") else None
    if block is None:
        return None
    first, last = block
    return lambda character: first <= ord(character) <= last


def negated(test: Test) -> Test:
    """The characters that the test refuses."""
    return lambda character: not test(character)


def one_of(characters: str) -> Test:
    """Exactly these characters."""
    chosen = frozenset(characters)
    return lambda character: character in chosen


def between(first: str, last: str) -> Test:
    """All characters from the first to the last."""
    return lambda character: first <= character <= last


def any_of(tests: list[Test]) -> Test:
    """The characters that pass one of the tests."""
    return tests[0] if len(tests) == 1 else lambda character: any(test(character) for test in tests)


def without(test: Test, taken_away: Test) -> Test:
    """The characters of the first test less those of the second."""
    return lambda character: test(character) and not taken_away(character)


def any_case(test: Test) -> Test:
    """The characters that pass in capital or small letters."""
    return lambda character: test(character) or any(test(other) for other in _cases(character))


def _cases(character: str) -> list[str]:
    return [other for other in (character.lower(), character.upper(), character.title()) if len(other) == 1]
