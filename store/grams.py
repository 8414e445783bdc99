"""Finding open cases by any piece of their words, on every database alike: two Chinese characters, a number's tail.

Each place of the words gives a *gram*: the characters from there on, at most four of one line. A piece of up to four
characters is then the beginning of a gram, a longer one begins with a gram; either is one range of an index.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, and_, func, literal, select

from store.tables.search import case_grams, case_search

LENGTH = 4
GATHERED = 20_000
"""So many cases that have a piece are gathered in a few milliseconds."""
_LAST = chr(0x10FFFF)
"""Behind every text that begins alike."""


def grams_of(words: str) -> Iterator[str]:
    """The grams of a case's words, each once."""
    found = {line[place : place + LENGTH]: None for line in words.split("\n") for place in range(len(line))}
    return iter(gram for gram in found if not gram[0].isspace())


def pieces_of(search: str) -> list[str]:
    """What somebody looks for: all of these, the longest first."""
    return sorted(dict.fromkeys(search.lower().split()), key=len, reverse=True)[:8]


def cases_with(connection: Connection, pieces: list[str], most: int) -> list[str] | None:
    """The open cases that have all these pieces; None: each piece alone is found more than `most` times."""
    for piece in pieces:
        begun = select(case_grams.c.case_id).where(_begins(case_grams.c.gram, piece)).limit(most + 1)
        rows = connection.scalars(begun).all()
        if len(rows) > most:
            continue
        found = list(dict.fromkeys(rows))
        if len(pieces) == 1 and len(piece) <= LENGTH:
            return found
        named = select(case_search.c.case_id).where(case_search.c.case_id.in_(found), has(pieces))
        return list(connection.scalars(named)) if found else []
    return None


def is_among(connection: Connection, case_id: ColumnElement[str], pieces: list[str]) -> ColumnElement[bool]:
    """An open case has all these pieces, each of which many have: a condition for lists that are walked in their order.

    The cases that have a piece are gathered once; only where nearly every one has it, each is asked for it. Neither may
    become a join of PostgreSQL, which would read the whole list and sort it.
    """
    short = [
        _is_there(case_id, piece) if _nearly_all(connection, piece) else _gathered(case_id, piece) for piece in pieces
    ]
    long = [piece for piece in pieces if len(piece) > LENGTH]
    return and_(*short, *([_tells(case_id, long)] if long else []))


def _tells(case_id: ColumnElement[str], pieces: list[str]) -> ColumnElement[bool]:
    words = case_search.alias()
    told = select(literal(1)).where(words.c.case_id == case_id, _contain(words.c.words, pieces)).limit(1)
    return told.scalar_subquery() == 1


def _nearly_all(connection: Connection, piece: str) -> bool:
    some = select(case_grams.c.gram).where(_begins(case_grams.c.gram, piece)).limit(GATHERED + 1).subquery()
    return int(connection.scalar(select(func.count()).select_from(some)) or 0) > GATHERED


def _gathered(case_id: ColumnElement[str], piece: str) -> ColumnElement[bool]:
    return case_id.in_(select(case_grams.c.case_id).where(_begins(case_grams.c.gram, piece))).is_(True)


def _is_there(case_id: ColumnElement[str], piece: str) -> ColumnElement[bool]:
    grams = case_grams.alias()
    found = select(literal(1)).where(grams.c.case_id == case_id, _begins(grams.c.gram, piece)).limit(1)
    return found.scalar_subquery() == 1


def has(pieces: list[str]) -> ColumnElement[bool]:
    """The words of a case have all these pieces."""
    return _contain(case_search.c.words, pieces)


def _contain(words: ColumnElement[str], pieces: list[str]) -> ColumnElement[bool]:
    return and_(*(words.contains(piece, autoescape=True) for piece in pieces))


def _begins(gram: ColumnElement[str], piece: str) -> ColumnElement[bool]:
    return and_(gram >= piece[:LENGTH], gram < piece[:LENGTH] + _LAST)
