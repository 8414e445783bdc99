"""Batches: cases gather on a list that is a case of its own, and are decided together."""

import asyncio
from typing import Any

import pytest
from temporalio.service import RPCError
from temporalio.testing import ActivityEnvironment

import activities.lists
from activities.lists import ListActivities
from engine.runtime.border import JOIN_LIST, ListJoining
from engine.runtime.commands import CancelCase, Claim, Complete, Press
from engine.runtime.requests import JoinBatch
from engine.runtime.wire import decode_as
from proving.office import Office, until
from store.rows import CaseRow


async def lists(office: Office) -> list[CaseRow]:
    page = await office.store.cases(process="parcels-hand-over-batch")
    return sorted(page.cases, key=lambda one: one.business_key)


async def gathering(office: Office, count: int) -> list[CaseRow]:
    async def found() -> list[CaseRow] | None:
        here = await lists(office)
        return here if len(here) == count else None

    return await until(found)


async def listed(office: Office, case: CaseRow, count: int) -> None:
    async def full() -> bool:
        turns = await office.store.history(case.case_id)
        return sum(event["kind"] == "member-listed" for turn in turns for event in turn.events) == count

    await until(full)


async def test_three_cases_with_one_key_are_handed_over_with_one_task(office: Office) -> None:
    cases = [await office.start("parcels", f"K-{number}", courier="SF") for number in (1, 2, 3)]
    other = await office.start("parcels", "K-4", courier="EMS")
    (of_ems, of_sf) = await gathering(office, 2)
    assert (of_ems.workflow_id, of_sf.workflow_id) == (
        "parcels-hand-over-batch:EMS#1",
        "parcels-hand-over-batch:SF#1",
    )
    task = await office.open_task(of_sf.case_id)
    await office.command(of_sf.case_id, Claim(task.task), by="ben")
    await office.command(of_sf.case_id, Complete(task.task, "done", {"slip": "S-77"}), by="ben")
    for case in cases:
        assert await office.ended(case) == "gone"
        detail = await office.store.case(case.case_id)
        assert detail is not None and detail.data["slip"] == "S-77"
    still = await office.store.case(other.case_id)
    assert still is not None and still.case.status == "open"


async def test_who_comes_after_the_release_is_on_the_next_list(office: Office) -> None:
    first = await office.start("parcels", "K-5", courier="YTO")
    (one,) = await gathering(office, 1)
    await listed(office, one, 1)
    await office.command(one.case_id, Press("release"), by="ben")
    await office.open_task(one.case_id)
    await office.start("parcels", "K-6", courier="YTO")
    (_, two) = await gathering(office, 2)
    assert two.business_key == "YTO#2"
    await listed(office, two, 1)
    task = await office.open_task(one.case_id)
    await office.command(one.case_id, Claim(task.task), by="cyd")
    await office.command(one.case_id, Complete(task.task, "done", {"slip": "S-1"}), by="cyd")
    assert await office.ended(first) == "gone"


async def test_who_is_brought_once_more_when_the_list_is_over_begins_no_other_list(office: Office) -> None:
    """A worker may die after it has brought a case to its list and before it could say so; another does it again."""
    cases = [await office.start("parcels", f"K-{number}", courier="DHL") for number in (7, 8, 9)]
    (one,) = await gathering(office, 1)
    task = await office.open_task(one.case_id)
    await office.command(one.case_id, Claim(task.task), by="ben")
    await office.command(one.case_id, Complete(task.task, "done", {"slip": "S-9"}), by="ben")
    for case in cases:
        await office.ended(case)
    await ActivityEnvironment().run(ListActivities(office.store, office.cases.door).join_list, await joining(office, 7))
    with pytest.raises(RPCError, match="not found"):
        await office.client.get_workflow_handle("parcels-hand-over-batch:DHL#2").describe()


async def test_a_case_that_is_over_before_it_hears_of_its_list_leaves_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_join, first_to_try = asyncio.Event(), ListActivities._first_to_try

    async def late(lists: ListActivities, request: JoinBatch) -> Any:
        if request.member.business_key == "K-12":
            await may_join.wait()
        return await first_to_try(lists, request)

    monkeypatch.setattr(ListActivities, "_first_to_try", late)
    await office.start("parcels", "K-11", courier="UPS")
    (one,) = await gathering(office, 1)
    await listed(office, one, 1)
    gone = await office.start("parcels", "K-12", courier="UPS")
    await office.command(gone.case_id, CancelCase("lost"), by="dora")
    assert await office.ended(gone) == "cancelled"
    may_join.set()

    async def left() -> dict[str, str | None] | None:
        detail = await office.store.case(one.case_id)
        lines = {row["business_key"]: row["left_because"] for row in detail.data["members"]} if detail else {}
        return lines if lines.get("K-12") else None

    assert await until(left, within=45) == {"K-11": None, "K-12": "the case is over"}


async def test_the_newest_list_is_found_among_those_of_keys_that_end_like_its_own(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who does not find it tries one after another from the first: in the end for longer than a worker has."""
    monkeypatch.setattr(activities.lists, "LOOKED_AT", 1)
    first = await office.start("parcels", "K-21", courier="1")
    (one,) = await gathering(office, 1)
    await listed(office, one, 1)
    await office.command(one.case_id, Press("release"), by="ben")
    task = await office.open_task(one.case_id)
    await office.command(one.case_id, Claim(task.task), by="ben")
    await office.command(one.case_id, Complete(task.task, "done", {"slip": "S-21"}), by="ben")
    await office.ended(first)
    await office.start("parcels", "K-22", courier="1")
    await gathering(office, 2)
    await office.start("parcels", "K-23", courier="11")
    await gathering(office, 3)
    request = decode_as(JoinBatch, (await joining(office, 22)).request)
    found = await ListActivities(office.store, office.cases.door)._first_to_try(request)
    assert str(found) == "1#2"


async def joining(office: Office, number: int) -> ListJoining:
    """What the activity was asked that brought a case to its list, as its history has it."""
    history = await office.client.get_workflow_handle(f"parcels:K-{number}").fetch_history()
    asked = next(
        event.activity_task_scheduled_event_attributes
        for event in history.events
        if event.activity_task_scheduled_event_attributes.activity_type.name == JOIN_LIST
    )
    (read,) = await office.client.data_converter.decode(asked.input.payloads, [ListJoining])
    assert isinstance(read, ListJoining)
    return read
