"""A process that does one thing after another at instants it is told: `python -m proving.races.client`.

Each line it reads is an order, each line it writes what came of one. Two of these race.
"""

import asyncio
import json
import os
import sys
import time
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import worker
from activities.client import Answered, CaseClient, Pending
from daemon import connect
from engine.runtime import Rejected
from engine.runtime.commands import Command
from engine.runtime.wire import decode
from settings import Settings
from store import Store

Wire = dict[str, Any]
READY = "ready"
ASK_AGAIN = 0.2


@dataclass(frozen=True)
class Told:
    """What somebody was told: the turn their command became, or a refusal; neither: it was a message.

    `asked`: how often they had to ask until there was an answer.
    """

    turn: int | None = None
    code: str = ""
    message: str = ""
    asked: int = field(default=1, compare=False)


async def main() -> None:
    """Do what is asked until nothing comes any more."""
    settings = Settings(_env_file=None)
    store = await Store.open(settings.database, synchronous="NORMAL", pool=settings.store_pool)
    cases = worker.case_client(settings, await connect(settings), store)
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    print(READY, flush=True)
    async with asyncio.TaskGroup() as group:
        while line := await reader.readline():
            group.create_task(_obey(cases, json.loads(line)))


async def _obey(cases: CaseClient, order: Wire) -> None:
    await asyncio.sleep(max(0.0, order["at"] - time.time()))
    sent, asked = time.time(), 1
    while (told := await _told(cases, order)) is None:
        await asyncio.sleep(ASK_AGAIN)
        asked += 1
    told = replace(told, asked=asked)
    print(json.dumps({"number": order["number"], "sent": sent, "told": asdict(told)}), flush=True)


async def _told(cases: CaseClient, order: Wire) -> Told | None:
    """What comes of an order; None while it is pending."""
    try:
        return await _done(cases, order)
    except Rejected as refusal:
        return Told(code=refusal.code, message=refusal.message)


async def _done(cases: CaseClient, order: Wire) -> Told | None:
    if "message" in order:
        await cases.send_message(order["message"], order["key"], {}, id=order["id"])
        return Told()
    command: Command = decode(Command, order["command"])
    answer: Answered | Pending = await cases.command(order["case"], command, by=order["by"], id=order["id"])
    return Told(answer.turn) if isinstance(answer, Answered) else None


if __name__ == "__main__":
    code = 0
    try:
        asyncio.run(main())
    except Exception as broken:
        print(f"{type(broken).__name__}: {broken}"[:300], file=sys.stderr)
        code = 1
    sys.stdout.flush()
    os._exit(code)  # a Temporal client may crash the interpreter as it ends
