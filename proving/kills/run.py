"""One run: people work while workers, server and database die, again and again (`python -m proving kills`).

Then all comes to rest, and is held against the histories: the read model byte for byte, every command once, every
notice and message once, every case at its end. What dies when is drawn from the seed; what that meets is up to the
machine.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from proving.kills.children import Server, Workers
from proving.kills.databases import Database, Kind, database, watch_phantoms
from proving.kills.peers import Peers, peers
from proving.kills.people import Ledger, People
from proving.kills.stories import STORIES
from proving.kills.verdict import (
    Disturbance,
    commands_once,
    counted,
    differences,
    dumps,
    ends_as_expected,
    histories_against,
    left_once,
    still_running,
    waiting,
    workflow_ids,
)  # fmt: skip
from proving.office import Office, office
from settings import Mail
from store import Store

WORKERS = 2
AT_ONCE = 12
"""Stories at the same time."""
PATIENCE = 240.0
"""Seconds for all to come to rest."""
SETTINGS: dict[str, Any] = {
    "short_limits": 0,  # what the board of short limits tells is of no case, so no history says it
    "turns_a_run": 6, "command_timeout": 3.0, "resend_after": 2.0, "sweep_every": 0.2, "unsealed_after": 1.0,
    "grace": 2.0,
}  # fmt: skip


@dataclass
class Report:
    """What a run came to. `wrong` says everything that is not as it must be; without that the run has passed."""

    seed: int
    database: str
    minutes: float
    cases: int = 0
    turns: int = 0
    commands: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    stories: dict[str, int] = field(default_factory=dict)
    kills: dict[str, int] = field(default_factory=dict)
    phantoms: int = 0
    mails: int = 0
    calls: int = 0
    repeated_keys: int = 0
    seconds_to_rest: float = 0.0
    differences: int = 0
    wrong: list[str] = field(default_factory=list)


class Run:
    """One run: an office whose worker, server and database are somebody else's to end."""

    def __init__(self, minutes: float, seed: int, longest_away: float) -> None:
        self._until = time.time() + minutes * 60
        self._longest_away = longest_away
        self._chance = Random(seed)
        self.ledger = Ledger()
        self.kills: Counter[str] = Counter()
        self.disturbances: list[Disturbance] = []
        self._ticks: set[asyncio.Task[None]] = set()

    async def go(self, here: Office, server: Server, base: Database, log: Path) -> None:
        """Work and die until the time is over, then let everybody finish."""
        people = People(here.store, here.cases, self.ledger, Random(self._chance.random()))
        between = self._between(people)
        workers = Workers(here.settings, Random(self._chance.random()), log, between)
        async with workers.working(WORKERS):
            working = asyncio.gather(*(self._work(people, desk) for desk in range(AT_ONCE)))
            while time.time() < self._until:
                await asyncio.sleep(self._chance.uniform(3, 10))
                await self._disturb(workers, server, base)
            workers.calm = True
            workers.kill(list(range(WORKERS)))
            await self._rest(here, working)
        self.kills += workers.deaths
        self.disturbances += [Disturbance(at - 1, at + 1) for at in workers.died_at]

    def _between(self, people: People) -> Any:
        """A worker died between a commit and the end of its task: something else comes first when it is made again."""

        def tick() -> None:
            for ref, case_id in list(self.ledger.hearing.items()):
                task = asyncio.create_task(people.tick(case_id, ref))
                self._ticks.add(task)
                task.add_done_callback(self._ticks.discard)

        return tick

    async def _work(self, people: People, desk: int) -> None:
        number = 0
        while time.time() < self._until:
            number += 1
            story = people.chance.choice(STORIES)
            await story(people, f"{desk}-{number}")
            self.ledger.stories[story.__name__] += 1

    async def _disturb(self, workers: Workers, server: Server, base: Database) -> None:
        begun = time.time()
        kind = self._chance.choice(["worker", "worker", "workers", "server", "both", "database", "database+worker"])
        self.kills[kind] += 1
        if kind == "worker":
            workers.kill([self._chance.randrange(WORKERS)])
            return
        if kind in ("workers", "both"):
            workers.kill(list(range(WORKERS)))
        if kind in ("server", "both"):
            await server.kill()
            await asyncio.sleep(self._chance.uniform(0, 2))
            await server.start()
        if kind.startswith("database"):
            async with base.away():
                await asyncio.sleep(self._chance.uniform(0.5, self._longest_away) / 2)
                if kind == "database+worker":
                    workers.kill([self._chance.randrange(WORKERS)])
                await asyncio.sleep(self._chance.uniform(0.5, self._longest_away) / 2)
        self.disturbances.append(Disturbance(begun, time.time()))

    async def _rest(self, here: Office, working: "asyncio.Future[Any]") -> None:
        """Wait until every story is told, every case has ended, and nothing waits to be sent."""
        begun = time.time()
        try:
            async with asyncio.timeout(PATIENCE):
                await working
                while True:
                    left = waiting(here.settings.database)
                    ids = await workflow_ids(here.client, here.settings.task_queue)
                    if not left and not await still_running(here.client, {*self.ledger.ends, *ids}):
                        return
                    await asyncio.sleep(0.5)
        except TimeoutError:
            ids = await workflow_ids(here.client, here.settings.task_queue)
            left = waiting(here.settings.database)
            self.ledger.failed.append(f"not at rest after {time.time() - begun:.0f} s: {left}")
            self.ledger.failed += [f"runs: {one}" for one in await still_running(here.client, ids)]


async def prove(minutes: float, seed: int, kind: Kind, *, longest_away: float, keep: Path | None = None) -> Report:
    """One run and its verdict. `longest_away`: seconds. Raises `NoPostgres`."""
    report = Report(seed, kind, minutes)
    with _folder(keep) as folder, peers() as outside, database(kind, folder) as base:
        server = Server(folder / "server")
        await server.start()
        try:
            async with _office(folder, server, base, outside) as here:
                run = Run(minutes, seed, longest_away)
                begun = time.time()
                await run.go(here, server, base, folder / "worker.log")
                report.seconds_to_rest = round(time.time() - begun - minutes * 60, 1)
                await _judge(report, run, here, base, outside)
        finally:
            await server.stop()
    return report


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """Where a run has its files: gone afterwards, unless somebody wants to look at them."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with TemporaryDirectory(prefix="banjie-kills-") as scratch:
        yield Path(scratch)


@asynccontextmanager
async def _office(folder: Path, server: Server, base: Database, outside: Peers) -> AsyncIterator[Office]:
    mail = Mail(host="127.0.0.1", port=outside.mail_port, sender="office@example.com", encryption="none")
    async with office(server.address, folder / "var", store_url=base.url, mail=mail, **SETTINGS) as here:
        await here.store.put_setting("errand", "outside", outside.url)
        watch_phantoms(base.url)
        yield here


async def _judge(report: Report, run: Run, here: Office, base: Database, outside: Peers) -> None:
    ids = await workflow_ids(here.client, here.settings.task_queue)
    ledger, lived, empty = run.ledger, base.url, base.empty()
    report.turns, report.phantoms = counted(lived)
    before = dumps(lived)
    fresh = await Store.open(empty, synchronous="NORMAL")
    try:
        changed = await histories_against(here.client, here.store, fresh, ids)
        changed += differences(before, dumps(empty))
        report.differences = len(changed)
        report.wrong += [*changed, *commands_once(lived, empty, ledger)]
        report.wrong += left_once(lived, empty, outside, run.disturbances)
        report.wrong += await ends_as_expected(here.client, fresh, ledger, ids)
    finally:
        await fresh.dispose()
    report.wrong += [*ledger.failed, *(f"lost: {one}" for one in ledger.lost)]
    report.cases, report.commands = len(ids), len(ledger.told)
    report.refused, report.stories, report.kills = dict(ledger.refusals), dict(ledger.stories), dict(run.kills)
    report.mails, report.calls = len(outside.mails.at), len(outside.calls.at)
    report.repeated_keys = len(outside.mails.repeats) + len(outside.calls.repeats)
