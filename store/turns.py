"""The record of the cases: stored turns, read and written. `store.commits` decides which."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, select, text

from engine.runtime.turn import turn_digest
from engine.runtime.wire import canonical, encode
from store.projections import Held, TurnFacts, fold, read_event
from store.tables.primary import turns

Wire = dict[str, Any]


@dataclass(frozen=True)
class StoredTurn:
    """One row of `turns`. `events` are the core's and, after them, those of the resolution.

    `record` is the digest of all of it but `committed_at`, chained with that of the turn before: who changes a stored
    turn breaks it.
    """

    case_id: str
    n: int
    process: str
    workflow_id: str
    plan: str
    digest: str
    previous: str
    at: datetime
    committed_at: datetime
    stimulus: Wire
    questions: list[Wire]
    events: list[Wire]
    requests: list[Wire]
    resolution: Wire
    record: str = ""

    def recorded_after(self, before: str) -> str:
        """What `record` must be after a turn whose record is `before`."""
        content = [
            before, self.case_id, self.n, self.process, self.workflow_id, self.plan, self.digest, self.previous,
            encode(self.at), self.stimulus, self.questions, self.events, self.requests, self.resolution,
        ]  # fmt: skip
        return hashlib.sha256(canonical(content)).hexdigest()

    @property
    def own_digest(self) -> str:
        """What `digest` must be, by what the core decided in this turn."""
        own = self.events[: len(self.events) - len(self.resolution["events"])]
        return turn_digest(self.previous, self.n, self.at, own, self.questions, self.requests)

    def facts(self) -> TurnFacts:
        """What the projections are made of."""
        return TurnFacts(
            self.case_id, self.process, self.workflow_id, self.plan, self.n, self.at, self.digest, self.previous,
            tuple(read_event(wire) for wire in self.events),
        )  # fmt: skip


@dataclass(frozen=True)
class Link:
    """What the chain needs to know of a stored turn."""

    n: int
    digest: str
    record: str
    resolution: Wire


def lock(connection: Connection, case_id: str) -> None:
    """Let one transaction at a time write a case. SQLite has one writer anyway."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:id, 0))"), {"id": case_id})


def links_from(connection: Connection, case_id: str, n: int) -> dict[int, Link]:
    """The stored turns from number `n` on."""
    rows = connection.execute(_LINKS, {"of_case": case_id, "since": n})
    return {row.n: Link(*row) for row in rows}


_LINKS = select(turns.c.n, turns.c.digest, turns.c.record, turns.c.resolution).where(
    turns.c.case_id == bindparam("of_case"), turns.c.n >= bindparam("since")
)


def write(connection: Connection, turn: StoredTurn) -> None:
    """Add a turn."""
    connection.execute(_INSERT, {column.name: getattr(turn, column.name) for column in turns.columns})


_INSERT = turns.insert()


def remove_from(connection: Connection, case_id: str, n: int) -> None:
    """Take the turns away that the history did not keep."""
    connection.execute(delete(turns).where(turns.c.case_id == case_id, turns.c.n >= n))


def of_case(connection: Connection, case_id: str, *, after: int = 0, limit: int | None = None) -> list[StoredTurn]:
    """A case's turns in order, from `after + 1` on."""
    statement = _of_case(case_id).where(turns.c.n > after)
    return [stored(row) for row in connection.execute(statement.limit(limit))]


def _of_case(case_id: str) -> Select[Any]:
    return select(turns).where(turns.c.case_id == case_id).order_by(turns.c.n)


def stored(row: Row[Any]) -> StoredTurn:
    """A row of `turns` as a record."""
    return StoredTurn(**row._mapping)


def folded(case_id: str, stored_turns: Iterable[StoredTurn]) -> Held:
    """The rows of a case, made of all its turns."""
    held = Held(case_id)
    for turn in stored_turns:
        held = fold(held, turn.facts())
    return held


def case_ids(connection: Connection, batch: int = 500) -> Iterator[str]:
    """Every case that has turns."""
    last = ""
    while True:
        statement = select(turns.c.case_id).where(turns.c.case_id > last).group_by(turns.c.case_id)
        found = (connection.scalars(statement.order_by(turns.c.case_id).limit(batch))).all()
        yield from found
        if len(found) < batch:
            return
        last = found[-1]


def count(connection: Connection, case_id: str) -> int:
    """How many turns of a case are stored."""
    return int(connection.scalar(select(func.count()).where(turns.c.case_id == case_id)) or 0)
