"""Files given out: never trusted by a browser, in ranges where it asks so, or read here and shown as text."""

import asyncio
import re
import tempfile
from collections.abc import Iterator
from typing import IO, BinaryIO, cast
from urllib.parse import quote

from fastapi import Response
from starlette.datastructures import Headers
from starlette.responses import StreamingResponse

from api.file_views import view_of
from api.office import Office
from api.problems import Refusal, unknown
from api.shapes.files import FileView
from engine.administering.access import Standing
from engine.runtime.refusals import Rejected
from store.files import StoredFile

INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
"""Kinds a browser shows and never runs."""
SPOOLED = 4 * 1024 * 1024
CHUNK = 256 * 1024
KEPT = "private, no-cache"
"""A browser keeps it and asks each time whether it may show it still: rights end, and others use the machine."""
_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
_CLOSED = "default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"


async def given(office: Office, who: Standing, digest: str, inline: bool, asked: Headers) -> Response:
    """A file, or a range of it; nothing where the browser has it still. Raises 404 `unknown-file` for what one may not
    have too."""
    if f'"{digest}"' in (one.strip() for one in asked.get("if-none-match", "").split(",")):
        await _known(office, who, digest)
        return Response(status_code=304, headers={"Cache-Control": KEPT, "ETag": f'"{digest}"'})
    file = await _known(office, who, digest)
    headers = _headers(file, inline and file.media_type in INLINE)
    ranged = _range(asked.get("range"), file.size)
    if ranged is None:
        return StreamingResponse(_chunks(await _content(office, file)), 200, headers, file.media_type)
    first, last = ranged
    if first > last:
        said = f"Expected a range within {file.size} bytes, but got {asked.get('range')}"
        raise Refusal(
            416, "bad-range", said, "请求的范围不在文件内。", headers={"Content-Range": f"bytes */{file.size}"}
        )
    headers |= {"Content-Range": f"bytes {first}-{last}/{file.size}", "Content-Length": str(last - first + 1)}
    return StreamingResponse(_chunks(await _content(office, file, ranged)), 206, headers, file.media_type)


async def shown(office: Office, who: Standing, digest: str) -> FileView:
    """What is in a file."""
    file = await _known(office, who, digest)
    with await _content(office, file) as content:
        return await asyncio.to_thread(view_of, file.name, file.media_type, content)


async def _content(office: Office, file: StoredFile, ranged: tuple[int, int] | None = None) -> IO[bytes]:
    """All of a file, or the bytes from the first to the last of a range."""
    content = cast(BinaryIO, tempfile.SpooledTemporaryFile(SPOOLED))  # noqa: SIM115 - whoever streams it closes it
    try:
        if ranged is None:
            await office.files.contents.get(file.digest, content)
        else:
            first, last = ranged
            await office.files.contents.get_piece(file.digest, first, last - first + 1, content)
    except BaseException:
        content.close()
        raise
    content.seek(0)
    return content


async def _known(office: Office, who: Standing, digest: str) -> StoredFile:
    try:
        return await office.files.known(digest, who)
    except Rejected as rejected:
        if rejected.code in ("file-not-yours", "unknown-file"):
            raise unknown("file", "文件") from None
        raise


def _headers(file: StoredFile, inline: bool) -> dict[str, str]:
    """A page of ours may frame it; nothing in it runs. Chrome shows no PDF that is in a sandbox."""
    sandbox = "" if file.media_type == "application/pdf" else "; sandbox"
    how = "inline" if inline else "attachment"
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", file.name)
    return {
        "Content-Disposition": f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Security-Policy": _CLOSED + sandbox,
        "X-Frame-Options": "SAMEORIGIN",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": KEPT,
        "ETag": f'"{file.digest}"',
        "Accept-Ranges": "bytes",
        "Content-Length": str(file.size),
    }


def _range(asked: str | None, size: int) -> tuple[int, int] | None:
    """The one range a browser asks for; more than one, and other units, are answered with the whole."""
    found = _RANGE.fullmatch(asked or "")
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return max(size - int(found[2]), 0), size - 1
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    return (first, last) if first < size else (1, 0)


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    with content:
        while piece := content.read(CHUNK):
            yield piece
