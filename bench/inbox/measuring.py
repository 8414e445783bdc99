"""Asking over HTTP, as pages do, signed in, and the time each answer takes at the client."""

import asyncio
import time
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from bench.inbox.asking import Asked, Asking
from bench.inbox.building import PASSWORD, Installation
from bench.inbox.scale import Scale
from bench.inbox.served import served

INBOX_BUDGET, STUCK_BUDGET = 50.0, 300.0
LISTS = ("inbox", "stuck")
AT_ONCE = 2
"""How many ask at the same time, in the second part."""
Found = dict[str, dict[str, list[float]]]
"""Seconds by group and kind of request."""


@dataclass(frozen=True)
class Times:
    """Milliseconds of many requests: half of them, and 95 of 100, keep within."""

    median: float
    p95: float
    most: float

    @classmethod
    def of(cls, spent: list[float]) -> "Times":
        """Of seconds."""
        ordered = sorted(spent)
        places = (min(len(ordered) - 1, int(len(ordered) * part)) for part in (0.5, 0.95, 1))
        return cls(*(round(ordered[place] * 1000, 1) for place in places))


@dataclass(frozen=True)
class Measured:
    """What a database takes: by group (`inbox`, `stuck`), and by kind of request in each; and with several asking."""

    database: str
    groups: Mapping[str, Times]
    kinds: Mapping[str, Times]
    at_once: Mapping[str, Times]

    @property
    def within(self) -> bool:
        """Whether both budgets are kept."""
        return self.groups["inbox"].p95 < INBOX_BUDGET and self.groups["stuck"].p95 < STUCK_BUDGET


def told(scale: Scale, found: list[Measured]) -> dict[str, Any]:
    """For machines."""
    return {
        "inbox_p95_ms": {one.database: one.groups["inbox"].p95 for one in found},
        "stuck_p95_ms": {one.database: one.groups["stuck"].p95 for one in found},
        "tasks": scale.tasks, "open": scale.open,
        "p95_ms": {one.database: {kind: times.p95 for kind, times in one.kinds.items()} for one in found},
        "two_clients_p95_ms": {
            one.database: {group: times.p95 for group, times in one.at_once.items()} for one in found
        },
    }  # fmt: skip


def lines(found: list[Measured]) -> list[str]:
    """For people: a line for each group, alone and with two asking, and for each kind of request."""
    head = f"{'ms':<28}" + "".join(f"{f'{one.database} median':>20}{'p95':>8}{'most':>8}" for one in found)
    rows = [(group, [one.groups[group] for one in found]) for group in found[0].groups]
    rows += [(f"{group}, {AT_ONCE} at once", [one.at_once[group] for one in found]) for group in found[0].at_once]
    rows += [(kind, [one.kinds[kind] for one in found]) for kind in found[0].kinds]
    return [head, *(f"{name:<28}" + "".join(_cells(one) for one in times) for name, times in rows)]


def _cells(one: Times) -> str:
    return f"{one.median:>20.1f}{one.p95:>8.1f}{one.most:>8.1f}"


async def measure(scale: Scale, database: str, folder: Path) -> Measured | None:
    """Ask an installation of this scale on a database; None where there is no such database here."""
    installation = Installation(folder, scale)
    await installation.must_be_there()
    async with installation.on(database) as url:
        if url is None:
            return None
        living = await installation.living(url)
        with served(url, installation.at) as address:
            async with Client(address) as client:

                def asked(seed: int, requests: int, groups: Sequence[str] = (*LISTS, "other")) -> Awaitable[Found]:
                    return _asked(client, Asking(installation.crowd, living, seed), requests, groups)

                await asked(1, 1)  # warms up
                alone = await asked(2, scale.requests)
                several = await asyncio.gather(
                    *(asked(3 + one, max(1, scale.requests // 4), LISTS) for one in range(AT_ONCE))
                )
    kinds = {kind: Times.of(spent) for found in alone.values() for kind, spent in found.items()}
    return Measured(database, _of_groups([alone]), kinds, _of_groups(several))


async def _asked(client: "Client", asking: Asking, requests: int, groups: Sequence[str]) -> Found:
    """Every kind in turn, each by somebody else, over and over; of other pages every sixth time."""
    found: Found = {group: {kind: [] for kind in asking.kinds[group]} for group in groups}
    for number in range(requests):
        for group in groups if number % 6 == 0 else LISTS:
            for kind, make in asking.kinds[group].items():
                found[group][kind].append(await client.timed(make()))
    return found


def _of_groups(found: Sequence[Found]) -> dict[str, Times]:
    return {
        group: Times.of([one for by_group in found for spent in by_group[group].values() for one in spent])
        for group in found[0]
    }


class Client:
    """People at their browsers: each signs in once, before what is measured, and keeps the session."""

    def __init__(self, address: str) -> None:
        self._client = httpx2.AsyncClient(base_url=address, timeout=60)
        self._cookies: dict[str, str] = {}

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def timed(self, asked: Asked) -> float:
        """The seconds until the whole answer is there."""
        headers = {"cookie": await self._cookie(asked.who)}
        began = time.perf_counter()
        answer = await self._client.get(asked.path, params=asked.query, headers=headers)
        spent = time.perf_counter() - began
        assert answer.status_code == 200, (asked, answer.status_code, answer.text[:500])
        return spent

    async def _cookie(self, person: str) -> str:
        if person not in self._cookies:
            answer = await self._client.post("/api/session", json={"user_name": person, "password": PASSWORD})
            assert answer.status_code == 200, answer.text[:500]
            self._cookies[person] = answer.headers["set-cookie"].partition(";")[0]
            self._client.cookies.clear()
        return self._cookies[person]
