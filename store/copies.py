"""Copies: what somebody reads along, and that it was read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, select

from store.rows import CopyRow
from store.statements import insert_or_update
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
    """What a person reads along, the latest first."""
    read = and_(copies_read.c.case_id == copies.c.case_id, copies_read.c.person == copies.c.person)
    columns = (cases.c.process, cases.c.business_key, cases.c.title, cases.c.stage, cases.c.status)
    statement = (
        select(copies, *columns, copies_read.c.at.label("read_at"))
        .join(cases, cases.c.case_id == copies.c.case_id)
        .outerjoin(copies_read, read)
        .where(copies.c.person == person)
        .order_by(copies.c.at.desc(), copies.c.case_id.desc())
    )
    rows = connection.execute(statement.limit(limit)).all()
    own = len(copies.columns)
    return [CopyEntry(CopyRow(*row[:own]), *row[own:]) for row in rows]


def mark_read(connection: Connection, case_id: str, person: str, at: datetime) -> datetime | None:
    """A person has read their copy; the first time stands. None for who has none."""
    own = (copies.c.case_id == case_id, copies.c.person == person)
    if connection.scalar(select(copies.c.person).where(*own)) is None:
        return None
    read = (copies_read.c.case_id == case_id, copies_read.c.person == person)
    before: datetime | None = connection.scalar(select(copies_read.c.at).where(*read))
    if before is not None:
        return before
    row = {"case_id": case_id, "person": person, "at": at}
    connection.execute(insert_or_update(connection.dialect.name, copies_read), row)
    return at
