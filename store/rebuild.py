"""Making projections again from the turns, and checking that they are what the turns say."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from store import projections, turns
from store.database import Database
from store.projections import Held
from store.tables import PROJECTIONS, metadata
from store.turns import folded


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild did. `different` are the cases whose projections were not what their turns say."""

    cases: int
    turns: int
    different: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verified:
    """Whether a case's record is whole: `broken` says what is wrong, turn by turn."""

    case_id: str
    turns: int
    digest: str
    broken: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Nothing is wrong."""
        return not self.broken


def remake(connection: Connection, case_id: str) -> int:
    """A case's projections, made again from its turns; gives how many there are."""
    stored = turns.of_case(connection, case_id)
    projections.remove_all(connection, case_id)
    if stored:
        projections.save(connection, Held(case_id), folded(case_id, stored))
    return len(stored)


def rebuild(database: Database, case_ids: Sequence[str] | None, *, compare_only: bool) -> Rebuilt:
    """Compare the projections of these cases (None: of all) with their turns, and make those again that differ.

    Tables that were dropped are made first, and rows of cases without turns are taken away. Each case is its own
    transaction, so work goes on meanwhile.
    """
    if not compare_only:
        with database.writing() as connection:
            metadata.create_all(connection, tables=list(PROJECTIONS))
            if case_ids is None:
                projections.remove_strays(connection)
    checked, counted, different = 0, 0, []
    for case_id in _every(database) if case_ids is None else case_ids:
        same, count = (_compared if compare_only else _put_right)(database, case_id)
        checked, counted = checked + 1, counted + count
        if not same:
            different.append(case_id)
    return Rebuilt(checked, counted, tuple(different))


def _compared(database: Database, case_id: str) -> tuple[bool, int]:
    with database.reading() as connection:
        return _compare(connection, case_id)


def _put_right(database: Database, case_id: str) -> tuple[bool, int]:
    with database.writing() as connection:
        turns.lock(connection, case_id)
        same, count = _compare(connection, case_id)
        if not same:
            remake(connection, case_id)
        return same, count


def _compare(connection: Connection, case_id: str) -> tuple[bool, int]:
    stored = turns.of_case(connection, case_id)
    expected = folded(case_id, stored).with_derived()
    found = projections.load_all(connection, case_id)
    return _plain(found) == _plain(expected), len(stored)


def _plain(held: Held) -> dict[str, object]:
    return {kind.TABLE: rows for kind, rows in held.rows.items() if rows}


def _every(database: Database) -> Sequence[str]:
    """Every case that has turns."""
    with database.reading() as connection:
        return list(turns.case_ids(connection))


def verify(connection: Connection, case_id: str) -> Verified:
    """Check that a case's turns are complete, follow each other, and say what their digests were made of."""
    broken: list[str] = []
    expected, previous, record = 1, "", ""
    for turn in turns.of_case(connection, case_id):
        if turn.n != expected:
            broken.append(f"turn {turn.n}: expected turn {expected} before it, but it is missing")
        if turn.previous != previous:
            broken.append(f"turn {turn.n}: does not follow the turn before it")
        if turn.digest != turn.own_digest:
            broken.append(f"turn {turn.n}: what it decided is not what its digest was made of")
        if turn.record != turn.recorded_after(record):
            broken.append(f"turn {turn.n}: its record is not what was written")
        expected, previous, record = turn.n + 1, turn.digest, turn.record
    return Verified(case_id, expected - 1, previous, tuple(broken))
