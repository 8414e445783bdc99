"""Lists of cases for people who look at a page: started by them, copied to them, followed, and all they may find.

Each page is found by an index. `all` holds the cases of `store.rights.visible_to`; sealed ones are blinded by reading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from engine.administering.access import Standing
from store import reading, stages
from store.conditions import OPEN_CASE
from store.grams import cases_with, has, pieces_of
from store.paging import after, cursor_of, read_cursor
from store.reading import Eyes, Reader
from store.reads import Reads
from store.rights import visible_to
from store.rows import HOLDING_KINDS, CalledRow, CaseRow, CopyRow, StepRow, TaskRow
from store.tables.followed import copied_cases, follows
from store.tables.primary import copies_read, revocations
from store.tables.projected_links import batch_places, called_cases
from store.tables.projected_links import related_cases as pointing
from store.tables.projection import cases, copies, steps, tasks
from store.tables.search import case_search

CaseList = Literal["started", "copied", "followed", "all"]
FEW_CASES = 1000
ON_A_LIST = 100


@dataclass(frozen=True)
class CasesWanted:
    """Which cases are asked for, by whom; what is None does not matter. `unread`: of copies."""

    list: CaseList
    who: Standing
    process: str | None = None
    status: Literal["open", "ended"] | None = None
    stage: str | None = None
    search: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    unread: bool = False


@dataclass(frozen=True)
class ListedCase:
    """A case of a list, with the steps and tasks that are open in it, how it was copied to the asker, and whether they
    follow it."""

    case: CaseRow
    steps: tuple[StepRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    copy: CopyRow | None = None
    read_at: datetime | None = None
    followed: bool = False
    blind: bool = False


@dataclass(frozen=True)
class ListedCases:
    """A page of a list; `cursor` continues it."""

    items: tuple[ListedCase, ...]
    cursor: str | None


How = Literal["called", "caller", "undoes", "undone_by", "copied_from", "list", "on_list", "points_at", "pointed_at_by"]


@dataclass(frozen=True)
class RelatedCase:
    """Another case a case has to do with. `row` None: it is not known here (yet). `readable`: who asks may find it.
    `step`: of which step it is, or by which field one points at the other."""

    case_id: str
    how: How
    row: CaseRow | None
    step: str = ""
    process: str = ""
    readable: bool = False


class CaseLists(Reads):
    """The part of the store for lists of cases."""

    async def cases_listed(self, wanted: CasesWanted, *, limit: int = 50, cursor: str | None = None) -> ListedCases:
        """A page of a list, the newest first. Raises `Rejected` `bad-cursor`."""
        now = self._clock()
        return await self._database.read(lambda db: listed(db, wanted, limit, cursor, now))


def listed(
    connection: Connection, wanted: CasesWanted, limit: int, cursor: str | None, now: datetime
) -> ListedCases:  # fmt: skip
    """A page of a list."""
    statement, order = _of_list(wanted, now)
    statement = _with_words(connection, statement.where(*_conditions(connection, wanted)), wanted)
    if cursor is not None:
        at, case_id = read_cursor(cursor, datetime, str)
        statement = statement.where(after((order, cases.c.case_id), (at, case_id), descending=True))
    ordered = statement.add_columns(order.label("in_order")).order_by(order.desc(), cases.c.case_id.desc())
    rows = connection.execute(ordered.limit(limit + 1)).all()
    more = rows[limit - 1] if len(rows) > limit else None
    items = with_all(connection, [CaseRow(*row[:-1]) for row in rows[:limit]], wanted.who.person, now)
    return ListedCases(tuple(items), cursor_of(more.in_order, more.case_id) if more else None)


def _of_list(wanted: CasesWanted, now: datetime) -> tuple[Select[Any], ColumnElement[Any]]:
    """The cases of a list, and the instant they are ordered by."""
    person = wanted.who.person
    if wanted.list == "copied":
        mine = and_(copies.c.case_id == cases.c.case_id, copies.c.person == person)
        read = and_(copies_read.c.case_id == copies.c.case_id, copies_read.c.person == copies.c.person)
        statement = select(cases).join(copies, mine)
        if wanted.unread:
            statement = statement.outerjoin(copies_read, read).where(copies_read.c.at.is_(None))
        return statement, copies.c.at
    if wanted.list == "followed":
        own = and_(follows.c.case_id == cases.c.case_id, follows.c.person == person)
        return select(cases).join(follows, own).where(visible_to(wanted.who, now)), follows.c.at
    if wanted.list == "started":
        return select(cases).where(cases.c.initiator == person, cases.c.caller_case.is_(None)), cases.c.started_at
    return select(cases).where(visible_to(wanted.who, now)), cases.c.started_at


def _conditions(connection: Connection, wanted: CasesWanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.process is not None:
        found.append(cases.c.process == wanted.process)
    if wanted.status is not None:
        found.append(OPEN_CASE if wanted.status == "open" else cases.c.status != "open")
    if wanted.stage is not None:
        found.append(stages.is_at(connection, wanted.stage, wanted.process))
    if wanted.since is not None:
        found.append(cases.c.started_at >= wanted.since)
    if wanted.until is not None:
        found.append(cases.c.started_at < wanted.until)
    return found


def _with_words(connection: Connection, statement: Select[Any], wanted: CasesWanted) -> Select[Any]:
    """Only cases that have the words looked for. Those with rare words are named; else each row is asked."""
    pieces = pieces_of(wanted.search or "")
    if not pieces:
        return statement
    found = None
    if wanted.status == "open":
        found = cases_with(connection, pieces, FEW_CASES)
    elif wanted.list == "all":
        found = _few_with(connection, pieces)
    if found is not None:
        return statement.where(cases.c.case_id.in_(found))
    return statement.join(case_search, case_search.c.case_id == cases.c.case_id).where(has(pieces))


def _few_with(connection: Connection, pieces: list[str]) -> list[str] | None:
    """All cases that ever had these pieces, read from the index of words alone; None: they are many.

    Who sees few of many cases would else have every case asked whether they may read it.
    """
    found = connection.scalars(select(case_search.c.case_id).where(has(pieces)).limit(FEW_CASES + 1)).all()
    return list(found) if len(found) <= FEW_CASES else None


# -- with all a line shows ------------------------------------------------------------------------------------------


def with_all(connection: Connection, rows: Sequence[CaseRow], person: str, now: datetime) -> list[ListedCase]:
    """Cases with all that a line of a list shows of them, as somebody may see it."""
    ids = [row.case_id for row in rows]
    if not ids:
        return []
    eyes = Eyes(connection, Reader(person), now)
    open_steps = _by_case(
        StepRow(*one)
        for one in connection.execute(select(steps).where(steps.c.case_id.in_(ids), steps.c.status == "open"))
    )
    open_tasks = _by_case(
        TaskRow(*one)
        for one in connection.execute(select(tasks).where(tasks.c.case_id.in_(ids), tasks.c.status == "open"))
    )
    copied = {row.case_id: row for row in _copies(connection, ids, person)}
    read = {row.case_id: row.at for row in _read(connection, ids, person)}
    mine = set(
        connection.scalars(select(follows.c.case_id).where(follows.c.case_id.in_(ids), follows.c.person == person))
    )

    def item(before: CaseRow, row: CaseRow) -> ListedCase:
        stands = (one for one in open_steps.get(row.case_id, ()) if one.step_kind not in HOLDING_KINDS)
        seen = reading.tasks_seen(connection, eyes.reader, row.plan, open_tasks.get(row.case_id, ()))
        id = row.case_id
        return ListedCase(row, tuple(stands), tuple(seen), copied.get(id), read.get(id), id in mine, row is not before)

    return [item(before, row) for before, row in zip(rows, reading.listed(eyes, rows), strict=True)]


def _by_case(rows: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def _copies(connection: Connection, ids: Sequence[str], person: str) -> list[CopyRow]:
    rows = connection.execute(select(copies).where(copies.c.case_id.in_(ids), copies.c.person == person))
    return [CopyRow(*row) for row in rows]


def _read(connection: Connection, ids: Sequence[str], person: str) -> Sequence[Any]:
    own = select(copies_read.c.case_id, copies_read.c.at)
    return connection.execute(own.where(copies_read.c.case_id.in_(ids), copies_read.c.person == person)).all()


# -- one case -------------------------------------------------------------------------------------------------------


def related_cases(connection: Connection, case_id: str, who: Standing, now: datetime) -> list[RelatedCase]:
    """The cases it has called, that called it, that undo it or are undone by it, that it was copied from; those it
    points at, and those that point at it; the lists it is on, and of a list the cases on it."""
    found: list[tuple[str, Any, str, str]] = []
    for row in connection.execute(select(called_cases).where(called_cases.c.case_id == case_id)):
        called = CalledRow(*row)
        found.append((called.called_case, "called", called.step, called.process))
    caller = connection.scalar(select(cases.c.caller_case).where(cases.c.case_id == case_id))
    either = (revocations.c.case_id == case_id) | (revocations.c.undone_by == case_id)
    undone = connection.execute(select(revocations.c.case_id, revocations.c.undone_by).where(either)).all()
    found += [(caller, "caller", "", "")] if caller else []
    found += [
        (row.undone_by, "undone_by", "", "") if row.case_id == case_id else (row.case_id, "undoes", "", "")
        for row in undone
    ]
    copied = connection.scalar(select(copied_cases.c.copy_of).where(copied_cases.c.case_id == case_id))
    found += [(copied, "copied_from", "", "")] if copied else []
    found += [*_pointed(connection, case_id), *_of_lists(connection, case_id)]
    ids = [one[0] for one in found if one[0]]
    rows = connection.execute(select(cases).where(cases.c.case_id.in_(ids))).all() if ids else []
    known = {row.case_id: CaseRow(*row) for row in rows}
    seen = select(cases.c.case_id).where(cases.c.case_id.in_(ids), visible_to(who, now))
    readable = set(connection.scalars(seen)) if ids else set()
    return [RelatedCase(id, how, known.get(id), step, process, id in readable) for id, how, step, process in found]


def _pointed(connection: Connection, case_id: str) -> Iterator[tuple[str, Any, str, str]]:
    """The cases this one points at, and the last of those that point at it."""
    for row in connection.execute(select(pointing.c.related, pointing.c.field).where(pointing.c.case_id == case_id)):
        yield row.related, "points_at", row.field, ""
    those = select(pointing.c.case_id, pointing.c.field).join(cases, cases.c.case_id == pointing.c.case_id)
    newest = those.where(pointing.c.related == case_id).order_by(cases.c.started_at.desc()).limit(ON_A_LIST)
    for row in connection.execute(newest):
        yield row.case_id, "pointed_at_by", row.field, ""


def _of_lists(connection: Connection, case_id: str) -> Iterator[tuple[str, Any, str, str]]:
    """The lists on which a case stands or stood; of a list the cases on it."""
    itself = select(cases.c.workflow_id).where(cases.c.case_id == case_id).scalar_subquery()
    on_it = select(batch_places.c.case_id, batch_places.c.step).where(batch_places.c.batch == itself)
    for row in connection.execute(on_it.order_by(batch_places.c.awaited_since).limit(ON_A_LIST)):
        yield row.case_id, "on_list", "", ""
    its_own = and_(batch_places.c.case_id == case_id, batch_places.c.batch != "")
    lists = select(cases.c.case_id, batch_places.c.step).join(batch_places, batch_places.c.batch == cases.c.workflow_id)
    for row in connection.execute(lists.where(its_own)):
        yield row.case_id, "list", row.step, ""
