"""The application: routes, errors in one shape, what defends them, and the pages."""

from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI

from api.defence import Bounded, Headed, Unbroken
from api.description import described, methods_at
from api.first_answers import SESSION, first_answers
from api.office import Office
from api.packed import Packed
from api.problems import answer_with_problems
from api.routes import routers
from settings import Settings

PREFIX = "/api"
MB = 1_000_000


def application(office: Office, pages: Path | None = None) -> FastAPI:
    """The API of an office; with `pages`, the folder of the built pages, it serves those too."""
    app = FastAPI(title="Banjie", version="1", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.office = office
    answer_with_problems(app)
    for router in routers():
        app.include_router(router, prefix=PREFIX)
    app.openapi = described(app, app.openapi)  # type: ignore[method-assign]
    app.state.methods_at = partial(methods_at, app)
    if pages is not None:
        serve_pages(app, pages)
    if office is not None:
        _defend(app, office.settings)
    return app


def _defend(app: FastAPI, settings: Settings) -> None:
    """The last one added is the first one asked."""
    public = urlsplit(settings.public_url or "").hostname
    bounds: dict[str, Any] = {
        "hosts": settings.hosts or ([public] if public else []),
        "size": settings.request_size * MB,
        "file_size": settings.file_size * MB + MB,
        "files_at": f"{PREFIX}/files",
        "seconds": settings.request_time,
    }
    app.add_middleware(Bounded, **bounds)
    app.add_middleware(Packed, under=f"{PREFIX}/", secret=frozenset({SESSION}))
    app.add_middleware(Unbroken)
    app.add_middleware(Headed, data_under=f"{PREFIX}/")


def serve_pages(app: FastAPI, pages: Path) -> None:
    """Serve the built pages: files as they are, and the one page for every address of it."""
    from api.pages import Pages

    app.mount("/", Pages(pages, data_under=PREFIX, answers=partial(first_answers, app)))
