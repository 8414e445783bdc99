"""The application: routes, errors in one shape, and the pages."""

from pathlib import Path

from fastapi import FastAPI

from api.office import Office
from api.problems import Problem, answer_with_problems
from api.routes import ROUTERS

PREFIX = "/api"


def application(office: Office, pages: Path | None = None) -> FastAPI:
    """The API of an office; with `pages`, the folder of the built pages, it serves those too."""
    app = FastAPI(
        title="Banjie", version="1", openapi_url=f"{PREFIX}/openapi.json", docs_url=None, redoc_url=None,
        responses={"4XX": {"model": Problem, "description": "Refused, with a code and a sentence."}},
    )  # fmt: skip
    app.state.office = office
    answer_with_problems(app)
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
    if pages is not None:
        serve_pages(app, pages)
    return app


def serve_pages(app: FastAPI, pages: Path) -> None:
    """Serve the built pages: files as they are, and the one page for every address of it."""
    from api.pages import Pages

    app.mount("/", Pages(pages))
