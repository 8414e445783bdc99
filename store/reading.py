"""What somebody may read of a case: a sealed one by who is in it, or to whom it was opened; comments for approvers by
those.

Who is who is said by `engine.runtime.readers`; here is what is left of what the others get.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from engine.runtime.readers import EVENTS_NAMING_WHOSE, sees_whose
from store import deployments, openings
from store.outbox import Outgoing
from store.projections.held import inbox_rows
from store.readers import readers_of
from store.refused_starts import RefusedStart
from store.rows import CaseRow, IncidentRow, TaskRow
from store.tables.projection import cases, tasks
from store.views import CaseDetail, HistoryTurn

Wire = dict[str, Any]


@dataclass(frozen=True)
class Reader:
    """Somebody who looks; `person` None: somebody the case does not know."""

    person: str | None = None


@dataclass(frozen=True)
class Eyes:
    """A reader at an instant: an opening ends by itself."""

    connection: Connection
    reader: Reader
    now: datetime

    def read(self, case_id: str) -> bool:
        """Whether they may read what is in a case."""
        sealed = self.connection.scalar(select(cases.c.sealed).where(cases.c.case_id == case_id))
        return not sealed or self.read_sealed(case_id)

    def read_sealed(self, case_id: str) -> bool:
        """Whether they may read a sealed case."""
        inside = readers_of(self.connection, case_id).is_in_the_case(self.reader.person)
        return inside or openings.opens(self.connection, case_id, self.reader.person, self.now)


def listed(eyes: Eyes, rows: Iterable[CaseRow]) -> list[CaseRow]:
    """Cases in a list: sealed ones that are not this person's have no title."""
    return [_blind(row) if row.sealed and not eyes.read_sealed(row.case_id) else row for row in rows]


def incidents(eyes: Eyes, rows: Iterable[IncidentRow]) -> list[IncidentRow]:
    """Incidents in a list: of sealed cases where they are and their codes, to repair them blind."""
    return [row if eyes.read(row.case_id) else replace(row, text="", reason="") for row in rows]


def letters(eyes: Eyes, rows: Iterable[Outgoing]) -> list[Outgoing]:
    """What fails to leave: of sealed cases that it does, what kind it is and why, and nothing of what it says."""
    return [row if eyes.read(row.case_id) else replace(row, payload=_without_content(row.payload)) for row in rows]


def refused_starts(eyes: Eyes, rows: Iterable[RefusedStart]) -> list[RefusedStart]:
    """Refused starts in a list: of sealed processes, but for who sent one, without what was handed in."""

    def shown(row: RefusedStart) -> RefusedStart:
        newest = deployments.newest(eyes.connection, row.process)
        closed = (
            newest is not None and newest.plan.definition.sealed and (row.by is None or row.by != eyes.reader.person)
        )
        return replace(row, data={}, text="") if closed else row

    return [shown(row) for row in rows]


_ENVELOPE = ("kind", "about", "to", "at", "message", "channel", "step")


def _without_content(payload: Wire) -> Wire:
    return {name: value for name, value in payload.items() if name in _ENVELOPE}


def _blind(row: CaseRow) -> CaseRow:
    return replace(row, title="", summary={}, reason="")


def shown(eyes: Eyes, detail: CaseDetail) -> CaseDetail:
    """A case as this person may see it; of a sealed one others see where it stands, to repair it blind."""
    detail = _with_tasks_seen(eyes.connection, detail, eyes.reader)
    if eyes.read(detail.case.case_id):
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
    seen = (tasks_seen(connection, reader, detail.case.plan, one.tasks) for one in detail.open_steps)
    steps = tuple(replace(one, tasks=tuple(rows)) for one, rows in zip(detail.open_steps, seen, strict=True))
    return replace(detail, open_steps=steps)


def tasks_seen(connection: Connection, reader: Reader, plan: str, rows: Iterable[TaskRow]) -> list[TaskRow]:
    """Tasks of a case of this plan, without whose an open one is, where its step keeps that to those."""
    found = deployments.plan(connection, plan)
    if found is None:
        return list(rows)
    return [_as_seen(found.steps.get(row.step), row, reader) if row.status == "open" else row for row in rows]


def _as_seen(step: Any, task: TaskRow, reader: Reader) -> TaskRow:
    if _sees_whose(step, task, reader):
        return task
    nobodys: Wire = {"offered": (), "holder": None, "held_since": None, "lent_to": None, "offered_back": None}
    return replace(task, **nobodys, why={}, for_whom={})


def _sees_whose(step: Any, task: TaskRow, reader: Reader) -> bool:
    theirs = {row.person for row in inbox_rows(task)}
    return sees_whose(step, claimed=task.holder is not None, theirs=theirs, person=reader.person)


def _without_words(task: TaskRow) -> TaskRow:
    return replace(task, comment="", asked={}, advice={})


def told(eyes: Eyes, case: CaseRow, turns: Iterable[HistoryTurn]) -> list[HistoryTurn]:
    """The turns as this person may read them: without comments that are not for them, nothing of a sealed case."""
    if not eyes.read(case.case_id):
        return []
    approver = readers_of(eyes.connection, case.case_id).is_approver(eyes.reader.person)
    hidden = _hidden(eyes.connection, case, eyes.reader)
    return [_told(turn, approver, hidden) for turn in turns]


def _hidden(connection: Connection, case: CaseRow, reader: Reader) -> frozenset[str]:
    """The open tasks of which this person does not see whose they are."""
    plan = deployments.plan(connection, case.plan)
    found = connection.execute(select(tasks).where(tasks.c.case_id == case.case_id, tasks.c.status == "open"))
    steps: dict[str, Any] = {} if plan is None else dict(plan.steps)
    rows = (TaskRow(*row) for row in found)
    return frozenset(row.task for row in rows if not _sees_whose(steps.get(row.step), row, reader))


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
    return event["kind"] in EVENTS_NAMING_WHOSE and event["task"] in tasks_hidden


def _is_for_approvers(event: Wire) -> bool:
    return event["kind"] == "comment-made" and bool(event.get("approvers"))
