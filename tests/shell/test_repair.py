"""A record that says something else than its history is put right without anybody asking for it.

How it comes to that: a worker is cut off, the server gives its work to another one, and its commit arrives late.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest

from activities.client import OpenedCase, utc_now
from activities.server import failing_cases
from engine.runtime.border import MESSAGE, CommitTurn
from engine.runtime.stimuli import MessageArrived
from engine.runtime.wire import encode
from proving.office import Office, open_office, until
from store.commits import TurnSealed
from workflows.replaying import turns_of_case


@pytest_asyncio.fixture
async def office(server: str, tmp_path: Path) -> AsyncIterator[Office]:
    """An office that looks at its cases at rest at once, but only when it is told to."""
    async with open_office(server, tmp_path, resting_after=0, sweep_every=0.5, unsealed_after=600) as here:
        yield here


async def ticked(office: Office, ref: str) -> OpenedCase:
    """A case that has heard one message. Nobody was answered, so nobody knows yet that the history has that turn."""
    case = await office.start("listener", ref)
    await tick(office, case, 1)
    return case


async def tick(office: Office, case: OpenedCase, count: int) -> None:
    arrived = MessageArrived(utc_now(), f"t{count}", "tick", case.business_key)
    await office.handle(case).signal(MESSAGE, encode(arrived))
    await until(lambda: counted(office, case, count))


async def counted(office: Office, case: OpenedCase, count: int) -> bool:
    detail = await office.store.case(case.case_id)
    return detail is not None and detail.data["count"] == count


async def late(office: Office, workflow_id: str) -> CommitTurn:
    """What a worker that was cut off writes: the last turn of the record as it might have been.

    The history has a turn a moment after the record has it.
    """
    case_id = await office.store.find_case(workflow_id)
    assert case_id is not None
    written = len(await office.store.history(case_id))

    async def there() -> CommitTurn | None:
        turns = await turns_of_case(office.client, workflow_id)
        return turns[-1].commit if len(turns) >= written else None

    last = await until(there)
    return replace(last, turn=last.turn | {"digest": "f" * 64}, sealed=None, command_id=None)


async def whole(office: Office, case_id: str) -> bool:
    return (await office.store.verify(case_id)).whole


async def test_a_case_at_rest_is_held_against_its_history(office: Office) -> None:
    case = await ticked(office, "R-1")
    before = await office.store.history(case.case_id)
    await office.store.commit_turn(await late(office, case.workflow_id))
    assert not await whole(office, case.case_id)
    await until(lambda: whole(office, case.case_id))
    after = await office.store.history(case.case_id)
    assert [(one.digest, one.events) for one in after] == [(one.digest, one.events) for one in before]


async def test_a_case_that_went_on_upon_a_wrong_turn_is_put_right(office: Office) -> None:
    case = await ticked(office, "R-2")
    await office.store.commit_turn(await late(office, case.workflow_id))
    await tick(office, case, 2)
    await until(lambda: whole(office, case.case_id))
    detail = await office.store.case(case.case_id)
    assert detail is not None and not detail.case.needs_repair
    await tick(office, case, 3)
    assert await whole(office, case.case_id)


async def test_what_the_history_is_known_to_have_is_not_written_over(office: Office) -> None:
    case = await office.start("approval", "R-3")
    await office.complete(case.case_id, "submit", data={"note": "x"})
    with pytest.raises(TurnSealed):
        await office.store.commit_turn(await late(office, case.workflow_id))
    assert await whole(office, case.case_id)


async def test_a_case_that_is_reset_on_the_servers_own_page_goes_on_and_its_record_with_it(office: Office) -> None:
    """What was done after the point it is set back to is done anew, at another instant."""
    case = await office.start("ten-services", "R-4")
    assert await office.ended(case) == "finished"
    before = await office.store.history(case.case_id)
    await set_back(office, case)
    assert await office.ended(case) == "finished"
    after = await office.store.history(case.case_id)
    assert [one.turn for one in after] == [one.turn for one in before] and after[-1].digest != before[-1].digest
    assert await whole(office, case.case_id)
    assert [one.commit.turn["digest"] for one in await turns_of_case(office.client, case.workflow_id)] == [
        one.digest for one in after
    ]


async def test_a_case_whose_workflow_was_terminated_on_the_servers_own_page_is_seen_and_goes_on_when_reset(
    office: Office,
) -> None:
    case = await ticked(office, "R-5")
    await office.handle(case).terminate()

    async def seen() -> list[str]:
        return await failing_cases(office.client, office.store)

    assert case.case_id in await until(seen)
    await set_back(office, case, last=True)
    assert case.case_id not in await seen()
    await tick(office, case, 2)
    assert await whole(office, case.case_id)


async def set_back(office: Office, case: OpenedCase, *, last: bool = False) -> None:
    """Let a case go on from its first workflow task, or from its last one."""
    history = await office.handle(case).fetch_history()
    done = [one.event_id for one in history.events if one.HasField("workflow_task_completed_event_attributes")]
    await office.client.workflow_service.reset_workflow_execution(
        ResetWorkflowExecutionRequest(
            namespace=office.client.namespace,
            workflow_execution=WorkflowExecution(workflow_id=case.workflow_id, run_id=history.run_id),
            reason="a test", request_id="once", workflow_task_finish_event_id=done[-1 if last else 0],
        )
    )  # fmt: skip
