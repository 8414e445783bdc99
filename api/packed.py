"""Answers of the API, compressed for whoever takes that."""

import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SMALL = 1_000
"""Bytes that are not worth it."""
LEVEL = 5


class Packed:
    """Compresses JSON that is read. Never an answer with a secret in it beside words somebody else may have chosen: its
    length would tell of the secret. So what an act answers stays as it is, and so does what `secret` names; and what is
    streamed is handed on as it comes.
    """

    def __init__(self, app: App, *, under: str, secret: frozenset[str]) -> None:
        self._app = app
        self._under = under
        self._secret = secret

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, compressed where that helps."""
        packs = scope["type"] == "http" and self._may(scope)
        await self._app(scope, receive, _packing(send) if packs else send)

    def _may(self, scope: Scope) -> bool:
        path: str = scope["path"]
        is_read = scope["method"] == "GET" and path.startswith(self._under) and path not in self._secret
        return is_read and "gzip" in {one.strip() for one in Headers(scope=scope).get("accept-encoding", "").split(",")}


def _packing(send: Send) -> Send:
    start: Message | None = None

    async def pack(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start" and _is_json(message):
            start = message
            return
        if start is not None:
            message = _packed(start, message)
            await send(start)
            start = None
        await send(message)

    return pack


def _is_json(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return headers.get("content-type", "").startswith("application/json") and "content-encoding" not in headers


def _packed(start: Message, message: Message) -> Message:
    """The body in its smaller form, said so in the headers; as it is where it is small or comes in pieces."""
    headers, body = MutableHeaders(raw=start["headers"]), message.get("body", b"")
    headers.add_vary_header("Accept-Encoding")
    if message.get("more_body", False) or len(body) < SMALL:
        return message
    small = gzip.compress(body, LEVEL, mtime=0)
    headers["Content-Encoding"], headers["Content-Length"] = "gzip", str(len(small))
    return {**message, "body": small}
