"""Reads the text of a pattern into a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from engine.expressions.patterns import characters as ch
from engine.expressions.patterns.characters import Test

MAX_PATTERN: Final = 1_000
_MAX_DEPTH: Final = 50
_ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t"}
_PUNCTUATION: Final = frozenset("\\|.?*+(){}-[]^$ ")


class PatternError(Exception):
    """The text is no pattern, or one that cannot be used here."""


@dataclass(slots=True, eq=False, repr=False)
class One:
    """One character that passes the test."""

    test: Test


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """`^` or `$`."""

    sign: str


@dataclass(slots=True, eq=False, repr=False)
class Again:
    """`\\1`: the text of a group again."""

    group: int


@dataclass(slots=True, eq=False, repr=False)
class Group:
    """`number` None: not captured."""

    inner: Part
    number: int | None


@dataclass(slots=True, eq=False, repr=False)
class Repeat:
    inner: Part
    least: int
    most: int | None
    greedy: bool


@dataclass(slots=True, eq=False, repr=False)
class Sequence:
    parts: tuple[Part, ...]


@dataclass(slots=True, eq=False, repr=False)
class Choice:
    branches: tuple[Part, ...]


Part = One | Place | Again | Group | Repeat | Sequence | Choice


class Reader:
    """Reads one pattern. `groups` counts the captured groups, `looks_back` tells whether `\\1` was used."""

    def __init__(self, text: str, flags: str) -> None:
        if len(text) > MAX_PATTERN:
            raise PatternError(f"Expected a pattern of at most {MAX_PATTERN} characters")
        unknown = sorted(set(flags) - set("imsxq"))
        if unknown:
            raise PatternError(f"Expected flags out of i, m, s, x, q, but found {unknown[0]}")
        self.text = text
        self.flags = flags
        self.at = 0
        self.groups = 0
        self._closed: set[int] = set()
        self.looks_back = False
        self._depth = 0

    def read(self) -> Part:
        """The whole pattern."""
        if "q" in self.flags:
            return Sequence(tuple(self._literal(character) for character in self.text))
        if "x" in self.flags:
            self.text = _without_blanks(self.text)
        part = self._choice()
        if self.at < len(self.text):
            raise PatternError("Expected no `)` without `(`")
        return part

    def _literal(self, character: str) -> One:
        return self._one(ch.one_of(character))

    def _one(self, test: Test) -> One:
        return One(ch.any_case(test) if "i" in self.flags else test)

    def _peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def _next(self) -> str:
        if self.at >= len(self.text):
            raise PatternError("Expected the pattern to go on")
        self.at += 1
        return self.text[self.at - 1]

    def _choice(self) -> Part:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise PatternError("Expected fewer groups within groups")
        branches = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence())
        self._depth -= 1
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated(self._atom()))
        return Sequence(tuple(parts))

    def _repeated(self, atom: Part) -> Part:
        sign = self._peek()
        if sign not in ("*", "+", "?", "{") or sign == "":
            return atom
        self.at += 1
        least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(sign) or self._counts()
        greedy = self._peek() != "?"
        self.at += 0 if greedy else 1
        if self._peek() in ("*", "+", "?", "{") and self._peek():
            raise PatternError("Expected only one sign of repetition")
        return Repeat(atom, least, most, greedy)

    def _counts(self) -> tuple[int, int | None]:
        end = self.text.find("}", self.at)
        low, comma, high = self.text[self.at : max(end, self.at)].partition(",")
        if end < 0 or not low.isdecimal() or (high and not high.isdecimal()) or len(low + high) > 8:
            raise PatternError("Expected counts like {2} or {2,5}")
        self.at = end + 1
        most = int(high) if high else (None if comma else int(low))
        if most is not None and most < int(low):
            raise PatternError("Expected the second count to be no less than the first")
        return int(low), most

    def _atom(self) -> Part:
        sign = self._next()
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._one(self._class())
        if sign == ".":
            return One((lambda character: True) if "s" in self.flags else ch.negated(ch.one_of("\n\r")))
        if sign in "^$":
            return Place(sign)
        if sign == "\\":
            return self._escape()
        if sign in "*+?{}]":
            raise PatternError(f"Expected something before `{sign}`, or `\\{sign}` for the sign itself")
        return self._literal(sign)

    def _group(self) -> Part:
        number = None
        if self._peek() == "?":
            if self.text[self.at : self.at + 2] != "?:":
                raise PatternError("Expected `(?:`; other groups beginning with `(?` are not supported")
            self.at += 2
        else:
            self.groups += 1
            number = self.groups
        inner = self._choice()
        if self._peek() != ")":
            raise PatternError("Expected `)` to close a group")
        self.at += 1
        if number is not None:
            self._closed.add(number)
        return Group(inner, number)

    def _escape(self) -> Part:
        sign = self._peek()
        if sign in "123456789" and sign:
            return self._again()
        return self._one(self._escaped_test())

    def _again(self) -> Again:
        number = int(self._next())
        while self._peek().isdecimal() and number * 10 + int(self._peek()) <= self.groups:
            number = number * 10 + int(self._next())
        if number not in self._closed:
            raise PatternError(f"Expected a closed group {number} before `\\{number}`")
        self.looks_back = True
        return Again(number)

    def _escaped_test(self) -> Test:
        sign = self._next()
        if sign in "pP":
            return self._property(sign == "P")
        if sign.lower() in ch.NAMED:
            test = ch.NAMED[sign.lower()]
            return test if sign.islower() else ch.negated(test)
        return ch.one_of(self._escaped_character(sign))

    def _escaped_character(self, sign: str) -> str:
        if sign not in _ESCAPED and sign not in _PUNCTUATION:
            raise PatternError(f"Expected a known escape, but found `\\{sign}`")
        return _ESCAPED.get(sign, sign)

    def _property(self, excluded: bool) -> Test:
        end = self.text.find("}", self.at)
        if self._peek() != "{" or end < 0:
            raise PatternError("Expected a property like \\p{Lu}")
        name = self.text[self.at + 1 : end]
        self.at = end + 1
        test = ch.property_test(name)
        if test is None:
            raise PatternError(f"Expected a category or block of Unicode, but found `{name[:40]}`")
        return ch.negated(test) if excluded else test

    def _class(self) -> Test:
        excluded = self._peek() == "^"
        self.at += 1 if excluded else 0
        tests: list[Test] = []
        taken_away: Test | None = None
        while self._peek() != "]" or not tests:
            if self.text[self.at : self.at + 2] == "-[" and tests:
                self.at += 2
                taken_away = self._nested_class()
                break
            tests.append(self._class_part(first=not tests))
        if self._next() != "]":
            raise PatternError("Expected `]` after what is taken away from a class")
        test = ch.negated(ch.any_of(tests)) if excluded else ch.any_of(tests)
        return ch.without(test, taken_away) if taken_away else test

    def _nested_class(self) -> Test:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise PatternError("Expected fewer classes within classes")
        test = self._class()
        self._depth -= 1
        return test

    def _class_part(self, first: bool) -> Test:
        sign = self._next()
        if sign == "\\":
            if self._peek() in "pPsSdDwWiIcC" and self._peek():
                return self._escaped_test()
            sign = self._escaped_character(self._next())
        elif sign in "[]" or (sign == "-" and not first and self._peek() != "]"):
            raise PatternError(f"Expected `\\{sign}` within brackets")
        if self._peek() != "-" or self.text[self.at + 1 : self.at + 2] in ("]", "[", ""):
            return ch.one_of(sign)
        self.at += 1
        last = self._next()
        last = self._escaped_character(self._next()) if last == "\\" else last
        if last < sign:
            raise PatternError(f"Expected a range that goes up, but found `{sign}-{last}`")
        return ch.between(sign, last)


def _without_blanks(text: str) -> str:
    kept: list[str] = []
    depth = 0
    for index, character in enumerate(text):
        escaped = index > 0 and text[index - 1] == "\\"
        depth += {"[": 1, "]": -1}.get(character, 0) if not escaped else 0
        if depth > 0 or character not in " \t\n\r":
            kept.append(character)
    return "".join(kept)
