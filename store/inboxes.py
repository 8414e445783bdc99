"""Reading for people at work: what is somebody's to do, and what nobody has taken yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, func, select

from store.conditions import OFFERED_TASK
from store.paging import after, cursor_of, read_cursor
from store.rows import TaskRow
from store.tables.projection import cases, inbox, tasks
from store.views import InboxEntry, InboxPage, QueueCount


@dataclass(frozen=True)
class InboxFilter:
    """Which of a person's tasks are asked for; what is None does not matter. `newest`: those come first."""

    standing: Literal["mine", "offered", "waiting"] | None = None
    process: str | None = None
    step: str | None = None
    case_id: str | None = None
    newest: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """As conditions on the inbox and the tasks in it."""
        named = ((tasks.c.process, self.process), (tasks.c.step, self.step), (inbox.c.case_id, self.case_id))
        standing = inbox.c.standing != "waiting" if self.standing is None else inbox.c.standing == self.standing
        return [standing, *(column == value for column, value in named if value is not None)]


def list_inbox(connection: Connection, person: str, wanted: InboxFilter, limit: int, cursor: str | None) -> InboxPage:
    """A person's open tasks and offers, the most urgent first; what waits for the world only where it is asked for."""
    order = (inbox.c.due_order, inbox.c.case_id, inbox.c.task)
    page = select(inbox).where(inbox.c.person == person, *wanted.conditions())
    if wanted.newest or wanted.process or wanted.step:
        page = page.join(tasks, and_(tasks.c.case_id == inbox.c.case_id, tasks.c.task == inbox.c.task))
    if wanted.newest:
        page = page.order_by(tasks.c.created_at.desc(), inbox.c.case_id, inbox.c.task)
        return InboxPage(_entries(connection, (connection.execute(page.limit(limit))).all()), None)
    if cursor is not None:
        due, case_id, task = read_cursor(cursor, datetime, str, str)
        page = page.where(after(order, (due, case_id, task)))
    listed = (connection.execute(page.order_by(*order).limit(limit + 1))).all()
    last = listed[limit - 1] if len(listed) > limit else None
    entries = _entries(connection, listed[:limit])
    return InboxPage(entries, cursor_of(last.due_order, last.case_id, last.task) if last else None)


def _entries(connection: Connection, listed: Any) -> tuple[InboxEntry, ...]:
    """The tasks of inbox rows with what their cases are called, in the order of the rows."""
    ids = {row.case_id for row in listed}
    if not ids:
        return ()
    names = [row.task for row in listed]
    found = connection.execute(select(tasks).where(tasks.c.case_id.in_(ids), tasks.c.task.in_(names)))
    task_of = {(row.case_id, row.task): TaskRow(*row) for row in found}
    told = select(
        cases.c.case_id, cases.c.workflow_id, cases.c.business_key, cases.c.title, cases.c.stage, cases.c.initiator,
        cases.c.started_at,
    ).where(cases.c.case_id.in_(ids))  # fmt: skip
    case_of = {row.case_id: row for row in connection.execute(told)}
    return tuple(_entry(row, task_of[row.case_id, row.task], case_of[row.case_id]) for row in listed)


def _entry(row: Any, task: TaskRow, case: Any) -> InboxEntry:
    return InboxEntry(
        row.standing, task, case.workflow_id, case.business_key, case.title, case.stage, case.initiator, case.started_at
    )


def queues(connection: Connection, process: str | None) -> list[QueueCount]:
    """Offered tasks that nobody holds, by step."""
    statement = select(tasks.c.process, tasks.c.step, func.count(), func.min(tasks.c.created_at))
    statement = statement.where(OFFERED_TASK, tasks.c.holder.is_(None))
    if process is not None:
        statement = statement.where(tasks.c.process == process)
    grouped = statement.group_by(tasks.c.process, tasks.c.step).order_by(tasks.c.process, tasks.c.step)
    return [QueueCount(*row) for row in connection.execute(grouped)]
