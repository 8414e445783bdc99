"""People who work while everything breaks: each act under an id of its own, asked again until it is answered."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import uuid4

from activities.client import Answered, Delivered, OpenedCase, Pending
from engine.runtime import Rejected
from engine.runtime.commands import Claim, Command, Complete, Release, Return
from proving.office import Office

T = TypeVar("T")
ASK_AGAIN = 0.3
TICKS = 12


@dataclass
class Record:
    """What people did: every act that was answered, the cases with how each must end, and what went wrong."""

    acts: list[str] = field(default_factory=list)
    cases: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    asked_again: int = 0


class Crowd:
    """Plays whole cases, one after another."""

    def __init__(self, office: Office, record: Record) -> None:
        self._office = office
        self._record = record

    async def work(self, until: float) -> None:
        """Begin one case after another until the loop's clock shows `until`; finish what was begun."""
        loop = asyncio.get_running_loop()
        while loop.time() < until:
            play = random.choice((self.approval, self.listener, self.services, self.parent))
            try:
                await play(f"k-{uuid4().hex[:10]}")
            except (Rejected, AssertionError, TimeoutError) as wrong:
                self._record.faults.append(f"{play.__name__}: {type(wrong).__name__}: {wrong}")

    async def approval(self, ref: str) -> None:
        """Submitted, claimed, let go, claimed, perhaps sent back and done again, then decided."""
        case = await self._start("approval", ref)
        await self._do(case, lambda task: Complete(task, "submit", {"note": "x"}), "draft", "ana")
        await self._do(case, Claim, "check", "ben")
        await self._do(case, Release, "check", "ben")
        await self._do(case, Claim, "check", "cyd")
        if random.random() < 0.3:
            await self._do(case, lambda task: Return(task, "draft", comment="again"), "check", "cyd")
            await self._do(case, lambda task: Complete(task, "submit", {"note": "y"}), "draft", "ana")
            await self._do(case, Claim, "check", "cyd")
        outcome, end = random.choice((("approve", "granted"), ("refuse", "refused")))
        await self._do(case, lambda task: Complete(task, outcome, comment="so be it"), "check", "cyd")
        self._record.cases[case.workflow_id] = end

    async def listener(self, ref: str) -> None:
        """Messages, each of which counts once."""
        case = await self._start("listener", ref)
        await self._known(case)
        for _ in range(TICKS):
            await self._send("tick", ref)
            await asyncio.sleep(random.uniform(0, 0.1))
        self._record.counts[case.case_id] = TICKS
        await self._counted(case, TICKS)
        await self._send("stop", ref)
        self._record.cases[case.workflow_id] = "stopped"

    async def services(self, ref: str) -> None:
        """Services that answer whatever dies meanwhile."""
        case = await self._start("ten-services", ref)
        self._record.counts[case.case_id] = 10
        self._record.cases[case.workflow_id] = "finished"

    async def parent(self, ref: str) -> None:
        """A called case, and the one that waits for it."""
        case = await self._start("parent", ref)
        child = OpenedCase("", f"child:{ref}-c", f"{ref}-c")
        await self._do(child, lambda task: Complete(task, "done", {"note": "z"}), "answer", "ben")
        self._record.cases[child.workflow_id] = "answered"
        self._record.cases[case.workflow_id] = "finished"

    # ---- acts ----

    async def _start(self, process: str, ref: str) -> OpenedCase:
        id = uuid4().hex
        opened = await self._until_answered(
            lambda: self._office.cases.start(process, "by_hand", {"ref": ref}, by="ana", id=id)
        )
        assert isinstance(opened, OpenedCase)
        return opened

    async def _do(self, case: OpenedCase, make: Callable[[str], Command], step: str, by: str) -> None:
        id = uuid4().hex
        case_id = await self._known(case)
        task = await self._until_answered(lambda: self._office.find_task(case_id, step))
        command = make(task.task)
        answered = await self._until_answered(lambda: self._office.cases.command(case_id, command, by=by, id=id))
        assert isinstance(answered, Answered)
        self._record.acts.append(id)

    async def _send(self, message: str, ref: str) -> None:
        id = uuid4().hex
        delivered = await self._until_answered(lambda: self._office.cases.send_message(message, ref, {}, id=id))
        assert isinstance(delivered, Delivered) and len(delivered.cases) == 1, f"{message} for {ref}: {delivered}"

    async def _known(self, case: OpenedCase) -> str:
        case_id = await self._until_answered(lambda: self._office.store.find_case(case.workflow_id))
        await self._until_answered(lambda: self._office.store.case(case_id))
        return case_id

    async def _counted(self, case: OpenedCase, count: int) -> None:
        async def all_of_them() -> bool | None:
            detail = await self._office.store.case(case.case_id)
            return True if detail is not None and detail.data.get("count") == count else None

        await self._until_answered(all_of_them)

    async def _until_answered(self, ask: Callable[[], Awaitable[T | Pending | None]]) -> T:
        """Ask again while nobody answers, or the way there is broken. A refusal is an answer."""
        async with asyncio.timeout(180):
            while True:
                try:
                    answer = await ask()
                except Rejected:
                    raise
                except Exception:  # a database or a server that is away: that is what this is about
                    answer = None
                if answer is not None and not isinstance(answer, Pending):
                    return answer
                self._record.asked_again += 1
                await asyncio.sleep(ASK_AGAIN)
