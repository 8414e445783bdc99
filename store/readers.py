"""Those a case knows, from its rows and from the hand-overs: `engine.runtime.readers` says who of them reads what."""

from typing import Any

from sqlalchemy import Connection, or_, select

from engine.runtime.readers import Readers, Seat
from store.tables.people import hand_over_items, hand_overs
from store.tables.projection import cases, copies, tasks


def readers_of(connection: Connection, case_id: str) -> Readers:
    """Those a case knows."""
    begun = connection.execute(select(cases.c.initiator, cases.c.started_by).where(cases.c.case_id == case_id)).first()
    starter, started_by = begun if begun is not None else (None, None)
    columns = (tasks.c.status, tasks.c.offered, tasks.c.holder, tasks.c.lent_to, tasks.c.offered_back, tasks.c.by)
    rows = connection.execute(select(*columns, tasks.c.side).where(tasks.c.case_id == case_id))
    seats = [Seat(_people(row), row.side) for row in rows]
    reading = connection.scalars(select(copies.c.person).where(copies.c.case_id == case_id))
    return Readers.of(starter, seats, reading, _successors(connection, case_id), started_by)


def _people(row: Any) -> tuple[str, ...]:
    if row.status in ("open", "created"):
        return tuple(one for one in (*row.offered, row.holder, row.lent_to, row.offered_back) if one)
    return (row.by,) if row.by else ()


def succeeded_by(connection: Connection, person: str) -> frozenset[str]:
    """Those who have left and whose place somebody has come to, through others too."""
    found: frozenset[str] = frozenset()
    asked = [person]
    while asked:
        before = {row.person for row in connection.execute(_HAND_OVERS.where(LEFT, hand_overs.c.to.in_(asked)))}
        asked = sorted(before - found - {person})
        found |= frozenset(asked)
    return found


_HAND_OVERS = (
    select(hand_overs.c.person, hand_overs.c.to, hand_overs.c.at)
    .join(hand_over_items, hand_over_items.c.hand_over == hand_overs.c.id)
    .where(hand_overs.c.undone_by.is_(None), hand_over_items.c.status == "done")
)
LEFT = hand_over_items.c.kind == "departure"


def _successors(connection: Connection, case_id: str) -> dict[str, str]:
    """Who came to whose place: of who has left in every case, of who stays in those that were handed over."""
    this_case = hand_over_items.c.kind.in_(("case", "copy")) & (hand_over_items.c.subject == case_id)
    rows = connection.execute(_HAND_OVERS.where(or_(LEFT, this_case))).all()
    return {row.person: row.to for row in sorted(rows, key=lambda one: one.at)}
