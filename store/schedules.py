"""Starts by schedule: up to which instant each is done with, who is at it, and what became of its instants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, and_, case, delete, literal, or_, select, update

from engine.runtime.schedules import next_instant, rule_of
from store import deployments
from store.columns import UTCDateTime
from store.company import Company
from store.statements import insert, insert_if_new
from store.tables.projection import cases
from store.tables.unattended import schedule_instants, schedule_marks

Outcome = Literal["opened", "joined", "overlaps", "missed", "refused", "not_needed"]


@dataclass(frozen=True)
class Schedule:
    """A start by schedule of a process, by its address."""

    process: str
    start: str


@dataclass(frozen=True)
class Mark:
    """How far a schedule is: all its instants up to `done_to` are done with. `rule` are the words they follow from.

    `held_until`: until then one worker is at it, and the others leave it alone.
    """

    schedule: Schedule
    rule: str
    done_to: datetime
    held_until: datetime


@dataclass(frozen=True)
class PastInstant:
    """What became of an instant. `case_id` is the case it opened, or the running one it joined.

    `not_needed`: the start has an `if`, and that was not so. Why one was `refused` stands among the refused starts.
    """

    at: datetime
    outcome: Outcome
    case_id: str | None = None


@dataclass(frozen=True)
class ScheduleView:
    """A deployed schedule for people: its rule, what comes next by itself, what came last."""

    schedule: Schedule
    rule: str
    next_at: datetime | None
    last: PastInstant | None


def marks(connection: Connection) -> dict[Schedule, Mark]:
    """All of them."""
    rows = connection.execute(select(schedule_marks).order_by(schedule_marks.c.process, schedule_marks.c.start))
    found = [Mark(Schedule(row.process, row.start), row.rule, row.done_to, row.held_until) for row in rows]
    return {mark.schedule: mark for mark in found}


def begin(connection: Connection, schedule: Schedule, rule: str, after: datetime) -> None:
    """A schedule is deployed: it has its first instant after `after`. With another rule it begins anew, never back."""
    row = {"process": schedule.process, "start": schedule.start, "rule": rule, "done_to": after, "held_until": after}
    connection.execute(insert_if_new(connection.dialect.name, schedule_marks), row)
    done_to = case((schedule_marks.c.done_to < after, literal(after, UTCDateTime)), else_=schedule_marks.c.done_to)
    changed = and_(_is(schedule), schedule_marks.c.rule != rule)
    connection.execute(update(schedule_marks).where(changed).values(rule=rule, done_to=done_to))


def withdraw(connection: Connection, gone: Iterable[Schedule]) -> None:
    """These are not deployed any more. What became of their instants stays."""
    for schedule in gone:
        connection.execute(delete(schedule_marks).where(_is(schedule)))


def take(connection: Connection, schedule: Schedule, now: datetime, lease: timedelta) -> Mark | None:
    """Be the one who is at a schedule, up to the end of the lease; None when somebody else is."""
    free = and_(_is(schedule), schedule_marks.c.held_until <= now)
    taken = update(schedule_marks).where(free).values(held_until=now + lease)
    row = connection.execute(taken.returning(schedule_marks.c.rule, schedule_marks.c.done_to)).one_or_none()
    return None if row is None else Mark(schedule, row.rule, row.done_to, now + lease)


def settle(connection: Connection, taken: Mark, past: Sequence[PastInstant], now: datetime) -> None:
    """Write what became of instants, and let go of the schedule. What is written of an instant stands."""
    schedule = taken.schedule
    rows = [
        {
            "process": schedule.process, "start": schedule.start, "at": one.at, "outcome": one.outcome,
            "case_id": one.case_id, "recorded_at": now,
        }
        for one in past
    ]  # fmt: skip
    if rows:
        done_to = max(one.at for one in past)
        connection.execute(insert(connection.dialect.name, schedule_instants).on_conflict_do_nothing(), rows)
        behind = and_(_is(schedule), schedule_marks.c.done_to < done_to)
        connection.execute(update(schedule_marks).where(behind).values(done_to=done_to))
    held = and_(_is(schedule), schedule_marks.c.held_until == taken.held_until)
    connection.execute(update(schedule_marks).where(held).values(held_until=now))


def runs(connection: Connection, schedule: Schedule, besides: str) -> bool:
    """Whether a case that this schedule opened still runs, other than case `besides`.

    A case whose first turn is not written yet runs.
    """
    of_schedule = schedule_instants.join(cases, cases.c.case_id == schedule_instants.c.case_id, isouter=True)
    running = select(schedule_instants.c.case_id).select_from(of_schedule)
    running = running.where(
        schedule_instants.c.process == schedule.process,
        schedule_instants.c.start == schedule.start,
        schedule_instants.c.outcome.in_(("opened", "joined")),
        schedule_instants.c.case_id != besides,
        or_(cases.c.status.is_(None), cases.c.status == "open"),
    )
    return bool(connection.scalar(select(running.exists())))


def past_instants(connection: Connection, schedule: Schedule, limit: int) -> list[PastInstant]:
    """What became of the instants of a schedule, the latest first."""
    of_schedule = (schedule_instants.c.process == schedule.process, schedule_instants.c.start == schedule.start)
    statement = select(schedule_instants).where(*of_schedule).order_by(schedule_instants.c.at.desc()).limit(limit)
    return [PastInstant(row.at, row.outcome, row.case_id) for row in connection.execute(statement)]


def deployed(connection: Connection) -> list[tuple[Schedule, deployments.DeployedPlan]]:
    """The schedules of the newest version of every process."""
    newest = [deployments.newest(connection, one.process) for one in deployments.newest_of_all(connection)]
    return [
        (Schedule(one.deployment.process, start_id), one)
        for one in newest
        if one is not None
        for start_id, start in one.plan.definition.start.items()
        if start.schedule is not None
    ]


def overview(connection: Connection, company: Company | None) -> list[ScheduleView]:
    """Every deployed schedule with its next instant; nothing is next for one that no worker has seen yet."""
    known = marks(connection)
    found = []
    for schedule, newest in deployed(connection):
        start = newest.plan.definition.start[schedule.start]
        mark = known.get(schedule)
        next_at = next_instant(start, company.calendars, mark.done_to) if company and mark else None
        last = next(iter(past_instants(connection, schedule, 1)), None)
        found.append(ScheduleView(schedule, rule_of(start), next_at, last))
    return found


def _is(schedule: Schedule) -> Any:
    return and_(schedule_marks.c.process == schedule.process, schedule_marks.c.start == schedule.start)
