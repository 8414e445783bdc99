"""Cases that call cases: each a workflow of its own, which reports its end and can be cancelled."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from activities.client import CaseClient, utc_now
from engine.runtime import Rejected
from engine.runtime.border import CommitTurn
from engine.runtime.commands import Press
from engine.runtime.requests import OpenCase
from proving.office import Office, until


async def child_of(office: Office, case_id: str) -> str:
    async def known() -> str | None:
        detail = await office.store.case(case_id)
        called = detail.called if detail else ()
        return called[0].called_case or None if called else None

    return await until(known)


async def test_the_end_of_a_called_case_moves_its_caller_on(office: Office) -> None:
    case = await office.start("parent", "P-1")
    child = await child_of(office, case.case_id)
    await office.complete(child, "done", by="ben", data={"note": "as asked"})
    assert await office.ended(case) == "finished"
    detail = await office.store.case(case.case_id)
    assert detail is not None and detail.data["note"] == "as asked"
    assert detail.called[0].workflow_id == "child:P-1-c"


async def test_another_end_of_it_leads_elsewhere(office: Office) -> None:
    case = await office.start("parent", "P-2")
    await office.complete(await child_of(office, case.case_id), "refuse", by="cyd", data={"note": "no"})
    assert await office.ended(case) == "stopped"


async def test_leaving_the_step_cancels_the_called_case(office: Office) -> None:
    case = await office.start("parent", "P-3")
    child = await child_of(office, case.case_id)
    await office.open_task(child)
    await office.command(case.case_id, Press("drop"))
    assert await office.ended(case) == "dropped"

    async def cancelled() -> bool:
        detail = await office.store.case(child)
        return detail is not None and detail.case.status == "cancelled"

    await until(cancelled)


@pytest.mark.slow
async def test_a_case_that_is_not_needed_any_more_while_it_is_opened_is_cancelled(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The opening is answered while the turn is written that does not want it: neither may wait for the other."""
    may_open, may_write, dropping = asyncio.Event(), asyncio.Event(), asyncio.Event()
    open_called, commit_turn = CaseClient.open_called, office.store.commit_turn

    async def opened_late(*given: Any, **named: Any) -> Any:
        await may_open.wait()
        return await open_called(*given, **named)

    async def written_late(made: CommitTurn) -> Any:
        if made.workflow_id == "parent:P-6" and made.turn["number"] == 2:
            dropping.set()
            await may_write.wait()
        return await commit_turn(made)

    monkeypatch.setattr(CaseClient, "open_called", opened_late)
    monkeypatch.setattr(office.store, "commit_turn", written_late)
    case = await office.start("parent", "P-6")
    drop = asyncio.create_task(office.command(case.case_id, Press("drop")))
    await dropping.wait()
    may_open.set()
    child = await until(lambda: office.store.find_case("child:P-6-c"))
    await until(lambda: _answered_to(office, "parent:P-6"))
    may_write.set()
    await drop
    assert await office.ended(case) == "dropped"
    assert await asyncio.wait_for(office.client.get_workflow_handle("child:P-6-c").result(), 60) == "cancelled"
    assert child


async def _answered_to(office: Office, workflow_id: str) -> bool:
    """Whether a workflow was given what its activity answered: a task that began after it."""
    history = await office.client.get_workflow_handle(workflow_id).fetch_history()
    kinds = [event.WhichOneof("attributes") for event in history.events]
    done = "activity_task_completed_event_attributes"
    return done in kinds and "workflow_task_started_event_attributes" in kinds[kinds.index(done) :]


async def test_a_caller_that_is_gone_does_not_keep_a_case_from_ending(office: Office) -> None:
    case = await office.start("parent", "P-4")
    child = await child_of(office, case.case_id)
    await office.handle(case).terminate()
    await office.complete(child, "done", by="ben", data={"note": "too late"})

    async def ended() -> bool:
        detail = await office.store.case(child)
        return detail is not None and detail.case.end == "answered"

    await until(ended)


async def test_a_case_whose_key_is_taken_cannot_be_called_and_its_step_is_parked(office: Office) -> None:
    await office.cases.open_called(
        OpenCase("s1", "01a20026-0000-7000-8000-000000000000", "child", {"ref": "P-5-c"}, "ana", None), at=utc_now()
    )
    case = await office.start("parent", "P-5")

    async def parked() -> str | None:
        detail = await office.store.case(case.case_id)
        return detail.incidents[0].code if detail and detail.incidents else None

    assert await until(parked) == "call-key-taken"


async def test_who_waits_for_a_called_case_does_not_join_one_that_reports_to_nobody(office: Office) -> None:
    await office.cases.open_called(
        OpenCase("s1", "01a20026-0000-7000-8000-000000000001", "reporter", {"ref": "B-1-r"}, "ana", None), at=utc_now()
    )
    case = await office.start("chief", "B-1")

    async def parked() -> str | None:
        detail = await office.store.case(case.case_id)
        return detail.incidents[0].code if detail and detail.incidents else None

    assert await until(parked) == "call-key-taken"


async def test_a_detached_call_that_is_refused_is_kept_for_an_operator(office: Office) -> None:
    """The step that called has gone on: nobody else would hear of it."""
    taken = OpenCase("s1", "01a20026-0000-7000-8000-000000000002", "child", {"ref": "B-2-d"}, "ana", None)
    await office.cases.open_called(taken, at=utc_now())
    case = await office.start("chief", "B-2")
    await office.cases.send_message("stop", "B-2", {})
    assert await office.ended(case) == "handed-on"
    (refused,) = await until(office.store.refused_starts)
    assert (refused.cause, refused.process, refused.code) == ("call", "child", "key-taken")
    assert (refused.reference, refused.by) == (case.workflow_id, "ana")
    with pytest.raises(Rejected, match="belongs to a case"):
        await office.cases.start_refused(refused.case_id, by="dora")


async def test_a_stopped_process_is_called_all_the_same(office: Office) -> None:
    await office.store.stop_starts("child", "dora", "too many")
    case = await office.start("chief", "B-3")
    await office.cases.send_message("stop", "B-3", {})
    assert await office.ended(case) == "handed-on"
    assert await until(lambda: office.store.find_case("child:B-3-d"))


async def test_a_case_that_was_opened_is_found_again_whatever_has_changed_since(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who opened it may die before they could say so, and its process be gone when another one tries."""
    request = OpenCase("s1", "01a20026-0000-7000-8000-000000000003", "child", {"ref": "B-4"}, "ana", None)
    opened = await office.cases.open_called(request, at=utc_now())

    async def gone(process: str) -> None:
        return None

    monkeypatch.setattr(office.store, "newest", gone)
    assert await office.cases.open_called(request, at=utc_now()) == opened
    with pytest.raises(Rejected, match="deployed"):
        await office.cases.open_called(replace(request, case_id="01a20026-0000-7000-8000-000000000004"), at=utc_now())
