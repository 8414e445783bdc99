"""The built pages: files by name, kept for ever where the name holds a digest; the one page for all its addresses, with
what it asks for first.
"""

import mimetypes
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.first_answers import block

KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"
COMPRESSED = {"br": ".br", "gzip": ".gz"}
"""The forms the build puts beside a file, the smallest first."""
NONCE = "__CSP_NONCE__"
"""What stands in the page for the nonce that its styles need; another one each time, so the page is never kept."""


Answers = Callable[[Scope], Awaitable[dict[str, str]]]
"""What a page asks for first, by address, as JSON."""


class Pages(StaticFiles):
    """A folder with `index.html` and `assets/`; an address that is no file, and not of the API (`data_under`), is a
    place in the one page."""

    def __init__(self, folder: Path, *, data_under: str, answers: Answers | None = None) -> None:
        super().__init__(directory=folder, html=True)
        self._page = folder / "index.html"
        self._data_under = data_under.strip("/")
        self._answers = answers

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or the one page."""
        if path.split(os.sep)[0] == self._data_under:
            raise HTTPException(404)
        if path in ("", ".", "index.html") or not self._is_there(path):
            return self._the_page(scope)
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = KEPT if path.startswith(f"assets{os.sep}") else ASKED_AGAIN
        return response

    def _is_there(self, path: str) -> bool:
        try:
            return self.lookup_path(path)[1] is not None
        except (OSError, ValueError):  # No name of a file: too long, or with a NUL.
            return False

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file in the smallest form the browser takes."""
        packed = _packed(full_path, Headers(scope=scope).get("accept-encoding", ""))
        if packed is None:
            response = super().file_response(full_path, stat_result, scope, status_code)
        else:
            response = FileResponse(packed[1], status_code, media_type=mimetypes.guess_type(full_path)[0])
            response.headers["Content-Encoding"] = packed[0]
        response.headers["Vary"] = "Accept-Encoding"
        return response

    def _the_page(self, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        text = self._page.read_text(encoding="utf-8").replace(NONCE, scope.get("state", {}).get("nonce", ""))
        headers = {"Cache-Control": "no-store"}
        if self._answers is None or scope["method"] == "HEAD":
            return HTMLResponse(text, headers=headers)
        return StreamingResponse(_with(self._answers(scope), text), media_type="text/html", headers=headers)


async def _with(answers: Awaitable[dict[str, str]], text: str) -> AsyncIterator[str]:
    """First what names the files, so that a browser fetches them while the answers are found.

    It is never compressed: there are secrets in it beside words that others wrote.
    """
    before, end, after = text.partition("</body>")
    yield before
    yield block(await answers) + end + after


def _packed(path: str | os.PathLike[str], accepted: str) -> tuple[str, str] | None:
    """A compressed form of a file and its name; an encoding that is refused (`;q=0`) or weighed counts as not there."""
    taken = {one.strip() for one in accepted.split(",")}
    forms = ((name, f"{path}{ending}") for name, ending in COMPRESSED.items() if name in taken)
    return next((form for form in forms if os.path.exists(form[1])), None)
