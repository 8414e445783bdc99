"""The built pages: files by name, kept for ever where the name holds a digest; the one page for all its addresses."""

import os
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"


class Pages(StaticFiles):
    """A folder with `index.html` and `assets/`; an address that is no file is a place in the one page."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or the one page."""
        is_file = bool(self.lookup_path(path)[1]) and path not in ("", ".")
        name = path if is_file else "index.html"
        response = await super().get_response(name, scope)
        kept = name.startswith(f"assets{os.sep}")
        response.headers["Cache-Control"] = KEPT if kept else ASKED_AGAIN
        return response
