"""Messages by Signal: to running cases, from cases, a storm of them, and those that begin a case."""

import asyncio

from activities.client import Delivered, utc_now
from engine.runtime.border import MESSAGE
from engine.runtime.stimuli import MessageArrived
from engine.runtime.wire import encode
from proving.office import Office, until
from tests.shell.databases import busy_database
from tests.shell.histories import runs


async def count_of(office: Office, case_id: str) -> int:
    detail = await office.store.case(case_id)
    return int(detail.data.get("count", 0)) if detail else 0


async def test_reaches_every_case_that_hears_it_with_its_key(office: Office) -> None:
    first, second = await office.start("listener", "L-1"), await office.start("listener", "L-2")
    delivered = await office.cases.send_message("tick", "L-1", {})
    assert delivered == Delivered(cases=(first.case_id,))
    await office.cases.send_message("stop", "L-1", {})
    assert await office.ended(first) == "stopped"
    assert await count_of(office, first.case_id) == 1
    assert await count_of(office, second.case_id) == 0


async def test_a_message_repeated_under_its_id_is_taken_once(office: Office) -> None:
    case = await office.start("listener", "L-3")
    arrived = MessageArrived(utc_now(), "m-1", "tick", "L-3")
    for _ in range(3):
        await office.handle(case).signal(MESSAGE, encode(arrived))
    await office.cases.send_message("stop", "L-3", {})
    await office.ended(case)
    assert await count_of(office, case.case_id) == 1


async def test_nobody_waiting_is_no_error(office: Office) -> None:
    assert await office.cases.send_message("tick", "nobody", {}) == Delivered()


async def test_a_message_begins_a_case_once(office: Office) -> None:
    first = await office.cases.send_message("order-placed", "", {"ref": "O-1"}, id="order-1")
    again = await office.cases.send_message("order-placed", "", {"ref": "O-1"}, id="order-1")
    assert isinstance(first, Delivered) and first == again
    (case_id,) = first.started
    detail = await until(lambda: office.store.case(case_id))
    assert detail.case.workflow_id == "order:O-1"


async def test_a_message_of_a_case_reaches_another_once_its_turn_is_sealed(office: Office) -> None:
    listener = await office.start("listener", "L-4")
    await office.start("speaker", "S-4", note="L-4")

    async def heard() -> bool:
        return await count_of(office, listener.case_id) == 1

    await until(heard)


async def test_two_hundred_signals_during_a_slow_commit_all_take_effect(office: Office) -> None:
    """A hundred of them make the server throw the turn's task away; nothing may be lost or done twice."""
    case = await office.start("listener", "L-5")
    handle = office.handle(case)

    async def tick(number: int) -> None:
        await handle.signal(MESSAGE, encode(MessageArrived(utc_now(), f"storm-{number}", "tick", "L-5")))

    async with busy_database(office):
        await tick(0)
        await asyncio.sleep(0.5)
        await asyncio.gather(*map(tick, range(1, 200)))
        await asyncio.sleep(1)

    async def all_counted() -> bool:
        return await count_of(office, case.case_id) == 200

    await until(all_counted, within=120)
    verified = await office.store.verify(case.case_id)
    assert (verified.turns, verified.broken) == (201, ())
    assert len(await runs(office.client, case.workflow_id)) == 1


async def test_messages_to_one_case_wait_while_it_is_behind(office: Office) -> None:
    case = await office.start("listener", "L-6")
    await asyncio.gather(*(office.cases.send_message("tick", "L-6", {}, id=f"t-{n}") for n in range(120)))

    async def all_counted() -> bool:
        return await count_of(office, case.case_id) == 120

    await until(all_counted, within=60)
