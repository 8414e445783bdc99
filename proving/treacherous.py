"""A worker that cannot be trusted: it dies between a commit and the end of its workflow task, and is slow at times.

`python -m proving.treacherous settings.json --betray 0.03 --slow 0.05`. What it does is otherwise the real worker.
"""

import argparse
import asyncio
import json
import os
import random
import signal
from pathlib import Path

import worker
from proving import connectors
from settings import Settings
from store import Committed, CommitTurn, Store

SLOWEST = 4.0


class TreacherousStore(Store):
    """The real store. `betray` is the chance that the process is gone right after a commit, `slow` that one lasts."""

    betray = 0.0
    slow = 0.0

    async def commit_turn(self, commit: CommitTurn) -> Committed:
        """The commit is in the database, and nobody will ever hear of it."""
        if random.random() < self.slow:
            await asyncio.sleep(random.uniform(0.5, SLOWEST))
        committed = await super().commit_turn(commit)
        if random.random() < self.betray:
            os.kill(os.getpid(), signal.SIGKILL)
        return committed


async def work(file: Path, betray: float, slow: float) -> None:
    """Work until killed."""
    settings = Settings(_env_file=None, **json.loads(file.read_text(encoding="utf-8")))
    worker.log_as(settings)
    TreacherousStore.betray, TreacherousStore.slow = betray, slow
    store = await TreacherousStore.open(settings.database, synchronous="NORMAL")
    client = await worker.connected(settings, asyncio.Event())
    assert client is not None
    async with worker.running(settings, client, store, connectors=connectors):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("settings", type=Path)
    asked.add_argument("--betray", type=float, default=0.0)
    asked.add_argument("--slow", type=float, default=0.0)
    given = asked.parse_args()
    asyncio.run(work(given.settings, given.betray, given.slow))
