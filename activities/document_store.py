"""Where the contents of files are: a port, and a folder behind it. A content is named by its SHA-256."""

import asyncio
import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from engine.runtime.refusals import Rejected

CHUNK = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Content:
    """A content that is in the store: its SHA-256 and its size in bytes."""

    digest: str
    size: int


class DocumentStore(Protocol):
    """Keeps contents for ever. Putting the same content again changes nothing."""

    async def put(self, content: IO[bytes], most: int) -> Content:
        """Keep a content of at most `most` bytes; raises `Rejected` `file-too-large` or `file-empty`."""

    async def get(self, digest: str, to: IO[bytes]) -> None:
        """Write a content out, held against its digest; raises `Rejected` `unknown-file` or `file-damaged`."""


class FolderStore:
    """A folder: `ab/cd/abcd…`, each content a file that only its owner may read and that is never written again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, content: IO[bytes], most: int) -> Content:
        """See `DocumentStore`. The content gets its name only when all of it is on the disk."""
        return await asyncio.to_thread(self._put, content, most)

    async def get(self, digest: str, to: IO[bytes]) -> None:
        """See `DocumentStore`."""
        await asyncio.to_thread(self._get, digest, to)

    def _put(self, content: IO[bytes], most: int) -> Content:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix="coming-", delete=False) as coming:
            try:
                kept = _copied(content, coming, most)
                coming.flush()
                os.fsync(coming.fileno())
                self._name(Path(coming.name), kept.digest)
            except BaseException:
                Path(coming.name).unlink(missing_ok=True)
                raise
        return kept

    def _name(self, coming: Path, digest: str) -> None:
        place = self._place(digest)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        coming.replace(place)
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _get(self, digest: str, to: IO[bytes]) -> None:
        found = hashlib.sha256()
        try:
            with self._place(digest).open("rb") as kept:
                while chunk := kept.read(CHUNK):
                    found.update(chunk)
                    to.write(chunk)
        except FileNotFoundError:
            raise unknown(digest) from None
        if found.hexdigest() != digest:
            raise Rejected("file-damaged", f"Expected the content {digest}, but what is kept under it is another")

    def _place(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise unknown(digest)
        return self._folder / digest[:2] / digest[2:4] / digest


def unknown(digest: str) -> Rejected:
    """There is no such content, or not all of it has come."""
    return Rejected(
        "unknown-file", f"Expected a file of the document store, but there is none with digest {digest[:64]}"
    )


def _copied(content: IO[bytes], to: IO[bytes], most: int) -> Content:
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > most:
            raise Rejected("file-too-large", f"Expected a file of at most {most // 1024} KB, but it is larger")
        digest.update(chunk)
        to.write(chunk)
    if size == 0:
        raise Rejected("file-empty", "Expected a file with something in it, but it is empty")
    return Content(digest.hexdigest(), size)
