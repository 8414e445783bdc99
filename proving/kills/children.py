"""The processes that are killed: a Temporal server and workers, children of ours, each begun again when it has died."""

import asyncio
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from random import Random

import embedded
from proving.kills.worker import KILLED, Faults
from settings import Settings

PROJECT = Path(__file__).parents[2]
PAUSE = (0.1, 2.0)
"""Seconds a worker stays dead."""
STOPPING = 20.0


def environment(settings: Settings) -> dict[str, str]:
    """The environment that says what was set in `settings`; everything else of ours stays behind."""
    given = settings.model_dump(mode="json", exclude_unset=True)
    plain = {f"BANJIE_{name.upper()}": value for name, value in given.items() if value is not None}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BANJIE_")}
    nested = {
        f"{name}__{part.upper()}": str(value)
        for name, parts in plain.items() if isinstance(parts, dict)
        for part, value in parts.items() if value is not None
    }  # fmt: skip
    return kept | {name: str(value) for name, value in plain.items() if not isinstance(value, dict)} | nested


class Server:
    """The Temporal server, always on the same file and port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = embedded.free_port()
        self._pid = 0
        self._running = AsyncExitStack()
        self.address = f"127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Let it serve; returns when it does."""
        server = embedded.temporal_server(self._folder, self._port, synchronous="NORMAL", started=self._started)
        await self._running.enter_async_context(server)

    async def kill(self) -> None:
        """`kill -9`."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        await self.stop()

    async def stop(self) -> None:
        """Whatever is left of it."""
        await self._running.aclose()

    def _started(self, pid: int) -> None:
        self._pid = pid


class Workers:
    """Worker processes, each begun again with other faults when it has died. `deaths` counts how they died."""

    def __init__(self, settings: Settings, chance: Random, log: Path, on_between: Callable[[], None]) -> None:
        self._environment = environment(settings)
        self._chance = chance
        self._log = log
        self._on_between = on_between
        self._running: dict[int, asyncio.subprocess.Process] = {}
        self._killed: set[int] = set()
        self.deaths: Counter[str] = Counter()
        self.died_at: list[float] = []
        self.calm = False

    @asynccontextmanager
    async def working(self, count: int) -> AsyncIterator[None]:
        """Keep this many at work; at the end they are told to stop."""
        keeping = [asyncio.create_task(self._keep(slot)) for slot in range(count)]
        try:
            yield
        finally:
            for task in keeping:
                task.cancel()
            await asyncio.gather(*keeping, return_exceptions=True)
            await asyncio.gather(*map(_end, self._running.values()))

    def kill(self, slots: list[int]) -> int:
        """`kill -9` to those that live; gives how many."""
        there = [one for slot in slots if (one := self._running.get(slot)) is not None and one.returncode is None]
        for one in there:
            self._killed.add(one.pid)
            with suppress(ProcessLookupError):
                one.kill()
        return len(there)

    async def _keep(self, slot: int) -> None:
        while True:
            faults = self._draw()
            with open(self._log, "ab") as log:
                one = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "proving.kills.worker", faults.written(), cwd=PROJECT,
                    stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log, env=self._environment,
                    start_new_session=True,
                )  # fmt: skip
            self._running[slot] = one
            code = await one.wait()
            self.died_at.append(time.time())
            if one.pid in self._killed:
                self.deaths["killed"] += 1
            elif code == KILLED:
                self.deaths["between"] += 1
                self._on_between()
            else:
                self.deaths["by_itself"] += 1
            await asyncio.sleep(self._chance.uniform(*PAUSE))

    def _draw(self) -> Faults:
        """What goes wrong in the next worker; nothing once all is to come to rest."""
        seed = self._chance.randrange(1 << 30)
        if self.calm:
            return Faults(seed)
        die_after = self._chance.choice([None, *(self._chance.randint(2, 60) for _ in range(2))])
        slow = self._chance.choice([0.0, 0.0, 0.05, 0.2])
        return Faults(seed, die_after, slow, self._chance.choice([0.5, 2.0, 6.5]))


async def _end(one: asyncio.subprocess.Process) -> None:
    if one.returncode is not None:
        return
    with suppress(ProcessLookupError):
        one.terminate()
    try:
        await asyncio.wait_for(one.wait(), STOPPING)
    except TimeoutError:
        with suppress(ProcessLookupError):
            one.kill()
        await one.wait()
