"""Which cases might be stuck: found by index, then judged by the rules of `engine.insight`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select, union_all

from engine.insight import Explained, Stuck, by_weight, explain, find_stuck
from store.company import Company
from store.conditions import (
    OF_THE_WHOLE_CASE,
    OPEN_INCIDENT,
    OPEN_STEP,
    OPEN_TASK,
    STANDS_NOWHERE,
    UNOFFERED_TASK,
)
from store.pace import Pace
from store.reading import Eyes
from store.situations import situations_of
from store.tables.projected_links import called_cases
from store.tables.projection import cases, inbox, incidents, limits, steps, tasks
from store.world import CompanyKept, NoCompany

UNRESOLVED = timedelta(minutes=2)
"""How long a task may stay without an answer to who may act, before the read model counts as behind."""

CALLERS_UP = 5
"""How far up the cases are followed that wait for a stuck one."""

SLOWEST_STEPS = 40
"""In how many steps cases are looked for that take longer than is usual, those first where the oldest is worst."""

FEWEST_OF_A_STEP = 3
"""How many of each slow step are looked at, however many such steps there are."""

LEAVES = ("wait", "service_task", "call_process")
"""Kinds of steps without tasks at which a case can stand."""


@dataclass(frozen=True)
class Suspicion:
    """By what cases are judged: today's company, what is usual, the instant, what the shell sees; how many to list.

    `knows_outside` False: nobody has looked at the server, so what it said before is taken to be so.
    """

    company: CompanyKept
    pace: Pace
    now: datetime
    outside: Mapping[str, str]
    limit: int = 1
    knows_outside: bool = True

    def company_in_force(self, connection: Connection) -> Company:
        """Raises `NoCompany`."""
        found = self.company.read(connection)
        if found is None:
            raise NoCompany
        return found


def explain_case(connection: Connection, asked: Suspicion, case_id: str, eyes: Eyes | None = None) -> Explained | None:
    """What a case waits for, and why; None for an unknown case. Raises `NoCompany`."""
    company = asked.company_in_force(connection)
    situations = situations_of(connection, [case_id], asked.outside, eyes)
    if not situations:
        known = connection.scalar(select(cases.c.case_id).where(cases.c.case_id == case_id))
        return None if known is None else Explained(case_id, (), None, ())
    return explain(situations[0], asked.now, asked.pace.known(connection, company, situations[0], asked.now))


def list_stuck(connection: Connection, asked: Suspicion, eyes: Eyes | None = None) -> list[Stuck]:
    """The stuck cases, the worst first. Raises `NoCompany`."""
    company = asked.company_in_force(connection)
    waiting = _suspects(connection, company, asked)
    judged: dict[str, Stuck | None] = {}
    for _ in range(CALLERS_UP):
        fresh = [case_id for case_id in waiting if case_id not in judged]
        judged.update(dict.fromkeys(fresh))
        for situation in situations_of(connection, fresh, asked.outside, eyes):
            known = asked.pace.known(connection, company, situation, asked.now)
            judged[situation.case_id] = find_stuck(situation, asked.now, known)
        waiting = _callers(connection, [case_id for case_id in fresh if judged[case_id] is not None])
        if not waiting:
            break
    return sorted((one for one in judged.values() if one is not None), key=by_weight)[: asked.limit]


def _suspects(connection: Connection, company: Company, asked: Suspicion) -> list[str]:
    """Cases worth judging: of each kind those that are likely the worst."""
    found: dict[str, None] = dict.fromkeys(asked.outside)
    now = asked.now
    for statement in (*_parked(now), *_with_nobody(company, now), *_overdue(now), _under_limits(now)):
        found.update(dict.fromkeys(connection.scalars(statement.limit(asked.limit)).all()))
    found.update(dict.fromkeys(_slow(connection, company, asked)))
    return list(found)


def _parked(now: datetime) -> list[Select[Any]]:
    return [
        select(incidents.c.case_id).where(OPEN_INCIDENT).order_by(incidents.c.since),
        select(cases.c.case_id).where(cases.c.needs_repair),
        select(cases.c.case_id).where(*STANDS_NOWHERE).order_by(cases.c.changed_at),
        select(tasks.c.case_id)
        .where(UNOFFERED_TASK, tasks.c.created_at < now - UNRESOLVED)
        .order_by(tasks.c.created_at),
    ]


def _with_nobody(company: Company, now: datetime) -> list[Select[Any]]:
    """Tasks on the lists of people who have left."""
    day = company.directory.day_of(now)
    gone = [person for person in company.directory.people if not company.directory.is_here(person, day)]
    return [select(inbox.c.case_id).where(inbox.c.person.in_(gone)).order_by(inbox.c.due_order)] if gone else []


def _overdue(now: datetime) -> list[Select[Any]]:
    return [
        select(tasks.c.case_id).where(OPEN_TASK, tasks.c.due < now).order_by(tasks.c.due),
        select(steps.c.case_id).where(OPEN_STEP, steps.c.due < now).order_by(steps.c.due),
        select(limits.c.case_id)
        .where(limits.c.due < now, limits.c.paused_since.is_(None), OF_THE_WHOLE_CASE)
        .order_by(limits.c.due),
    ]


def _under_limits(now: datetime) -> Select[Any]:
    """Those whose own limit or clock lapses next."""
    ahead = (limits.c.due >= now, limits.c.paused_since.is_(None), OF_THE_WHOLE_CASE)
    return select(limits.c.case_id).where(*ahead).order_by(limits.c.due)


def _slow(connection: Connection, company: Company, asked: Suspicion) -> list[str]:
    """Cases in steps without a due time for longer than is usual, even by the wall clock; the longest first."""
    now, limit = asked.now, asked.limit
    pairs = []
    for process, step, since in (connection.execute(_oldest_without_due())).all():
        usual = asked.pace.usual(connection, company.calendars, process, step, None, now)
        if usual is not None and since < now - timedelta(seconds=usual):
            pairs.append((since + timedelta(seconds=usual), process, step, timedelta(seconds=usual)))
    found: list[tuple[timedelta, str]] = []
    for _, process, step, usual_time in sorted(pairs)[:SLOWEST_STEPS]:
        same = (steps.c.process == process, steps.c.step == step, OPEN_STEP, steps.c.entered_at < now - usual_time)
        oldest = select(steps.c.entered_at, steps.c.case_id).where(*same).order_by(steps.c.entered_at)
        rows = connection.execute(oldest.limit(FEWEST_OF_A_STEP + limit // min(len(pairs), SLOWEST_STEPS)))
        found += [(now - row.entered_at - usual_time, row.case_id) for row in rows]
    return [case_id for _, case_id in sorted(found, reverse=True)[:limit]]


def _oldest_without_due() -> Any:
    """Since when the oldest has been in each step that has no due time; of user tasks each seat has its own."""
    without_due = (OPEN_STEP, steps.c.due.is_(None), steps.c.step_kind.in_(LEAVES))
    open_tasks = (OPEN_TASK, tasks.c.due.is_(None))
    return union_all(
        select(steps.c.process, steps.c.step, func.min(steps.c.entered_at).label("since"))
        .where(*without_due)
        .group_by(steps.c.process, steps.c.step),
        select(tasks.c.process, tasks.c.step, func.min(tasks.c.created_at).label("since"))
        .where(*open_tasks)
        .group_by(tasks.c.process, tasks.c.step),
    )


def _callers(connection: Connection, case_ids: list[str]) -> list[str]:
    """The cases that wait for one of these."""
    if not case_ids:
        return []
    waiting = (called_cases.c.called_case.in_(case_ids), called_cases.c.end.is_(None), ~called_cases.c.detached)
    return list((connection.scalars(select(called_cases.c.case_id).where(*waiting))).all())
