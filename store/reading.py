"""What somebody may read of a case: a sealed one by who is in it, comments for approvers by those.

Who is who is said by `engine.runtime.readers`; here are the rows it needs, and what is left of what the others get.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from engine.runtime.readers import Readers, Seat, sees_whose
from store import deployments
from store.rows import CaseRow, TaskRow
from store.tables.projection import cases, copies, tasks
from store.views import CaseDetail, HistoryTurn

Wire = dict[str, Any]


@dataclass(frozen=True)
class Reader:
    """Somebody who looks; `person` None: somebody the case does not know."""

    person: str | None = None


def readers_of(connection: Connection, case_id: str) -> Readers:
    """Those a case knows."""
    starter = connection.scalar(select(cases.c.initiator).where(cases.c.case_id == case_id))
    rows = connection.execute(
        select(
            tasks.c.status, tasks.c.offered, tasks.c.holder, tasks.c.lent_to, tasks.c.offered_back, tasks.c.by,
            tasks.c.side,
        ).where(tasks.c.case_id == case_id)
    )  # fmt: skip
    seats = [Seat(_people(row), row.side) for row in rows]
    reading = connection.scalars(select(copies.c.person).where(copies.c.case_id == case_id))
    return Readers.of(starter, seats, reading)


def _people(row: Any) -> tuple[str, ...]:
    if row.status in ("open", "created"):
        return tuple(one for one in (*row.offered, row.holder, row.lent_to, row.offered_back) if one)
    return (row.by,) if row.by else ()


def listed(connection: Connection, rows: Iterable[CaseRow], reader: Reader) -> list[CaseRow]:
    """Cases in a list: sealed ones that are not this person's have no title."""
    return [row if is_open_to(connection, row, reader) else _blind(row) for row in rows]


def is_open_to(connection: Connection, row: CaseRow, reader: Reader) -> bool:
    """Whether this person may read what is in a case."""
    return not row.sealed or readers_of(connection, row.case_id).is_in_the_case(reader.person)


def _blind(row: CaseRow) -> CaseRow:
    return replace(row, title="", summary={}, reason="")


def shown(connection: Connection, detail: CaseDetail, reader: Reader) -> CaseDetail:
    """A case as this person may see it; of a sealed one others see where it stands, to repair it blind."""
    detail = _with_tasks_seen(connection, detail, reader)
    if is_open_to(connection, detail.case, reader):
        return detail
    steps = tuple(
        replace(
            one,
            tasks=tuple(map(_without_words, one.tasks)),
            incident=one.incident and replace(one.incident, text=""),
        )
        for one in detail.open_steps
    )
    parked = tuple(replace(one, text="") for one in detail.incidents)
    return replace(detail, case=_blind(detail.case), data={}, open_steps=steps, incidents=parked, heard={})


def _with_tasks_seen(connection: Connection, detail: CaseDetail, reader: Reader) -> CaseDetail:
    """Without whose they are, where the step keeps that to those."""
    plan = deployments.plan(connection, detail.case.plan)
    if plan is None:
        return detail
    steps = tuple(
        replace(one, tasks=tuple(_as_seen(plan.steps.get(task.step), task, reader) for task in one.tasks))
        for one in detail.open_steps
    )
    return replace(detail, open_steps=steps)


def _as_seen(step: Any, task: TaskRow, reader: Reader) -> TaskRow:
    seen = sees_whose(step, task.offered, task.holder, reader.person)
    return task if seen else replace(task, offered=(), holder=None, held_since=None, why={})


def _without_words(task: TaskRow) -> TaskRow:
    return replace(task, comment="", asked={}, advice={})


def told(connection: Connection, case: CaseRow, turns: Iterable[HistoryTurn], reader: Reader) -> list[HistoryTurn]:
    """The turns as this person may read them: without comments that are not for them, nothing of a sealed case."""
    readers = readers_of(connection, case.case_id)
    if case.sealed and not readers.is_in_the_case(reader.person):
        return []
    hidden = _hidden(connection, case, reader)
    return [_told(turn, readers.is_approver(reader.person), hidden) for turn in turns]


def _hidden(connection: Connection, case: CaseRow, reader: Reader) -> frozenset[str]:
    """The open tasks of which this person does not see whose they are."""
    plan = deployments.plan(connection, case.plan)
    columns = (tasks.c.task, tasks.c.step, tasks.c.offered, tasks.c.holder)
    rows = connection.execute(select(*columns).where(tasks.c.case_id == case.case_id, tasks.c.status == "open"))
    steps: dict[str, Any] = {} if plan is None else dict(plan.steps)
    return frozenset(
        row.task for row in rows if not sees_whose(steps.get(row.step), row.offered, row.holder, reader.person)
    )


def _told(turn: HistoryTurn, approver: bool, tasks_hidden: frozenset[str]) -> HistoryTurn:
    hidden = [
        event
        for event in turn.events
        if (_is_for_approvers(event) and not approver) or _tells_whose(event, tasks_hidden)
    ]
    if not hidden:
        return turn
    said = {event["comment"] for event in hidden if "comment" in event}
    kept = tuple(event for event in turn.events if event not in hidden and event.get("text") not in said)
    return replace(turn, events=kept, stimulus={})


def _tells_whose(event: Wire, tasks_hidden: frozenset[str]) -> bool:
    return event["kind"] in ("task-offered", "task-claimed", "task-transferred") and event["task"] in tasks_hidden


def _is_for_approvers(event: Wire) -> bool:
    return event["kind"] == "comment-made" and bool(event.get("approvers"))
