"""Open limits by other calendars than those that answered them: which come at another instant."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Select, func, select, union, union_all

from engine.calendars import CalendarError, Calendars
from engine.model.limits import RESERVED_RUNGS
from engine.people import Directory
from engine.runtime.events import LimitSet
from engine.runtime.limit_keys import TIMER, limit_of, read_key
from engine.runtime.questions import AskLimit
from engine.runtime.recalculating import OpenLimit, moved
from engine.runtime.wire import decode_as
from engine.runtime.world import World
from store.conditions import OPEN_CASE
from store.tables.primary import turns
from store.tables.projection import cases, deadlines, limits, steps, tasks


@dataclass(frozen=True)
class MovedLimit:
    """A limit that would be due at another instant. `step`: what it is about; of the case or a clock, nothing."""

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


@dataclass(frozen=True)
class MovedCase:
    """A running case, and which of its limits come at other instants."""

    case_id: str
    workflow_id: str
    limits: tuple[str, ...]


def looked_at(
    connection: Connection,
    calendars: Calendars,
    directory: Directory,
    changed: Collection[str],
    most: int,
    at: datetime,
) -> Looked:
    """The open limits of these calendars, and the timers, that are due first."""
    own = limits.c.calendar.in_(sorted(changed)), limits.c.due.is_not(None), limits.c.paused_since.is_(None)
    due = union_all(
        select(limits.c.case_id, limits.c.key, limits.c.due).where(*own),
        select(deadlines.c.case_id, deadlines.c.key, deadlines.c.at).where(deadlines.c.rung == TIMER),
    ).subquery()
    statement = (
        select(due, cases.c.business_key, cases.c.plan)
        .join(cases, cases.c.case_id == due.c.case_id)
        .where(OPEN_CASE)
        .order_by(due.c.due, due.c.case_id, due.c.key)
        .limit(most + 1)
    )
    rows = connection.execute(statement).all()
    world = World(directory, calendars, zone=directory.zone.key)
    found = []
    for row in rows[:most]:
        then = _moved_of(connection, row.case_id, world, at, {row.key}).get(row.key)
        if then is not None and then.due is not None and then.due != row.due:
            step = _step_of(connection, row.case_id, read_key(row.key).owner)
            found.append(MovedLimit(row.case_id, row.business_key, row.key, step, row.plan, row.due, then.due))
    return Looked(tuple(found), min(len(rows), most), len(rows) <= most)


def _step_of(connection: Connection, case_id: str, owner: str) -> str:
    """The step of a task, or of a step instance."""
    of_task = select(tasks.c.step).where(tasks.c.case_id == case_id, tasks.c.task == owner)
    of_step = select(steps.c.step).where(steps.c.case_id == case_id, steps.c.instance == owner)
    return str(connection.scalar(of_task) or connection.scalar(of_step) or "")


def _waiting(after: str) -> tuple[Select[tuple[str]], Select[tuple[str]]]:
    """Cases with rungs or timers that come, and with a due time."""
    rungs = select(deadlines.c.case_id).where(deadlines.c.case_id > after, deadlines.c.rung.not_in(RESERVED_RUNGS))
    return rungs.distinct(), select(limits.c.case_id).where(
        limits.c.case_id > after, limits.c.due.is_not(None)
    ).distinct()


def cases_with_limits(connection: Connection, after: str, limit: int) -> list[str]:
    """Cases for which anything falls due by a calendar, in the order of their ids, after one."""
    first = [one.order_by("case_id").limit(limit).subquery() for one in _waiting(after)]
    both = union(*(select(one.c.case_id) for one in first)).subquery()
    return list(connection.scalars(select(both.c.case_id).order_by(both.c.case_id).limit(limit)))


def count_cases_with_limits(connection: Connection, after: str) -> int:
    """How many there are after one."""
    return int(connection.scalar(select(func.count()).select_from(union(*_waiting(after)).subquery())) or 0)


def moved_cases(
    connection: Connection, case_ids: Sequence[str], calendars: Calendars, directory: Directory, at: datetime
) -> list[MovedCase]:
    """Those of these cases with limits that come at other instants by these calendars."""
    world = World(directory, calendars, zone=directory.zone.key)
    running = select(cases.c.case_id, cases.c.workflow_id).where(OPEN_CASE, cases.c.case_id.in_(case_ids))
    found = []
    for row in connection.execute(running.order_by(cases.c.case_id)):
        moving = _moved_of(connection, row.case_id, world, at)
        if moving:
            found.append(MovedCase(row.case_id, row.workflow_id, tuple(sorted(moving))))
    return found


def _moved_of(
    connection: Connection, case_id: str, world: World, at: datetime, keys: Collection[str] | None = None
) -> dict[str, LimitSet]:
    """What of a case comes at another instant, by its key; of these `keys` alone, where they are said."""
    running = {one.key: one for one in _open_limits(connection, case_id) if keys is None or one.key in keys}
    found: dict[str, LimitSet] = {}
    for key, asked in _last_asked(connection, case_id, running).items():
        try:
            answer = moved(asked, running[key], world, at)
        except CalendarError:
            continue  # what these calendars cannot say stays as it was
        if answer is not None:
            found[key] = answer
    return found


@dataclass
class _Running:
    due: datetime | None = None
    ahead: dict[str, datetime] = field(default_factory=dict)


def _open_limits(connection: Connection, case_id: str) -> Iterator[OpenLimit]:
    """The limits and timers of a case that do not stand still, in the order of their keys."""
    found: dict[str, _Running] = {}
    still = set()
    for row in connection.execute(select(limits).where(limits.c.case_id == case_id).order_by(limits.c.key)):
        found[row.key] = _Running(row.due)
        if row.paused_since is not None:
            still.add(row.key)
    own = (deadlines.c.case_id == case_id, deadlines.c.rung.not_in(RESERVED_RUNGS))
    for row in connection.execute(select(deadlines).where(*own).order_by(deadlines.c.key, deadlines.c.rung)):
        one = found.setdefault(row.key, _Running(row.at if read_key(row.key).is_timer else None))
        one.ahead[row.rung] = row.at
    for key, one in found.items():
        if limit_of(key) not in still:
            yield OpenLimit(key, one.due, one.ahead)


def _last_asked(connection: Connection, case_id: str, wanted: Mapping[str, object]) -> dict[str, AskLimit]:
    """What a case has asked last about each of these limits."""
    found: dict[str, AskLimit] = {}
    asked = select(turns.c.questions).where(turns.c.case_id == case_id).order_by(turns.c.n.desc())
    for questions in connection.scalars(asked):
        if len(found) == len(wanted):
            break
        for wire in (one for one in reversed(questions) if one["kind"] == "limit"):
            for key in wanted:
                if key not in found and (key == wire["key"] or key.startswith(f"{wire['key']}-")):
                    found[key] = decode_as(AskLimit, wire)
    return found
