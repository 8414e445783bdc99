"""The index of the document store: every file whose content is there, by its digest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from store.reads import Reads
from store.statements import insert_if_new
from store.tables.handed_in import files


@dataclass(frozen=True)
class StoredFile:
    """A file: SHA-256 of its content, the name it first came under, its kind and size in bytes."""

    digest: str
    name: str
    media_type: str
    size: int
    at: datetime
    by: str | None = None


class Files(Reads):
    """The part of the store for files. A file is written here once its content is in the document store, not before."""

    async def put_file(self, file: StoredFile) -> StoredFile:
        """Note that a content is there; the same content again changes nothing, and gives what is noted."""
        return await self._database.write(lambda db: _put(db, file))

    async def file(self, digest: str) -> StoredFile | None:
        """What is known of a file."""
        return await self._database.read(lambda db: _find(db, digest))

    async def files(self, digests: Iterable[str]) -> dict[str, StoredFile]:
        """Those of these that are there."""
        wanted = sorted(set(digests))
        return await self._database.read(lambda db: _among(db, wanted))


def _put(connection: Connection, file: StoredFile) -> StoredFile:
    row = {column.name: getattr(file, column.name) for column in files.columns}
    connection.execute(insert_if_new(connection.dialect.name, files), row)
    found = _find(connection, file.digest)
    assert found is not None
    return found


def _find(connection: Connection, digest: str) -> StoredFile | None:
    row = connection.execute(select(files).where(files.c.digest == digest)).one_or_none()
    return None if row is None else StoredFile(**row._mapping)


def _among(connection: Connection, digests: list[str]) -> dict[str, StoredFile]:
    rows = connection.execute(select(files).where(files.c.digest.in_(digests)))
    return {row.digest: StoredFile(**row._mapping) for row in rows}
