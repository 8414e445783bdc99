"""What has changed, as it was committed: which cases, which of their tasks, and whose lists that concerns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from engine.people import Directory, manager_of
from store.reads import Reads
from store.tables.followed import follows
from store.tables.primary import turns
from store.tables.projection import cases, copies, tasks

Wire = dict[str, Any]
OF_TASKS = ("mine", "group", "waiting")
_NAMING = ("by", "assignee", "person", "holder")
"""What events call people whose task it was, or is."""


@dataclass(frozen=True)
class Change:
    """A turn that was committed. `lists`: which lists of whom it concerns; `followers`: who follows the case, whether
    or not they may read it."""

    case_id: str
    turn: int
    committed_at: datetime
    tasks: tuple[str, ...] = ()
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    followers: frozenset[str] = frozenset()


AT_ONCE = 500
"""So many are told by one look; who gets as many looks again."""


class ChangesRead(Reads):
    """The part of the store that tells what has changed."""

    async def changes(self, since: datetime, limit: int = AT_ONCE) -> list[Change]:
        """What was committed after an instant, in order."""

        def read(db: Connection) -> list[Change]:
            company = self._company.read(db)
            return changes_since(db, company.directory if company is not None else None, since, limit)

        return await self._database.read(read)


def changes_since(connection: Connection, directory: Directory | None, since: datetime, limit: int) -> list[Change]:
    """What was committed after an instant."""
    columns = (turns.c.case_id, turns.c.n, turns.c.committed_at, turns.c.events)
    order = (turns.c.committed_at, turns.c.case_id, turns.c.n)
    rows = connection.execute(select(*columns).where(turns.c.committed_at > since).order_by(*order).limit(limit)).all()
    known = _Known(connection, directory, {row.case_id for row in rows})
    return [known.change(row) for row in rows]


class _Known:
    """Those whose lists the cases are on."""

    def __init__(self, connection: Connection, directory: Directory | None, ids: set[str]) -> None:
        self._directory = directory
        self._starters = _pairs(connection, select(cases.c.case_id, cases.c.initiator).where(cases.c.case_id.in_(ids)))
        self._copies = _pairs(connection, select(copies.c.case_id, copies.c.person).where(copies.c.case_id.in_(ids)))
        self._followers = _pairs(
            connection, select(follows.c.case_id, follows.c.person).where(follows.c.case_id.in_(ids))
        )
        columns = (
            tasks.c.case_id, tasks.c.task, tasks.c.offered, tasks.c.holder, tasks.c.lent_to, tasks.c.offered_back,
            tasks.c.by,
        )  # fmt: skip
        found = connection.execute(select(*columns).where(tasks.c.case_id.in_(ids))) if ids else ()
        self._tasks = {(row.case_id, row.task): row for row in found}

    def change(self, row: Any) -> Change:
        """A turn with whom it concerns."""
        named = tuple(dict.fromkeys(event["task"] for event in row.events if isinstance(event.get("task"), str)))
        lists: dict[str, set[str]] = {}
        for person in self._of_tasks(row, named):
            lists.setdefault(person, set()).update(OF_TASKS)
        for person in {event["by"] for event in row.events if event["kind"] == "task-decided" and event.get("by")}:
            lists.setdefault(person, set()).add("done")
        for name, people in (("started", self._starters), ("copied", self._copies)):
            for person in people.get(row.case_id, ()):
                lists.setdefault(person, set()).add(name)
        for superior in self._superiors(row, named):
            lists.setdefault(superior, set()).add("team")
        whose = {person: frozenset(names) for person, names in lists.items()}
        followers = frozenset(self._followers.get(row.case_id, ()))
        return Change(row.case_id, row.n, row.committed_at, named, whose, followers)

    def _of_tasks(self, row: Any, named: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for task in named:
            known = self._tasks.get((row.case_id, task))
            if known is not None:
                found.update((*known.offered, known.holder, known.lent_to, known.offered_back, known.by))
        for event in row.events:
            if "task" in event:
                found.update(event[key] for key in _NAMING if isinstance(event.get(key), str))
        return {one for one in found if one}

    def _superiors(self, row: Any, named: Iterable[str]) -> set[str]:
        """Whose team those belong to who have, or have decided, a task."""
        rows = [self._tasks[row.case_id, task] for task in named if (row.case_id, task) in self._tasks]
        people = {one for known in rows for one in (known.holder, known.by) if one}
        above = {manager_of(self._directory, one) for one in people} if self._directory is not None else set()
        return {one for one in above if one}


def _pairs(connection: Connection, statement: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for case_id, person in connection.execute(statement):
        if person:
            found.setdefault(case_id, []).append(person)
    return found
