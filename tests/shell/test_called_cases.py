"""Cases that call cases: each a workflow of its own, which reports its end and can be cancelled."""

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
        OpenCase("s1", "01a20026-0000-7000-8000-000000000000", "child", {"ref": "P-5-c"}, "ana", None), at=_now()
    )
    case = await office.start("parent", "P-5")

    async def parked() -> str | None:
        detail = await office.store.case(case.case_id)
        return detail.incidents[0].code if detail and detail.incidents else None

    assert await until(parked) == "call-key-taken"


def _now():  # type: ignore[no-untyped-def]
    from activities.client import utc_now

    return utc_now()
