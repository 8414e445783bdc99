"""Messages to cases: every running case that hears one gets it, and the processes it starts get a new case.

To one case they go one after another, and at most fifty may wait there: many Signals arriving while a turn is being
written make the server throw that turn's task away.
"""

import asyncio
from dataclasses import dataclass

from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from activities.door import Asked, Door
from activities.ids import id_from
from engine.runtime import Rejected
from engine.runtime.border import MESSAGE
from engine.runtime.stimuli import MessageArrived, Stimulus
from engine.runtime.wire import encode
from store import Store
from store.views import HearingCase

MOST_WAITING = 50
LOOK_AGAIN = 0.1
PATIENCE = 30.0
"""Seconds to wait for a case to work through what it has, before this message is tried again later."""


@dataclass(frozen=True)
class Delivered:
    """Where a message went: case ids that got it, case ids it started. Both empty: nobody was waiting for it."""

    cases: tuple[str, ...] = ()
    started: tuple[str, ...] = ()


@dataclass
class _Line:
    """What was sent to one case and has not been seen in its turns. `turn`: up to where they were looked through."""

    lock: asyncio.Lock
    waiting: list[str]
    turn: int = 0


class Messages:
    """Brings messages to cases."""

    def __init__(self, client: Client, store: Store, door: Door) -> None:
        self._client = client
        self._store = store
        self._door = door
        self._lines: dict[str, _Line] = {}

    async def deliver(self, arrived: MessageArrived) -> Delivered:
        """Send it to all that hear it. May be repeated: a case drops a message it has had, by its id."""
        hearing = await self._store.hearing(arrived.message, arrived.key)
        reached = [case.case_id for case in hearing if await self._signal(case, arrived)]
        return Delivered(tuple(reached), tuple(await self._start_by(arrived)))

    async def _signal(self, case: HearingCase, arrived: MessageArrived) -> bool:
        line = self._lines.setdefault(case.case_id, _Line(asyncio.Lock(), []))
        async with line.lock:
            async with asyncio.timeout(PATIENCE):
                while len(line.waiting) >= MOST_WAITING and await self._still_waits(case.case_id, line):
                    await asyncio.sleep(LOOK_AGAIN)
            if await signal_case(self._client, case.workflow_id, MESSAGE, arrived):
                line.waiting.append(arrived.id)
                return True
            del self._lines[case.case_id]
            return False

    async def _still_waits(self, case_id: str, line: _Line) -> bool:
        """Strike off what has become a turn; whether still too many are waiting."""
        for turn in await self._store.history(case_id, after=line.turn):
            line.turn = turn.turn
            if turn.stimulus.get("id") in line.waiting:
                line.waiting.remove(turn.stimulus["id"])
        return len(line.waiting) >= MOST_WAITING

    async def _start_by(self, arrived: MessageArrived) -> list[str]:
        """New cases of the processes that begin with this message; a case that is there already is not begun again."""
        started = []
        for deployment in await self._store.processes():
            deployed = await self._store.newest(deployment.process)
            starts = deployed.plan.definition.start.items() if deployed else ()
            for name, start in starts:
                if start.message == arrived.message and await self._start(deployment.process, name, arrived):
                    started.append(case_started_by(deployment.process, arrived))
        return started

    async def _start(self, process: str, start: str, arrived: MessageArrived) -> bool:
        case_id = case_started_by(process, arrived)
        asked = Asked(process, start, arrived.data, arrived.by, arrived.at, case_id)
        try:
            opened = await self._door.open(asked)
        except Rejected:
            return False
        return not opened.joined


async def signal_case(client: Client, workflow_id: str, name: str, stimulus: Stimulus) -> bool:
    """Send a stimulus to a case. False: it has ended."""
    try:
        await client.get_workflow_handle(workflow_id).signal(name, encode(stimulus))
    except RPCError as error:
        if error.status == RPCStatusCode.NOT_FOUND:
            return False
        raise
    return True


def case_started_by(process: str, arrived: MessageArrived) -> str:
    """The id of the case a message starts: the same however often it is delivered."""
    return id_from(f"message/{process}/{arrived.id}")
