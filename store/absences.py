"""What is due of people who are away or before the next working day, and the superiors who were told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from engine.administering.absences import DueOfAbsent, DueTask, told_as
from engine.administering.digests import digest_key
from engine.calendars import Text
from engine.runtime.events import NoticeAddressed
from engine.runtime.telling import works_at
from store import besides
from store.besides import Told
from store.company import Company
from store.conditions import OFFERED_TASK
from store.statements import insert_if_new
from store.tables.people import told_besides
from store.tables.projection import cases, tasks
from store.world import CompanyKept, NoCompany

ABOUT = "due-while-absent"
WEEK_AHEAD = "week-ahead"


def tasks_due(connection: Connection, first: datetime, last: datetime) -> list[DueTask]:
    """Open tasks that are due from one instant up to another, in order."""
    statement = (
        select(tasks, cases.c.business_key)
        .join(cases, cases.c.case_id == tasks.c.case_id)
        .where(OFFERED_TASK, tasks.c.due >= first, tasks.c.due < last)
        .order_by(tasks.c.due, tasks.c.case_id, tasks.c.task)
    )
    return [
        DueTask(
            row.case_id, row.business_key, row.task, row.step, row.process, row.due,
            (row.holder,) if row.holder else tuple(row.offered),
        )
        for row in connection.execute(statement)
    ]  # fmt: skip


def tell(
    connection: Connection, kept: CompanyKept, day: date, told: Mapping[str, Sequence[DueOfAbsent]], now: datetime
) -> int:
    """One line a superior and day, and a letter for when they work; what stands there already stays. Gives how many are
    new. Raises `NoCompany`."""
    company = kept.read(connection)
    if company is None:
        raise NoCompany
    statement = insert_if_new(connection.dialect.name, told_besides).returning(told_besides.c.person)
    fresh = 0
    for superior, absent in told.items():
        text = [
            {"person": one.person, "tasks": [{"case": task.case, "step": task.step} for task in one.tasks]}
            for one in absent
        ]
        row = {"person": superior, "about": ABOUT, "day": day, "text": text, "at": now}
        if connection.scalar(statement, row) is not None:
            besides.tell(connection, _letter(company, superior, day, absent, now))
            fresh += 1
    return fresh


def tell_week_ahead(
    connection: Connection, kept: CompanyKept, day: date, person: str, text: Text, case_id: str, now: datetime
) -> bool:
    """One letter a manager and day, for when they work; False: they have it. Raises `NoCompany`."""
    company = kept.read(connection)
    if company is None:
        raise NoCompany
    statement = insert_if_new(connection.dialect.name, told_besides).returning(told_besides.c.person)
    row = {"person": person, "about": WEEK_AHEAD, "day": day, "text": text.to_wire(), "at": now}
    if connection.scalar(statement, row) is None:
        return False
    leaves = {person: works_at(person, now, company.directory, company.calendars)}
    notice = NoticeAddressed("case.week_ahead", (person,), text.to_wire(), now, leaves=leaves)
    besides.tell(connection, Told(digest_key(person, day), case_id, notice))
    return True


def _letter(company: Company, superior: str, day: date, absent: Sequence[DueOfAbsent], now: datetime) -> Told:
    leaves = {superior: works_at(superior, now, company.directory, company.calendars)}
    text = told_as(absent, company.directory).to_wire()
    notice = NoticeAddressed("case.due_while_absent", (superior,), text, now, leaves=leaves)
    return Told(f"{ABOUT}/{superior}/{day.isoformat()}", absent[0].tasks[0].case_id, notice)


def told(connection: Connection, kept: CompanyKept, superior: str, now: datetime) -> list[dict[str, Any]]:
    """What a superior was told today."""
    company = kept.read(connection)
    if company is None:
        return []
    mine = (told_besides.c.person == superior, told_besides.c.about == ABOUT)
    today = told_besides.c.day == company.directory.day_of(now)
    found: list[dict[str, Any]] = connection.scalar(select(told_besides.c.text).where(*mine, today)) or []
    return found
