"""What is due of people who are away, and the superiors who were told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from engine.administering.absences import DueOfAbsent, DueTask
from store.conditions import OFFERED_TASK
from store.statements import insert_if_new
from store.tables.people import told_besides
from store.tables.projection import cases, tasks
from store.world import CompanyKept

ABOUT = "due-while-absent"


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
            row.business_key, row.task, row.step, row.process, row.due,
            (row.holder,) if row.holder else tuple(row.offered),
        )
        for row in connection.execute(statement)
    ]  # fmt: skip


def tell(connection: Connection, day: date, told: Mapping[str, Sequence[DueOfAbsent]], now: datetime) -> int:
    """One line a superior and day; what stands there already stays. Gives how many are new."""
    fresh = 0
    for superior, absent in told.items():
        text = [
            {"person": one.person, "tasks": [{"case": task.case, "step": task.step} for task in one.tasks]}
            for one in absent
        ]
        row = {"person": superior, "about": ABOUT, "day": day, "text": text, "at": now}
        fresh += connection.execute(insert_if_new(connection.dialect.name, told_besides), row).rowcount
    return fresh


def told(connection: Connection, kept: CompanyKept, superior: str, now: datetime) -> list[dict[str, Any]]:
    """What a superior was told today."""
    company = kept.read(connection)
    if company is None:
        return []
    mine = (told_besides.c.person == superior, told_besides.c.about == ABOUT)
    today = told_besides.c.day == company.directory.day_of(now)
    found: list[dict[str, Any]] = connection.scalar(select(told_besides.c.text).where(*mine, today)) or []
    return found
