"""People who work while everything around them dies: they ask again under the same id until they have an answer."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from activities.client import Answered, CaseClient, Delivered, OpenedCase
from engine.runtime import Rejected
from engine.runtime.commands import Command
from store import Store
from store.rows import TaskRow

T = TypeVar("T")
LOOK_AGAIN = 0.2
ASK_AGAIN = 0.4


@dataclass
class Ledger:
    """What people asked and were told, and what must have come of it in the end.

    `told`: command id to the turn it was said to be, None: it was refused. `ends`: workflow id to the end state;
    `perhaps`: workflow ids that may be there, then cancelled. `data`: workflow id to fields that must have these
    values. `ticks`: ref to the messages sent to that case, `ticking` to those under way; `hearing`: ref to the case
    that may be sent one. `lost`: what was told to nobody.
    """

    told: dict[str, int | None] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)
    perhaps: set[str] = field(default_factory=set)
    data: dict[str, dict[str, Any]] = field(default_factory=dict)
    ticks: Counter[str] = field(default_factory=Counter)
    hearing: dict[str, str] = field(default_factory=dict)
    ticking: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    stories: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)

    def expect(self, workflow_id: str, end: str, **data: Any) -> None:
        """What a case must come to."""
        self.ends[workflow_id] = end
        self.data[workflow_id] = data


class People:
    """What the people of a story do. All ids come from the seed."""

    def __init__(self, store: Store, cases: CaseClient, ledger: Ledger, chance: Random) -> None:
        self.store = store
        self.cases = cases
        self.ledger = ledger
        self.chance = chance

    def new_id(self) -> str:
        """An id for something asked."""
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    async def start(self, process: str, start: str = "by_hand", *, by: str = "ana", **data: Any) -> OpenedCase:
        """Start a case, and wait until its first turn is written."""
        id = self.new_id()
        while True:
            opened = await patiently(lambda: self.cases.start(process, start, data, by=by, id=id))
            if isinstance(opened, OpenedCase):
                break
            await asyncio.sleep(ASK_AGAIN)
        await self.until(lambda: self.store.case(opened.case_id))
        return opened

    async def command(self, case_id: str, command: Command, *, by: str) -> Answered:
        """Give a command until it has its answer. Raises `Rejected`, which is one."""
        id = self.new_id()
        try:
            while True:
                answered = await patiently(lambda: self.cases.command(case_id, command, by=by, id=id))
                if isinstance(answered, Answered):
                    self.ledger.told[id] = answered.turn
                    return answered
                await asyncio.sleep(ASK_AGAIN)
        except Rejected as refusal:
            self.ledger.told[id] = None
            self.ledger.refusals[refusal.code] += 1
            raise

    async def on_task(self, case_id: str, step: str | None, make: Callable[[TaskRow], Command], *, by: str) -> None:
        """Do something with the open task of a step. What is refused was asked of a task that is none any more (the
        turn that made it was lost): look again."""
        while True:
            task = await self.open_task(case_id, step)
            try:
                await self.command(case_id, make(task), by=by)
                return
            except Rejected:
                await asyncio.sleep(ASK_AGAIN)

    async def send(self, message: str, key: str, data: dict[str, Any]) -> Delivered:
        """Send a message until it is delivered."""
        id = self.new_id()
        while True:
            delivered = await patiently(lambda: self.cases.send_message(message, key, data, id=id))
            if isinstance(delivered, Delivered):
                return delivered
            await asyncio.sleep(ASK_AGAIN)

    async def tick(self, case_id: str, ref: str) -> None:
        """A message to a case that hears it all the time."""
        self.ledger.ticking[ref] += 1
        delivered = await self.send("tick", ref, {})
        self.ledger.ticking[ref] -= 1
        if case_id in delivered.cases:
            self.ledger.ticks[ref] += 1
        else:
            self.ledger.lost.append(f"tick to {ref}")

    async def no_more_ticks(self, ref: str) -> None:
        """From here on nobody sends this case a message, and those under way have arrived."""
        self.ledger.hearing.pop(ref)
        while self.ledger.ticking[ref]:
            await asyncio.sleep(LOOK_AGAIN)

    async def open_task(self, case_id: str, step: str | None = None) -> TaskRow:
        """The open task of a case (of a step), as soon as there is one."""

        async def found() -> TaskRow | None:
            detail = await self.store.case(case_id)
            tasks = [task for here in (detail.open_steps if detail else ()) for task in here.tasks]
            return next((one for one in tasks if one.status == "open" and step in (None, one.step)), None)

        return await self.until(found)

    async def closed(self, case_id: str) -> None:
        """Wait until a case has ended."""

        async def ended() -> bool:
            detail = await self.store.case(case_id)
            return detail is not None and detail.case.status != "open"

        await self.until(ended)

    async def until(self, found: Callable[[], Awaitable[T | None]]) -> T:
        """Wait for something (neither None nor False), however long the database is away."""
        while True:
            thing = await patiently(found)
            if thing is not None and thing is not False:
                return thing
            await asyncio.sleep(LOOK_AGAIN)


async def patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask until there is an answer. A refusal is one; a server or a database that is away is none."""
    while True:
        try:
            return await ask()
        except Rejected:
            raise
        except Exception:
            await asyncio.sleep(ASK_AGAIN)
