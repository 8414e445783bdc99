"""What speaks of a file: cases and their documents, drafts, what people have asked and what was refused, registers."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Text, or_, select, true, type_coerce, union

from store.tables.handed_in import drafts
from store.tables.primary import (
    commands,
    documents,
    outbox,
    register_changes,
    register_entries,
    settings,
    turns,
)
from store.tables.projected_files import case_files
from store.tables.projection import cases
from store.tables.unattended import refused_starts

_RECORD = (turns.c.stimulus, turns.c.events, turns.c.requests, turns.c.resolution)
_DIGESTS = re.compile(r"[0-9a-f]{64}")


def cases_of(connection: Connection, digest: str) -> list[tuple[str, bool]]:
    """Cases that refer to a file, and whether each is sealed; those that are not come first."""
    spoken_of = select(case_files.c.case_id).where(case_files.c.digest == digest)
    issued = select(documents.c.case_id).where(documents.c.digest == digest)
    found = select(cases.c.case_id, cases.c.sealed).where(cases.c.case_id.in_(union(spoken_of, issued)))
    return [(row.case_id, row.sealed) for row in connection.execute(found.order_by(cases.c.sealed))]


def files_of(connection: Connection, case_id: str) -> list[str]:
    """The files a case refers to, by digest."""
    spoken_of = select(case_files.c.digest).where(case_files.c.case_id == case_id)
    issued = select(documents.c.digest).where(documents.c.case_id == case_id)
    return [*connection.scalars(union(spoken_of, issued).order_by("digest"))]


def drafted_by(connection: Connection, digest: str) -> list[str]:
    """Who has a draft that speaks of it."""
    return [*connection.scalars(select(drafts.c.person).where(_mentions(drafts.c.data, digest)))]


def is_spoken_of(connection: Connection, digest: str, since: datetime) -> bool:
    """Whether anything speaks of it, by what the read model knows of the cases; or did since `since` and may still be
    on its way into one."""
    found = [
        select(case_files.c.digest).where(case_files.c.digest == digest),
        select(documents.c.digest).where(documents.c.digest == digest),
        *(select(column).where(_mentions(column, digest), counts) for column, counts in _handed_in(since)),
    ]
    return bool(connection.scalar(select(or_(*(one.exists() for one in found)))))


def _handed_in(since: datetime) -> Iterable[tuple[Column[Any], ColumnElement[bool]]]:
    """Columns that may speak of files besides the record of the cases, and which rows still count."""
    yield drafts.c.data, true()
    yield commands.c.payload, or_(commands.c.settled_at.is_(None), commands.c.settled_at >= since)
    yield refused_starts.c.data, refused_starts.c.settled_at.is_(None)
    yield outbox.c.payload, or_(outbox.c.status != "sent", outbox.c.sent_at >= since)
    yield settings.c.value, true()
    yield register_entries.c.entry, true()
    yield register_changes.c.entry, true()


def in_the_record(connection: Connection, digests: Collection[str]) -> set[str]:
    """Those of these of which any turn speaks: a read model that is not whole must not cost a case its files."""
    wanted, found = set(digests), set[str]()
    for column in _RECORD:
        text = type_coerce(column, Text)
        for written in connection.scalars(select(text).where(text.contains("digest")).execution_options(yield_per=500)):
            found |= wanted & set(_DIGESTS.findall(written))
    return found


def _mentions(column: Column[Any], digest: str) -> ColumnElement[bool]:
    return type_coerce(column, Text).contains(digest)
