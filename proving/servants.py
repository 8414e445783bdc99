"""Processes that are killed and started again: a server, workers. Only those started here, by their own ids."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent


class Servant:
    """A child process. It is started again whenever it is gone, a while after."""

    def __init__(self, command: Sequence[str], log: Path) -> None:
        self._command = list(command)
        self._log = log
        self._process: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._rest = 0.3
        self.deaths = 0

    async def __aenter__(self) -> "Servant":
        self._keeper = asyncio.create_task(self._keep())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._keeper is not None
        self._keeper.cancel()
        with suppress(asyncio.CancelledError):
            await self._keeper
        self._signal(signal.SIGKILL)
        if self._process is not None:
            await self._process.wait()

    def kill(self, rest: float) -> None:
        """SIGKILL; it is started again after `rest` seconds."""
        self._rest = rest
        self._signal(signal.SIGKILL)

    def ask_to_stop(self) -> None:
        """SIGTERM, as at the end of a working day."""
        self._signal(signal.SIGTERM)

    async def _keep(self) -> None:
        while True:
            with self._log.open("ab") as log:
                self._process = await asyncio.create_subprocess_exec(
                    *self._command, cwd=ROOT, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log
                )
            await self._process.wait()
            self.deaths += 1
            await asyncio.sleep(self._rest)
            self._rest = 0.3

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, number)


def python(*arguments: str) -> list[str]:
    """This interpreter with arguments."""
    return [sys.executable, *arguments]
