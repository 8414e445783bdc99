"""What the OpenAPI document says besides the routes themselves: how one signs in, and how refusals look everywhere."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from pydantic.json_schema import models_json_schema

from api.identity import held
from api.problems import MEDIA_TYPE, Problem
from api.rights import anybody

REFUSALS = (400, 401, 403, 404, 405, 409, 413, 415, 421, 422, 423, 428, 429, 500, 503)
"""Any route may answer with these: signed out, no right, not there, not now, too large, malformed, too often, …"""
WAYS = {
    "session": {"type": "apiKey", "in": "cookie", "name": "banjie_session",
                "description": "Unsafe methods also need the header `X-CSRF-Token`, which `GET /api/session` gives."},
    "token": {"type": "http", "scheme": "bearer", "description": "A personal token, `banjie_…`."},
}  # fmt: skip


def described(app: FastAPI, plain: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """The document of an application, made once."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None or "x-refusals" not in app.openapi_schema:
            app.openapi_schema = _completed(app, plain())
        return app.openapi_schema

    return document


def _completed(app: FastAPI, document: dict[str, Any]) -> dict[str, Any]:
    components = document.setdefault("components", {})
    _, problems = models_json_schema([(Problem, "serialization")], ref_template="#/components/schemas/{model}")
    components.setdefault("schemas", {}).update(problems["$defs"])
    components["securitySchemes"] = WAYS
    components["responses"] = {f"Refused{status}": _refusal(status) for status in REFUSALS}
    for route in routes_of(app):
        for method in sorted(route.methods or ()):
            _complete(document["paths"][route.path_format][method.lower()], is_open(route))
    for unused in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(unused, None)
    document["x-refusals"] = list(REFUSALS)
    return document


def _complete(operation: dict[str, Any], is_open_to_all: bool) -> None:
    answers = operation["responses"]
    if "HTTPValidationError" in str(answers.get("422")):
        answers.pop("422")  # FastAPI's own shape, which nobody is answered with
    for status in REFUSALS:
        answers.setdefault(str(status), {"$ref": f"#/components/responses/Refused{status}"})
    operation["security"] = [] if is_open_to_all else [{name: []} for name in WAYS]


def _refusal(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": schema}}}


def routes_of(app: FastAPI) -> Iterator[RouteContext]:
    """All routes of the API."""
    return (route for route in iter_route_contexts(app.routes) if isinstance(route.original_route, APIRoute))


def methods_at(app: FastAPI, path: str) -> str:
    """The methods that an address of the API answers to, as the header `Allow` has them; empty: there is no such."""
    found = [route for route in routes_of(app) if _pattern(route.path_format).fullmatch(path)]
    named = [route for route in found if route.path_format == path] or found
    return ", ".join(sorted({method for route in named for method in route.methods or ()}))


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(path)))


def rights_of(route: RouteContext) -> set[Callable[..., Any]]:
    """The dependencies a route declares, and theirs."""
    return set(_calls(route.dependant))


def _calls(dependant: Dependant) -> Iterator[Callable[..., Any]]:
    for inner in dependant.dependencies:
        if inner.call is not None:
            yield inner.call
        yield from _calls(inner)


def is_open(route: RouteContext) -> bool:
    """Whether a route asks for no sign-in."""
    found = rights_of(route)
    return anybody in found and held not in found
