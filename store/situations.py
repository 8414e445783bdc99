"""Situations of cases for the rules of `engine.insight`: read from the projections, many cases at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from engine.insight import Coming, Heard, Parked, Running, Seat, Situation, Standing
from engine.model.plan import Plan
from store import newest_words
from store.projections.writing import table_of
from store.queries import next_events
from store.reading import Eyes
from store.rows import (
    HOLDING_KINDS,
    BatchRow,
    CalledRow,
    CaseRow,
    DeadlineRow,
    HeardRow,
    IncidentRow,
    LimitRow,
    MessageRow,
    Row,
    StepRow,
    TaskRow,
)

R = TypeVar("R", bound=Row)
CALLS_DEEP = 8
"""How far called cases are followed."""


@dataclass
class _Rows:
    """What is open of one case, by kind."""

    case: CaseRow
    of: dict[type[Row], list[Any]] = field(default_factory=dict)

    def get(self, kind: type[R]) -> list[R]:
        return self.of.get(kind, [])


def situations_of(
    connection: Connection, case_ids: Collection[str], outside: Mapping[str, str], eyes: Eyes | None = None,
    deep: int = CALLS_DEEP,
) -> list[Situation]:  # fmt: skip
    """The situations of those of these cases that are open, with those of the cases they call; for these eyes."""
    found = _read(connection, case_ids)
    called = {row.called_case for rows in found for row in rows.get(CalledRow) if row.called_case and not row.detached}
    below = situations_of(connection, called, outside, eyes, deep - 1) if called and deep else []
    inner = {one.case_id: one for one in below}
    plans = newest_words.all_told(connection, {rows.case.plan for rows in found})
    situations = [_situation(rows, plans.get(rows.case.plan), inner, outside.get(rows.case.case_id)) for rows in found]
    unread = {rows.case.case_id for rows in found if eyes is not None and rows.case.sealed
              and not eyes.read_sealed(rows.case.case_id)}  # fmt: skip
    return [replace(one, blind=True) if one.case_id in unread else one for one in situations]


def _read(connection: Connection, case_ids: Collection[str]) -> list[_Rows]:
    of = table_of(CaseRow).columns
    statement = select(table_of(CaseRow)).where(of.case_id.in_(sorted(case_ids)), of.status == "open")
    found = {row.case_id: _Rows(CaseRow(*row)) for row in connection.execute(statement)}
    if found:
        for kind in (StepRow, TaskRow, IncidentRow, LimitRow, DeadlineRow, HeardRow, MessageRow, CalledRow, BatchRow):
            for row in _open_of(connection, kind, sorted(found)):
                found[row.case_id].of.setdefault(kind, []).append(row)
    return [found[case_id] for case_id in case_ids if case_id in found]


def _open_of(connection: Connection, kind: type[R], case_ids: Sequence[str]) -> list[R]:
    """Rows of these cases; of tasks also those that were decided or returned, which the open ones may hang on."""
    table = table_of(kind)
    of = table.columns
    conditions: list[Any] = [of.case_id.in_(case_ids)]
    if kind is StepRow:
        conditions.append(of.status == "open")
    elif kind is TaskRow:
        conditions.append(of.status != "cancelled")
    elif kind is IncidentRow:
        conditions.append(of.resolved_at.is_(None))
    elif kind is CalledRow:
        conditions.append(of.end.is_(None))
    elif kind is BatchRow:
        conditions.append(of.decided_at.is_(None))
    rows = connection.execute(select(table).where(*conditions).order_by(*table.primary_key.columns))
    return [kind(*row) for row in rows]


def _situation(rows: _Rows, plan: Plan | None, inner: Mapping[str, Situation], outside: str | None) -> Situation:
    case = rows.case
    steps, tasks = rows.get(StepRow), rows.get(TaskRow)
    coming = next_events(rows.get(DeadlineRow), steps, tasks)
    waited = [row for row in rows.get(CalledRow) if not row.detached and row.called_case in inner]
    return Situation(
        case_id=case.case_id,
        process=case.process,
        business_key=case.business_key,
        initiator=case.initiator,
        started_at=case.started_at,
        changed_at=case.changed_at,
        plan=plan,
        standing=tuple(
            _standing(row, tasks, rows.get(BatchRow)) for row in steps if row.step_kind not in HOLDING_KINDS
        ),
        parked=tuple(Parked(row.instance, row.step, row.code, row.text, row.since) for row in rows.get(IncidentRow)),
        limits=tuple(Running(row.key, row.due, row.paused_since, row.paused_for) for row in rows.get(LimitRow)),
        coming=tuple(Coming(one.at, one.key, one.rung, one.step) for one in coming),
        keys={row.message: row.message_key for row in rows.get(HeardRow)},
        messages=tuple(
            Heard(row.message, row.message_key, row.at, row.fate, row.detail) for row in rows.get(MessageRow)
        ),
        called={row.instance: inner[row.called_case] for row in waited},
        needs_repair=case.needs_repair,
        outside=outside,
    )


def _standing(row: StepRow, tasks: Sequence[TaskRow], batches: Sequence[BatchRow]) -> Standing:
    own = [task for task in tasks if task.instance == row.instance]
    # Who sent the case back here did so in the very turn in which the step was entered.
    back = next((task.by for task in tasks if task.status == "returned" and task.done_at == row.entered_at), None)
    return Standing(
        instance=row.instance,
        step=row.step,
        kind=row.step_kind,
        entered_at=row.entered_at,
        due=row.due,
        seats=tuple(
            Seat(task.task, task.created_at, task.offered, task.holder, task.held_since, task.due)
            for task in own
            if task.status in ("created", "open")
        ),
        votes=tuple((task.by or "", task.outcome or "") for task in own if task.status == "decided"),
        returned_by=back,
        service=row.service,
        attempts=row.attempts,
        last_error=row.last_error,
        batch=next((one.batch for one in batches if one.instance == row.instance), None),
    )
