"""The processes of a race: the two clients, as the races speak to them, and the worker."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from proving.kills.children import PROJECT, environment
from proving.office import Office
from proving.races.client import READY

Wire = dict[str, Any]


class ClientProcess:
    """One of the two processes that race."""

    def __init__(self, running: asyncio.subprocess.Process) -> None:
        self._running = running
        self._number = 0
        self._waiting: dict[int, asyncio.Future[Wire]] = {}
        self._listening = asyncio.create_task(self._listen())

    async def ask(self, **order: Any) -> Wire:
        """Let it do something, and wait for what came of it."""
        self._number += 1
        self._waiting[self._number] = asyncio.get_running_loop().create_future()
        line = json.dumps({"number": self._number, **order})
        assert self._running.stdin is not None
        self._running.stdin.write(f"{line}\n".encode())
        return await self._waiting[self._number]

    async def _listen(self) -> None:
        assert self._running.stdout is not None
        while line := await self._running.stdout.readline():
            said = json.loads(line)
            waiting = self._waiting.pop(said["number"])
            if not waiting.done():
                waiting.set_result(said)
        for one in self._waiting.values():
            one.set_exception(RuntimeError("Expected the client process to go on, but it has ended"))

    async def stop(self) -> None:
        """It ends once it has nothing more to do."""
        assert self._running.stdin is not None
        self._running.stdin.close()
        await self._running.wait()
        await self._listening


@asynccontextmanager
async def two_clients(here: Office) -> AsyncIterator[tuple[ClientProcess, ClientProcess]]:
    """Two client processes, ready."""
    async with AsyncExitStack() as stack:
        found = []
        for running in await asyncio.gather(_begun(here), _begun(here)):
            assert running.stdout is not None
            assert (await running.stdout.readline()).decode().strip() == READY
            one = ClientProcess(running)
            stack.push_async_callback(one.stop)
            found.append(one)
        yield found[0], found[1]


async def _begun(here: Office) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "proving.races.client", cwd=PROJECT, env=environment(here.settings),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip


@asynccontextmanager
async def a_worker(here: Office) -> AsyncIterator[None]:
    """A worker, a process like those of every installation."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "proving.kills.worker", '{"seed": 0}', cwd=PROJECT, env=environment(here.settings),
        stdin=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield
    finally:
        running.terminate()
        try:
            await asyncio.wait_for(running.wait(), 20)
        except TimeoutError:
            running.kill()
            await running.wait()
