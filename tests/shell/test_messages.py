"""Messages by Signal: to running cases, from cases, a storm of them, and those that begin a case."""

import asyncio
from collections.abc import Awaitable, Callable

from structlog.testing import capture_logs

from activities.client import Delivered, utc_now
from engine.compiler import Known, compile_definitions
from engine.runtime.border import MESSAGE
from engine.runtime.stimuli import MessageArrived
from engine.runtime.wire import encode
from proving.office import Office, plans, until
from store import Outgoing
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


async def test_a_start_that_is_refused_is_kept_with_what_the_message_brought(office: Office) -> None:
    brought = {"ref": "O-2", "colour": "red"}
    with capture_logs() as logs:
        delivered = await office.cases.send_message("order-placed", "", brought, id="order-2")
        again = await office.cases.send_message("order-placed", "", {"ref": ""}, id="order-3")
    assert isinstance(delivered, Delivered) and isinstance(again, Delivered)
    assert (delivered.started, again.started) == ((), ())
    assert [text.partition(": Expected")[0] for text in (*delivered.refused, *again.refused)] == [
        "order.placed: field-not-editable", "order.placed: field-missing",
    ]  # fmt: skip
    assert [log["code"] for log in logs if log["event"] == "start refused"] == ["field-not-editable", "field-missing"]
    kept = await office.store.refused_starts()
    assert [(one.cause, one.reference, one.data) for one in kept] == [
        ("message", "order-2", brought), ("message", "order-3", {"ref": ""}),
    ]  # fmt: skip


async def test_a_message_of_a_case_that_starts_nothing_is_given_up_visibly_and_can_be_sent_again(
    office: Office,
) -> None:
    await deploy(office, ORDERING)
    listener = await office.start("listener", "L-7")
    await office.start("ordering", "B-1", note="L-7")

    async def failing() -> list[Outgoing]:
        return await office.store.outbox_failing()

    (outgoing,) = await until(lambda: some(failing))
    assert (outgoing.given_up, outgoing.attempts) == (True, 1)
    assert outgoing.last_error.startswith("StartRefused: order.placed: field-not-editable")
    (refused,) = await office.store.refused_starts()
    assert (refused.process, refused.start, refused.data) == ("order", "placed", {"ref": "L-7", "note": "red"})

    await deploy(office, mended_order())
    await office.store.send_again(outgoing.key)
    detail = await until(lambda: office.store.case(refused.case_id))
    assert detail.case.workflow_id == "order:L-7"
    await until(lambda: none(failing))
    assert await office.store.refused_starts() == []
    assert await count_of(office, listener.case_id) == 0


async def test_a_start_that_the_definition_does_not_want_is_no_failure(office: Office) -> None:
    await deploy(office, mended_order().replace("message: order-placed,", "message: order-placed, if: ref != note,"))
    delivered = await office.cases.send_message("order-placed", "", {"ref": "O-4", "note": "O-4"})
    assert delivered == Delivered()
    assert await office.store.refused_starts() == []


ORDERING = """
process: ordering
name: 下单
department: office
business_key: ref
data:
  ref: {type: text}
  note: {type: text}
start:
  by_hand: {by: {role: staff}, form: {require: [ref], edit: [note]}}
messages:
  order-placed: {name: 下单}
steps:
  - {send: order, message: order-placed, key: note, with: {ref: =note, note: '="red"'}}
  - wait: reply
    timer: 1 s
  - end: said
"""


def mended_order() -> str:
    """The order, taking a note as well."""
    (order,) = [text for plan, text in plans().values() if plan.process == "order"]
    return order.replace("  ref: {type: text}\n", "  ref: {type: text}\n  note: {type: text}\n").replace(
        "form: {require: [ref]}", "form: {require: [ref], edit: [note]}"
    )


async def deploy(office: Office, text: str) -> None:
    (compiled,) = compile_definitions({"one.yaml": text}, Known(calendar="always", escalation={})).values()
    assert compiled.plan, [str(one) for one in compiled.problems]
    await office.store.deploy(compiled.plan, text, "one.yaml")


async def some(asked: Callable[[], Awaitable[list[Outgoing]]]) -> list[Outgoing] | None:
    return await asked() or None


async def none(asked: Callable[[], Awaitable[list[Outgoing]]]) -> bool:
    return not await asked()
