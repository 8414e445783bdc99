"""People's commands: stored before they are sent, one in flight for a case, settled once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, exists, or_, select, update

from engine.runtime.refusals import Rejected
from engine.runtime.wire import canonical
from store import file_index
from store.limits import refuse_large
from store.statements import insert
from store.tables.primary import commands

Wire = dict[str, Any]
Status = Literal["waiting", "in_flight", "answered", "refused"]


@dataclass(frozen=True)
class StoredCommand:
    """A person's command as it was remembered. `status` is `waiting`, `in_flight`, `answered` or `refused`.

    `via` is the session or token it came by; `payload` the command as JSON. `turn` obeys it, once that is committed;
    whether the history keeps it is known when there is an answer.
    """

    id: str
    case_id: str
    workflow_id: str
    by: str
    on_behalf_of: str | None
    payload: Wire
    at: datetime
    status: Status
    via: str = ""
    answer: Wire | None = None
    refusal: Wire | None = None
    turn: int | None = None


@dataclass(frozen=True)
class NewCommand:
    """What is remembered of a command before it is sent."""

    id: str
    case_id: str
    workflow_id: str
    by: str
    payload: Wire
    at: datetime
    on_behalf_of: str | None = None
    via: str = ""


def remember(connection: Connection, command: NewCommand) -> StoredCommand:
    """Store it, or give it as it stands. Raises `Rejected` `too-large`, `unknown-file`, or `id-used` for the id of
    another command."""
    refuse_large("a command", command.payload)
    file_index.must_know(connection, command.payload)
    digest = _digest(command)
    statement = insert(connection.dialect.name, commands).values(
        id=command.id,
        case_id=command.case_id,
        workflow_id=command.workflow_id,
        by=command.by,
        on_behalf_of=command.on_behalf_of,
        via=command.via,
        payload=command.payload,
        payload_digest=digest,
        at=command.at,
        status="waiting",
    )
    connection.execute(statement.on_conflict_do_nothing(index_elements=["id"]))
    row = (connection.execute(select(commands).where(commands.c.id == command.id))).one()
    if row.payload_digest != digest:
        raise Rejected(
            "id-used", f"Expected a new command under the id '{command.id}', but it was used for another command"
        )
    return _stored(row)


def _digest(command: NewCommand) -> str:
    """What makes two commands the same: who asks what of which case. The instant may differ, as in a second press."""
    asked = [command.case_id, command.by, command.on_behalf_of, command.payload]
    return hashlib.sha256(canonical(asked)).hexdigest()


def may_take(connection: Connection, id: str, now: datetime, *, lock: bool = False) -> bool:
    """Whether it is this command's turn: the oldest unsettled one of its case, and none in flight.

    With `lock`, nobody else is told so before the transaction has ended.
    """
    statement = select(commands).where(commands.c.id == id)
    row = connection.execute(statement.with_for_update() if lock else statement).one_or_none()
    if row is None or row.settled_at is not None or (row.in_flight_until and row.in_flight_until > now):
        return False
    flying = and_(commands.c.status == "in_flight", commands.c.in_flight_until > now)
    others = select(commands.c.id).where(
        commands.c.case_id == row.case_id,
        commands.c.settled_at.is_(None),
        commands.c.id != id,
        or_(commands.c.position < row.position, flying),
    )
    return not connection.scalar(select(others.exists()))


def take(connection: Connection, id: str, now: datetime, lease: timedelta) -> bool:
    """Put the command in flight if it is its turn."""
    if not may_take(connection, id, now, lock=True):
        return False
    case_id = select(commands.c.case_id).where(commands.c.id == id).scalar_subquery()
    ended = (commands.c.case_id == case_id, commands.c.status == "in_flight", commands.c.in_flight_until <= now)
    connection.execute(update(commands).where(*ended).values(status="waiting", in_flight_until=None))
    flying = update(commands).where(commands.c.id == id).values(status="in_flight", in_flight_until=now + lease)
    connection.execute(flying)
    return True


def settle(connection: Connection, id: str, now: datetime, *, answer: Wire | None, refusal: Wire | None) -> None:
    """Write what it came to, unless that has been written."""
    if (answer is None) == (refusal is None):
        raise ValueError("Expected an answer or a refusal, and not both")
    open_one = update(commands).where(commands.c.id == id, commands.c.settled_at.is_(None))
    connection.execute(open_one.values(**_settled(now, answer=answer, refusal=refusal)))


def note_turn(connection: Connection, id: str, turn: int) -> None:
    """A turn that obeys the command is committed. That is no answer yet: the history may not keep the turn, and only
    the case itself knows what the command came to."""
    connection.execute(update(commands).where(commands.c.id == id).values(turn=turn))


def _settled(now: datetime, *, answer: Wire | None, refusal: Wire | None) -> dict[str, Any]:
    status = "answered" if answer is not None else "refused"
    return {"status": status, "answer": answer, "refusal": refusal, "settled_at": now, "in_flight_until": None}


def unsettle(connection: Connection, case_id: str, turn: int) -> None:
    """The history did not keep the turns from `turn` on: commands they had answered wait again."""
    lost = (commands.c.case_id == case_id, commands.c.turn >= turn)
    waits = {"status": "waiting", "answer": None, "refusal": None, "settled_at": None, "in_flight_until": None}
    connection.execute(update(commands).where(*lost, commands.c.settled_at.is_not(None)).values(**waits))
    connection.execute(update(commands).where(*lost).values(turn=None))


def find(connection: Connection, id: str) -> StoredCommand | None:
    """A command by its id."""
    row = (connection.execute(select(commands).where(commands.c.id == id))).one_or_none()
    return None if row is None else _stored(row)


def unsettled(connection: Connection, now: datetime, before: datetime | None, limit: int) -> list[StoredCommand]:
    """The oldest unsettled command of each case, where it is not in flight just now."""
    older = commands.alias("older")
    first = ~exists().where(
        older.c.case_id == commands.c.case_id,
        older.c.settled_at.is_(None),
        older.c.position < commands.c.position,
    )
    free = (commands.c.in_flight_until.is_(None)) | (commands.c.in_flight_until <= now)
    statement = select(commands).where(commands.c.settled_at.is_(None), first, free)
    if before is not None:
        statement = statement.where(commands.c.at < before)
    rows = connection.execute(statement.order_by(commands.c.position).limit(limit))
    return [_stored(row) for row in rows]


def _stored(row: Row[Any]) -> StoredCommand:
    return StoredCommand(
        row.id, row.case_id, row.workflow_id, row.by, row.on_behalf_of, row.payload, row.at, row.status, row.via,
        row.answer, row.refusal, row.turn,
    )  # fmt: skip
