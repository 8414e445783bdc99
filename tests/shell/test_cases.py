"""A case from its start to its end, on a real server, with people who also ask for wrong things."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from temporalio.client import WorkflowExecutionStatus

from activities.client import OpenedCase
from activities.starting import Starting
from engine.model.plan import Plan
from engine.runtime import Rejected, revisions
from engine.runtime.commands import Claim, Complete, Press, Return
from engine.runtime.stimuli import Started
from proving.office import Office, until
from tests.shell.histories import kinds


async def test_runs_to_its_end_by_the_decisions_of_two_people(office: Office) -> None:
    case = await office.start("approval", "A-1")
    await office.complete(case.case_id, "submit", data={"note": "三天"})
    task = await office.open_task(case.case_id, "check")
    assert (task.holder, task.offered) == (None, ("ben", "cyd"))
    await office.command(case.case_id, Claim(task.task), by="ben")
    await office.complete(case.case_id, "approve", by="ben")
    assert await office.ended(case) == "granted"
    assert (await office.store.verify(case.case_id)).broken == ()


async def test_the_workflow_is_named_in_business_terms(office: Office) -> None:
    case = await office.start("approval", "A-2")
    described = await office.handle(case).describe()
    assert (described.id, described.workflow_type) == ("approval:A-2", "approval")
    ours = {pair.key.name: pair.value for pair in described.typed_search_attributes if pair.key.name[:6] == "Banjie"}
    assert ours == {
        "BanjieCase": case.case_id,
        "BanjieKey": "A-2",
        "BanjieDepartment": "office",
    }


async def test_refuses_a_wrong_command_without_a_trace_in_the_history(office: Office) -> None:
    case = await office.start("approval", "A-3")
    before = await kinds(office.client, case.workflow_id)
    task = await office.open_task(case.case_id)
    with pytest.raises(Rejected) as refused:
        await office.command(case.case_id, Complete(task.task, "submit"), by="ana")
    assert refused.value.code == "field-missing"
    assert list(refused.value.fields) == ["note"]
    assert await kinds(office.client, case.workflow_id) == before


async def test_refuses_inside_the_commit_what_only_the_directory_knows(office: Office) -> None:
    case = await office.start("approval", "A-4")
    with pytest.raises(Rejected) as refused:
        await office.command(case.case_id, Press("withdraw"), by="ben")
    assert refused.value.code == "not-allowed"
    assert (await office.open_task(case.case_id)).step == "draft"
    assert (await office.store.verify(case.case_id)).turns == 1


async def test_a_repeated_command_is_answered_and_not_obeyed_twice(office: Office) -> None:
    case = await office.start("approval", "A-5")
    task = await office.open_task(case.case_id)
    command = Complete(task.task, "submit", {"note": "x"})
    first = await office.command(case.case_id, command, id="once")
    again = await office.command(case.case_id, command, id="once")
    assert again == first
    with pytest.raises(Rejected) as refused:
        await office.command(case.case_id, command, id="twice")
    assert refused.value.code == "task-not-open"


async def test_a_start_is_refused_while_its_key_is_taken_and_repeated_under_its_id(office: Office) -> None:
    first = await office.cases.start("approval", "by_hand", {"ref": "A-6"}, by="ana", id="start-6")
    again = await office.cases.start("approval", "by_hand", {"ref": "A-6"}, by="ana", id="start-6")
    assert again == first
    with pytest.raises(Rejected) as refused:
        await office.start("approval", "A-6")
    assert refused.value.code == "key-taken"


@pytest.mark.parametrize(
    ("start", "data", "by", "code"),
    [
        ("by_hand", {}, "ana", "field-missing"),
        ("by_hand", {"ref": "A-7", "nonsense": 1}, "ana", "field-not-editable"),
        ("by_hand", {"ref": "A-7"}, "nobody", "not-allowed"),
        ("by_foot", {"ref": "A-7"}, "ana", "unknown-start"),
    ],
)
async def test_the_door_refuses_a_wrong_start(
    office: Office, start: str, data: dict[str, str], by: str, code: str
) -> None:
    with pytest.raises(Rejected) as refused:
        await office.cases.start("approval", start, data, by=by)
    assert refused.value.code == code


async def test_people_who_act_at_once_are_answered_one_by_one(office: Office) -> None:
    case = await office.start("approval", "A-8")
    await office.complete(case.case_id, "submit", data={"note": "x"})
    task = await office.open_task(case.case_id, "check")

    async def claim(person: str) -> str:
        try:
            await office.command(case.case_id, Claim(task.task), by=person)
        except Rejected as refused:
            return refused.code
        return "claimed"

    people = ("ben", "cyd", "ben", "cyd")
    answers = await asyncio.gather(*map(claim, people))
    task = await office.open_task(case.case_id, "check")
    assert [person for person, answer in zip(people, answers, strict=True) if answer == "claimed"] == [task.holder] * 2
    assert answers.count("already-claimed") == 2


async def test_a_return_goes_back_and_the_step_is_done_again(office: Office) -> None:
    case = await office.start("approval", "A-9")
    await office.complete(case.case_id, "submit", data={"note": "x"})
    task = await office.open_task(case.case_id, "check")
    await office.command(case.case_id, Claim(task.task), by="cyd")
    await office.command(case.case_id, Return(task.task, "draft", comment="more"), by="cyd")
    await office.complete(case.case_id, "submit", data={"note": "y"})
    assert (await office.open_task(case.case_id, "check")).status == "open"


async def test_a_case_that_has_ended_takes_no_command(office: Office) -> None:
    case = await office.start("approval", "A-10")
    await office.command(case.case_id, Press("withdraw"))
    assert await office.ended(case) == "withdrawn"
    with pytest.raises(Rejected, match="it has ended `withdrawn` by ana on ") as refused:
        await office.command(case.case_id, Press("withdraw"))
    assert refused.value.code == "case-ended"


async def test_cancelling_on_the_servers_own_page_is_a_stimulus(office: Office) -> None:
    case = await office.start("approval", "A-11")
    await office.handle(case).cancel()
    assert await office.ended(case) == "cancelled"
    described = await office.handle(case).describe()
    assert described.status == WorkflowExecutionStatus.COMPLETED

    async def closed() -> bool:
        detail = await office.store.case(case.case_id)
        return detail is not None and detail.case.status == "cancelled"

    await until(closed)


async def test_a_case_by_newer_rules_is_left_to_a_worker_that_knows_them(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer, start = revisions.CURRENT + 1, Starting.start

    async def by_newer_rules(starting: Starting, plan: Plan, started: Started, *given: Any, **how: Any) -> None:
        await start(starting, plan, replace(started, engine_revision=newer), *given, **how)

    monkeypatch.setattr(Starting, "start", by_newer_rules)
    opened = await office.cases.start("approval", "by_hand", {"ref": "A-60"}, by="ana")
    assert isinstance(opened, OpenedCase)

    async def failed() -> bool:
        return "WORKFLOW_TASK_FAILED" in await kinds(office.client, opened.workflow_id)

    await until(failed)
    assert await office.store.case(opened.case_id) is None
    await office.handle(opened).terminate()
