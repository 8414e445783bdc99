"""Lists of what is stuck, for whom it concerns: counts with their trend, a page by harm, clusters, what was learnt."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, or_, select

from engine.insight import CauseCode, StuckClass
from engine.insight.months import Month
from store.conditions import OPEN_CASE
from store.looks import OPEN_SPELL, marked
from store.paging import cursor_of, read_cursor
from store.statements import seconds_between
from store.stuck_seen import StuckFilter, open_and, sees_much, visible
from store.tables.projected_told import notices
from store.tables.projection import cases, tasks
from store.tables.watching import stuck_concerns, stuck_looks, stuck_spells

MOST_OF_A_CLUSTER = 200
"""How many cases of a cluster are named, so that one act can be done on them."""

FEW = 3_000
"""With so few open cases a page looks at those that changed itself; with more, the workers do."""


@dataclass(frozen=True)
class Spell:
    """A row of `stuck_spells`."""

    position: int
    case_id: str
    process: str
    plan: str
    step: str
    instance: str
    stuck: StuckClass
    cause: CauseCode
    shared: str
    department: str
    people: tuple[str, ...]
    since: datetime
    held_since: datetime | None
    began: datetime
    ended_at: datetime | None
    stuck_for: int
    weight: int
    amount_field: str | None
    amount: str | None
    due: datetime | None
    blocked: int
    root: str | None
    next: dict[str, Any] | None


COLUMNS = [stuck_spells.columns[one.name] for one in fields(Spell)]


@dataclass(frozen=True)
class SpellPage:
    """A page of spells, the worst first. `mine`: the spells of it that are theirs to fix."""

    spells: tuple[Spell, ...]
    cursor: str | None
    mine: frozenset[int]


@dataclass(frozen=True)
class ClusterRow:
    """Spells that share one thing."""

    cause: CauseCode
    shared: str
    count: int
    since: datetime
    case_ids: tuple[str, ...]


@dataclass(frozen=True)
class Fresh:
    """How fresh: when all open cases were last known to be judged as they are, how many were not, how many have no
    cause."""

    looked_at: datetime | None
    waiting: int
    unexplained: int
    open_cases: int


_BY_HARM = (stuck_spells.c.weight.desc(), stuck_spells.c.position.desc())


def walks(theirs: int, limit: int, open_cases: int) -> bool:
    """Whether a page of `theirs` is found sooner along all that is stuck, passing by what is not theirs."""
    return theirs**2 > limit * open_cases


def page(
    connection: Connection, wanted: StuckFilter, limit: int, cursor: str | None, *, sees_most: bool = False
) -> SpellPage:
    """Spells by harm, the worst first. `sees_most`: it is quicker to ask of each spell whether it is theirs."""
    statement = select(*COLUMNS).where(*open_and(wanted, one_by_one=sees_most))
    if cursor is not None:
        weight, position = read_cursor(cursor, int, int)
        further = or_(
            stuck_spells.c.weight < weight,
            (stuck_spells.c.weight == weight) & (stuck_spells.c.position < position),
        )
        statement = statement.where(stuck_spells.c.weight <= weight, further)
    rows = [Spell(*row) for row in connection.execute(statement.order_by(*_BY_HARM).limit(limit + 1))]
    listed = rows[:limit]
    positions = [one.position for one in listed]
    fixed = select(stuck_concerns.c.spell).where(
        stuck_concerns.c.person == wanted.who.person, stuck_concerns.c.fixes, stuck_concerns.c.spell.in_(positions)
    )
    last = listed[-1] if len(rows) > limit else None
    after = cursor_of(last.weight, last.position) if last else None
    return SpellPage(tuple(listed), after, frozenset(connection.scalars(fixed).all()))


def of_case(connection: Connection, case_id: str) -> Spell | None:
    """The spell a case is in."""
    row = connection.execute(select(*COLUMNS).where(OPEN_SPELL, stuck_spells.c.case_id == case_id)).one_or_none()
    return Spell(*row) if row is not None else None


def clusters(connection: Connection, wanted: StuckFilter, limit: int) -> tuple[list[ClusterRow], int]:
    """What several spells have in common, the largest first; and how many share nothing."""
    much = sees_much(connection, wanted.who)
    seen = open_and(wanted, one_by_one=much)
    grouped = select(*_TOGETHER, func.count(), func.min(stuck_spells.c.began)).where(*seen).group_by(*_TOGETHER)
    rows = connection.execute(grouped).all()
    several = sorted((row for row in rows if row[2] > 1), key=lambda row: (-row[2], row[0], row[1]))[:limit]
    of = (_along_each if much else _of_all)(connection, seen, [(row[0], row[1]) for row in several])
    found = [ClusterRow(cause, shared, many, since, of[cause, shared]) for cause, shared, many, since in several]
    return found, sum(row[2] for row in rows if row[2] == 1)


_TOGETHER = (stuck_spells.c.cause, stuck_spells.c.shared)
_Seen = Sequence[ColumnElement[bool]]
_Ids = dict[tuple[str, str], tuple[str, ...]]


def _along_each(connection: Connection, seen: _Seen, clusters: Sequence[tuple[str, str]]) -> _Ids:
    """The cases of each cluster, the worst first, for who sees much: the first ones of a range of an index."""
    found = {}
    for cause, shared in clusters:
        same = (*seen, stuck_spells.c.cause == cause, stuck_spells.c.shared == shared)
        ids = select(stuck_spells.c.case_id).where(*same).order_by(*_BY_HARM).limit(MOST_OF_A_CLUSTER)
        found[cause, shared] = tuple(connection.scalars(ids).all())
    return found


def _of_all(connection: Connection, seen: _Seen, clusters: Sequence[tuple[str, str]]) -> _Ids:
    """The same for who sees little: that is looked up once, not for each cluster."""
    found: dict[tuple[str, str], list[str]] = {one: [] for one in clusters}
    listed = select(*_TOGETHER, stuck_spells.c.case_id).where(*seen).order_by(*_BY_HARM)
    for cause, shared, case_id in connection.execute(listed):
        ids = found.get((cause, shared))
        if ids is not None and len(ids) < MOST_OF_A_CLUSTER:
            ids.append(case_id)
    return {one: tuple(ids) for one, ids in found.items()}


def fresh(connection: Connection, open_cases: int | None = None) -> Fresh:
    """How fresh the lists are. `open_cases`: how many there are, where that is known."""
    looked_at, waiting = marked(connection)
    troubled = select(func.count()).select_from(stuck_looks).where(stuck_looks.c.trouble != "")
    if open_cases is None:
        open_cases = int(connection.scalar(select(func.count()).select_from(cases).where(OPEN_CASE)) or 0)
    return Fresh(looked_at, waiting, int(connection.scalar(troubled) or 0), open_cases)


def urged_at(connection: Connection, case_ids: Sequence[str]) -> dict[str, datetime]:
    """When somebody last urged in each of these cases."""
    urged = select(notices.c.case_id, func.max(notices.c.at)).where(
        notices.c.case_id.in_(case_ids), notices.c.about.endswith(".urged")
    )
    return {row[0]: row[1] for row in connection.execute(urged.group_by(notices.c.case_id))} if case_ids else {}


def stood_in_for(connection: Connection, spells: Sequence[Spell]) -> dict[str, tuple[str, ...]]:
    """For whom those act who stand in, by case."""
    ids, instances = [one.case_id for one in spells], {(one.case_id, one.instance) for one in spells}
    held = select(tasks.c.case_id, tasks.c.instance, tasks.c.holder, tasks.c.for_whom).where(
        tasks.c.case_id.in_(ids), tasks.c.status == "open", tasks.c.holder.is_not(None)
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(held) if ids else ():
        absent = row.for_whom.get(row.holder)
        if absent is not None and (row.case_id, row.instance) in instances:
            found[row.case_id] = (*found.get(row.case_id, ()), absent)
    return found


@dataclass(frozen=True)
class Learnt:
    """A cause in a month: how many spells, how many of them are over, and their seconds on the clock until then."""

    month: str
    cause: str
    count: int
    ended: int
    seconds: int


def learnt(connection: Connection, wanted: StuckFilter, months: Sequence[Month]) -> list[Learnt]:
    """Which causes came again and again in these months, the latest first, by month."""
    began, ended = stuck_spells.c.began, stuck_spells.c.ended_at
    conditions = [*visible(wanted.who, mine=False, one_by_one=True), began >= months[-1].begins]
    if wanted.process is not None:
        conditions.append(stuck_spells.c.process == wanted.process)
    by = (case(*((began >= one.begins, one.name) for one in months)).label("month"), stuck_spells.c.cause)
    lasted = func.sum(seconds_between(connection, began, ended))
    counted = select(*by, func.count(), func.count(ended), lasted).where(*conditions)
    lines = [
        Learnt(month, cause, count, over, round(seconds or 0))
        for month, cause, count, over, seconds in connection.execute(counted.group_by(*by))
    ]
    return sorted(lines, key=lambda one: (one.month, one.count), reverse=True)
