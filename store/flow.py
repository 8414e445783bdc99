"""How work flows: how long steps take, what arrives and leaves, what lapsed and what will, who holds how much."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from engine.administering.access import Standing
from engine.insight.heat import heat
from engine.insight.history import percentile, spread_of
from engine.model.plan import Plan
from store.company import Company
from store.conditions import FINISHED_STEP, OFFERED_TASK, OPEN_CASE, OPEN_STEP, OPEN_TASK
from store.inboxes import queues
from store.pace import SAMPLES, Pace
from store.rows import HOLDING_KINDS, TaskRow
from store.tables.projection import cases, inbox, steps, tasks

LATELY = timedelta(days=7)
MOST_PEOPLE = 500


@dataclass(frozen=True)
class StepFlow:
    """One step; lengths are working seconds. `arrived` and `left` in the last seven days."""

    step: str
    kind: str
    waiting: int
    overdue: int
    oldest: datetime | None
    median: int | None
    p90: int | None
    seen: int
    arrived: int
    left: int
    heat: int


@dataclass(frozen=True)
class ProcessFlow:
    """A process; lengths are working seconds of the latest cases that ended."""

    open: int
    ended: int
    median: int | None
    p90: int | None
    seen: int
    steps: tuple[StepFlow, ...]


def of_process(connection: Connection, pace: Pace, company: Company, plan: Plan, now: datetime) -> ProcessFlow:
    """How a process runs, by the steps of its newest version."""
    process = plan.process
    waiting = select(steps.c.step, func.count().label("many"), func.min(steps.c.entered_at).label("oldest"))
    waiting = waiting.where(OPEN_STEP, steps.c.process == process).group_by(steps.c.step)
    open_here = {row.step: row for row in connection.execute(waiting)}
    late = select(tasks.c.step, func.count(tasks.c.case_id.distinct()).label("many"))
    late = late.where(OPEN_TASK, tasks.c.process == process, tasks.c.due < now).group_by(tasks.c.step)
    overdue = {row.step: row.many for row in connection.execute(late)}
    flows = tuple(
        _step(connection, pace, company, plan, step, open_here.get(name), overdue.get(name, 0), now)
        for name, step in plan.steps.items()
        if step.kind not in HOLDING_KINDS and step.kind != "end"
    )
    took = _cases_took(connection, company, plan)
    running = select(func.count()).select_from(cases).where(OPEN_CASE, cases.c.process == process)
    over = select(func.count()).select_from(cases).where(cases.c.process == process, cases.c.ended_at.is_not(None))
    return ProcessFlow(
        int(connection.scalar(running) or 0), int(connection.scalar(over) or 0), percentile(took, 50),
        percentile(took, 90), len(took), flows,
    )  # fmt: skip


def _step(
    connection: Connection, pace: Pace, company: Company, plan: Plan, step: Any, here: Any, overdue: int, now: datetime
) -> StepFlow:
    calendar = getattr(step, "calendar", None) or plan.definition.calendar
    took = pace.spread(connection, company.calendars, plan.process, step.id, calendar, now)
    arrived, left = _moved(connection, plan.process, step.id, now - LATELY)
    using = calendar if calendar in company.calendars.ids else None
    oldest = company.calendars.between(here.oldest, now, using) if here else None
    waiting, p90 = here.many if here else 0, percentile(took, 90)
    return StepFlow(
        step.id, step.kind, waiting, overdue, here.oldest if here else None, percentile(took, 50), p90, len(took),
        arrived, left, heat(waiting, overdue, arrived, left, oldest=oldest, p90=p90),
    )  # fmt: skip


def _moved(connection: Connection, process: str, step: str, since: datetime) -> tuple[int, int]:
    same = (steps.c.process == process, steps.c.step == step)
    still = select(func.count()).select_from(steps).where(OPEN_STEP, *same, steps.c.entered_at >= since)
    came = func.sum(case((steps.c.entered_at >= since, 1), else_=0))
    gone = select(func.count(), came).select_from(steps).where(FINISHED_STEP, *same, steps.c.left_at >= since)
    left, arrived = connection.execute(gone).one()
    return int(connection.scalar(still) or 0) + int(arrived or 0), int(left)


def _cases_took(connection: Connection, company: Company, plan: Plan) -> tuple[int, ...]:
    ended = (cases.c.process == plan.process, cases.c.ended_at.is_not(None), cases.c.status == "completed")
    latest = select(cases.c.started_at, cases.c.ended_at).where(*ended).order_by(cases.c.ended_at.desc())
    spans = [(row.started_at, row.ended_at) for row in connection.execute(latest.limit(SAMPLES))]
    return spread_of(spans, company.calendars, plan.definition.calendar)


# -- who holds how much ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HeldBy:
    """What one person holds now, and what came and went since the week began."""

    person: str
    open: int = 0
    overdue: int = 0
    oldest: datetime | None = None
    received: int = 0
    finished: int = 0


def held_by(connection: Connection, people: Collection[str] | None, week: datetime, now: datetime) -> list[HeldBy]:
    """Who holds how much, those with most that is late first. `people` None: everybody."""
    among = [] if people is None else [tasks.c.holder.in_(sorted(people))]
    late = func.sum(case((tasks.c.due < now, 1), else_=0))
    fresh = func.sum(case((tasks.c.held_since >= week, 1), else_=0))
    held = select(tasks.c.holder, func.count(), late, func.min(tasks.c.created_at), fresh)
    held = held.where(OFFERED_TASK, tasks.c.holder.is_not(None), *among).group_by(tasks.c.holder)
    found = {
        row[0]: HeldBy(row[0], row[1], int(row[2] or 0), row[3], int(row[4] or 0)) for row in connection.execute(held)
    }
    for person, finished, received in _finished(connection, people, week):
        one = found.get(person, HeldBy(person))
        found[person] = HeldBy(person, one.open, one.overdue, one.oldest, one.received + received, finished)
    return sorted(found.values(), key=lambda one: (-one.overdue, -one.open, one.person))[:MOST_PEOPLE]


def _finished(connection: Connection, people: Collection[str] | None, week: datetime) -> list[tuple[str, int, int]]:
    among = [] if people is None else [tasks.c.by.in_(sorted(people))]
    came = func.sum(case((tasks.c.held_since >= week, 1), (tasks.c.created_at >= week, 1), else_=0))
    done = select(tasks.c.by, func.count(), came).where(tasks.c.done_at >= week, tasks.c.by.is_not(None), *among)
    return [(row[0], int(row[1]), int(row[2] or 0)) for row in connection.execute(done.group_by(tasks.c.by))]


@dataclass(frozen=True)
class Queue:
    """Tasks of a step that nobody has taken, and who could."""

    process: str
    step: str
    waiting: int
    overdue: int
    oldest: datetime
    members: tuple[str, ...]


def unclaimed(connection: Connection, who: Standing, now: datetime) -> list[Queue]:
    """Queues somebody answers for, the fullest first."""
    unheld = (OFFERED_TASK, tasks.c.holder.is_(None))
    late = select(tasks.c.process, tasks.c.step, func.count()).where(*unheld, tasks.c.due < now)
    overdue = {(row[0], row[1]): row[2] for row in connection.execute(late.group_by(tasks.c.process, tasks.c.step))}
    found = []
    for one in queues(connection, None):
        first = select(tasks.c.offered).where(*unheld, tasks.c.process == one.process, tasks.c.step == one.step)
        members = tuple(connection.scalar(first.order_by(tasks.c.created_at).limit(1)) or ())
        if who.reads_all or one.process in who.owns or not who.people.isdisjoint(members):
            late_here = overdue.get((one.process, one.step), 0)
            found.append(Queue(one.process, one.step, one.waiting, late_here, one.oldest, members))
    return sorted(found, key=lambda one: (-one.waiting, one.process, one.step))


# -- what lapsed, what will ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lapsed:
    """Tasks of a process by who did them: how many, how many late; open and late now (`person` None: nobody's)."""

    process: str
    person: str | None
    done: int
    late: int
    open_late: int


def lapses(connection: Connection, since: datetime, now: datetime) -> list[Lapsed]:
    """What was due and done since an instant, and what is late now, by process and person."""
    late = func.sum(case((tasks.c.done_at > tasks.c.due, 1), else_=0))
    done = select(tasks.c.process, tasks.c.by, func.count(), late)
    done = done.where(tasks.c.done_at >= since, tasks.c.due.is_not(None), tasks.c.by.is_not(None))
    # Bounded on both sides: else SQLite walks all that is open in the order of its processes.
    still = select(tasks.c.process, tasks.c.holder, func.count())
    still = still.where(OPEN_TASK, tasks.c.due.is_not(None), tasks.c.due < now)
    found = [
        Lapsed(row[0], row[1], int(row[2]), int(row[3] or 0), 0)
        for row in connection.execute(done.group_by(tasks.c.process, tasks.c.by))
    ]
    open_late = connection.execute(still.group_by(tasks.c.process, tasks.c.holder))
    return [*found, *(Lapsed(row[0], row[1], 0, 0, int(row[2])) for row in open_late)]


def lapsing(
    connection: Connection, who: Standing, now: datetime, until: datetime, limit: int
) -> tuple[list[TaskRow], int]:
    """Open tasks that somebody answers for and that fall due until then, the first first; and how many in all."""
    return _tasks(connection, who, [tasks.c.due > now, tasks.c.due <= until], limit)


def held_by_any(
    connection: Connection, who: Standing, people: Collection[str], limit: int
) -> tuple[list[TaskRow], int]:
    """Open tasks that these people hold."""
    return _tasks(connection, who, [OFFERED_TASK, tasks.c.holder.in_(sorted(people))], limit) if people else ([], 0)


def _tasks(
    connection: Connection, who: Standing, conditions: Sequence[ColumnElement[bool]], limit: int
) -> tuple[list[TaskRow], int]:
    key = (tasks.c.case_id, tasks.c.task)
    wanted = and_(OPEN_TASK, *conditions, *_answered_for(who))
    found = [tuple(row) for row in connection.execute(select(*key).where(wanted).order_by(tasks.c.due, *key))]
    first = found[:limit]
    named = (tasks.c.case_id.in_([one[0] for one in first]), tasks.c.task.in_([one[1] for one in first]))
    rows = (TaskRow(*row) for row in connection.execute(select(tasks).where(*named))) if first else ()
    row_of = {(row.case_id, row.task): row for row in rows}
    return [row_of[one] for one in first], len(found)


def _answered_for(who: Standing) -> list[ColumnElement[bool]]:
    """Each task is asked on whose lists it is; the expression keeps SQLite from asking for each person of many."""
    if who.reads_all:
        return []
    people = [who.person, *sorted(who.people)]
    at_work = and_(inbox.c.case_id == tasks.c.case_id, inbox.c.task == tasks.c.task)
    theirs = select(inbox.c.case_id).where(at_work, (inbox.c.person + "").in_(people)).exists()
    return [or_(theirs, tasks.c.process.in_(sorted(who.owns)))]
