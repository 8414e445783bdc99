"""Service tasks: connectors called by activities, their answers and failures, and what the engine makes of them."""

from itertools import accumulate
from uuid import uuid4

import pytest

from engine.runtime.commands import Retry
from proving import connectors
from proving.office import Office, until
from tests.shell.histories import counted, kinds
from workflows import outside
from workflows.replaying import turns_of_case


async def place(office: Office, prefix: str) -> str:
    """An order of our own: all offices share one server, and its names."""
    delivered = await office.cases.send_message("order-placed", "", {"ref": f"{prefix}-{uuid4().hex[:8]}"})
    (case_id,) = delivered.started  # type: ignore[union-attr]
    return str(case_id)


async def end_of(office: Office, case_id: str) -> str:
    async def ended() -> str | None:
        detail = await office.store.case(case_id)
        return detail.case.end if detail else None

    return await until(ended)


async def test_an_answer_is_written_and_a_document_gets_its_number(office: Office) -> None:
    case_id = await place(office, "O")
    assert await end_of(office, case_id) == "shipped"
    detail = await office.store.case(case_id)
    assert detail is not None and detail.data["stock"] is True and detail.data["bill"].startswith("FH-")
    (document,) = await until(lambda: office.store.documents(case_id))
    assert (document.number, document.copies) == (detail.data["bill"], {"white": "office", "red": "customer"})


async def test_a_foreseen_error_is_caught_by_its_event(office: Office) -> None:
    assert await end_of(office, await place(office, "none")) == "sold-out"


@pytest.mark.slow
async def test_a_connector_that_keeps_failing_is_tried_quickly_then_by_deadlines_then_parked(office: Office) -> None:
    connectors.CALLS.clear()
    case_id = await place(office, "broken")

    async def parked():  # type: ignore[no-untyped-def]
        return next(iter(await office.store.incidents(process="order")), None)

    incident = await until(parked, within=30)
    assert incident.code == "service-failed"
    assert len(connectors.CALLS) == 9, "three attempts of the engine, each of three quick ones"
    assert len(set(connectors.CALLS)) == 1, "the key is the same for all attempts of one step"
    await office.command(case_id, Retry(incident.incident), by="dora")


async def test_ten_services_in_a_row_cost_at_most_eight_events_each(office: Office) -> None:
    case = await office.start("ten-services", "S-1")
    assert await office.ended(case) == "finished"
    events = await counted(office.client, case.workflow_id)
    assert events.total() / 10 <= 8.0, events
    detail = await office.store.case(case.case_id)
    assert detail is not None and detail.data["count"] == 10


async def test_what_a_case_asks_of_services_goes_in_line_beyond_a_number(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server refuses every task of a case that has more under way than it takes."""
    monkeypatch.setattr(outside, "MOST_AT_ONCE", 3)
    case = await office.start("ten-at-once", "S-90")
    assert await office.ended(case) == "finished"
    detail = await office.store.case(case.case_id)
    assert detail is not None and detail.data["count"] == 10
    under_way = {"ACTIVITY_TASK_SCHEDULED": 1, "ACTIVITY_TASK_COMPLETED": -1}
    changes = [under_way.get(kind, 0) for kind in await kinds(office.client, case.workflow_id)]
    assert max(accumulate(changes)) == 3
    assert len(await turns_of_case(office.client, case.workflow_id)) == detail.case.turns
