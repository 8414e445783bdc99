"""Messages to cases: every running case that hears one gets it, and the processes it starts get a new case.

To one case they go one after another, and at most fifty may wait there: many Signals arriving while a turn is being
written make the server throw that turn's task away.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from activities.door import Asked
from activities.ids import id_from
from activities.unattended import NOT_NEEDED, UnattendedStarts
from engine.runtime import Rejected
from engine.runtime.border import MESSAGE
from engine.runtime.stimuli import MessageArrived, Stimulus
from engine.runtime.wire import encode
from store import Store
from store.views import HearingCase

MOST_WAITING = 50
MOST_LINES = 1_000
"""Of so many cases it is remembered what was sent to them."""
LOOK_AGAIN = 0.1
PATIENCE = 30.0
"""Seconds to wait for a case to work through what it has, before this message is tried again later."""


@dataclass(frozen=True)
class Delivered:
    """Where a message went: case ids that got it, case ids it started. Both empty: nobody was waiting for it.

    `refused`: the starts that would have begun with it but were refused, each with its reason; the store keeps them.
    """

    cases: tuple[str, ...] = ()
    started: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass
class _Line:
    """What was sent to one case and has not been seen in its turns. `turn`: up to where they were looked through."""

    lock: asyncio.Lock
    waiting: list[str]
    turn: int = 0


class Messages:
    """Brings messages to cases. `starts` None: to those that run, and no new one begins."""

    def __init__(self, client: Client, store: Store, starts: UnattendedStarts | None) -> None:
        self._client = client
        self._store = store
        self._starts = starts
        self._lines: dict[str, _Line] = {}

    async def deliver(self, arrived: MessageArrived) -> Delivered:
        """Send it to all that hear it. May be repeated: a case drops a message it has had, by its id."""
        hearing = await self._store.hearing(arrived.message, arrived.key)
        reached = [case for case in hearing if await self._signal(case, arrived)]
        heard_by = {case.process for case in reached}
        started, refused = await self._start_by(self._starts, arrived, heard_by) if self._starts else ([], [])
        return Delivered(tuple(case.case_id for case in reached), tuple(started), tuple(refused))

    async def _signal(self, case: HearingCase, arrived: MessageArrived) -> bool:
        line = self._line_to(case.case_id)
        async with line.lock:
            async with asyncio.timeout(PATIENCE):
                while len(line.waiting) >= MOST_WAITING and await self._still_waits(case.case_id, line):
                    await asyncio.sleep(LOOK_AGAIN)
            if await signal_case(self._client, case.workflow_id, MESSAGE, arrived):
                line.waiting.append(arrived.id)
                return True
            self._lines.pop(case.case_id, None)
            return False

    def _line_to(self, case_id: str) -> _Line:
        """The line to a case, the one used last at the end; long unused ones are forgotten, and what waited there."""
        line = self._lines.pop(case_id, None) or _Line(asyncio.Lock(), [])
        self._lines[case_id] = line
        for other in list(self._lines)[: max(0, len(self._lines) - MOST_LINES)]:
            if not self._lines[other].lock.locked():
                del self._lines[other]
        return line

    async def _still_waits(self, case_id: str, line: _Line) -> bool:
        """Strike off what has become a turn; whether still too many are waiting."""
        for turn in await self._store.history(case_id, after=line.turn):
            line.turn = turn.turn
            if turn.stimulus.get("id") in line.waiting:
                line.waiting.remove(turn.stimulus["id"])
        return len(line.waiting) >= MOST_WAITING

    async def _start_by(
        self, unattended: UnattendedStarts, arrived: MessageArrived, heard_by: Collection[str]
    ) -> tuple[list[str], list[str]]:
        """New cases of the processes that begin with this message, and the starts that were refused.

        `heard_by`: processes with a running case that has heard it.
        """
        started, refused = [], []
        for deployment in await self._store.processes():
            deployed = await self._store.newest(deployment.process)
            starts = deployed.plan.definition.start.items() if deployed else ()
            for name in [name for name, start in starts if start.message == arrived.message]:
                case_id = case_started_by(deployment.process, arrived)
                asked = Asked(deployment.process, name, arrived.data, arrived.by, arrived.at, case_id)
                try:
                    opened = await unattended.open(asked)
                except Rejected as refusal:
                    if not _is_meant(refusal, deployment.process in heard_by):
                        await unattended.keep(asked, "message", arrived.id, refusal)
                        refused.append(f"{deployment.process}.{name}: {refusal.code}: {refusal.message}")
                else:
                    started += [] if opened.joined else [case_id]
        return started, refused


def _is_meant(refusal: Rejected, heard: bool) -> bool:
    """Whether the definition means a refusal: the `if` of its start is not so, or the case is there and has heard."""
    return refusal.code == NOT_NEEDED or (refusal.code == "key-taken" and heard)


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
