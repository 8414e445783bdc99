"""What is administered of people beside the organisation's file, and how far what is open has followed the company."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select, update

from engine.administering import stand_ins as rules
from engine.administering.stand_ins import Wanted
from engine.people import Directory, DirectoryChange, StandIn
from store import turns
from store.statements import insert, insert_if_new
from store.tables.people import directory_changes, directory_marks
from store.world import CompanyKept, NoCompany, Version, newest_version

OPEN_TASKS, OPEN_LIMITS = "open-tasks", "open-limits"
"""What is led from one company to another: tasks to other people, limits to other instants."""


@dataclass(frozen=True)
class ChangeMade:
    """A change of the directory as it is kept: when it was made, by whom or by which case, and why."""

    position: int
    change: DirectoryChange
    at: datetime
    by: str | None
    reason: str
    case_id: str | None


@dataclass(frozen=True)
class Way:
    """What is open is led from the company `before` to the one of `now`; cases up to `done_to` have been looked at, and
    so many of them were `told`."""

    mark: str
    before: Version
    before_at: datetime
    now: Version
    now_at: datetime
    done_to: str
    told: int = 0

    @property
    def is_over(self) -> bool:
        """Whether all that is open follows the company of now."""
        return (self.before, self.before_at) == (self.now, self.now_at)


@dataclass(frozen=True)
class Author:
    """Who makes a change, and why. `once` makes a repeated one known. `setters`: roles that may set anybody's."""

    by: str | None
    reason: str
    once: str
    case_id: str | None = None
    setters: Collection[str] = ()


def set_stand_in(
    connection: Connection, kept: CompanyKept, wanted: Wanted, author: Author, now: datetime
) -> tuple[str, bool]:
    """Let somebody stand in for somebody; gives its number, and whether it is new. Raises `Rejected`, `NoCompany`."""
    one_at_a_time(connection)
    known = _made(connection, author.once)
    if known is not None:
        return str(known["id"]), False
    directory = _directory(connection, kept)
    rules.must_be_allowed(wanted, directory, directory.day_of(now), author.by, author.setters)
    number = next_number(connection)
    record(connection, DirectoryChange("stand-in-set", wanted.to_wire(number)), author, now)
    return number, True


def end_stand_in(connection: Connection, kept: CompanyKept, number: str, author: Author, now: datetime) -> None:
    """End it from now on. Raises `Rejected`, `NoCompany`."""
    one_at_a_time(connection)
    if _made(connection, author.once) is not None:
        return
    directory = _directory(connection, kept)
    today = directory.day_of(now)
    found = rules.to_end(number, directory, today)
    if author.by is not None:
        rules.must_be_theirs(found.absent, directory, author.by, (*author.setters,))
    record(connection, DirectoryChange("stand-in-ended", {"id": number, "day": today.isoformat()}), author, now)


def record(connection: Connection, change: DirectoryChange, author: Author, now: datetime) -> None:
    """Keep a change, once."""
    one_at_a_time(connection)
    row = {
        "once": author.once, "kind": change.kind, "content": dict(change.content), "at": now, "by": author.by,
        "reason": author.reason, "case_id": author.case_id,
    }  # fmt: skip
    statement = insert(connection.dialect.name, directory_changes)
    connection.execute(statement.on_conflict_do_nothing(index_elements=["once"]), row)


def one_at_a_time(connection: Connection) -> None:
    """Let one transaction at a time change the directory: whoever sees a position has seen all before it."""
    turns.lock(connection, "directory")


def next_number(connection: Connection) -> str:
    """The number of the next stand-in."""
    return f"DL-{_count(connection, 'stand-in-set') + 1}"


def changes_made(connection: Connection) -> list[ChangeMade]:
    """All changes, in the order they were made."""
    rows = connection.execute(select(directory_changes).order_by(directory_changes.c.position))
    return [
        ChangeMade(row.position, DirectoryChange(row.kind, row.content), row.at, row.by, row.reason, row.case_id)
        for row in rows
    ]


def _directory(connection: Connection, kept: CompanyKept) -> Directory:
    company = kept.read(connection)
    if company is None:
        raise NoCompany
    return company.directory


def _made(connection: Connection, once: str) -> Any:
    return connection.scalar(select(directory_changes.c.content).where(directory_changes.c.once == once))


def _count(connection: Connection, kind: str) -> int:
    counted = select(func.count()).where(directory_changes.c.kind == kind)
    return int(connection.scalar(counted) or 0)


# -- how far what is open has followed ------------------------------------------------------------------------------


def way(connection: Connection, mark: str) -> Way | None:
    """The way that is being gone, or the last one; None before the first."""
    row = connection.execute(select(directory_marks).where(directory_marks.c.name == mark)).one_or_none()
    if row is None:
        return None
    before, now = Version(row.company, row.changes), Version(row.next_company, row.next_changes)
    return Way(mark, before, row.at, now, row.next_at, row.done_to, row.told)


def take_way(connection: Connection, mark: str, now: datetime, lease: timedelta) -> Way | None:
    """Be the one worker that leads, up to the end of the lease; None when another one is, or before the first company.
    Where all follow, the way leads to the company of now."""
    version = newest_version(connection)
    if version is None:
        return None
    here = {"company": version.company, "changes": version.changes, "at": now}
    first = {"name": mark, **here, **_next(version, now), "done_to": "", "told": 0, "held_until": now}
    connection.execute(insert_if_new(connection.dialect.name, directory_marks), first)
    free = (directory_marks.c.name == mark, directory_marks.c.held_until <= now)
    taken = connection.execute(update(directory_marks).where(*free).values(held_until=now + lease))
    found = way(connection, mark)
    if taken.rowcount == 0 or found is None:
        return None
    if found.is_over:
        _set(connection, mark, **_next(version, now), done_to="", told=0)
        found = way(connection, mark)
    return found


def let_go(connection: Connection, taken: Way, done_to: str | None, now: datetime, told: int = 0) -> None:
    """Cases up to `done_to` have been looked at, `told` more of them told; None: all of them, the way is over."""
    values: dict[str, Any] = {"held_until": now, "told": taken.told + told}
    if done_to is not None:
        _set(connection, taken.mark, done_to=done_to, **values)
        return
    reached = {"company": taken.now.company, "changes": taken.now.changes, "at": taken.now_at}
    _set(connection, taken.mark, **reached, done_to="", **values)


def _next(version: Version, at: datetime) -> dict[str, Any]:
    return {"next_company": version.company, "next_changes": version.changes, "next_at": at}


def _set(connection: Connection, mark: str, **values: Any) -> None:
    connection.execute(update(directory_marks).where(directory_marks.c.name == mark).values(**values))


def stand_ins_listed(connection: Connection, kept: CompanyKept) -> Iterator[tuple[StandIn, ChangeMade | None]]:
    """Every stand-in there is or was, each with the change that made it; None for one of the organisation's file."""
    made = {one.change.content["id"]: one for one in changes_made(connection) if one.change.kind == "stand-in-set"}
    for relation in _directory(connection, kept).stand_ins:
        yield relation, made.get(relation.id)
