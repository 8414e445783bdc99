"""http.get, http.post, http.put, http.delete: calls to other systems over http(s).

A 2xx answer in JSON is the result. A 4xx answer in JSON that names an `error` is that error; other ones are
`http-404` and the like; a host that steps may not call is `host-not-allowed`. 5xx, 408, 429 and a broken connection
fail, to be tried again. Answers are at most 1 MB, and redirects are followed only on the same host. The header
`Idempotency-Key` stays the same over all attempts of a step.
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import httpx2
from pydantic import BaseModel, ConfigDict, Field, RootModel

from activities.connectors.registry import Call, ConnectorError, connector

LARGEST = 1_000_000
REDIRECTS = 5
TRY_AGAIN = (408, 425, 429)
ERROR_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Request(BaseModel):
    """A call. `secrets` puts secrets of the settings into headers: header name to the secret's name."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(pattern=r"^https?://[^/\s]+")
    query: dict[str, str | int | bool] = Field(default_factory=dict)
    headers: dict[str, str] = Field(default_factory=dict)
    secrets: dict[str, str] = Field(default_factory=dict)


class Sending(Request):
    """A call with a body, sent as JSON."""

    json_: Any = Field(default=None, alias="json")


class Answer(RootModel[Any]):
    """The JSON of the answer; `{"text": …}` when it was none, null when it was empty."""


class Failed(Exception):
    """The other side did not do it; it may the next time."""


@connector("http.get")
async def get(request: Request, call: Call) -> Answer:
    """Read something."""
    return await _exchange("GET", request, None, call)


@connector("http.post")
async def post(request: Sending, call: Call) -> Answer:
    """Ask for something to be done."""
    return await _exchange("POST", request, request.json_, call)


@connector("http.put")
async def put(request: Sending, call: Call) -> Answer:
    """Put something in its place."""
    return await _exchange("PUT", request, request.json_, call)


@connector("http.delete")
async def delete(request: Sending, call: Call) -> Answer:
    """Take something away."""
    return await _exchange("DELETE", request, request.json_, call)


async def _exchange(method: str, request: Request, body: Any, call: Call) -> Answer:
    url = httpx2.URL(request.url).copy_merge_params(request.query)
    if not await call.hosts.are_open_to(url.host):
        said = f"Expected a host that steps may call (BANJIE_HTTP_HOSTS), but {url.host} is none"
        raise ConnectorError("host-not-allowed", said)
    headers = {**request.headers, **_secret_headers(request, url.host, call), "Idempotency-Key": call.key}
    proxy = call.hosts.proxy
    async with httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=None, proxy=proxy) as client:
        for _ in range(REDIRECTS + 1):
            async with client.stream(method, url, headers=headers, json=body) as response:
                if not response.has_redirect_location:
                    return _answer(response, await _body(response))
                url = _redirected(method, response)
    raise ConnectorError("too-many-redirects", f"Expected an answer, but {url.host} redirects in a circle")


def _secret_headers(request: Request, host: str, call: Call) -> dict[str, str]:
    headers = {}
    for header, name in request.secrets.items():
        secret = call.secrets.get(name)
        if secret is None:
            raise ConnectorError("unknown-secret", f"Expected a secret {name} in the settings, but there is none")
        if host not in secret.hosts:
            raise ConnectorError("secret-not-for-host", f"Expected secret {name} to be for {host}, but it is not")
        headers[header] = secret.value.get_secret_value()
    return headers


def _redirected(method: str, response: httpx2.Response) -> httpx2.URL:
    target = response.url.join(response.headers["location"])
    same = (target.scheme, target.host, target.port) == (response.url.scheme, response.url.host, response.url.port)
    if not same:
        raise ConnectorError(
            "redirected-elsewhere", f"Expected an answer of {response.url.host}, but it sends to {target.host}"
        )
    if method != "GET" and response.status_code not in (307, 308):
        raise ConnectorError("redirected", f"Expected {method} to be done, but {response.url.host} redirects it")
    return target


async def _body(response: httpx2.Response) -> bytes:
    read = bytearray()
    async for piece in response.aiter_bytes():
        read += piece
        if len(read) > LARGEST:
            raise ConnectorError("too-large", f"Expected at most 1 MB, but {response.url.host} sends more")
    return bytes(read)


def _answer(response: httpx2.Response, body: bytes) -> Answer:
    status = response.status_code
    if status >= 500 or status in TRY_AGAIN:
        raise Failed(f"{response.url.host} answered {status}")
    read = _read(response, body)
    if status >= 400:
        code, text = _error_of(read)
        raise ConnectorError(code or f"http-{status}", text or f"{response.url.host} answered {status}")
    return Answer(read)


def _read(response: httpx2.Response, body: bytes) -> Any:
    if not body:
        return None
    if "json" in response.headers.get("content-type", ""):
        try:
            return json.loads(body, parse_float=_exact, parse_constant=_no_number)
        except (ValueError, RecursionError) as wrong:
            raise Failed(f"{response.url.host} answered something that is no JSON") from wrong
    return {"text": body.decode(response.encoding or "utf-8", "replace")}


def _no_number(constant: str) -> None:
    raise ValueError(f"Expected a number, but found {constant}")


def _exact(written: str) -> float | str:
    """A number with a fraction: as a float where that is the same number, else as the text it was."""
    return float(written) if Decimal(repr(float(written))) == Decimal(written) else written


def _error_of(read: Any) -> tuple[str, str]:
    if not isinstance(read, Mapping):
        return "", ""
    code = read.get("error")
    known = isinstance(code, str) and ERROR_CODE.fullmatch(code) is not None
    return (str(code) if known else ""), str(read.get("message") or read.get("detail") or "")[:500]
