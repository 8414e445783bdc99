"""Files for everybody above: taken in, given out, and known before a case may speak of them.

A case holds references only: `{digest, name, size, type}`.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from activities.document_store import DocumentStore, unknown
from engine.model.file_kinds import HEAD, KINDS, ending_of, safe_name
from engine.runtime.refusals import Rejected
from store import Store
from store.files import StoredFile

Reference = dict[str, Any]


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
        self._contents = contents
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
        return {"digest": kept.digest, "name": name, "size": kept.size, "type": kind.media_type}

    async def give(self, digest: str, to: BinaryIO) -> StoredFile:
        """Write a file out; raises `Rejected` `unknown-file`, `file-damaged`."""
        file = await self._store.file(digest)
        if file is None:
            raise unknown(digest)
        await self._contents.get(digest, to)
        return file


async def must_know_files(store: Store, payload: Any) -> None:
    """Refuse an act that speaks of a file which is not there, not all there, or not as it says (`unknown-file`)."""
    spoken_of = list(references_in(payload))
    if not spoken_of:
        return
    known = await store.files(one["digest"] for one in spoken_of if isinstance(one["digest"], str))
    for one in spoken_of:
        file = known.get(one["digest"]) if isinstance(one["digest"], str) else None
        if file is None:
            raise unknown(str(one["digest"]))
        if (one.get("size"), one.get("type")) != (file.size, file.media_type):
            said = f"Expected {one['digest'][:12]}… with {file.size} bytes of {file.media_type}, but got another"
            raise Rejected("unknown-file", said)


def references_in(value: Any) -> Iterator[Reference]:
    """All references to files in some JSON."""
    if isinstance(value, dict):
        if "digest" in value and "name" in value:
            yield value
        else:
            for part in value.values():
                yield from references_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from references_in(part)
