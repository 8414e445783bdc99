"""Work goes on while workers and the server are killed, commits are slow, and the database is away.

Afterwards everything must add up: every case has ended as its people decided, every command took effect once, every
record is byte for byte what its history says, and no notice has left twice.

`python -m proving.kills --minutes 60`
"""

import argparse
import asyncio
import json
import os
import random
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import embedded
from proving.adding_up import Sums, add_up
from proving.crowd import Crowd, Record
from proving.office import Office, office
from proving.postbox import Postbox, postbox
from proving.servants import Servant, python

WORKERS = 2
PEOPLE = 6
BETRAY = 0.01
"""How many commits in a hundred are the last act of their worker: between a commit and the end of its task."""
SLOW = 0.02
CALM = 180.0
"""Seconds that everything may take to come to rest once nobody is killed any more."""


@dataclass
class Outcome:
    """What was done to it, and what it came to."""

    minutes: float
    kills: dict[str, int] = field(default_factory=dict)
    cases: int = 0
    commands: int = 0
    turns: int = 0
    asked_again: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.faults and self.cases > 0


async def prove(minutes: float, folder: Path, seed: int | None = None) -> Outcome:
    """Work for some minutes while everything breaks, let it come to rest, and add up."""
    random.seed(seed)
    record, outcome = Record(), Outcome(minutes)
    async with AsyncExitStack() as stack:
        box = await stack.enter_async_context(postbox())
        port = embedded.free_port()
        server = Servant(embedded.server_command(folder / "server", port), folder / "server.log")
        await stack.enter_async_context(server)
        here = await stack.enter_async_context(_office(f"127.0.0.1:{port}", folder / "office", box))
        workers = [await stack.enter_async_context(_worker(folder, here, number)) for number in range(WORKERS)]
        breaking = asyncio.create_task(_break(server, workers, here))
        until = asyncio.get_running_loop().time() + 60 * minutes
        people = [asyncio.create_task(Crowd(here, record).work(until)) for _ in range(PEOPLE)]
        await asyncio.sleep(60 * minutes)
        breaking.cancel()
        with suppress(asyncio.CancelledError):
            await breaking
        await asyncio.gather(*people)
        sums = await add_up(here, record, box, CALM)
        outcome.kills = {"server": server.deaths, "workers": sum(one.deaths for one in workers)}
        _tell(outcome, record, sums)
    return outcome


def _tell(outcome: Outcome, record: Record, sums: Sums) -> None:
    outcome.cases, outcome.turns = len(record.cases), sums.turns
    outcome.commands, outcome.asked_again = len(record.acts), record.asked_again
    outcome.faults = [*record.faults, *sums.faults]


@asynccontextmanager
async def _office(address: str, folder: Path, box: Postbox) -> AsyncIterator[Office]:
    folder.mkdir(parents=True)
    mail = {"host": "127.0.0.1", "port": box.port, "sender": "office@example.com", "encryption": "none"}
    while True:  # the server may need a moment
        try:
            async with office(address, folder, command_timeout=3.0, turns_a_run=20, mail=mail, slots=16) as here:
                yield here
                return
        except RuntimeError as away:
            if "onnect" not in str(away):
                raise
            await asyncio.sleep(0.3)


def _worker(folder: Path, here: Office, number: int) -> Servant:
    file = folder / "settings.json"
    chosen = here.settings.model_dump(mode="json", exclude={"secrets", "payload_keys"}, exclude_defaults=True)
    file.write_text(json.dumps(chosen), encoding="utf-8")
    command = python("-m", "proving.treacherous", str(file), "--betray", str(BETRAY), "--slow", str(SLOW))
    return Servant(command, folder / f"worker-{number}.log")


async def _break(server: Servant, workers: list[Servant], here: Office) -> None:
    """One mischief after another."""
    while True:
        await asyncio.sleep(random.uniform(2, 6))
        match random.choices(("worker", "server", "database", "farewell"), weights=(5, 2, 2, 2))[0]:
            case "worker":
                random.choice(workers).kill(rest=random.uniform(0.2, 3))
            case "server":
                server.kill(rest=random.uniform(0.2, 4))
            case "database":
                await asyncio.to_thread(_hold_database, here.settings.database, random.uniform(0.5, 6))
            case "farewell":
                random.choice(workers).ask_to_stop()


def _hold_database(url: str, seconds: float) -> None:
    """Nobody else can write to the database for a while."""
    import time

    database = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20, isolation_level=None)
    with suppress(sqlite3.OperationalError):
        database.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        database.execute("ROLLBACK")
    database.close()


def prove_and_tell(minutes: float, seed: int | None) -> int:
    """Prove it, and print how it came out; 0 when everything added up."""
    with TemporaryDirectory(prefix="banjie-kills-") as folder:
        outcome = asyncio.run(prove(minutes, Path(folder), seed))
    told: dict[str, Any] = {**asdict(outcome), "whole": outcome.whole}
    print(json.dumps(told, ensure_ascii=False, indent=1))
    return 0 if outcome.whole else 1


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--minutes", type=float, default=60.0)
    asked.add_argument("--seed", type=int, default=None)
    given = asked.parse_args()
    code = prove_and_tell(given.minutes, given.seed)
    sys.stdout.flush()
    os._exit(code)
