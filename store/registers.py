"""Numbered registers (台账) and the index of documents."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Text, false, func, select, type_coerce, update

from engine.runtime.refusals import Rejected
from store.columns import written
from store.limits import refuse_large
from store.numbers import count_on
from store.statements import insert
from store.tables.primary import documents, number_counters, register_changes, register_entries
from store.tables.projection import cases

Wire = dict[str, Any]


@dataclass(frozen=True)
class RegisterEntry:
    """A line of a register. `number` counts its lines from 1 without gaps, `revision` the changes of this one."""

    register: str
    number: int
    key: str
    entry: Wire
    revision: int
    at: datetime
    by: str | None = None
    case_id: str | None = None


@dataclass(frozen=True)
class RegisterChange:
    """What is to be written into a register. `once` makes a repeated one known."""

    register: str
    key: str
    entry: Wire
    once: str
    at: datetime
    by: str | None = None
    case_id: str | None = None


@dataclass(frozen=True)
class IndexedDocument:
    """A document of a case: an issued, numbered one, or a file by its digest. `copies`: copy to recipient."""

    id: str
    case_id: str
    document: str
    number: str
    at: datetime
    name: str = ""
    digest: str = ""
    media_type: str = ""
    size: int = 0
    by: str | None = None
    copies: Wire = field(default_factory=dict)


def add(connection: Connection, change: RegisterChange) -> RegisterEntry:
    """A new line with the next number. Raises `Rejected` `key-taken` when the register has a line of that key."""
    refuse_large("a line of a register", change.entry)
    _lock(connection, change.register)
    done = _done(connection, change)
    if done is not None:
        return done
    if find(connection, change.register, change.key) is not None:
        raise Rejected(
            "key-taken", f"Expected a new key for register '{change.register}', but '{change.key}' is in it already"
        )
    return _append(connection, change)


def lay_over(connection: Connection, change: RegisterChange) -> RegisterEntry:
    """Lay values over the line of that key, or make it."""
    refuse_large("a line of a register", change.entry)
    _lock(connection, change.register)
    done = _done(connection, change)
    if done is not None:
        return done
    line = find(connection, change.register, change.key)
    if line is None:
        return _append(connection, change)
    entry = {**line.entry, **change.entry}
    refuse_large("a line of a register", entry)
    of_line = (register_entries.c.register == change.register, register_entries.c.key == change.key)
    changed = {"entry": entry, "revision": line.revision + 1, "at": change.at, "by": change.by}
    connection.execute(update(register_entries).where(*of_line).values(**changed))
    return _recorded(connection, change, line.number, line.revision + 1, entry)


def _series(register: str) -> str:
    return f"register:{register}:{{n}}"


def _lock(connection: Connection, register: str) -> None:
    """Let one transaction at a time write into a register."""
    statement = insert(connection.dialect.name, number_counters).values(series=_series(register), last=0)
    same = statement.on_conflict_do_update(index_elements=["series"], set_={"last": number_counters.c.last})
    connection.execute(same)


def _append(connection: Connection, change: RegisterChange) -> RegisterEntry:
    number = count_on(connection, _series(change.register))
    row = {
        "register": change.register, "number": number, "key": change.key, "entry": change.entry, "revision": 1,
        "at": change.at, "by": change.by, "case_id": change.case_id,
    }  # fmt: skip
    connection.execute(register_entries.insert(), row)
    return _recorded(connection, change, number, 1, change.entry)


def _done(connection: Connection, change: RegisterChange) -> RegisterEntry | None:
    """The line as it was after this very change, if it was made before."""
    row = (connection.execute(select(register_changes).where(register_changes.c.once == change.once))).one_or_none()
    if row is None:
        return None
    return RegisterEntry(row.register, row.number, change.key, row.entry, row.revision, row.at, row.by, row.case_id)


def _recorded(connection: Connection, change: RegisterChange, number: int, revision: int, entry: Wire) -> RegisterEntry:
    row = {
        "once": change.once, "register": change.register, "number": number, "revision": revision, "entry": entry,
        "at": change.at, "by": change.by, "case_id": change.case_id,
    }  # fmt: skip
    connection.execute(register_changes.insert(), row)
    return RegisterEntry(change.register, number, change.key, entry, revision, change.at, change.by, change.case_id)


def find(connection: Connection, register: str, key: str) -> RegisterEntry | None:
    """A line by its key."""
    statement = select(register_entries).where(register_entries.c.register == register, register_entries.c.key == key)
    row = (connection.execute(statement)).one_or_none()
    return None if row is None else _entry(row)


def lines(connection: Connection, register: str, after: int, limit: int) -> list[RegisterEntry]:
    """Lines in order of their numbers."""
    statement = select(register_entries).where(
        register_entries.c.register == register, register_entries.c.number > after
    )
    rows = connection.execute(statement.order_by(register_entries.c.number).limit(limit))
    return [_entry(row) for row in rows]


def names(connection: Connection) -> dict[str, int]:
    """All registers with their number of lines."""
    statement = select(register_entries.c.register, func.count()).group_by(register_entries.c.register)
    rows = connection.execute(statement.order_by(register_entries.c.register))
    return {row.register: row[1] for row in rows}


def written_by(connection: Connection, processes: Collection[str]) -> set[str]:
    """The registers that cases of these processes have written into."""
    joined = select(register_entries.c.register).join(cases, cases.c.case_id == register_entries.c.case_id)
    return set(connection.scalars(joined.where(cases.c.process.in_(sorted(processes))).distinct()))


def searched(
    connection: Connection, register: str, search: str, after: int, limit: int
) -> list[tuple[RegisterEntry, bool]]:
    """Lines in order whose key or words have the text, each with whether its case is sealed."""
    of = register_entries.c
    sealed = func.coalesce(cases.c.sealed, false()).label("is_sealed")
    joined = select(register_entries, sealed).join(cases, cases.c.case_id == of.case_id, isouter=True)
    statement = joined.where(of.register == register, of.number > after).order_by(of.number).limit(limit)
    if search:
        words = type_coerce(of.entry, Text).contains(written(search)[1:-1], autoescape=True)
        statement = statement.where(of.key.contains(search, autoescape=True) | words, sealed == false())
    return [(_entry(row), bool(row.is_sealed)) for row in connection.execute(statement)]


def _entry(row: Row[Any]) -> RegisterEntry:
    return RegisterEntry(row.register, row.number, row.key, row.entry, row.revision, row.at, row.by, row.case_id)


def index_document(connection: Connection, document: IndexedDocument) -> IndexedDocument:
    """Remember a document; one of the same id stays as it is, and is given."""
    statement = insert(connection.dialect.name, documents).values(
        {column.name: getattr(document, column.name) for column in documents.columns if column.name != "position"}
    )
    connection.execute(statement.on_conflict_do_nothing(index_elements=["id"]))
    return _document((connection.execute(select(documents).where(documents.c.id == document.id))).one())


def documents_of(connection: Connection, case_id: str) -> list[IndexedDocument]:
    """The documents of a case, in the order they came."""
    statement = select(documents).where(documents.c.case_id == case_id).order_by(documents.c.position)
    return [_document(row) for row in connection.execute(statement)]


def _document(row: Row[Any]) -> IndexedDocument:
    return IndexedDocument(
        row.id, row.case_id, row.document, row.number, row.at, row.name, row.digest, row.media_type, row.size, row.by,
        row.copies,
    )  # fmt: skip
