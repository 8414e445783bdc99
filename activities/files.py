"""Files for everybody above: taken in, given out, and known before a case may speak of them.

A case holds references only: `{digest, name, size, type}`.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import BinaryIO

from activities.document_store import DocumentStore
from engine.administering.access import Standing
from engine.model.file_kinds import HEAD, KINDS, ending_of, safe_name
from engine.model.file_references import Reference
from engine.runtime.refusals import Rejected
from store import Store
from store.files import StoredFile
from store.reading import Reader


def utc_now() -> datetime:
    """When a file came: for people to read, nothing is decided by it."""
    return datetime.now(UTC)


class FileDesk:
    """Takes files of the kinds (endings) and the size in bytes that an installation allows."""

    def __init__(
        self,
        store: Store,
        contents: DocumentStore,
        *,
        kinds: list[str],
        most: int,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._store = store
        self.contents = self._contents = contents
        self._kinds = kinds
        self._most = most
        self._clock = clock

    async def take(self, name: str, content: BinaryIO, by: str | None) -> Reference:
        """Keep a file, whose content can be gone back in, and give the reference that a case may hold.

        First the content is kept, then it is noted: what was broken off is unknown. Raises `Rejected`:
        `file-not-allowed`, `file-too-large`, `file-empty`.
        """
        name = safe_name(name)
        kind = KINDS.get(ending_of(name))
        if kind is None or ending_of(name) not in self._kinds:
            raise Rejected("file-not-allowed", f"Expected one of {', '.join(self._kinds)}, but got {name}")
        if not kind.fits(content.read(HEAD)):
            raise Rejected(
                "file-not-allowed", f"Expected {name} to be what its ending says, but its content is another"
            )
        content.seek(0)
        kept = await self._contents.put(content, self._most)
        noted = StoredFile(kept.digest, name, kind.media_type, kept.size, self._clock(), by)
        await self._store.put_file(noted)
        if not await self._contents.has(kept.digest):  # it was there, and was just being taken away
            content.seek(0)
            await self._contents.put(content, self._most)
        return {"digest": kept.digest, "name": name, "size": kept.size, "type": kind.media_type}

    async def known(self, digest: str, reader: Reader | Standing) -> StoredFile:
        """A file, for somebody who may have it; raises `Rejected` `unknown-file`, `file-not-yours`."""
        return await self._store.file_for(digest, reader)

    async def give(self, digest: str, to: BinaryIO, *, reader: Reader | Standing) -> StoredFile:
        """Write a file out for somebody who may have it; raises `Rejected` as `known`, and `file-damaged`."""
        file = await self.known(digest, reader)
        await self._contents.get(digest, to)
        return file

    async def idle(self, older: timedelta) -> list[StoredFile]:
        """Files that nobody has handed in for so long, and of which nothing speaks."""
        return await self._store.idle_files(self._clock() - older)

    async def prune(self, older: timedelta) -> list[StoredFile]:
        """Take these away for ever; gives those that went."""
        before = self._clock() - older
        gone = []
        for file in await self._store.idle_files(before):
            if await self._store.remove_file(file.digest, before, partial(self._contents.remove, file.digest)):
                gone.append(file)
        return gone
