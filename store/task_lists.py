"""Lists of tasks for people who look at a page: theirs, their groups', their team's, done; searched, filtered, counted.

Rights: each list is of somebody's own, by whose names its rows stand in the inbox or in the record of the task.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select

from engine.insight.due import end_of_day
from engine.model.plan import Plan
from engine.people import reports_of
from store import newest_words, reading
from store.company import Company
from store.drafts import Drafts
from store.grams import cases_with, has, is_among, pieces_of
from store.paging import after, cursor_of, read_cursor
from store.reading import Eyes, Reader
from store.rows import CaseRow, TaskRow
from store.summary_filters import SummaryWanted, says
from store.tables.primary import copies_read
from store.tables.primary import deployments as deployed_ones
from store.tables.projection import cases, copies, inbox, limits, tasks
from store.tables.search import case_search

TaskList = Literal["mine", "group", "waiting", "team", "done"]
FEW_ROWS = 1000
"""So many cases with the words are named; where there are more, each case of the list is asked for them."""
MOST_COUNTED = 1000
"""A team's tasks are counted up to here."""
_STANDING = {"mine": "mine", "group": "offered", "waiting": "waiting"}


@dataclass(frozen=True)
class Wanted:
    """Which tasks are asked for. `people`: the team. `until`, `since`: bounds of the due time. `version`: of `process`.
    `fields`: what the summary of the case says."""

    list: TaskList
    person: str
    people: Sequence[str] = ()
    process: str | None = None
    step: str | None = None
    search: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    newest: bool = False
    version: int | None = None
    fields: tuple[SummaryWanted, ...] = ()


@dataclass(frozen=True)
class ListedTask:
    """A task of a list, with its case. `standing`: how it is the person's. `calendar`: its due time was counted in."""

    standing: Literal["mine", "offered", "waiting", "others", "over"]
    task: TaskRow
    case: CaseRow
    calendar: str | None = None


@dataclass(frozen=True)
class TaskPage:
    """A page of a list; `cursor` continues it. `company` and `plans`, by digest: what names its rows."""

    items: tuple[ListedTask, ...]
    cursor: str | None
    company: Company | None = None
    plans: Mapping[str, Plan] = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """How many tasks of a standing: all of them, those due before two instants."""

    standing: str
    all: int
    late: int
    today: int


@dataclass(frozen=True)
class Counts:
    """Of one person: open tasks by standing; what their team holds, up to `MOST_COUNTED` (None: they have no team);
    cases to read along that they have not looked at."""

    by_standing: Mapping[str, Counted]
    team: int | None
    unread: int


class TaskLists(Drafts):
    """The part of the store for lists of tasks."""

    async def tasks_listed(
        self, wanted_of: Callable[[Company | None], Wanted], *, limit: int = 50, cursor: str | None = None
    ) -> TaskPage:
        """A page of a list of tasks, the most urgent first, or the newest; which one may depend on the company.

        Raises `Rejected` `bad-cursor`.
        """
        now = self._clock()

        def read(db: Connection) -> TaskPage:
            company = self._company.read(db)
            wanted = wanted_of(company)
            page = _as_seen(Eyes(db, Reader(wanted.person), now), wanted, listed(db, wanted, limit, cursor))
            plans = newest_words.all_told(db, (one.case.plan for one in page.items))
            return replace(page, company=company, plans=plans)

        return await self._database.read(read)

    async def tasks_counted(self, person: str, now: datetime) -> Counts:
        """How many open tasks somebody has, their team holds; and how many cases they have not read along yet."""

        def read(db: Connection) -> Counts:
            company = self._company.read(db)
            team = reports_of(company.directory, person) if company is not None else ()
            today = end_of_day(now, company.directory.zone if company is not None else UTC)
            return Counts(counted(db, person, now, today), _team_count(db, team) if team else None, _unread(db, person))

        return await self._database.read(read)

    async def plans_of(self, digests: Iterable[str]) -> dict[str, Plan]:
        """The plans of these digests, as far as they are known, to be read: in the words of the newest versions."""
        return await self._database.read(lambda db: newest_words.all_told(db, digests))


def listed(connection: Connection, wanted: Wanted, limit: int, cursor: str | None) -> TaskPage:
    """A page of a list."""
    if wanted.list == "done":
        return _done(connection, wanted, limit, cursor)
    columns = (inbox.c.case_id, inbox.c.task, inbox.c.standing, inbox.c.due_order)
    statement = _with_words(connection, select(*columns).where(*_whose(wanted)), wanted, inbox.c.case_id)
    if wanted.newest or wanted.process or wanted.step:
        of_task = and_(tasks.c.case_id == inbox.c.case_id, tasks.c.task == inbox.c.task)
        statement = statement.join(tasks, of_task).where(*_of_step(wanted)).add_columns(tasks.c.created_at)
    statement = _of_cases(connection, statement, wanted, inbox.c.case_id)
    return _page(connection, statement, wanted, limit, cursor)


def _as_seen(eyes: Eyes, wanted: Wanted, page: TaskPage) -> TaskPage:
    """A page as who asks may read it: those of a team are in cases its superior need not be in."""
    if wanted.list != "team":
        return page
    cases_seen = reading.listed(eyes, (one.case for one in page.items))
    items = (
        replace(one, case=case, task=reading.tasks_seen(eyes.connection, eyes.reader, case.plan, [one.task])[0])
        for one, case in zip(page.items, cases_seen, strict=True)
    )
    return replace(page, items=tuple(items))


def _page(connection: Connection, statement: Select[Any], wanted: Wanted, limit: int, cursor: str | None) -> TaskPage:
    """The rows of a statement after a cursor, in the order asked for."""
    first = tasks.c.created_at if wanted.newest else inbox.c.due_order
    order: tuple[Any, ...] = (first, inbox.c.case_id, inbox.c.task)
    if cursor is not None:
        at, case_id, task = read_cursor(cursor, datetime, str, str)
        behind = after(order, (at, case_id, task), descending=wanted.newest)
        statement = statement.where(behind)
    ordered = statement.order_by(*(one.desc() for one in order) if wanted.newest else order)
    rows = connection.execute(ordered.limit(limit + 1)).all()
    keys = [(row.case_id, row.task, "others" if wanted.list == "team" else row.standing) for row in rows[:limit]]
    more = rows[limit - 1] if len(rows) > limit else None
    at_last = None if more is None else more.created_at if wanted.newest else more.due_order
    ends = cursor_of(at_last, more.case_id, more.task) if more is not None and at_last else None
    return TaskPage(_rows(connection, keys), ends)


def _whose(wanted: Wanted) -> list[ColumnElement[bool]]:
    own: list[ColumnElement[bool]]
    if wanted.list == "team":
        own = [inbox.c.person.in_(wanted.people), inbox.c.standing.in_(("mine", "waiting"))]
    else:
        own = [inbox.c.person == wanted.person, inbox.c.standing == _STANDING[wanted.list]]
    if wanted.since is not None:
        own.append(inbox.c.due_order > wanted.since)
    if wanted.until is not None:
        own.append(inbox.c.due_order <= wanted.until)
    return own


def _of_step(wanted: Wanted) -> list[ColumnElement[bool]]:
    named = ((tasks.c.process, wanted.process), (tasks.c.step, wanted.step))
    return [column == value for column, value in named if value is not None]


def _of_cases(
    connection: Connection, statement: Select[Any], wanted: Wanted, case_id: ColumnElement[str]
) -> Select[Any]:
    """Only of cases of a version, or whose summary says something. A superior does not learn so of sealed ones."""
    found = [says(connection, one) for one in wanted.fields]
    if found and wanted.list == "team":
        found.append(cases.c.sealed.is_(False))
    if wanted.version is not None:
        of_version = (deployed_ones.c.process == cases.c.process, deployed_ones.c.version == wanted.version)
        found.append(cases.c.plan == select(deployed_ones.c.digest).where(*of_version).scalar_subquery())
    return statement.join(cases, cases.c.case_id == case_id).where(*found) if found else statement


def _with_words(
    connection: Connection, statement: Select[Any], wanted: Wanted, case_id: ColumnElement[str]
) -> Select[Any]:
    """Only of cases that have the words looked for. Open cases with rare words are named; else each is asked."""
    pieces = pieces_of(wanted.search or "")
    if not pieces:
        return statement
    if wanted.list == "done":
        return statement.join(case_search, case_search.c.case_id == case_id).where(has(pieces))
    found = cases_with(connection, pieces, FEW_ROWS)
    if found is None:
        return statement.where(is_among(connection, case_id, pieces))
    # The list is walked still: looking each case up would pass by everybody its tasks are offered to.
    return statement.where((case_id + "").in_(found))


def _done(connection: Connection, wanted: Wanted, limit: int, cursor: str | None) -> TaskPage:
    """What somebody has decided, the latest first."""
    order = (tasks.c.done_at, tasks.c.case_id, tasks.c.task)
    statement: Select[Any] = select(*order).where(
        tasks.c.by == wanted.person, tasks.c.done_at.is_not(None), *_of_step(wanted)
    )
    statement = _with_words(connection, statement, wanted, tasks.c.case_id)
    statement = _of_cases(connection, statement, wanted, tasks.c.case_id)
    if cursor is not None:
        at, case_id, task = read_cursor(cursor, datetime, str, str)
        statement = statement.where(after(order, (at, case_id, task), descending=True))
    rows = connection.execute(statement.order_by(*(one.desc() for one in order)).limit(limit + 1)).all()
    keys = [(row.case_id, row.task, "over") for row in rows[:limit]]
    more = rows[limit - 1] if len(rows) > limit else None
    ends = cursor_of(more.done_at, more.case_id, more.task) if more is not None else None
    return TaskPage(_rows(connection, keys), ends)


def _rows(connection: Connection, keys: Sequence[tuple[str, str, Any]]) -> tuple[ListedTask, ...]:
    """The tasks of these keys with their cases, in that order."""
    if not keys:
        return ()
    ids = list(dict.fromkeys(key[0] for key in keys))
    named = select(tasks).where(tasks.c.case_id.in_(ids), tasks.c.task.in_([key[1] for key in keys]))
    task_of = {(row.case_id, row.task): row for row in (TaskRow(*one) for one in connection.execute(named))}
    told = connection.execute(select(cases).where(cases.c.case_id.in_(ids)))
    case_of = {row.case_id: row for row in (CaseRow(*one) for one in told)}
    columns = (limits.c.case_id, limits.c.key, limits.c.calendar)
    counted = select(*columns).where(limits.c.case_id.in_(ids), limits.c.key.in_([key[1] for key in keys]))
    counted_in = {(row.case_id, row.key): row.calendar for row in connection.execute(counted)}
    return tuple(
        ListedTask(standing, task_of[id, task], case_of[id], counted_in.get((id, task))) for id, task, standing in keys
    )


def counted(connection: Connection, person: str, now: datetime, today: datetime) -> dict[str, Counted]:
    """One walk through somebody's part of an index."""
    late, due = (func.sum(case((inbox.c.due_order <= at, 1), else_=0)) for at in (now, today))
    statement = select(inbox.c.standing, func.count(), late, due).where(inbox.c.person == person)
    rows = connection.execute(statement.group_by(inbox.c.standing))
    return {row[0]: Counted(row[0], row[1], int(row[2] or 0), int(row[3] or 0)) for row in rows}


def _team_count(connection: Connection, people: Sequence[str]) -> int:
    if not people:
        return 0
    held = select(inbox.c.task).where(inbox.c.person.in_(people), inbox.c.standing.in_(("mine", "waiting")))
    return int(connection.scalar(select(func.count()).select_from(held.limit(MOST_COUNTED).subquery())) or 0)


def _unread(connection: Connection, person: str) -> int:
    read = and_(copies_read.c.case_id == copies.c.case_id, copies_read.c.person == copies.c.person)
    statement = select(func.count()).select_from(copies.outerjoin(copies_read, read))
    return int(connection.scalar(statement.where(copies.c.person == person, copies_read.c.at.is_(None))) or 0)
