"""Who did what when: commands in cases, and what was done besides: one list over many tables, the latest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, and_, null, or_, select

from store.paging import cursor_of, number_of, read_cursor
from store.tables.accounts import account_changes
from store.tables.people import directory_changes, hand_overs, openings
from store.tables.primary import commands, company, deployments, setting_changes
from store.tables.projection import cases, tasks
from store.tables.publishing import phrases, publications

Wire = Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What is looked for. `kinds`: names of `SOURCES`; empty: all of them."""

    person: str | None = None
    case_id: str | None = None
    kinds: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Deed:
    """Something somebody did. `kind` is the list it comes from, `content` what that list says of it."""

    kind: str
    id: str
    at: datetime
    by: str | None
    case_id: str | None
    content: Wire


@dataclass(frozen=True)
class _Source:
    """A table as a list of deeds: which columns say when, who, of which case, and what is told of it."""

    at: Column[Any]
    by: Column[Any]
    id: Column[Any]
    told: tuple[Column[Any], ...]
    case_id: Column[Any] | None = None
    concerning: tuple[Column[Any], ...] = ()


SOURCES: dict[str, _Source] = {
    "command": _Source(
        commands.c.at, commands.c.by, commands.c.position,
        (commands.c.on_behalf_of, commands.c.via, commands.c.payload, commands.c.status, commands.c.refusal),
        commands.c.case_id, (commands.c.on_behalf_of,),
    ),
    "directory": _Source(
        directory_changes.c.at, directory_changes.c.by, directory_changes.c.position,
        (directory_changes.c.kind, directory_changes.c.content, directory_changes.c.reason),
        directory_changes.c.case_id,
    ),
    "hand-over": _Source(
        hand_overs.c.at, hand_overs.c.by, hand_overs.c.id,
        (hand_overs.c.person, hand_overs.c.to, hand_overs.c.reason), None, (hand_overs.c.person, hand_overs.c.to),
    ),
    "hand-over-undone": _Source(
        hand_overs.c.undone_at, hand_overs.c.undone_by, hand_overs.c.id,
        (hand_overs.c.person, hand_overs.c.to, hand_overs.c.undone_reason), None,
        (hand_overs.c.person, hand_overs.c.to),
    ),
    "account": _Source(
        account_changes.c.at, account_changes.c.by, account_changes.c.position,
        (account_changes.c.person, account_changes.c.kind, account_changes.c.said), None, (account_changes.c.person,),
    ),
    "setting": _Source(
        setting_changes.c.at, setting_changes.c.by, setting_changes.c.position,
        (setting_changes.c.process, setting_changes.c.name, setting_changes.c.value, setting_changes.c.reason),
    ),
    "phrases": _Source(
        phrases.c.at, phrases.c.by, phrases.c.position,
        (phrases.c.process, phrases.c.kind, phrases.c.said, phrases.c.reason),
    ),
    "deployment": _Source(
        deployments.c.at, deployments.c.by, deployments.c.digest, (deployments.c.process, deployments.c.version),
    ),
    "publication": _Source(
        publications.c.asked_at, publications.c.asked_by, publications.c.id,
        (publications.c.process, publications.c.note, publications.c.state),
    ),
    "publication-decided": _Source(
        publications.c.decided_at, publications.c.decided_by, publications.c.id,
        (publications.c.process, publications.c.note, publications.c.state),
    ),
    "organisation": _Source(company.c.at, company.c.by, company.c.version, (company.c.version,)),
    "opening": _Source(
        openings.c.asked_at, openings.c.by, openings.c.id, (openings.c.reason, openings.c.hours), openings.c.case_id,
    ),
    "opening-answered": _Source(
        openings.c.answered_at, openings.c.answered_by, openings.c.id,
        (openings.c.by, openings.c.until, openings.c.answer), openings.c.case_id, (openings.c.by,),
    ),
}  # fmt: skip
"""The lists there are. Their names sort: of one instant, the later name comes first."""


def deeds(connection: Connection, wanted: Wanted, limit: int, cursor: str | None) -> tuple[list[Deed], str | None]:
    """A page of what was done, the latest first."""
    after = read_cursor(cursor, datetime, str, str) if cursor else None
    found = [
        deed
        for name in (wanted.kinds or tuple(SOURCES))
        if name in SOURCES and (wanted.case_id is None or SOURCES[name].case_id is not None)
        for deed in _of(connection, name, SOURCES[name], wanted, limit + 1, after)
    ]
    found.sort(key=lambda one: (one.at, one.kind, _sortable(one.id)), reverse=True)
    page = found[:limit]
    last = page[-1] if len(found) > limit else None
    return page, cursor_of(last.at, last.kind, last.id) if last else None


def _sortable(id: str) -> tuple[int, str]:
    """Numbers as numbers."""
    return (int(id), "") if id.isdigit() else (0, id)


def _of(connection: Connection, name: str, source: _Source, wanted: Wanted, limit: int, after: Any) -> Iterator[Deed]:
    case_id = source.case_id if source.case_id is not None else null()
    columns = [source.at.label("_at"), source.by.label("_by"), source.id.label("_id"), case_id.label("_case")]
    told = [column.label(column.name) for column in source.told]
    statement = select(*columns, *told).where(source.at.is_not(None), *_conditions(name, source, wanted, after))
    for row in connection.execute(statement.order_by(source.at.desc(), source.id.desc()).limit(limit)):
        content = {column.name: row._mapping[column.name] for column in source.told}
        yield Deed(name, str(row._id), row._at, row._by, row._case, content)


def _conditions(name: str, source: _Source, wanted: Wanted, after: Any) -> Iterator[ColumnElement[bool]]:
    if wanted.person is not None:
        theirs = source.by == wanted.person
        for column in source.concerning:
            theirs = theirs | (column == wanted.person)
        yield theirs
    if wanted.case_id is not None and source.case_id is not None:
        yield source.case_id == wanted.case_id
    if wanted.since is not None:
        yield source.at >= wanted.since
    if wanted.until is not None:
        yield source.at < wanted.until
    if after is not None:
        yield _behind(name, source, *after)


def _behind(name: str, source: _Source, at: datetime, kind: str, id: str) -> ColumnElement[bool]:
    """Rows that come after one in the order of the whole list."""
    if name < kind:
        return source.at <= at
    if name > kind:
        return source.at < at
    here: Any = number_of(id) if source.id.type.python_type is int else id
    return or_(source.at < at, and_(source.at == at, source.id < here))


def keys_of(connection: Connection, case_ids: Sequence[str]) -> dict[str, str]:
    """The business keys of these cases."""
    statement = select(cases.c.case_id, cases.c.business_key).where(cases.c.case_id.in_(list(case_ids)))
    return {row.case_id: row.business_key for row in connection.execute(statement)}


@dataclass(frozen=True)
class Called:
    """What a case is called by, the digest of its plan, and the steps of its tasks."""

    key: str
    plan: str
    steps: Mapping[str, str]


def called(connection: Connection, case_ids: Sequence[str]) -> dict[str, Called]:
    """What people call these cases and their tasks."""
    asked = list(dict.fromkeys(case_ids))
    steps: dict[str, dict[str, str]] = {}
    of_tasks = select(tasks.c.case_id, tasks.c.task, tasks.c.step).where(tasks.c.case_id.in_(asked))
    for row in connection.execute(of_tasks):
        steps.setdefault(row.case_id, {})[row.task] = row.step
    of_cases = select(cases.c.case_id, cases.c.business_key, cases.c.plan).where(cases.c.case_id.in_(asked))
    return {
        row.case_id: Called(row.business_key, row.plan, steps.get(row.case_id, {}))
        for row in connection.execute(of_cases)
    }
