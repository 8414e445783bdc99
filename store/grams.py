"""Finding open cases by any piece of their words, on every database alike: two Chinese characters, a number's tail.

Each place of the words gives a *gram*: the characters from there on, at most four of one line. A piece of up to four
characters is then the beginning of a gram, a longer one begins with a gram; either is one range of an index.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from store.tables.search import case_grams, case_search

LENGTH = 4
_LAST = chr(0x10FFFF)
"""Behind every text that begins alike."""


def grams_of(words: str) -> Iterator[str]:
    """The grams of a case's words, each once."""
    found = {line[place : place + LENGTH]: None for line in words.split("\n") for place in range(len(line))}
    return iter(gram for gram in found if not gram[0].isspace())


def pieces_of(search: str) -> list[str]:
    """What somebody looks for: all of these, the longest first."""
    return sorted(dict.fromkeys(search.lower().split()), key=len, reverse=True)[:8]


def cases_with(pieces: list[str], most: int) -> Select[Any]:
    """At most `most` open cases that have all these pieces."""
    longest = pieces[0][:LENGTH]
    begins = and_(case_grams.c.gram >= longest, case_grams.c.gram < longest + _LAST)
    found = select(case_grams.c.case_id).distinct().where(begins)
    if len(pieces) > 1 or len(pieces[0]) > LENGTH:
        found = found.join(case_search, case_search.c.case_id == case_grams.c.case_id).where(has(pieces))
    return found.limit(most)


def has(pieces: list[str]) -> ColumnElement[bool]:
    """The words of a case have all these pieces."""
    return and_(*(case_search.c.words.contains(piece, autoescape=True) for piece in pieces))
