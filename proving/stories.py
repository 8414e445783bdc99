"""Stories that together go through every way of the shell: what is frozen, replayed and rebuilt.

Each is played in a proving office and gives the workflow ids of the cases in it, all of them ended.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from activities.client import OpenedCase, utc_now
from engine.runtime import Rejected
from engine.runtime.border import MESSAGE
from engine.runtime.commands import CancelCase, Claim, Complete, Hold, Press, Resume, Return
from engine.runtime.stimuli import MessageArrived
from engine.runtime.wire import encode
from proving.office import Office, until

Story = Callable[[Office], Awaitable[list[str]]]


async def returned_and_granted(office: Office) -> list[str]:
    """Refusals by the core and by the commit, a return, a second round, a notice."""
    case = await office.start("approval", f"{office.tag}returned")
    await _refused(office, case, Press("withdraw"), by="ben")
    await office.complete(case.case_id, "submit", data={"note": "三天"})
    task = await office.open_task(case.case_id, "check")
    await office.command(case.case_id, Claim(task.task), by="ben")
    await _refused(office, case, Claim(task.task), by="cyd")
    await office.command(case.case_id, Return(task.task, "draft", comment="more"), by="ben")
    await office.complete(case.case_id, "submit", data={"note": "四天"})
    await office.command(case.case_id, Claim((await office.open_task(case.case_id, "check")).task), by="cyd")
    await office.complete(case.case_id, "approve", by="cyd", data={"count": 2})
    return await _ended(office, case)


async def cancelled_on_the_servers_page(office: Office) -> list[str]:
    """Temporal's own cancel as a stimulus."""
    case = await office.start("approval", f"{office.tag}cancelled")
    await office.handle(case).cancel()
    return await _ended(office, case)


async def reminded_and_lapsed(office: Office) -> list[str]:
    """Rungs that fire, timers left, replaced, and begun beside later ones for tasks that are put aside."""
    await office.store.put_setting("ten-tasks", "within", "3 s")
    case = await office.start("ten-tasks", f"{office.tag}lapsed")
    for number in range(1, 11):
        task = await office.open_task(case.case_id, f"task_{number}")
        if number in (5, 7):
            await _put_aside(office, case, task.task)
        await asyncio.sleep({1: 3.3, 2: 2.3, 3: 0.8, 4: 0.8, 5: 0.6}.get(number, 0))
        await office.command(case.case_id, Complete(task.task, "done"))
    return await _ended(office, case)


async def _put_aside(office: Office, case: OpenedCase, task: str) -> None:
    """Hold a task twice, each time to a moment sooner than anything else the case waits for."""
    await office.command(case.case_id, Hold(task, utc_now() + timedelta(seconds=0.9), "waiting"))
    await office.command(case.case_id, Resume(task))
    await office.command(case.case_id, Hold(task, utc_now() + timedelta(seconds=0.4), "waiting"))


async def services(office: Office) -> list[str]:
    """Service tasks one after another, some while a new history is wanted."""
    return await _ended(office, await office.start("ten-services", f"{office.tag}services"))


async def failing_service(office: Office) -> list[str]:
    """Attempts of the engine by deadlines, then an incident, then an operator who ends the case."""
    await office.cases.send_message("order-placed", "", {"ref": f"{office.tag}broken"}, id=f"{office.tag}story-broken")

    async def parked() -> str | None:
        return next((one.case_id for one in await office.store.incidents(process="order")), None)

    case_id = await until(parked, within=60)
    await office.command(case_id, CancelCase("the stock system is gone"), by="dora")
    return await _ended(office, OpenedCase(case_id, f"order:{office.tag}broken", ""))


async def called_and_dropped(office: Office) -> list[str]:
    """A called case that answers, and one that is cancelled with the step that called it."""
    answered, dropped = (
        await office.start("parent", f"{office.tag}answered"),
        await office.start("parent", f"{office.tag}dropped"),
    )
    await office.complete(await _called(office, answered), "done", by="ben", data={"note": "fine"})
    child = await _called(office, dropped)
    await office.open_task(child)
    await office.command(dropped.case_id, Press("drop"))
    children = [OpenedCase("", f"child:{office.tag}{key}-c", "") for key in ("answered", "dropped")]
    return await _ended(office, answered, dropped, *children)


async def many_messages(office: Office) -> list[str]:
    """More stimuli than one history takes, doubles among them."""
    case = await office.start("listener", f"{office.tag}messages")
    handle = office.handle(case)
    for number in range(30):
        await handle.signal(
            MESSAGE, encode(MessageArrived(utc_now(), f"m{number % 27}", "tick", f"{office.tag}messages"))
        )
    await office.cases.send_message("stop", f"{office.tag}messages", {})
    return await _ended(office, case)


async def speaking(office: Office) -> list[str]:
    """Messages from a case to another and to somebody outside."""
    listener = await office.start("listener", f"{office.tag}spoken-to")
    speaker = await office.start("speaker", f"{office.tag}speaker", note=f"{office.tag}spoken-to")

    async def heard() -> bool:
        detail = await office.store.case(listener.case_id)
        return detail is not None and detail.data.get("count") == 1

    await until(heard)
    letter = await office.open_task(speaker.case_id, "write_by_hand")
    await office.command(speaker.case_id, Complete(letter.task), by="ben")
    await office.cases.send_message("tick", f"{office.tag}speaker", {})
    await office.cases.send_message("stop", f"{office.tag}spoken-to", {})
    return await _ended(office, listener, speaker)


async def gathered(office: Office) -> list[str]:
    """Cases on a list, decided together."""
    cases = [
        await office.start("parcels", f"{office.tag}parcel-{number}", courier=f"{office.tag}SF") for number in (1, 2, 3)
    ]
    of_cases = OpenedCase("", f"parcels-hand-over-batch:{office.tag}SF#1", "")
    listed = await until(lambda: office.store.find_case(of_cases.workflow_id))
    task = await office.open_task(listed)
    await office.command(listed, Claim(task.task), by="ben")
    await office.command(listed, Complete(task.task, "done", {"slip": "S-1"}), by="ben")
    return await _ended(office, *cases, of_cases)


async def asking_the_directory(office: Office) -> list[str]:
    """Facts looked up for a turn."""
    case = await office.start("superior", f"{office.tag}boss")
    await office.complete(case.case_id, "agree", by="dora")
    return await _ended(office, case)


STORIES: dict[str, Story] = {
    story.__name__.replace("_", "-"): story
    for story in (
        returned_and_granted, cancelled_on_the_servers_page, reminded_and_lapsed, services, failing_service,
        called_and_dropped, many_messages, speaking, gathered, asking_the_directory,
    )
}  # fmt: skip


async def _refused(office: Office, case: OpenedCase, command: Claim | Press, *, by: str) -> None:
    try:
        await office.command(case.case_id, command, by=by)
    except Rejected:
        return
    raise AssertionError(f"Expected {command.verb} by {by} to be refused, but it was obeyed")


async def _called(office: Office, case: OpenedCase) -> str:
    async def known() -> str | None:
        detail = await office.store.case(case.case_id)
        return detail.called[0].called_case or None if detail and detail.called else None

    return await until(known)


async def _ended(office: Office, *cases: OpenedCase) -> list[str]:
    for case in cases:
        await office.ended(case, within=60)
    return [case.workflow_id for case in cases]
