"""Projections in the database: reading a case's rows, and writing what has become of them. Nothing else writes them."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Delete, Select, Table, and_, bindparam, delete, or_, select
from sqlalchemy.sql import ColumnElement

from engine.runtime import events as e
from store.projections.held import Held, TurnFacts
from store.rows import (
    ROWS,
    BatchRow,
    CalledRow,
    CaseRow,
    DataRow,
    DeadlineRow,
    HeardRow,
    IncidentRow,
    LimitRow,
    MessageRow,
    RelatedRow,
    Row,
    SearchRow,
    StepRow,
    TaskRow,
)
from store.statements import insert_or_update
from store.tables import metadata
from store.tables.primary import turns

_ALWAYS: tuple[type[Row], ...] = (CaseRow, StepRow, IncidentRow, DeadlineRow)
"""Rows that are read for every turn; those below only when it has such events."""

_READ_FOR: Mapping[type[Row], tuple[type, ...]] = {
    DataRow: (e.DataWritten, e.MemberListed, e.MemberRemoved),
    RelatedRow: (e.DataWritten,),
    TaskRow: (
        e.TaskOffered, e.TaskClaimed, e.TaskReleased, e.TaskTransferred, e.TaskDecided, e.TaskReturned, e.TaskCancelled,
        e.TaskReopened, e.TaskHeld, e.TaskResumed, e.ExtensionAsked, e.ExtensionDecided, e.TransferOffered, e.TaskLent,
        e.TaskRecommended, e.LoanEnded, e.VotersWithdrawn, e.NobodyFound,
        e.LimitSet, e.CaseEnded,
    ),
    SearchRow: (e.CaseDescribed, e.CaseEnded),
    LimitRow: (e.LimitSet, e.DeadlineGone, e.ClockPaused, e.ClockResumed, e.CaseEnded),
    HeardRow: (e.KeyListened, e.CaseEnded),
    CalledRow: (e.CalledCaseKnown, e.CalledCaseEnded),
    BatchRow: (e.BatchJoined, e.BatchTakenOut, e.BatchDecided),
    MessageRow: (e.MessageReceived, e.MessageDropped),
}  # fmt: skip


def table_of(kind: type[Row]) -> Table:
    """The table of a class of rows."""
    return metadata.tables[kind.TABLE]


def load(connection: Connection, turn: TurnFacts) -> Held:
    """The rows of a case that the events of a turn can read or change: what is open, and what they name."""
    held = Held(turn.case_id)
    kinds = {type(event) for event in turn.events}
    named = [*_named(turn.events)] or [""]
    for kind in (*_ALWAYS, *(kind for kind, touching in _READ_FOR.items() if kinds & set(touching))):
        held.rows[kind] = {}
        found = connection.execute(_OPEN_ROWS[kind], {"of_case": turn.case_id, "named": named})
        for values in found:
            held.put(kind(*values))
    return held


def _named(events: Iterable[e.Event]) -> Iterable[str]:
    for event in events:
        match event:
            case e.TaskOffered() | e.TaskReopened():
                yield event.task
            case e.StepReopened():
                yield event.instance
            case e.MessageReceived() | e.MessageDropped():
                yield event.id


def _open_rows(kind: type[Row]) -> Select[Any]:
    table = table_of(kind)
    column = table.columns
    conditions: dict[type[Row], ColumnElement[bool]] = {}
    if kind is TaskRow:
        named = column.task.in_(bindparam("named", expanding=True))
        conditions[kind] = or_(column.status.in_(("created", "open")), named)
    elif kind is MessageRow:
        conditions[kind] = column.message_id.in_(bindparam("named", expanding=True))
    elif kind is StepRow:
        conditions[kind] = or_(column.status == "open", column.instance.in_(bindparam("named", expanding=True)))
    elif kind is IncidentRow:
        conditions[kind] = column.resolved_at.is_(None)
    elif kind is CalledRow:
        conditions[kind] = column.end.is_(None)
    elif kind is BatchRow:
        conditions[kind] = column.decided_at.is_(None)
    of_case = column.case_id == bindparam("of_case")
    return select(table).where(and_(of_case, conditions[kind]) if conditions else of_case)


def load_all(connection: Connection, case_id: str) -> Held:
    """All rows of a case."""
    held = Held(case_id)
    for kind in ROWS:
        table = table_of(kind)
        held.rows[kind] = {}
        for values in connection.execute(select(table).where(table.columns.case_id == case_id)):
            held.put(kind(*values))
    return held


def save(connection: Connection, before: Held, after: Held) -> None:
    """Write what is different; what is derived follows on both sides."""
    before, after = before.with_derived(), after.with_derived()
    for kind in ROWS:
        old, new = before.all(kind), after.all(kind)
        gone = [{"of_case": before.case_id, **_key(kind, key)} for key in old if key not in new]
        if gone:
            connection.execute(_REMOVALS[kind], gone)
        changed = [values_of(row) for key, row in new.items() if old.get(key) != row]
        if changed:
            connection.execute(insert_or_update(connection.dialect.name, table_of(kind)), changed)


def remove_all(connection: Connection, case_id: str) -> None:
    """Take all rows of a case away, to make them again."""
    for kind in ROWS:
        table = table_of(kind)
        connection.execute(delete(table).where(table.columns.case_id == case_id))


def remove_strays(connection: Connection) -> None:
    """Take rows away of cases that have no turns."""
    for kind in ROWS:
        table = table_of(kind)
        recorded = select(turns.c.case_id).where(turns.c.case_id == table.columns.case_id)
        connection.execute(delete(table).where(~recorded.exists()))


def _key(kind: type[Row], key: tuple[Any, ...]) -> dict[str, Any]:
    return {f"of_{name}": value for name, value in zip(kind.KEY, key, strict=True)}


def _removal(kind: type[Row]) -> Delete:
    table = table_of(kind)
    parts = (table.columns[name] == bindparam(f"of_{name}") for name in kind.KEY)
    return delete(table).where(table.columns.case_id == bindparam("of_case"), *parts)


def values_of(row: Row) -> dict[str, Any]:
    """A row as column to value."""
    return {name: getattr(row, name) for name in _COLUMNS[type(row)]}


_OPEN_ROWS = {kind: _open_rows(kind) for kind in ROWS}
_REMOVALS = {kind: _removal(kind) for kind in ROWS}
_COLUMNS = {kind: tuple(field.name for field in fields(kind)) for kind in ROWS}
