"""Every route says who may ask and refuses all others: found by walking them all, so that a new one cannot escape."""

import re
from typing import Any, cast
from uuid import uuid4

import pytest
from doorway import Door
from fastapi.routing import RouteContext

from api import identity, rights
from api.application import application
from api.description import is_open, rights_of, routes_of
from api.office import Office

APP = application(cast(Office, None))
ROUTES = [(method, route) for route in routes_of(APP) for method in sorted(route.methods or ())]
IDS = [f"{method} {route.path_format}" for method, route in ROUTES]
OPEN = {
    "GET /api/health", "GET /api/sign-in", "GET /api/sign-in/oidc", "GET /api/sign-in/oidc/callback",
    "POST /api/session",
}  # fmt: skip
"""Those that ask for no sign-in; one more is a decision, and made here."""

STANDING = {rights.standing, identity.signed_in, identity.at_a_page, identity.held}
OF_SOMEBODY = {
    rights.managing: "somebody who answers for people or a process",
    rights.reaching: "somebody who answers for people, or an administrator",
    rights.owning: "an owner of the process",
    rights.setting: "somebody who may change its settings",
    rights.reading: "somebody who may read the case",
    rights.answering: "somebody who answers for the case",
    **{call: str(call.__doc__) for call in rights.OF_ROLES},
}
"""Rights that somebody who is signed in and nothing else has not got."""


def test_the_walk_sees_every_route() -> None:
    operations = {(verb.upper(), path) for path, verbs in APP.openapi()["paths"].items() for verb in verbs}
    assert operations == {(method, route.path_format) for method, route in ROUTES} and len(operations) > 20


def address(route: RouteContext) -> str:
    """The route's address with something nobody has in each place."""
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda place: str(uuid4()), route.path_format)


@pytest.mark.parametrize(("method", "route"), ROUTES, ids=IDS)
def test_every_route_declares_a_right(method: str, route: RouteContext) -> None:
    found = rights_of(route)
    if is_open(route):
        assert f"{method} {route.path_format}" in OPEN, "it is open to everybody"
    else:
        assert found & (STANDING | OF_SOMEBODY.keys()), "it declares no right of `api.rights`"


async def test_every_route_refuses_who_is_not_signed_in(door: Door) -> None:
    let_in = []
    async with door.browser() as browser:
        for method, route in ROUTES:
            answer = await browser.request(method, address(route))
            refused = answer.status_code == 401 and answer.json()["code"] == "sign-in-needed"
            if not refused and f"{method} {route.path_format}" not in OPEN:
                let_in.append((method, route.path_format, answer.status_code))
    assert let_in == []


async def test_every_route_under_a_right_refuses_who_has_none(door: Door) -> None:
    """Ann answers for nobody, is no operator, auditor or administrator, and is in no case."""
    let_in = []
    async with door.as_person("ann") as browser:
        for method, route in ROUTES:
            if not rights_of(route) & OF_SOMEBODY.keys():
                continue
            answer = await browser.request(method, address(route))
            if answer.status_code not in (403, 404) or answer.json()["code"] not in ("no-right", "unknown-case"):
                let_in.append((method, route.path_format, answer.status_code, answer.text[:100]))
    assert let_in == []


@pytest.mark.parametrize("role", ["operator", "auditor", "administrator"])
async def test_a_role_opens_what_is_its_own_and_nothing_of_the_others(door: Door, role: str) -> None:
    opened: dict[str, int] = {}
    async with door.as_person("bob", role) as browser:
        for method, route in ROUTES:
            if method == "GET" and "{" not in route.path_format and rights_of(route) & rights.OF_ROLES:
                opened[route.path_format] = (await browser.get(address(route))).status_code
    may = {
        "operator": (),
        "auditor": ("/api/accounts/changes",),
        "administrator": ("/api/accounts", "/api/accounts/changes"),
    }
    for path in ("/api/accounts", "/api/accounts/changes"):
        assert opened[path] == (200 if path in may[role] else 403)


async def test_administrators_are_not_let_at_what_is_in_cases() -> None:
    of_administrators = [
        (method, route.path_format)
        for method, route in ROUTES
        if rights_of(route) & rights.OF_ROLES and rights_of(route) & {rights.reading, rights.standing}
    ]
    assert of_administrators == []


def test_the_document_tells_how_each_route_is_signed_in_to_and_refused() -> None:
    document: dict[str, Any] = APP.openapi()
    for method, route in ROUTES:
        operation = document["paths"][route.path_format][method.lower()]
        assert operation["security"] == ([] if is_open(route) else [{"session": []}, {"token": []}])
        assert {"401", "403", "404", "409", "413", "422", "429"} <= operation["responses"].keys()
