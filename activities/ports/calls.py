"""Calls to a messenger's API: bounded in time and size, with a token that is asked for again before it runs out."""

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
        async with httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=PATIENCE) as client:
            answer = await client.request(method, url, **more)
    except httpx2.HTTPError as away:
        raise PortError(f"{httpx2.URL(url).host} cannot be reached: {type(away).__name__}") from away
    host = httpx2.URL(url).host
    if answer.status_code >= 400:
        for_good = answer.status_code < 500 and answer.status_code not in (408, 425, 429)
        raise PortError(f"{host} answers {answer.status_code}: {answer.text[:200]}", for_good=for_good)
    if len(answer.content) > LARGEST:
        raise PortError(f"{host} answers more than {LARGEST} bytes", for_good=True)
    if not answer.content:
        return {}
    try:
        wire = answer.json()
    except ValueError as broken:
        raise PortError(f"{host} answers something that is no JSON") from broken
    return wire if isinstance(wire, dict) else {}


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
