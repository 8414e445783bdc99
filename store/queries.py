"""Reading for the command line, the API and the pages: cases, history, incidents, deadlines, messages.

All of it reads projections, the history reads turns. Lists come in pages; each is served by an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, select

from engine.runtime.limit_keys import read_key
from store import chains, stages, turns
from store.conditions import OPEN_CASE, OPEN_INCIDENT
from store.paging import after, cursor_of, read_cursor
from store.projections.writing import table_of
from store.rows import (
    AttachmentRow,
    CalledRow,
    CaseRow,
    DataRow,
    DeadlineRow,
    HeardRow,
    IncidentRow,
    NoticeRow,
    Row,
    StepRow,
    TaskRow,
)
from store.tables.primary import reservations
from store.tables.projected_told import notices
from store.tables.projection import (
    cases,
    deadlines,
    incidents,
    message_keys,
)
from store.tables.search import case_search
from store.views import (
    CaseDetail,
    CasePage,
    HearingCase,
    HistoryTurn,
    NextEvent,
    OpenStep,
)

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class CaseFilter:
    """Which cases are asked for; what is None does not matter.

    `search` looks for all of its words in key, title and what the definition's `search` names; `stage` is a label of
    the stage in any language; `visible` is the condition of who asks (`store.rights`).
    """

    process: str | None = None
    status: Literal["open", "ended"] | None = None
    stage: str | None = None
    initiator: str | None = None
    search: str | None = None
    visible: ColumnElement[bool] | None = None


def list_cases(connection: Connection, wanted: CaseFilter, limit: int, cursor: str | None) -> CasePage:
    """Cases, those that started last first."""
    words = (wanted.search or "").lower().split()
    statement = select(cases).where(*_conditions(connection, wanted))
    order = (cases.c.started_at, cases.c.case_id)
    if words:
        # The index of words is in the order of the list, so a page is full before all of it is read.
        order = (case_search.c.started_at, case_search.c.case_id)
        has_words = (case_search.c.words.contains(word, autoescape=True) for word in words)
        statement = statement.join(case_search, case_search.c.case_id == cases.c.case_id).where(*has_words)
    if cursor is not None:
        at, case_id = read_cursor(cursor, datetime, str)
        statement = statement.where(after(order, (at, case_id), descending=True))
    rows = _all(connection, CaseRow, statement.order_by(*(one.desc() for one in order)).limit(limit + 1))
    last = rows[limit - 1] if len(rows) > limit else None
    return CasePage(tuple(rows[:limit]), cursor_of(last.started_at, last.case_id) if last else None)


def _conditions(connection: Connection, wanted: CaseFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.process is not None:
        found.append(cases.c.process == wanted.process)
    if wanted.status is not None:
        found.append(OPEN_CASE if wanted.status == "open" else cases.c.status != "open")
    if wanted.initiator is not None:
        found.append(cases.c.initiator == wanted.initiator)
    if wanted.stage is not None:
        found.append(stages.is_at(connection, wanted.stage, wanted.process))
    if wanted.visible is not None:
        found.append(wanted.visible)
    return found


def broken_cases(connection: Connection, limit: int) -> list[tuple[str, str]]:
    """Case and workflow id of cases whose turns do not follow each other."""
    statement = select(cases.c.case_id, cases.c.workflow_id).where(cases.c.needs_repair).limit(limit)
    return [(row.case_id, row.workflow_id) for row in connection.execute(statement)]


def newest_keys(connection: Connection, process: str, begins: str, limit: int) -> list[str]:
    """The business keys of a process that begin so, the newest cases first."""
    wanted = (cases.c.process == process, cases.c.business_key.startswith(begins, autoescape=True))
    newest = select(cases.c.business_key).where(*wanted).order_by(cases.c.started_at.desc(), cases.c.case_id.desc())
    return list(connection.scalars(newest.limit(limit)))


def open_among(connection: Connection, case_ids: Sequence[str]) -> list[str]:
    """Those of these cases that are open."""
    return list(connection.scalars(select(cases.c.case_id).where(OPEN_CASE, cases.c.case_id.in_(case_ids))))


def find_case(connection: Connection, ref: str) -> str | None:
    """The case that a case id, `process:key` (the last one of that key) or a key that only one case has names."""
    if connection.scalar(select(cases.c.case_id).where(cases.c.case_id == ref)) is not None:
        return ref
    process, colon, key = ref.partition(":")
    by_use = reservations.c.use.desc()
    if colon:
        of_key = (reservations.c.process == process, reservations.c.business_key == key)
        found = connection.scalar(select(reservations.c.case_id).where(*of_key).order_by(by_use).limit(1))
        if found is not None:
            return str(found)
        named = select(cases.c.case_id).where(cases.c.business_key == key, cases.c.process == process)
    else:
        named = select(cases.c.case_id).where(cases.c.business_key == ref)
    candidates = (connection.scalars(named.order_by(cases.c.started_at.desc()).limit(2))).all()
    return str(candidates[0]) if len(candidates) == 1 or (colon and candidates) else None


def show_case(connection: Connection, case_id: str) -> CaseDetail | None:
    """Where a case stands, and what comes next by itself."""
    found = of_case(connection, CaseRow, case_id)
    if not found:
        return None
    data = of_case(connection, DataRow, case_id)
    steps = of_case(connection, StepRow, case_id, status="open")
    open_tasks = [row for row in of_case(connection, TaskRow, case_id) if row.status in ("created", "open")]
    parked = of_case(connection, IncidentRow, case_id, resolved_at=None)
    called = of_case(connection, CalledRow, case_id)
    coming = of_case(connection, DeadlineRow, case_id)
    heard = of_case(connection, HeardRow, case_id)
    return CaseDetail(
        case=found[0],
        data=data[0].data if data else {},
        open_steps=tuple(_open_step(row, open_tasks, parked, called) for row in steps),
        next=next_events(coming, steps, open_tasks),
        incidents=tuple(parked),
        called=tuple(called),
        heard={row.message: row.message_key for row in heard},
    )


def _open_step(row: StepRow, open_tasks: list[TaskRow], parked: list[IncidentRow], called: list[CalledRow]) -> OpenStep:
    own = tuple(task for task in open_tasks if task.instance == row.instance)
    dues = [due for due in (row.due, *(task.due for task in own)) if due is not None]
    return OpenStep(
        row=row,
        tasks=own,
        due=min(dues, default=None),
        incident=next((one for one in parked if one.instance == row.instance), None),
        called=next((one for one in called if one.instance == row.instance), None),
    )


def next_events(coming: list[DeadlineRow], steps: list[StepRow], open_tasks: list[TaskRow]) -> tuple[NextEvent, ...]:
    """What comes by itself, in order of time; keys as `engine.runtime.limits` has them."""
    by_task = {task.task: task for task in open_tasks}
    by_instance = {step.instance: step.step for step in steps}
    found = []
    for row in sorted(coming, key=lambda one: (one.at, one.key, one.rung)):
        owner = read_key(row.key).owner
        task = by_task.get(owner)
        step = task.step if task else by_instance.get(owner)
        found.append(NextEvent(row.at, row.key, row.rung, step, task.task if task else None))
    return tuple(found)


def attachments(connection: Connection, case_id: str) -> list[AttachmentRow]:
    """The files people have added to a case, in order."""
    rows = of_case(connection, AttachmentRow, case_id)
    return sorted(rows, key=lambda row: (row.turn, row.position))


def history(connection: Connection, case_id: str, after_turn: int, limit: int) -> list[HistoryTurn]:
    """A case's turns in order."""
    sealed = chains.sealed_up_to(connection, case_id)
    stored = turns.of_case(connection, case_id, after=after_turn, limit=limit)
    return [
        HistoryTurn(
            turn.n, turn.at, turn.committed_at, turn.digest, turn.stimulus, tuple(turn.events), turn.n <= sealed
        )
        for turn in stored
    ]


def find_task(connection: Connection, case_id: str, task: str) -> TaskRow | None:
    """One task, open or done."""
    found = of_case(connection, TaskRow, case_id, task=task)
    return found[0] if found else None


def list_incidents(connection: Connection, process: str | None, resolved: bool, limit: int) -> list[IncidentRow]:
    """Open incidents, the oldest first; or those resolved, the latest first."""
    statement = select(incidents)
    if process is not None:
        statement = statement.where(incidents.c.process == process)
    if resolved:
        statement = statement.where(incidents.c.resolved_at.is_not(None)).order_by(incidents.c.resolved_at.desc())
    else:
        statement = statement.where(OPEN_INCIDENT).order_by(incidents.c.since)
    return _all(connection, IncidentRow, statement.limit(limit))


def list_deadlines(connection: Connection, until: datetime, limit: int) -> list[DeadlineRow]:
    """What falls due by itself, in order of time."""
    order = (deadlines.c.at, deadlines.c.case_id, deadlines.c.key, deadlines.c.rung)
    return _all(connection, DeadlineRow, select(deadlines).where(deadlines.c.at <= until).order_by(*order).limit(limit))


def list_notices(connection: Connection, person: str, limit: int) -> list[NoticeRow]:
    """What a person was told, the latest first."""
    order = (notices.c.at, notices.c.case_id, notices.c.turn, notices.c.position)
    told = select(notices).where(notices.c.person == person).order_by(*(one.desc() for one in order))
    return _all(connection, NoticeRow, told.limit(limit))


def hearing(connection: Connection, message: str, key: str) -> list[HearingCase]:
    """The running cases that hear this message with this key."""
    statement = (
        select(cases.c.case_id, cases.c.workflow_id, cases.c.process, cases.c.business_key)
        .join(message_keys, message_keys.c.case_id == cases.c.case_id)
        .where(message_keys.c.message == message, message_keys.c.message_key == key)
    )
    return [HearingCase(*row) for row in connection.execute(statement.order_by(cases.c.case_id))]


def of_case(connection: Connection, kind: type[R], case_id: str, **values: Any) -> list[R]:
    """The rows of a case, those with these values."""
    table = table_of(kind)
    statement = select(table).where(table.columns.case_id == case_id)
    for name, value in values.items():
        column = table.columns[name]
        statement = statement.where(column.is_(None) if value is None else column == value)
    return _all(connection, kind, statement.order_by(*table.primary_key.columns))


def _all(connection: Connection, kind: type[R], statement: Select[Any]) -> list[R]:
    return [kind(*row) for row in connection.execute(statement)]
