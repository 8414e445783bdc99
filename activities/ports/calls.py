"""Calls to a messenger's API: bounded in time and size, with a token that is asked for again before it runs out."""

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2

from activities.ports.letter import PortError

Wire = dict[str, Any]
PATIENCE = 10.0
LARGEST = 200_000
EARLIER = 60.0
"""Seconds before its end at which a token is asked for anew."""


async def exchange(method: str, url: str, **more: Any) -> Wire:
    """The JSON of the answer. Raises `PortError`; addresses with tokens in them are never told."""
    try:
        async with (
            httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=PATIENCE) as client,
            client.stream(method, url, **more) as answer,
        ):
            content = await _content(answer)
    except httpx2.HTTPError as away:
        raise PortError(f"{httpx2.URL(url).host} cannot be reached: {type(away).__name__}") from away
    host = httpx2.URL(url).host
    if answer.status_code >= 400:
        for_good = answer.status_code < 500 and answer.status_code not in (408, 425, 429)
        said = content[:200].decode("utf-8", "replace")
        raise PortError(f"{host} answers {answer.status_code}: {said}", for_good=for_good)
    if len(content) > LARGEST:
        raise PortError(f"{host} answers more than {LARGEST} bytes", for_good=True)
    if not content:
        return {}
    try:
        wire = json.loads(content)
    except ValueError as broken:
        raise PortError(f"{host} answers something that is no JSON") from broken
    return wire if isinstance(wire, dict) else {}


async def _content(answer: httpx2.Response) -> bytes:
    """What it says, and no more than is needed to see that it says too much."""
    read = bytearray()
    async for piece in answer.aiter_bytes():
        read += piece
        if len(read) > LARGEST:
            break
    return bytes(read)


class Token:
    """A token and when it ends. `ask` gives the token and for how many seconds it is good."""

    def __init__(self, ask: Callable[[], Awaitable[tuple[str, float]]]) -> None:
        self._ask = ask
        self._value = ""
        self._ends = 0.0

    async def get(self) -> str:
        """A token that is good. Raises `PortError`."""
        if time.monotonic() >= self._ends:
            self._value, lasts = await self._ask()
            self._ends = time.monotonic() + max(lasts - EARLIER, 0.0)
        return self._value

    def forget(self) -> None:
        """The other side does not take it any more."""
        self._ends = 0.0
