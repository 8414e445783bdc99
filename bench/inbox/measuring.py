"""Asking over HTTP, as the pages do, one request after another, and the time each takes."""

import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, cast
from uuid import uuid4

import httpx2
import psycopg
from fastapi import Request
from sqlalchemy import text

from api.identity import Asker
from api.office import Office
from bench.inbox.crowd import Crowd
from bench.inbox.filling import GOODS, PLACES, Filling
from bench.inbox.scale import Scale
from cli.folder import Folder
from cli.running import deploy_all
from engine.model.plan import Plan
from proving.postgres_cluster import FORGETFUL, programs, running_cluster
from server import serving
from settings import Settings
from store import Store

DEFINITIONS = Path(__file__).parents[2] / "definitions"
MEMORY = Path("/dev/shm")
PROCESSES = ("leave-request", "contract-review", "database-permission", "finance-refund")
OFTEN = 10_000_000
"""Requests a minute: who measures is not held up."""


@dataclass(frozen=True)
class Measured:
    """Milliseconds by kind of request: median, and what 95 of 100 keep within. `filled`: seconds it took to fill."""

    database: str
    median: dict[str, float]
    p95: dict[str, float]
    filled: float
    size: int

    @property
    def inbox(self) -> float:
        """What 95 of 100 requests of the slowest kind of the inbox keep within."""
        return max(self.p95[kind] for kind in INBOX)

    @property
    def stuck(self) -> float:
        """The same of what is stuck."""
        return max(self.p95[kind] for kind in STUCK)

    @property
    def within(self) -> bool:
        """Whether both budgets are kept."""
        return self.inbox < INBOX_BUDGET and self.stuck < STUCK_BUDGET


def told(scale: Scale, found: list[Measured]) -> dict[str, Any]:
    """For machines."""
    return {
        "inbox_p95_ms": {one.database: one.inbox for one in found},
        "stuck_p95_ms": {one.database: one.stuck for one in found},
        "p95_ms": {one.database: one.p95 for one in found},
        "tasks": scale.tasks, "open": scale.open,
    }  # fmt: skip


INBOX_BUDGET, STUCK_BUDGET = 50.0, 300.0
INBOX = ("mine", "group", "counts", "search", "search_number", "due", "done")
STUCK = ("stuck",)


async def measure(scale: Scale, database: str) -> Measured | None:
    """Fill an installation on a database and ask it; None where there is no such database here."""
    with _url(database) as url:
        if url is None:
            return None
        store = await Store.open(url, synchronous="NORMAL")
        try:
            began = time.perf_counter()
            crowd = await _filled(store, scale)
            filled = time.perf_counter() - began
            async with _served(store) as address:
                found = await _asked(address, crowd)
        finally:
            await store.dispose()
    median, p95 = ({kind: _of(spent, part) for kind, spent in found.items()} for part in (0.5, 0.95))
    return Measured(database, median, p95, round(filled, 1), scale.tasks)


def _of(spent: list[float], part: float) -> float:
    return round(sorted(spent)[min(len(spent) - 1, int(len(spent) * part))] * 1000, 1)


@contextmanager
def _url(database: str) -> Iterator[str | None]:
    place = MEMORY if MEMORY.is_dir() else None
    if database == "sqlite":
        with tempfile.TemporaryDirectory(dir=place) as folder:
            yield f"sqlite:///{folder}/bench.db"
        return
    here = programs()
    if here is None:
        yield None
        return
    with running_cluster(here, (*FORGETFUL, "shared_buffers=512MB", "maintenance_work_mem=512MB"), place) as cluster:
        name = f"bench_{uuid4().hex}"
        with psycopg.connect(cluster.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        yield cluster.url.replace("/postgres", f"/{name}")


async def _filled(store: Store, scale: Scale) -> Crowd:
    folder, crowd = Folder(DEFINITIONS), Crowd(scale)
    compiled = folder.compiled([file for file in folder.files if file.stem in PROCESSES], ())
    plans = {path: one.plan for path, one in compiled.items() if one.plan}
    await deploy_all(store, plans)
    await store.put_company(crowd.company(folder.company))
    filling = Filling(crowd, cast(list[Plan], list(plans.values())))
    await store._database.write(filling.fill)
    if not store._database.is_sqlite:
        await store._database.apart(lambda: _vacuum(store))
    return crowd


def _vacuum(store: Store) -> None:
    """What PostgreSQL does by itself, a minute later."""
    with store._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


@asynccontextmanager
async def _served(store: Store) -> AsyncIterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            _env_file=None, var=Path(folder), reads_a_minute=OFTEN, writes_a_minute=OFTEN, strangers_a_minute=OFTEN
        )  # type: ignore[call-arg]
        office = Office(store, cast(Any, _Cases()), cast(Any, None), settings, _identify)
        async with serving(office, "127.0.0.1", 0) as address:
            yield address


class _Cases:
    """Nobody acts here; workers are said to be there."""

    async def has_workers(self) -> bool:
        """They are."""
        return True


async def _identify(request: Request) -> Asker | None:
    person = request.headers.get("x-person")
    return Asker(person, "bench") if person else None


async def _asked(address: str, crowd: Crowd) -> dict[str, list[float]]:
    """Every kind of request in turn, each by somebody else; one in four by who has most, or one of the large group."""
    random = Random(5)
    async with httpx2.AsyncClient(base_url=address, timeout=60) as client:
        found: dict[str, list[float]] = {kind: [] for kind in (*INBOX, *STUCK)}
        for number in range(crowd.scale.requests + 1):
            for kind, spent in found.items():
                path, asked = _request(kind, random)
                who = crowd.people[0] if kind == "stuck" and number % 2 else _who(number, crowd, random)
                took = await _timed(client, path, asked, who)
                if number:  # the first round warms up
                    spent.append(took)
    return found


def _who(number: int, crowd: Crowd, random: Random) -> str:
    if number % 8 == 0:
        return crowd.people[0]
    return random.choice(crowd.large if number % 8 == 1 else crowd.people)


def _request(kind: str, random: Random) -> tuple[str, dict[str, Any]]:
    lists: dict[str, dict[str, Any]] = {
        "mine": {}, "group": {"list": "group"}, "done": {"list": "done"}, "due": {"list": "mine", "due": "today"},
        "search": {"list": random.choice(("mine", "group")), "search": random.choice((*GOODS, *PLACES))},
        "search_number": {"list": "group", "search": f"{random.randrange(10**4):04}"},
    }  # fmt: skip
    if kind == "counts":
        return "/api/tasks/counts", {}
    return ("/api/stuck", {}) if kind == "stuck" else ("/api/tasks", lists[kind])


async def _timed(client: Any, path: str, asked: dict[str, Any], who: str) -> float:
    began = time.perf_counter()
    answer = await client.get(path, params=asked, headers={"x-person": who})
    spent = time.perf_counter() - began
    allowed = (200, 403) if path == "/api/stuck" else (200,)
    assert answer.status_code in allowed, (path, asked, answer.status_code, answer.text[:500])
    return spent
