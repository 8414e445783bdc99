"""A house: an installation of the company in `definitions/`, with a worker in this process, and its API beside it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
from fastapi import FastAPI, Request
from temporalio.client import Client as Temporal

import worker
from api.application import application
from api.identity import Asker
from api.office import Office
from cli.deploying import deploy_all
from cli.folder import Folder
from cli.living import Past, furnish
from cli.up import lead_to
from daemon import connect
from proving.office import until
from settings import Settings
from store import Store

DEFINITIONS = Path(__file__).parents[1] / "definitions"
Client = httpx2.AsyncClient


@dataclass
class House:
    """An installation with a worker, which can be stopped, and its API in this process."""

    settings: Settings
    store: Store
    office: Office
    app: FastAPI
    client: Temporal | None = None
    work: AsyncExitStack = field(default_factory=AsyncExitStack)
    past: Past = field(default_factory=Past)

    def as_person(self, person: str | None, *roles: str) -> Client:
        """The API as this person sees it, signed in, with these roles of the account; None: nobody is."""
        headers = {"x-person": person, "x-roles": ",".join(roles)} if person else {}
        return Client(transport=httpx2.ASGITransport(self.app), base_url="http://banjie", headers=headers, timeout=30)

    async def start_worker(self) -> None:
        """Let a worker work."""
        assert self.client is not None
        await self.work.enter_async_context(
            worker.running(self.settings, self.client, self.store, clock=self.past.begin)
        )

    async def stop_worker(self) -> None:
        """From now on nobody answers, until a worker is started again."""
        await self.work.aclose()

    async def come_to_life(self) -> None:
        """Give it the cases of the demonstration."""
        await furnish(self.store, self.office.cases, self.office.files, self.settings.zone, self.past)

    async def start(self, by: str, process: str, start: str, data: dict[str, Any]) -> str:
        """Start a case past the API, wait until it stands somewhere, and give its id."""
        opened = await self.office.cases.start(process, start, data, by=by)
        await until(lambda: self.store.case(opened.case_id))
        return opened.case_id

    async def task_of(self, case_id: str, step: str | None = None) -> str:
        """The open task of a case (of a step), as soon as there is one."""

        async def found() -> str | None:
            detail = await self.store.case(case_id)
            tasks = [task for here in (detail.open_steps if detail else ()) for task in here.tasks]
            return next((one.task for one in tasks if one.status == "open" and step in (None, one.step)), None)

        return await until(found)


async def identify(request: Request) -> Asker | None:
    """Whoever the test says it is."""
    person = request.headers.get("x-person")
    roles = frozenset(one for one in request.headers.get("x-roles", "").split(",") if one)
    return Asker(person, "test", roles) if person else None


@asynccontextmanager
async def house_at(
    address: str, folder: Path, *, stand_ins: str | None = None, **settings: Any
) -> AsyncIterator[House]:
    """A house with its worker, on a Temporal server. `stand_ins`: where the shop and the stock system answer."""
    quick = {"sweep_every": 0.05, "unsealed_after": 0.1, "resend_after": 1.0, "grace": 2.0}
    own = {"var": folder, "temporal_address": address, "task_queue": f"api-{uuid4().hex[:8]}"}
    chosen = Settings(_env_file=None, **{**quick, **own, **settings})
    store = await Store.open(chosen.database, synchronous="NORMAL")
    try:
        found = Folder(DEFINITIONS)
        await store.put_company(found.company)
        compiled = await asyncio.to_thread(found.compiled, found.files, ())
        plans = {path: one.plan for path, one in compiled.items() if one.plan}
        await deploy_all(store, plans)
        if stand_ins is not None:
            await lead_to(store, plans.values(), stand_ins)
        client = await connect(chosen)
        cases, files = worker.case_client(chosen, client, store), worker.file_desk(chosen, store)
        office = Office(store, cases, files, chosen, identify)
        async with AsyncExitStack() as work:
            house = House(chosen, store, office, application(office), client, work)
            await house.start_worker()
            yield house
    finally:
        await store.dispose()
