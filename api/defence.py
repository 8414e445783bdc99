"""What stands before all routes: headers that browsers heed, names it answers to, sizes and depths, the time an answer
may take. Plain ASGI, so that nothing is held back of what is streamed.
"""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException

from api.problems import Problem, answer, bug, problem

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

DEEPEST = 64
"""How deep arrays and objects of a request may be nested."""
UPLOAD = 20
"""So many times as long as an answer may take, a file may take to come."""
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
OF_DATA = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
OF_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class Headed:
    """Every answer has the headers that keep a browser from being used against its user. What a route set stays."""

    def __init__(self, app: App, *, data_under: str) -> None:
        self._app = app
        self._data_under = data_under

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, with the headers added."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        is_data = scope["path"].startswith(self._data_under)

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                policy = OF_DATA if is_data else OF_PAGES.format(nonce=nonce)
                own = {**ALWAYS, "Content-Security-Policy": policy}
                own |= {"Cache-Control": "no-store"} if is_data else {}
                own |= {"Strict-Transport-Security": "max-age=31536000"} if scope["scheme"] == "https" else {}
                for name, value in own.items():
                    headers.setdefault(name, value)
            await send(message)

        return await self._app(scope, receive, headed)


class Unbroken:
    """A bug is answered as one, with a number that is in the log; never with a trace."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; what goes wrong after an answer has begun breaks it off."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        has_begun = False

        async def begun(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, begun)
        except Exception as error:
            if has_begun:
                raise
            await bug(scope["path"], error)(scope, receive, send)


class Bounded:
    """Requests of a size, a depth and a name that are dealt with; answers that begin in time. `files_at`: the one
    address that takes files."""

    def __init__(self, app: App, *, hosts: list[str], size: int, file_size: int, files_at: str, seconds: float) -> None:
        self._app = app
        self._hosts = {host.casefold() for host in hosts}
        self._size = size
        self._file_size = file_size
        self._files_at = files_at
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, or refuse."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        wrong = self._wrong_at_once(scope, headers)
        if wrong is None and scope["method"] in UNSAFE and not self._takes_files(scope, headers):
            body, wrong = await self._body(receive, headers)
            receive = _again(body, receive)
        elif wrong is None:
            receive = _counted(receive, self._file_size)
        if wrong is not None:
            return await answer(wrong)(scope, receive, send)
        return await self._in_time(scope, receive, send)

    async def _body(self, receive: Receive, headers: Headers) -> tuple[bytes, Problem | None]:
        """The body of a request without files, and what is wrong with it."""
        try:
            async with asyncio.timeout(self._seconds):
                body = await _whole(receive, self._size)
        except TimeoutError:
            said = f"Expected the request within {self._seconds:.0f} s, but it did not come"
            return b"", problem(408, "took-too-long", said, "请求传输超时，请重试。")
        return (b"", _too_large(self._size)) if body is None else (body, _wrong_json(headers, body))

    def _wrong_at_once(self, scope: Scope, headers: Headers) -> Problem | None:
        host = headers.get("host", "").rpartition("@")[2]
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if self._hosts and name.casefold() not in self._hosts:
            said = f"Expected one of the names this installation answers to, but {name[:100]} is none"
            return problem(421, "unknown-host", said, "该地址不属于本系统。")
        if "\x00" in scope["path"] or b"%00" in scope.get("query_string", b""):
            return problem(422, "not-valid", "Expected text, but it has a NUL character", "请求含有非法字符。")
        most = self._file_size if self._takes_files(scope, headers) else self._size
        if headers.get("content-length", "").isdecimal() and int(headers["content-length"]) > most:
            return _too_large(most)
        return None

    def _takes_files(self, scope: Scope, headers: Headers) -> bool:
        is_form = headers.get("content-type", "").startswith("multipart/form-data")
        return is_form and bool(scope["path"] == self._files_at)

    async def _in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the answer begin in time: so long after the last piece of a file has come."""
        has_begun, now = False, asyncio.get_running_loop().time
        latest = now() + UPLOAD * self._seconds
        try:
            async with asyncio.timeout(self._seconds) as limit:

                async def begun(message: Message) -> None:
                    nonlocal has_begun
                    has_begun = True
                    limit.reschedule(None)
                    await send(message)

                async def came() -> Message:
                    message = await receive()
                    if message.get("more_body") and not has_begun:
                        limit.reschedule(min(now() + self._seconds, latest))
                    return message

                await self._app(scope, came, begun)
        except TimeoutError:
            if has_begun:
                raise
            said = "Expected an answer in time, but it took too long; what was begun goes on"
            late = problem(503, "took-too-long", said, "处理超时，已开始的处理仍会继续，请稍后查看。")
            await answer(late, {"Retry-After": "5"})(scope, receive, send)


async def _whole(receive: Receive, most: int) -> bytes | None:
    """The body of a request; None: it is larger."""
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        more = message.get("more_body", False)
        if size > most:
            return None
    return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    is_given = False

    async def given() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return given


def _counted(receive: Receive, most: int) -> Receive:
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise HTTPException(413)
        return message

    return counted


def _too_large(most: int) -> Problem:
    said = f"Expected at most {most // 1_000_000} MB, but the request is larger"
    return problem(413, "too-large", said, f"请求过大，最多 {most // 1_000_000} MB。")


def _wrong_json(headers: Headers, body: bytes) -> Problem | None:
    """What is wrong with JSON before anybody reads it: too deep, not of this world, text that cannot be kept."""
    if not body or "json" not in headers.get("content-type", ""):
        return None
    try:
        value = json.loads(body, parse_constant=_refuse)
        return _wrong_value(value)
    except RecursionError:
        return _too_deep()
    except ValueError:
        return problem(422, "not-valid", "Expected JSON in UTF-8, but it is none", "请求不是有效的 JSON。")


def _wrong_value(value: Any) -> Problem | None:
    here = [value]
    for _ in range(DEEPEST):
        texts = [one for one in here if isinstance(one, str)]
        texts += [name for one in here if isinstance(one, dict) for name in one]
        if any("\x00" in text for text in texts):
            return problem(422, "not-valid", "Expected text, but it has a NUL character", "请求含有非法字符。")
        "".join(texts).encode()  # half a pair of surrogates is no text, and cannot be kept
        here = [inner for one in here if isinstance(one, dict | list) for inner in _inside(one)]
        if not here:
            return None
    return _too_deep()


def _inside(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value


def _too_deep() -> Problem:
    said = f"Expected values nested at most {DEEPEST} deep, but these are deeper"
    return problem(422, "too-deep", said, "数据嵌套过深。")


def _refuse(constant: str) -> None:
    raise ValueError(f"Expected a number, but found {constant}")
