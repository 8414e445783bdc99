"""A long case gets a new history when it is at rest, and nothing is lost on the way, whatever arrives meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from activities.client import OpenedCase, utc_now
from engine.runtime.border import MESSAGE, CommitTurn
from engine.runtime.commands import Claim, Release
from engine.runtime.stimuli import MessageArrived
from engine.runtime.wire import encode
from proving.office import Office, open_office, until
from tests.shell.histories import runs


@pytest_asyncio.fixture
async def short_runs(server: str, tmp_path: Path) -> AsyncIterator[Office]:
    """An office whose cases begin a new history after five turns."""
    async with open_office(server, tmp_path, turns_a_run=5) as here:
        yield here


async def test_state_timer_and_remembered_commands_go_along(short_runs: Office) -> None:
    office = short_runs
    case = await office.start("approval", "C-1")
    await office.complete(case.case_id, "submit", data={"note": "x"})
    task = await office.open_task(case.case_id, "check")
    first = await office.command(case.case_id, Claim(task.task), by="ben", id="claim-once")
    for number in range(5):
        await office.command(case.case_id, Release(task.task), by="ben", id=f"release-{number}")
        await office.command(case.case_id, Claim(task.task), by="ben", id=f"claim-{number}")
    histories = await runs(office.client, case.workflow_id)
    assert len(histories) >= 3
    again = await office.command(case.case_id, Claim(task.task), by="ben", id="claim-once")
    assert again == first
    await office.complete(case.case_id, "approve", by="ben")
    assert await office.ended(case) == "granted"
    assert (await office.store.verify(case.case_id)).broken == ()


async def test_signals_and_updates_under_load_cross_the_border_of_two_runs(short_runs: Office) -> None:
    office = short_runs
    case = await office.start("listener", "C-2")
    handle = office.handle(case)

    async def ticks(first: int) -> None:
        for number in range(first, first + 20):
            await handle.signal(MESSAGE, encode(MessageArrived(utc_now(), f"t{number}", "tick", "C-2")))

    await asyncio.gather(ticks(0), ticks(20), ticks(40))

    async def counted() -> bool:
        detail = await office.store.case(case.case_id)
        return detail is not None and detail.data["count"] == 60

    await until(counted)

    async def crossed() -> bool:
        return len(await runs(office.client, case.workflow_id)) > 1

    # A case that is never at rest while signals come takes its new run when they have stopped.
    await until(crossed)
    verified = await office.store.verify(case.case_id)
    assert (verified.turns, verified.broken) == (61, ())


async def test_a_called_case_finds_its_caller_in_a_later_run(short_runs: Office) -> None:
    office = short_runs
    case = await office.start("parent", "C-3")

    async def child() -> str | None:
        detail = await office.store.case(case.case_id)
        return detail.called[0].called_case or None if detail and detail.called else None

    called = await until(child)
    await asyncio.gather(*(
        office.handle(case).signal(MESSAGE, encode(MessageArrived(utc_now(), f"x{number}", "tick", "")))
        for number in range(8)
    ))  # fmt: skip

    async def second_run() -> bool:
        return len(await runs(office.client, case.workflow_id)) > 1

    await until(second_run)
    await office.complete(called, "done", by="ben", data={"note": "late"})
    assert await office.ended(case) == "finished"


async def test_a_busy_case_holds_its_calls_until_it_has_a_new_history(short_runs: Office) -> None:
    office = short_runs
    case = await office.start("ten-services", "C-4")
    assert await office.ended(case) == "finished"
    assert len(await runs(office.client, case.workflow_id)) > 1
    detail = await office.store.case(case.case_id)
    assert detail is not None and detail.data["count"] == 10


async def test_a_list_that_begins_a_new_history_has_told_its_members_before(server: str, tmp_path: Path) -> None:
    """The server drops what a history says in the very task that ends it."""
    async with open_office(server, tmp_path, turns_a_run=2) as office:
        case = await office.start("parcels", "C-5", courier="C5")

        async def heard() -> bool:
            turns = await office.store.history(case.case_id)
            return any(event["kind"] == "batch-joined" for turn in turns for event in turn.events)

        await until(heard, within=45)

        async def renewed() -> bool:
            return len(await runs(office.client, "parcels-hand-over-batch:C5#1")) == 2

        await until(renewed)


async def test_what_was_said_before_a_new_history_is_heard_before_the_end_of_the_case(
    server: str, tmp_path: Path
) -> None:
    """Messages leave by the outbox, which rests here; ends go by Signal."""
    async with open_office(server, tmp_path, turns_a_run=2, sweep_every=60.0) as office:
        case = await office.start("chief", "C-6")
        called = await until(lambda: office.store.find_case("reporter:C-6-r"))
        task = await office.open_task(called)
        await office.command(called, Claim(task.task), by="ben")

        async def crossed() -> bool:
            return len(await runs(office.client, "reporter:C-6-r")) > 1

        await until(crossed)
        await office.complete(called, "done", by="ben")
        assert await office.ended(case) == "heard"
        detail = await office.store.case(case.case_id)
        assert detail is not None and detail.data["count"] == 1


async def test_a_busy_case_that_ends_opens_what_it_has_held_back(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_office(server, tmp_path, turns_a_run=2) as office:
        may_write, commit_turn = asyncio.Event(), office.store.commit_turn

        async def written_late(made: CommitTurn) -> Any:
            if made.workflow_id == "chief:C-7" and made.turn["number"] == 1:
                await may_write.wait()
            return await commit_turn(made)

        monkeypatch.setattr(office.store, "commit_turn", written_late)
        opened = await office.cases.start("chief", "by_hand", {"ref": "C-7"}, by="ana")
        assert isinstance(opened, OpenedCase)
        for number, message in enumerate(("tick", "tick", "tick", "tick", "stop")):
            arrived = MessageArrived(utc_now(), f"y{number}", message, "C-7")
            await office.handle(opened).signal(MESSAGE, encode(arrived))
        may_write.set()
        assert await office.ended(opened) == "handed-on"
        assert len(await runs(office.client, opened.workflow_id)) == 1
        assert await until(lambda: office.store.find_case("child:C-7-d"), within=10)
