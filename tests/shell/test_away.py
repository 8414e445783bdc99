"""Worker, database or server away: what people asked is kept, is done once, and they are told the truth meanwhile."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import embedded
import worker
from activities.client import Answered, OpenedCase, Pending, utc_now
from engine.runtime.commands import Complete
from engine.runtime.stimuli import MessageArrived
from engine.runtime.wire import encode
from proving import connectors
from proving.office import Office, office, open_office, until
from tests.shell.databases import busy_database


async def test_without_a_worker_an_act_is_pending_and_is_done_by_the_next_one(server: str, tmp_path: Path) -> None:
    async with office(server, tmp_path, command_timeout=2.0) as here:
        opened = await here.cases.start("approval", "by_hand", {"ref": "W-1"}, by="ana")
        assert isinstance(opened, OpenedCase), "a start needs the server only"
        async with worker.running(here.settings, here.client, here.store, connectors=connectors):
            task = await here.open_task(opened.case_id)
        command = Complete(task.task, "submit", {"note": "x"})
        pending = await here.cases.command(opened.case_id, command, by="ana", id="w")
        assert pending == Pending("w", opened.case_id)
        async with worker.running(here.settings, here.client, here.store, connectors=connectors):
            check = await here.open_task(opened.case_id, "check")
            assert check.status == "open"
            again = await here.cases.command(opened.case_id, command, by="ana", id="w")
            assert isinstance(again, Answered) and again.turn == 2


async def test_a_database_that_is_away_for_a_while_holds_the_case_and_loses_nothing(office: Office) -> None:
    case = await office.start("approval", "W-2")
    task = await office.open_task(case.case_id)
    async with busy_database(office):
        asking = asyncio.create_task(office.handle(case).signal("message", _tick("W-2")))
        await asyncio.sleep(4)
        await asking
    answered = await office.command(case.case_id, Complete(task.task, "submit", {"note": "x"}))
    assert answered.turn >= 2
    assert (await office.store.verify(case.case_id)).broken == ()


async def test_a_server_that_comes_back_on_its_file_has_every_case(tmp_path: Path) -> None:
    port = embedded.free_port()
    async with (
        embedded.temporal_server(tmp_path / "server", port) as address,
        open_office(address, tmp_path / "office") as here,
    ):
        case = await here.start("approval", "W-3")
    async with (
        embedded.temporal_server(tmp_path / "server", port) as address,
        open_office(address, tmp_path / "office", task_queue=here.settings.task_queue) as again,
    ):
        await again.complete(case.case_id, "submit", data={"note": "x"})
        assert (await again.open_task(case.case_id)).step == "check"


async def test_what_is_asked_while_the_server_is_away_is_done_when_it_is_back(tmp_path: Path) -> None:
    port = embedded.free_port()
    async with AsyncExitStack() as servers:
        server = embedded.temporal_server(tmp_path / "server", port)
        address = await servers.enter_async_context(server)
        async with open_office(address, tmp_path / "office", command_timeout=2.0) as here:
            case = await here.start("approval", "W-4")
            task = await here.open_task(case.case_id)
            await servers.aclose()
            started = await here.cases.start("approval", "by_hand", {"ref": "W-5"}, by="ana")
            commanded = await here.cases.command(case.case_id, Complete(task.task, "submit", {"note": "x"}), by="ana")
            assert isinstance(started, Pending) and isinstance(commanded, Pending)
            async with embedded.temporal_server(tmp_path / "server", port):
                assert (await here.open_task(case.case_id, "check")).status == "open"
                assert await until(lambda: here.store.find_case("approval:W-5")) == started.case_id


def _tick(key: str) -> dict[str, Any]:
    wire: dict[str, Any] = encode(MessageArrived(utc_now(), "tick-1", "tick", key))
    return wire
