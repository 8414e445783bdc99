"""The worker that is made to die: `python -m proving.kills.worker`, with what goes wrong in it as JSON.

It is the worker of every installation, but for a store that is slow now and then, and that ends the process at the
worst of all moments: when a turn is committed, and its workflow task has not said so to the server yet.
"""

import asyncio
import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import timedelta
from random import Random

import worker
from daemon import connect, log_as
from engine.runtime.border import CommitTurn
from proving import connectors
from settings import Settings
from store import Committed, Outgoing, Store

KILLED = 137
LEASE = timedelta(seconds=10)
"""How long what was taken to be sent stays with a worker that may be dead by then; a minute would be long to wait."""


@dataclass(frozen=True)
class Faults:
    """What goes wrong in one worker.

    `die_after`: the commit after which the process ends at once. `slow`: the share of commits that take `seconds`
    longer; half of these are late before they write, half when they have written.
    """

    seed: int
    die_after: int | None = None
    slow: float = 0.0
    seconds: float = 0.0

    def written(self) -> str:
        """For the command line."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, written: str) -> "Faults":
        """From the command line."""

        return cls(**json.loads(written))


class FaultyStore(Store):
    """The store of a worker that is made to die."""

    faults = Faults(0)
    _commits = 0

    async def commit_turn(self, commit: CommitTurn) -> Committed:
        """Write the turn, perhaps slowly, and perhaps as the last thing this process does."""
        self._commits += 1
        number = self._commits
        chance = Random(self.faults.seed * 1_000_003 + number)
        late, after = chance.random() < self.faults.slow, chance.random() < 0.5
        if late and not after:
            await asyncio.sleep(self.faults.seconds)
        committed = await super().commit_turn(commit)
        if self.faults.die_after is not None and number >= self.faults.die_after:
            os._exit(KILLED)
        if late and after:
            await asyncio.sleep(self.faults.seconds)
        return committed

    async def outbox_sealed(self, limit: int = 100, *, lease: timedelta = LEASE) -> list[Outgoing]:
        """What may leave, taken for a shorter while than usual."""
        return await super().outbox_sealed(limit, lease=LEASE)


async def main() -> None:
    """Work until killed, told to stop, or left alone by the process that started this one."""
    settings, parent = Settings(_env_file=None), os.getppid()
    log_as(settings)
    store = await FaultyStore.open(settings.database, synchronous="NORMAL", pool=settings.store_pool)
    store.faults = Faults.read(sys.argv[1])
    client = await connect(settings)
    async with worker.running(settings, client, store, connectors=connectors):
        while os.getppid() == parent:
            await asyncio.sleep(0.5)


if __name__ == "__main__":
    code = 0
    try:
        asyncio.run(main())
    except Exception as broken:  # the server or the database is away: whoever started us does so again
        print(f"{type(broken).__name__}: {broken}"[:300], file=sys.stderr)
        code = 1
    sys.stderr.flush()
    os._exit(code)
