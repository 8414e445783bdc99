"""Starts that nobody stands at, by message, by schedule or by a detached call, and that the door refused.

Nobody is there to be told, so they are kept with all that was handed in until somebody tries again or lets them go.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, select, update

from store.statements import insert
from store.tables.unattended import refused_starts

Wire = dict[str, Any]
Cause = Literal["message", "schedule", "call"]


@dataclass(frozen=True)
class RefusedStart:
    """A case that did not begin: what it would have been (`case_id` is its id), and why not (`code`, `text`).

    `at` is the instant of the start; `reference` the id of the message, or the workflow of the case that called; `by`
    who sent it, if a person did, or who had started the case that called. `settled_at`: when it was begun after all, or
    let go for `settled_reason`, by `settled_by`.
    """

    case_id: str
    process: str
    start: str
    cause: Cause
    reference: str
    data: Wire
    by: str | None
    at: datetime
    code: str
    text: str
    settled_at: datetime | None = None
    settled_by: str | None = None
    settled_reason: str | None = None


def note(connection: Connection, refused: RefusedStart, now: datetime) -> None:
    """Keep one. Refused again, it says why this time; one that somebody has let go stays so."""
    written = {name: value for name, value in vars(refused).items() if not name.startswith("settled_")}
    row = {**written, "recorded_at": now, "settled_at": None, "settled_by": None, "settled_reason": None}
    statement = insert(connection.dialect.name, refused_starts).values(row)
    again = {name: statement.excluded[name] for name in ("code", "text")}
    connection.execute(statement.on_conflict_do_update(index_elements=["case_id"], set_=again))


def settle(connection: Connection, case_id: str, now: datetime, by: str | None, reason: str | None) -> bool:
    """It has begun after all, or somebody has let it go, with the reason. False: it was not waiting."""
    open_one = (refused_starts.c.case_id == case_id, refused_starts.c.settled_at.is_(None))
    values = {"settled_at": now, "settled_by": by, "settled_reason": reason}
    return connection.execute(update(refused_starts).where(*open_one).values(**values)).rowcount == 1


def find(connection: Connection, case_id: str) -> RefusedStart | None:
    """One of them, settled or not."""
    row = connection.execute(select(refused_starts).where(refused_starts.c.case_id == case_id)).one_or_none()
    return None if row is None else _refused(row)


def waiting(connection: Connection, limit: int) -> list[RefusedStart]:
    """Those nobody has settled, the oldest first."""
    statement = select(refused_starts).where(refused_starts.c.settled_at.is_(None))
    return [_refused(row) for row in connection.execute(statement.order_by(refused_starts.c.at).limit(limit))]


def _refused(row: Row[Any]) -> RefusedStart:
    return RefusedStart(
        row.case_id, row.process, row.start, row.cause, row.reference, row.data, row.by, row.at, row.code, row.text,
        row.settled_at, row.settled_by, row.settled_reason,
    )  # fmt: skip
