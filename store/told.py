"""What somebody was told, as their page lists it: what waits for their working time is not there yet, what was opened
or stands before the instant up to which all was read is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Subquery, and_, case, func, select

from store.conditions import OPEN_TASK
from store.rows import CaseRow, NoticeRow, TaskRow
from store.statements import insert_if_new
from store.tables.projected_told import notices
from store.tables.projection import cases, tasks
from store.tables.reaching import notices_opened, notices_read

LATEST = 100
_ARRIVED = func.coalesce(notices.c.leaves, notices.c.at)
_KEY = ("case_id", "turn", "position")


@dataclass(frozen=True)
class Told:
    """A notice, when it was there for them, and whether it has been read."""

    notice: NoticeRow
    arrived: datetime
    read: bool


@dataclass(frozen=True)
class About:
    """The case a notice is about, with the tasks that are open in it."""

    case: CaseRow
    open_tasks: tuple[TaskRow, ...]


def cases_about(connection: Connection, case_ids: Iterable[str]) -> dict[str, About]:
    """These cases by their ids."""
    ids = sorted(set(case_ids))
    rows = connection.execute(select(tasks).where(tasks.c.case_id.in_(ids), OPEN_TASK).order_by(tasks.c.created_at))
    found: dict[str, list[TaskRow]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(TaskRow(*row))
    known = [CaseRow(*row) for row in connection.execute(select(cases).where(cases.c.case_id.in_(ids)))]
    return {one.case_id: About(one, tuple(found.get(one.case_id, ()))) for one in known}


def told(connection: Connection, person: str, now: datetime) -> list[Told]:
    """The latest ones, the newest first."""
    listed = _latest(person, now)
    ordered = select(listed).order_by(*(listed.c[name].desc() for name in ("arrived", *_KEY)))
    found = []
    for row in connection.execute(ordered).mappings():
        values = dict(row)
        arrived, read = values.pop("arrived"), bool(values.pop("read"))
        found.append(Told(NoticeRow(**values), arrived, read))
    return found


def unread(connection: Connection, person: str, now: datetime) -> int:
    """How many of those have not been read."""
    listed = _latest(person, now)
    return connection.scalar(select(func.count()).select_from(listed).where(listed.c.read == 0)) or 0


def note_opened(connection: Connection, person: str, case_id: str, turn: int, position: int, now: datetime) -> None:
    """Somebody has opened one of theirs; what is none of theirs is nothing."""
    own = (notices.c.person == person, notices.c.case_id == case_id, notices.c.turn == turn)
    if connection.scalar(select(notices.c.turn).where(*own, notices.c.position == position)) is not None:
        row = {"person": person, "case_id": case_id, "turn": turn, "position": position, "at": now}
        connection.execute(insert_if_new(connection.dialect.name, notices_opened), row)


def _latest(person: str, now: datetime) -> Subquery:
    until = select(notices_read.c.until).where(notices_read.c.person == person).scalar_subquery()
    same = and_(notices_opened.c.person == person, *(notices_opened.c[one] == notices.c[one] for one in _KEY))
    is_read = case((notices_opened.c.at.is_not(None), 1), (until >= _ARRIVED, 1), else_=0)
    columns = (notices, _ARRIVED.label("arrived"), is_read.label("read"))
    asked = select(*columns).outerjoin(notices_opened, same).where(notices.c.person == person, now >= _ARRIVED)
    return asked.order_by(notices.c.at.desc()).limit(LATEST).subquery()
