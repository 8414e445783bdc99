"""Copies: what somebody reads along, and that it was read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select, tuple_

from store.conditions import OPEN_CASE
from store.rows import CopyRow
from store.statements import insert_or_update
from store.tables.people import hand_over_items, hand_overs
from store.tables.primary import copies_read
from store.tables.projection import cases, copies


@dataclass(frozen=True)
class CopyEntry:
    """A case on somebody's list of copies; `read_at` None: not read yet."""

    copy: CopyRow
    process: str
    business_key: str
    title: Any
    stage: Any
    status: str
    read_at: datetime | None


def of_person(connection: Connection, person: str, limit: int) -> list[CopyEntry]:
    """What a person reads along, the latest first; also what was handed over to them."""
    read = and_(copies_read.c.case_id == copies.c.case_id, copies_read.c.person == person)
    columns = (cases.c.process, cases.c.business_key, cases.c.title, cases.c.stage, cases.c.status)
    statement = (
        select(copies, *columns, copies_read.c.at.label("read_at"))
        .join(cases, cases.c.case_id == copies.c.case_id)
        .outerjoin(copies_read, read)
        .where(_held_by(connection, person))
        .order_by(copies.c.at.desc(), copies.c.case_id.desc())
    )
    rows = connection.execute(statement.limit(limit)).all()
    own = len(copies.columns)
    return [CopyEntry(CopyRow(*row[:own]), *row[own:]) for row in rows]


def to_hand_over(connection: Connection, person: str, to: str) -> list[tuple[str, str, str]]:
    """The copies somebody holds of cases that run, or that they have not read, and the other has none of: case, key,
    and whose it was at first."""
    others = select(copies.c.case_id).where(_held_by(connection, to))
    read = select(copies_read.c.case_id).where(copies_read.c.person == person)
    statement = (
        select(copies.c.case_id, cases.c.business_key, copies.c.person)
        .join(cases, cases.c.case_id == copies.c.case_id)
        .where(_held_by(connection, person), copies.c.case_id.not_in(others))
        .where(or_(OPEN_CASE, copies.c.case_id.not_in(read)))
        .order_by(copies.c.case_id)
    )
    return [(row.case_id, row.business_key, row.person) for row in connection.execute(statement)]


def _held_by(connection: Connection, person: str) -> ColumnElement[bool]:
    """The copies (rows of `copies`) that somebody was given, or that were handed over to them."""
    items = hand_over_items.c
    statement = (
        select(items.subject, items.said)
        .join(hand_overs, hand_overs.c.id == items.hand_over)
        .where(
            items.kind == "copy", items.status == "done", hand_overs.c.to == person, hand_overs.c.undone_by.is_(None)
        )
    )
    handed = [(row.subject, row.said["owner"]) for row in connection.execute(statement)]
    own = copies.c.person == person
    return or_(own, tuple_(copies.c.case_id, copies.c.person).in_(handed)) if handed else own


def mark_read(connection: Connection, case_id: str, person: str, at: datetime) -> datetime | None:
    """A person has read their copy; the first time stands. None for who has none."""
    own = (copies.c.case_id == case_id, _held_by(connection, person))
    if connection.scalar(select(copies.c.person).where(*own).limit(1)) is None:
        return None
    read = (copies_read.c.case_id == case_id, copies_read.c.person == person)
    before: datetime | None = connection.scalar(select(copies_read.c.at).where(*read))
    if before is not None:
        return before
    row = {"case_id": case_id, "person": person, "at": at}
    connection.execute(insert_or_update(connection.dialect.name, copies_read), row)
    return at
