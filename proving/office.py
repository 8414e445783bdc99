"""An office made for proving: a small company, its definitions, a store, and workers on a real server."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from temporalio.client import Client, WorkflowHandle

import worker
from activities.client import Answered, CaseClient, OpenedCase, Pending, utc_now
from activities.rounds import Rounds
from daemon import connect
from engine.compiler import Known, compile_definitions
from engine.model.plan import Plan
from engine.runtime.commands import Command, Complete
from proving import connectors
from settings import Settings
from store import Store
from store.company import Company, load_company
from store.rows import TaskRow

HERE = Path(__file__).parent
T = TypeVar("T")


def company() -> Company:
    """Four people who are always at work."""
    return load_company(HERE / "company")


def plans() -> dict[str, tuple[Plan, str]]:
    """The processes of the office with their texts, by address."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((HERE / "processes").glob("*.yaml"))}
    compiled = compile_definitions(texts, Known(calendar="always", escalation={}))
    wrong = [str(problem) for one in compiled.values() for problem in one.problems if one.plan is None]
    if wrong:
        raise ValueError("\n".join(wrong))
    return {one.plan.process: (one.plan, texts[file]) for file, one in compiled.items() if one.plan is not None}


@dataclass
class Office:
    """What a test holds in its hands. `rounds` is there while a worker runs in this process.

    `tag` begins the key of every case of a story, so that several offices can play one on the same server.
    """

    settings: Settings
    client: Client
    store: Store
    cases: CaseClient
    rounds: Rounds | None = None
    tag: str = ""

    def handle(self, case: OpenedCase) -> WorkflowHandle[Any, Any]:
        """The workflow of a case."""
        return self.client.get_workflow_handle(case.workflow_id)

    async def start(self, process: str, ref: str, *, by: str = "ana", **data: Any) -> OpenedCase:
        """Start a case by its button and wait until its first turn is written."""
        (start,) = (await self._plan(process)).definition.start
        opened = await self.cases.start(process, start, {"ref": ref, **data}, by=by)
        assert isinstance(opened, OpenedCase)
        await until(lambda: self.store.case(opened.case_id))
        return opened

    async def open_task(self, case_id: str, step: str | None = None) -> TaskRow:
        """The open task of a case (of a step), as soon as there is one."""
        return await until(lambda: self.find_task(case_id, step))

    async def find_task(self, case_id: str, step: str | None = None) -> TaskRow | None:
        """The open task of a case (of a step), if there is one now."""
        detail = await self.store.case(case_id)
        tasks = [task for here in (detail.open_steps if detail else ()) for task in here.tasks]
        return next((one for one in tasks if one.status == "open" and step in (None, one.step)), None)

    async def complete(self, case_id: str, outcome: str, *, by: str = "ana", **more: Any) -> Answered:
        """Complete the one open task of a case."""
        task = await self.open_task(case_id)
        return await self.command(case_id, Complete(task.task, outcome, **more), by=by)

    async def command(self, case_id: str, command: Command, *, by: str = "ana", id: str | None = None) -> Answered:
        """A command that is answered at once."""
        answered = await self.cases.command(case_id, command, by=by, id=id)
        assert isinstance(answered, Answered), answered
        return answered

    async def ended(self, case: OpenedCase, within: float = 20.0) -> str:
        """The end state of a case, as soon as it has one."""
        async with asyncio.timeout(within):
            return str(await self.handle(case).result())

    async def _plan(self, process: str) -> Plan:
        deployed = await self.store.newest(process)
        assert deployed is not None
        return deployed.plan


@asynccontextmanager
async def office(
    address: str, folder: Path, *, clock: Callable[[], datetime] = utc_now, **settings: Any
) -> AsyncIterator[Office]:
    """An office without a worker: everything a person needs to ask for something."""
    quick = {"sweep_every": 0.05, "unsealed_after": 0.1, "resend_after": 1.0, "grace": 2.0}
    own = {"var": folder, "temporal_address": address, "task_queue": f"proving-{uuid4().hex[:8]}"}
    chosen = Settings(_env_file=None, **{**quick, **own, **settings})
    store = await Store.open(chosen.database, clock=clock, synchronous="NORMAL")
    try:
        await store.put_company(company())
        for plan, text in plans().values():
            await store.deploy(plan, text, f"{plan.process}.yaml")
        client = await connect(chosen)
        yield Office(chosen, client, store, worker.case_client(chosen, client, store))
    finally:
        await store.dispose()


@asynccontextmanager
async def open_office(address: str, folder: Path, **settings: Any) -> AsyncIterator[Office]:
    """An office with a worker in this process."""
    async with (
        office(address, folder, **settings) as here,
        worker.running(here.settings, here.client, here.store, connectors=connectors) as rounds,
    ):
        here.rounds = rounds
        yield here


async def until(found: Callable[[], Awaitable[T | None]], within: float = 60.0) -> T:
    """Wait until something is there (neither None nor False), and give it."""
    async with asyncio.timeout(within):
        while True:
            thing = await found()
            if thing is not None and thing is not False:
                return thing
            await asyncio.sleep(0.02)


def pending(answer: Answered | Pending) -> bool:
    """Whether an act was accepted without an answer."""
    return isinstance(answer, Pending)
