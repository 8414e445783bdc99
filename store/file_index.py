"""The rows of the index of files: noted, found, and held for an act that speaks of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from engine.model.file_references import references_in
from engine.runtime.refusals import Rejected
from store.statements import insert_if_new, insert_or_update
from store.tables.handed_in import file_takes, files


@dataclass(frozen=True)
class StoredFile:
    """A file: SHA-256 of its content, the name it first came under, its kind and size in bytes."""

    digest: str
    name: str
    media_type: str
    size: int
    at: datetime
    by: str | None = None


def unknown(digest: str) -> Rejected:
    """There is no such content, or not all of it has come."""
    return Rejected(
        "unknown-file", f"Expected a file of the document store, but there is none with digest {digest[:64]}"
    )


def note(connection: Connection, file: StoredFile) -> StoredFile:
    """Somebody has handed a content in; gives what was noted of it the first time."""
    row = {column.name: getattr(file, column.name) for column in files.columns}
    connection.execute(insert_if_new(connection.dialect.name, files), row)
    taken = {"digest": file.digest, "person": file.by or "", "at": file.at}
    connection.execute(insert_or_update(connection.dialect.name, file_takes), taken)
    found = find(connection, file.digest)
    assert found is not None
    return found


def find(connection: Connection, digest: str) -> StoredFile | None:
    """What is known of a file."""
    row = connection.execute(select(files).where(files.c.digest == digest)).one_or_none()
    return None if row is None else StoredFile(**row._mapping)


def among(connection: Connection, digests: list[str], *, hold: bool = False) -> dict[str, StoredFile]:
    """Those of these that are there; with `hold` nobody takes them away before the transaction has ended."""
    statement = select(files).where(files.c.digest.in_(digests))
    rows = connection.execute(statement.with_for_update(read=True) if hold else statement)
    return {row.digest: StoredFile(**row._mapping) for row in rows}


def must_know(connection: Connection, payload: Any) -> None:
    """Refuse an act that speaks of a file which is not there, not all there, or not as it says (`unknown-file`)."""
    spoken_of = list(references_in(payload))
    if not spoken_of:
        return
    known = among(connection, sorted({one["digest"] for one in spoken_of if isinstance(one["digest"], str)}), hold=True)
    for one in spoken_of:
        file = known.get(one["digest"]) if isinstance(one["digest"], str) else None
        if file is None:
            raise unknown(str(one["digest"]))
        if (one.get("size"), one.get("type")) != (file.size, file.media_type):
            said = f"Expected {one['digest'][:12]}… with {file.size} bytes of {file.media_type}, but got another"
            raise Rejected("unknown-file", said)
