"""Related cases: what is known of a case that another one points at, under the right of who picks it.

The rule of who reads a case is `engine.administering.access`, what a summary tells of it `engine.runtime.related`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, and_, select

from engine.administering.access import reading_of
from engine.model.related_cases import number_in
from engine.people import Directory
from engine.runtime.questions import Pointing
from engine.runtime.related import uses
from engine.runtime.world import KnownCase
from store import rights
from store.rights import StandingsKept
from store.tables.projected_links import related_cases
from store.tables.projection import case_data, cases

MOST_OF_A_KEY = 20
"""Cases of one key, of several processes or one after another, that are looked at for the one that is meant."""


def known_cases(
    connection: Connection, standings: StandingsKept, directory: Directory, asked: Iterable[Pointing], now: datetime
) -> dict[Pointing, KnownCase | None]:
    """What is known of each case that is pointed at; None where there is none."""
    return {one: _known(connection, standings, directory, one, now) for one in asked}


def _known(
    connection: Connection, standings: StandingsKept, directory: Directory, to: Pointing, now: datetime
) -> KnownCase | None:
    found = _meant(connection, to)
    if not found:
        return None

    def may_read(row: Any) -> bool:
        return to.person is None or _reads(connection, standings, directory, row.case_id, to.person, now)

    # What one may not read is as if it were not there: another one of the same key is meant then.
    read = next(filter(may_read, found), None)
    row, reads = (found[0], False) if read is None else (read, True)
    return known_case(row, to, used_of(connection, [row.case_id], to)[row.case_id], reads=reads)


def _meant(connection: Connection, to: Pointing) -> Sequence[Any]:
    """The case of that id, whatever others are called; else those of that key, the newest first."""
    among = select(cases).where(cases.c.process.in_(to.processes), cases.c.case_id != to.own)
    itself = connection.execute(among.where(cases.c.case_id == to.wanted)).all()
    if itself:
        return itself
    of_key = among.where(cases.c.business_key == to.wanted).order_by(cases.c.started_at.desc())
    return connection.execute(of_key.limit(MOST_OF_A_KEY)).all()


def known_case(row: Any, to: Pointing, used: Decimal, *, reads: bool) -> KnownCase:
    """A row of `cases` as the world tells of it."""
    return KnownCase(row.case_id, row.process, row.business_key, row.status, reads, row.sealed, dict(row.summary), used)


def _reads(
    connection: Connection, standings: StandingsKept, directory: Directory, case_id: str, person: str, now: datetime
) -> bool:
    """Whether somebody reads the words of a case, by what they are in it and in the company."""
    case = rights.concerned(connection, case_id, now)
    who = standings.read(connection, directory, person, (), now)
    return case is not None and reading_of(who, case) == "all"


def used_of(connection: Connection, related: Sequence[str], to: Pointing) -> dict[str, Decimal]:
    """What the others that point at these cases use of each."""
    found = dict.fromkeys(related, Decimal(0))
    if not to.summed:
        return found
    same = and_(related_cases.c.related.in_(related), related_cases.c.process == to.process)
    statement = (
        select(related_cases.c.related, cases.c.end, case_data.c.data)
        .join(cases, cases.c.case_id == related_cases.c.case_id)
        .join(case_data, case_data.c.case_id == related_cases.c.case_id)
        .where(same, related_cases.c.field == to.field, related_cases.c.case_id != to.own)
    )
    for row in connection.execute(statement):
        if uses(row.end, to.without):
            found[row.related] += number_in(row.data.get(to.summed)) or Decimal(0)
    return found
