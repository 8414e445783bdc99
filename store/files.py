"""Files of the document store: what is known of them, who may have one, and which nothing speaks of any more."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from engine.administering.access import Reading, Standing, may_get_file, reading_of
from engine.runtime.refusals import Rejected
from store import file_index, file_uses, rights
from store.file_index import StoredFile as StoredFile
from store.reading import Eyes, Reader
from store.reads import Reads
from store.tables.handed_in import file_takes, files


class Files(Reads):
    """The part of the store for files. A file is written here once its content is in the document store, not before."""

    async def put_file(self, file: StoredFile) -> StoredFile:
        """Note that somebody has handed in a content, which is there; gives what was noted of it the first time."""
        return await self._database.write(lambda db: file_index.note(db, file))

    async def file(self, digest: str) -> StoredFile | None:
        """What is known of a file."""
        return await self._database.read(lambda db: file_index.find(db, digest))

    async def files(self, digests: Iterable[str]) -> dict[str, StoredFile]:
        """Those of these that are there."""
        wanted = sorted(set(digests))
        return await self._database.read(lambda db: file_index.among(db, wanted))

    async def file_for(self, digest: str, reader: Reader | Standing) -> StoredFile:
        """A file for somebody who may have it: as `store.reading` says, or by what they are in the company.

        Raises `Rejected`: `unknown-file`, `file-not-yours`.
        """
        now = self._clock()
        return await self._database.read(lambda db: _for(db, digest, reader, now))

    async def idle_files(self, before: datetime) -> list[StoredFile]:
        """Files last handed in before `before` of which nothing speaks, the oldest first. Reads the whole record."""
        return await self._database.read(lambda db: _idle(db, before))

    async def remove_file(self, digest: str, before: datetime, remove: Callable[[], None]) -> bool:
        """Take an idle file away, and its content by `remove`: meanwhile nobody hands it in or speaks of it.

        False: it has been handed in since `before`, or something speaks of it now.
        """
        return await self._database.write(lambda db: _remove(db, digest, before, remove))


def _for(connection: Connection, digest: str, reader: Reader | Standing, now: datetime) -> StoredFile:
    file = file_index.find(connection, digest)
    if file is None:
        raise file_index.unknown(digest)
    taken_by = connection.scalars(select(file_takes.c.person).where(file_takes.c.digest == digest))
    holders = [*taken_by, *file_uses.drafted_by(connection, digest)]
    if not may_get_file(reader.person, holders, _read(connection, digest, reader, now)):
        said = f"Expected to read a case that refers to {file.name}, or to have handed it in, but neither is so"
        raise Rejected("file-not-yours", said)
    return file


def _read(connection: Connection, digest: str, reader: Reader | Standing, now: datetime) -> Iterator[Reading]:
    """What somebody reads of each case that refers to it."""
    for case_id, sealed in file_uses.cases_of(connection, digest):
        if isinstance(reader, Standing):
            case = rights.concerned(connection, case_id, now)
            yield "nothing" if case is None else reading_of(reader, case)
        else:
            yield "blind" if sealed and not Eyes(connection, reader, now).read_sealed(case_id) else "all"


def _idle(connection: Connection, before: datetime) -> list[StoredFile]:
    last = select(func.max(file_takes.c.at)).where(file_takes.c.digest == files.c.digest).scalar_subquery()
    rows = connection.execute(select(files).where(func.coalesce(last, files.c.at) < before).order_by(files.c.at))
    found = [StoredFile(**row._mapping) for row in rows]
    unused = [file for file in found if not file_uses.is_spoken_of(connection, file.digest, before)]
    recorded = file_uses.in_the_record(connection, {file.digest for file in unused}) if unused else set()
    return [file for file in unused if file.digest not in recorded]


def _remove(connection: Connection, digest: str, before: datetime, remove: Callable[[], None]) -> bool:
    held = connection.execute(select(files).where(files.c.digest == digest).with_for_update()).one_or_none()
    last = connection.scalar(select(func.max(file_takes.c.at)).where(file_takes.c.digest == digest))
    if held is None or (last or held.at) >= before or file_uses.is_spoken_of(connection, digest, before):
        return False
    for table in (file_takes, files):
        connection.execute(delete(table).where(table.c.digest == digest))
    remove()
    return True
