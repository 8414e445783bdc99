"""Open limits by other calendars than those in force: which would be due at another instant."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from engine.calendars import CalendarError, Calendars
from engine.people import Directory
from engine.runtime.limits_found import limit_found
from engine.runtime.questions import AskLimit
from engine.runtime.wire import decode_as
from engine.runtime.world import World
from store.conditions import OPEN_CASE
from store.tables.primary import turns
from store.tables.projection import cases, limits, tasks


@dataclass(frozen=True)
class MovedLimit:
    """A limit that would be due at another instant. `step`: what it is about, where it is a task's."""

    case_id: str
    business_key: str
    key: str
    step: str
    plan: str
    due: datetime
    then: datetime


@dataclass(frozen=True)
class Looked:
    """What was looked at; `all_of_them` False: there are more limits than that."""

    moved: tuple[MovedLimit, ...]
    looked: int
    all_of_them: bool


def looked_at(
    connection: Connection, calendars: Calendars, directory: Directory, changed: Collection[str], most: int
) -> Looked:
    """The open limits of these calendars that are due first."""
    by_task = (tasks.c.case_id == limits.c.case_id) & (tasks.c.task == limits.c.key)
    statement = (
        select(limits.c.case_id, limits.c.key, limits.c.due, cases.c.business_key, cases.c.plan, tasks.c.step)
        .join(cases, cases.c.case_id == limits.c.case_id)
        .join(tasks, by_task, isouter=True)
        .where(OPEN_CASE, limits.c.due.is_not(None), limits.c.paused_since.is_(None))
        .where(limits.c.calendar.in_(sorted(changed)))
        .order_by(limits.c.due, limits.c.case_id, limits.c.key)
        .limit(most + 1)
    )
    rows = connection.execute(statement).all()
    world = World(directory, calendars, zone=directory.zone.key)
    found = []
    for row in rows[:most]:
        then = _due_then(connection, row.case_id, row.key, world)
        if then is not None and then != row.due:
            moved = MovedLimit(row.case_id, row.business_key, row.key, row.step or "", row.plan, row.due, then)
            found.append(moved)
    return Looked(tuple(found), min(len(rows), most), len(rows) <= most)


def _due_then(connection: Connection, case_id: str, key: str, world: World) -> datetime | None:
    """When a limit would be due; None where it cannot be said."""
    question = next(_asked(connection, case_id, key), None)
    if question is None:
        return None
    try:
        return limit_found(question, world).due
    except CalendarError:
        return None


def _asked(connection: Connection, case_id: str, key: str) -> Iterator[AskLimit]:
    """What a case has asked about a limit, the latest first."""
    asked = select(turns.c.questions).where(turns.c.case_id == case_id).order_by(turns.c.n.desc())
    for questions in connection.scalars(asked):
        yield from (decode_as(AskLimit, wire) for wire in questions if wire["kind"] == "limit" and wire["key"] == key)
