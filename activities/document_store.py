"""Where the contents of files are: a port, and a folder behind it. A content is named by its SHA-256."""

import asyncio
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from engine.model.file_references import is_digest
from engine.runtime.refusals import Rejected
from store.file_index import unknown

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Content:
    """A content that is in the store: its SHA-256 and its size in bytes."""

    digest: str
    size: int


class DocumentStore(Protocol):
    """Keeps contents until they are removed. Putting the same content again changes nothing.

    Every method raises `Rejected` `file-store-away` when what is behind it does not answer as it should.
    """

    place: str
    """Where it is, for people."""

    async def put(self, content: IO[bytes], most: int) -> Content:
        """Keep a content of at most `most` bytes; raises `Rejected` `file-too-large` or `file-empty`."""

    async def get(self, digest: str, to: IO[bytes]) -> None:
        """Write a content out, held against its digest; raises `Rejected` `unknown-file` or `file-damaged`."""

    async def get_piece(self, digest: str, first: int, length: int, to: IO[bytes]) -> None:
        """Write so many bytes from `first` on out, and read no others: a piece is not held against the digest. Raises
        `Rejected` `unknown-file`."""

    async def has(self, digest: str) -> bool:
        """Whether there is a content under this digest."""

    async def check(self) -> None:
        """Whether contents can be put and got; keeps nothing."""

    def remove(self, digest: str) -> None:
        """Take a content away, if it is there. Blocks until it is done."""


class FolderStore:
    """A folder: `ab/cd/abcd…`, each content a file that only its owner may read and that is never written again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.place = str(folder)

    async def put(self, content: IO[bytes], most: int) -> Content:
        """See `DocumentStore`. The content gets its name only when all of it is on the disk."""
        return await asyncio.to_thread(self._put, content, most)

    async def get(self, digest: str, to: IO[bytes]) -> None:
        """See `DocumentStore`."""
        await asyncio.to_thread(self._get, digest, to)

    async def get_piece(self, digest: str, first: int, length: int, to: IO[bytes]) -> None:
        """See `DocumentStore`."""
        await asyncio.to_thread(self._get_piece, digest, first, length, to)

    async def has(self, digest: str) -> bool:
        """See `DocumentStore`."""
        return await asyncio.to_thread(self._place(digest).is_file)

    async def check(self) -> None:
        """See `DocumentStore`. A folder that is not there yet is made with the first content."""
        there = next(one for one in (self._folder, *self._folder.resolve().parents) if one.exists())
        if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
            raise store_away(self.place, "it cannot be written")

    def remove(self, digest: str) -> None:
        """See `DocumentStore`."""
        self._place(digest).unlink(missing_ok=True)

    def _put(self, content: IO[bytes], most: int) -> Content:
        with self._coming() as coming:
            try:
                kept = copied(content, coming, most)
                coming.flush()
                os.fsync(coming.fileno())
                self._name(Path(coming.name), kept.digest)
            except BaseException:
                Path(coming.name).unlink(missing_ok=True)
                raise
        return kept

    def _coming(self) -> "tempfile._TemporaryFileWrapper[bytes]":
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return tempfile.NamedTemporaryFile(dir=self._folder, prefix="coming-", delete=False)
        except OSError as closed:
            raise self._away(closed) from None

    def _name(self, coming: Path, digest: str) -> None:
        place = self._place(digest)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if place.exists():
            coming.unlink()
            return
        coming.replace(place)
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _get(self, digest: str, to: IO[bytes]) -> None:
        found = hashlib.sha256()
        with self._kept(digest) as kept:
            while chunk := kept.read(CHUNK):
                found.update(chunk)
                to.write(chunk)
        if found.hexdigest() != digest:
            raise damaged(digest)

    def _get_piece(self, digest: str, first: int, length: int, to: IO[bytes]) -> None:
        with self._kept(digest) as kept:
            kept.seek(first)
            while length > 0 and (chunk := kept.read(min(CHUNK, length))):
                length -= len(chunk)
                to.write(chunk)

    def _kept(self, digest: str) -> IO[bytes]:
        try:
            return self._place(digest).open("rb")
        except FileNotFoundError:
            raise unknown(digest) from None
        except PermissionError as closed:
            raise self._away(closed) from None

    def _away(self, closed: OSError) -> Rejected:
        return store_away(self.place, f"it cannot be used: {closed.strerror}")

    def _place(self, digest: str) -> Path:
        return self._folder / wanted(digest)[:2] / digest[2:4] / digest


def wanted(digest: str) -> str:
    """A digest, if it is one; raises `Rejected` `unknown-file`, so that nothing else becomes a name of the store."""
    if not is_digest(digest):
        raise unknown(digest)
    return digest


def damaged(digest: str) -> Rejected:
    """Something else is kept under this digest."""
    return Rejected("file-damaged", f"Expected the content {digest}, but what is kept under it is another")


def store_away(place: str, why: str) -> Rejected:
    """The document store cannot be used now."""
    return Rejected("file-store-away", f"Expected to use the document store {place}, but {why}")


def copied(content: IO[bytes], to: IO[bytes], most: int) -> Content:
    """Copy a content piece by piece; raises `Rejected` `file-too-large` or `file-empty`."""
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > most:
            raise Rejected("file-too-large", f"Expected a file of at most {most // 1024} KB, but it is larger")
        digest.update(chunk)
        try:
            to.write(chunk)
        except OSError as full:
            raise Rejected("file-store-away", f"Expected room for the file, but {full.strerror}") from None
    if size == 0:
        raise Rejected("file-empty", "Expected a file with something in it, but it is empty")
    return Content(digest.hexdigest(), size)
