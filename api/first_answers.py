"""What a page asks for first comes with the page: answered by the very routes, as if its browser had asked them.

So the rights, limits and shapes are theirs. The answers stand in a block of JSON, which no browser runs.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

Scope = MutableMapping[str, Any]
App = Callable[..., Awaitable[None]]

SESSION = "/api/session"
COUNTS = "/api/tasks/counts"
STRANGER = ("/api/sign-in",)
"""What the page asks that signs people in."""
ASKED = (
    (re.compile(r"/(inbox(/mine)?)?"), (COUNTS, "/api/tasks?list=mine&limit=50")),
    (re.compile(r"/(tasks/[^/]+/[^/]+|cases/[^/]+)"), (COUNTS, "/api{page}")),
    (re.compile(r"/start"), (COUNTS, "/api/starts")),
    (re.compile(r".*"), (COUNTS,)),
)
"""What the pages ask, by their address; the first that fits counts."""
LARGEST = 48_000
"""Bytes of an answer; a larger one is better asked for by itself, because that is compressed."""
PATIENCE = 2.0
"""Seconds; what takes longer is asked for by the page."""
OF_THE_CONNECTION = ("type", "asgi", "http_version", "scheme", "server", "client")
PASSED_ON = (b"cookie", b"host", b"user-agent")


async def first_answers(app: App, scope: Scope) -> dict[str, str]:
    """The answers a page would ask for first, as JSON texts by their address.

    Only who is signed in, what was granted: the page asks for everything else, and says what became of it.
    """
    status, session = await _answer(app, scope, SESSION)
    if status == HTTPStatus.UNAUTHORIZED:
        return {SESSION: "null", **await _answers(app, scope, STRANGER)}
    if status != HTTPStatus.OK:
        return {}
    asked = asked_by(_page(scope), scope.get("query_string", b""))
    return {SESSION: session, **await _answers(app, scope, asked)}


def asked_by(page: str, query: bytes) -> tuple[str, ...]:
    """The addresses a page asks for first; with filters, which are its own affair, only the counts."""
    asked = next(asked for fits, asked in ASKED if fits.fullmatch(page)) if not query else (COUNTS,)
    return tuple(address.format(page=page) for address in asked)


def block(answers: dict[str, str]) -> str:
    """A block of JSON for a page of HTML; nothing in it can end it."""
    inner = ",".join(f"{json.dumps(address)}:{answer}" for address, answer in answers.items())
    safe = f"{{{inner}}}".replace("<", "\\u003c")
    return f'<script type="application/json" id="first-answers">{safe}</script>'


async def _answers(app: App, scope: Scope, addresses: tuple[str, ...]) -> dict[str, str]:
    found = await asyncio.gather(*(_answer(app, scope, address) for address in addresses))
    return dict(_good(zip(addresses, found, strict=True)))


def _good(answered: Any) -> Iterator[tuple[str, str]]:
    for address, (status, answer) in answered:
        if status == HTTPStatus.OK and len(answer) <= LARGEST:
            yield address, answer


def _page(scope: Scope) -> str:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.partition(b"?")[0].decode("ascii", "replace")


@dataclass
class _Heard:
    """The answer of a route."""

    status: int = 0
    parts: list[bytes] = field(default_factory=list)

    async def take(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif message["type"] == "http.response.body":
            self.parts.append(message.get("body", b""))


async def _answer(app: App, scope: Scope, address: str) -> tuple[int, str]:
    """The status and the text of a route's answer to whoever asks for the page; 0: there was none in time."""
    heard = _Heard()
    try:
        async with asyncio.timeout(PATIENCE):
            await app(_asking(scope, address), _nothing, heard.take)
    except TimeoutError:
        return 0, ""
    return heard.status, b"".join(heard.parts).decode()


def _asking(scope: Scope, address: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    kept = {name: scope[name] for name in OF_THE_CONNECTION if name in scope}
    return kept | {
        "method": "GET", "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(),
        "root_path": scope.get("app_root_path", ""), "state": {},
        "headers": [(name, value) for name, value in scope["headers"] if name in PASSED_ON],
    }  # fmt: skip


async def _nothing() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}
