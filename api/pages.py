"""The built pages: files by name, kept for ever where the name holds a digest; the one page for all its addresses."""

import os
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"
NONCE = "__CSP_NONCE__"
"""What stands in the page for the nonce that its styles need; another one each time, so the page is never kept."""


class Pages(StaticFiles):
    """A folder with `index.html` and `assets/`; an address that is no file, and not of the API (`data_under`), is a
    place in the one page."""

    def __init__(self, folder: Path, *, data_under: str) -> None:
        super().__init__(directory=folder, html=True)
        self._page = folder / "index.html"
        self._data_under = data_under.strip("/")

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or the one page."""
        if path.split(os.sep)[0] == self._data_under:
            raise HTTPException(404)
        is_file = bool(self.lookup_path(path)[1]) and path not in ("", ".", "index.html")
        if not is_file:
            return self._the_page(scope)
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = KEPT if path.startswith(f"assets{os.sep}") else ASKED_AGAIN
        return response

    def _the_page(self, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        text = self._page.read_text(encoding="utf-8").replace(NONCE, scope.get("state", {}).get("nonce", ""))
        return HTMLResponse(text, headers={"Cache-Control": "no-store"})
