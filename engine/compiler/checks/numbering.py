"""Numbering patterns: fixed text, the date, and one running number."""

from __future__ import annotations

import re

from engine.compiler.checks.checking import Checking
from engine.compiler.places import Loc
from engine.said import Said

_INSERT = re.compile(r"\{([^{}]*)\}|[{}]")
_DATES = ("yyyy", "yyyymm", "yyyymmdd")
_COUNT = re.compile(r"n{1,9}")
_HINT = "Patterns look like `QJ-{yyyymmdd}-{nnn}`: `{yyyy}`, `{yyyymm}` or `{yyyymmdd}`, and `{nnn}` once."


def check_numbering(c: Checking, loc: Loc, pattern: str | None) -> None:
    """A pattern of a field, a document or a batch."""
    if pattern is None:
        return
    counts = 0
    for match in _INSERT.finditer(pattern):
        insert = match.group(1)
        if insert is not None and _COUNT.fullmatch(insert):
            counts += 1
        elif insert not in _DATES:
            message = Said("Expected a date or a running number in braces, but found `{found}`.", found=match.group())
            c.report(loc, "bad-numbering", message, _HINT, column=match.start() + 1)
            return
    if counts != 1:
        found = "none" if counts == 0 else str(counts)
        c.report(loc, "bad-numbering", Said("Expected one running number, but found {found}.", found=found), _HINT)
