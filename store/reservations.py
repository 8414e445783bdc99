"""Business keys: each is given to one case, for ever."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, delete, exists, select

from engine.runtime.refusals import Rejected
from store.limits import refuse_long_key
from store.statements import insert
from store.tables.primary import reservations, turns
from store.tables.projection import cases


@dataclass(frozen=True)
class Reservation:
    """A business key given to a case. `fresh` False: it had been given before, to the case named here."""

    process: str
    business_key: str
    case_id: str
    workflow_id: str
    fresh: bool


@dataclass(frozen=True)
class Wanted:
    """A key somebody wants for a new case.

    `same_key`: what happens when a running case has it. `again`: whether the key of a case that ended may be used.
    """

    process: str
    business_key: str
    case_id: str
    workflow_id: str
    same_key: Literal["refuse", "join"] = "refuse"
    again: bool = False


def reserve(connection: Connection, wanted: Wanted, at: datetime) -> Reservation:
    """Give the key to the case, or say which case has it. Raises `Rejected` `key-taken`."""
    refuse_long_key(wanted.business_key)
    own = _of_case(connection, wanted.case_id)
    if own is not None:
        return _given(own, fresh=False)
    last = (connection.execute(_uses(wanted).limit(1))).one_or_none()
    if last is not None and not (wanted.again and _has_ended(connection, last.case_id)):
        return _joined(connection, wanted, last)
    row = {
        "process": wanted.process, "business_key": wanted.business_key, "use": last.use + 1 if last else 1,
        "case_id": wanted.case_id, "workflow_id": wanted.workflow_id, "at": at,
    }  # fmt: skip
    statement = insert(connection.dialect.name, reservations).values(row).on_conflict_do_nothing()
    if connection.scalar(statement.returning(reservations.c.case_id)) is None:
        # Somebody else was given it while we looked.
        return reserve(connection, wanted, at)
    return Reservation(wanted.process, wanted.business_key, wanted.case_id, wanted.workflow_id, fresh=True)


def _joined(connection: Connection, wanted: Wanted, last: Row[Any]) -> Reservation:
    ended = _has_ended(connection, last.case_id)
    if wanted.same_key == "join" and not ended:
        return _given(last, fresh=False)
    state = "has ended" if ended else "is running"
    raise Rejected(
        "key-taken",
        f"Expected a new business key, but '{wanted.business_key}' belongs to a case of {wanted.process} that {state}",
    )


def release(connection: Connection, case_id: str) -> None:
    """Take back the key of a case that never began."""
    begun = exists().where(turns.c.case_id == reservations.c.case_id)
    connection.execute(delete(reservations).where(reservations.c.case_id == case_id, ~begun))


def of_case(connection: Connection, case_id: str) -> Reservation | None:
    """The key of a case."""
    row = _of_case(connection, case_id)
    return None if row is None else _given(row, fresh=False)


def _of_case(connection: Connection, case_id: str) -> Row[Any] | None:
    return (connection.execute(select(reservations).where(reservations.c.case_id == case_id))).one_or_none()


def _uses(wanted: Wanted) -> Select[Any]:
    of_key = (reservations.c.process == wanted.process, reservations.c.business_key == wanted.business_key)
    return select(reservations).where(*of_key).order_by(reservations.c.use.desc())


def _has_ended(connection: Connection, case_id: str) -> bool:
    ended = select(cases.c.case_id).where(cases.c.case_id == case_id, cases.c.ended_at.is_not(None))
    return bool(connection.scalar(select(ended.exists())))


def _given(row: Row[Any], *, fresh: bool) -> Reservation:
    return Reservation(row.process, row.business_key, row.case_id, row.workflow_id, fresh)
