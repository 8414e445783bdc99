"""What the people do meanwhile: every kind of step and message, and what must come of each."""

import asyncio
from collections.abc import Awaitable, Callable

from engine.runtime.commands import CancelCase, Claim, Complete, Press, Release, Return
from proving.kills.people import People

Story = Callable[[People, str], Awaitable[None]]


async def errand(people: People, ref: str) -> None:
    """A call outside, two people, a return, messages all the while, a notice, a mail, a message to another case."""
    friend, chance = f"{ref}-friend", people.chance
    listener = await people.start("listener", ref=friend)
    case = await people.start("errand", ref=ref, friend=friend)
    people.ledger.hearing |= {ref: case.case_id, friend: listener.case_id}
    returns = chance.choice([0, 0, 1])
    while True:
        await people.on_task(case.case_id, "draft", lambda task: Complete(task.task, "submit", {"note": "x"}), by="ana")
        await asyncio.gather(*(people.tick(case.case_id, ref) for _ in range(chance.randint(0, 4))))
        by = chance.choice(["ben", "cyd"])
        await people.on_task(case.case_id, "check", lambda task: Claim(task.task), by=by)
        if not returns:
            break
        returns -= 1
        await people.on_task(case.case_id, "check", lambda task: Return(task.task, "draft", comment="more"), by=by)
    if chance.random() < 0.4:
        await people.on_task(case.case_id, "check", lambda task: Release(task.task), by=by)
        await people.tick(listener.case_id, friend)
        await people.on_task(case.case_id, "check", lambda task: Claim(task.task), by=by)
    await people.no_more_ticks(ref)
    await people.on_task(case.case_id, "check", lambda task: Complete(task.task, "approve"), by=by)
    await people.closed(case.case_id)
    await people.no_more_ticks(friend)
    await _heard(people, listener.case_id, people.ledger.ticks[friend] + 1)
    await people.send("stop", friend, {})
    await people.closed(listener.case_id)
    people.ledger.expect(case.workflow_id, "seen-to", count=people.ledger.ticks[ref])
    people.ledger.expect(listener.workflow_id, "stopped", count=people.ledger.ticks[friend] + 1)


async def called(people: People, ref: str) -> None:
    """A case that calls another: it is answered, refused, or not needed any more."""
    case = await people.start("parent", ref=ref)
    child = await _called(people, case.case_id)
    way = people.chance.choice(["done", "done", "refuse", "drop"])
    await people.open_task(child, "answer")
    if way == "drop":
        await people.command(case.case_id, Press("drop"), by="ana")
    else:
        data = {"note": f"of {ref}"}
        await people.on_task(child, "answer", lambda task: Complete(task.task, way, data), by="ben")
    await people.closed(case.case_id)
    await people.closed(child)
    ends = {"done": ("finished", "answered"), "refuse": ("stopped", "refused"), "drop": ("dropped", "cancelled")}[way]
    people.ledger.expect(case.workflow_id, ends[0], **({"note": f"of {ref}"} if way == "done" else {}))
    people.ledger.expect(f"child:{ref}-c", ends[1])


async def reported(people: People, ref: str) -> None:
    """A called case that says something before it ends; or it is not needed, and another is called by one that ends."""
    case = await people.start("chief", ref=ref)
    if people.chance.random() < 0.5:
        reporter = await _called(people, case.case_id)
        await people.on_task(reporter, "work", lambda task: Complete(task.task, "done"), by="ben")
        await people.closed(reporter)
        people.ledger.expect(case.workflow_id, "heard", count=1)
        people.ledger.expect(f"reporter:{ref}-r", "reported")
    else:
        await people.send("stop", ref, {})
        child = await people.until(lambda: people.store.find_case(f"child:{ref}-d"))
        await people.on_task(child, "answer", lambda task: Complete(task.task, "done", {"note": ref}), by="ben")
        await people.closed(child)
        people.ledger.expect(case.workflow_id, "handed-on")
        people.ledger.expect(f"child:{ref}-d", "answered", note=ref)
        people.ledger.perhaps.add(f"reporter:{ref}-r")
    await people.closed(case.case_id)


async def gathered(people: People, ref: str) -> None:
    """Three cases on one list, decided with one task."""
    cases = await asyncio.gather(*(people.start("parcels", ref=f"{ref}-{n}", courier=ref) for n in (1, 2, 3)))
    list_id = f"parcels-hand-over-batch:{ref}#1"
    the_list = await people.until(lambda: people.store.find_case(list_id))
    by = people.chance.choice(["ben", "cyd"])
    await people.on_task(the_list, None, lambda task: Claim(task.task), by=by)
    await people.on_task(the_list, None, lambda task: Complete(task.task, "done", {"slip": ref}), by=by)
    for case in cases:
        await people.closed(case.case_id)
        people.ledger.expect(case.workflow_id, "gone", slip=ref)
    await people.closed(the_list)
    people.ledger.ends[list_id] = ""


async def gone_again(people: People, ref: str) -> None:
    """A case that is cancelled while it is brought to its list: the list, if it came to one, is left and closed."""
    case = await people.start("parcels", ref=ref, courier=ref)
    await people.command(case.case_id, CancelCase("lost"), by="dora")
    await people.closed(case.case_id)
    people.ledger.expect(case.workflow_id, "cancelled")
    people.ledger.perhaps.add(f"parcels-hand-over-batch:{ref}#1")


async def ordered(people: People, ref: str) -> None:
    """A message that begins a case, a service, a numbered document."""
    delivered = await people.send("order-placed", "", {"ref": ref})
    (case_id,) = delivered.started
    await people.until(lambda: people.store.case(case_id))
    await people.closed(case_id)
    people.ledger.expect(f"order:{ref}", "shipped", stock=True)
    issued = await people.until(lambda: people.store.documents(case_id))
    if len(issued) != 1:
        people.ledger.failed.append(f"order:{ref}: expected one bill, but there are {len(issued)}")


async def asked(people: People, ref: str) -> None:
    """Facts looked up for a turn."""
    case = await people.start("superior", ref=ref)
    await people.on_task(case.case_id, "agree", lambda task: Complete(task.task, "agree"), by="dora")
    await people.closed(case.case_id)
    people.ledger.expect(case.workflow_id, "agreed", boss="dora")


STORIES: tuple[Story, ...] = (errand, errand, called, reported, gathered, gone_again, ordered, asked)


async def _heard(people: People, case_id: str, count: int) -> None:
    async def enough() -> bool:
        detail = await people.store.case(case_id)
        return detail is not None and detail.data.get("count", 0) >= count

    await people.until(enough)


async def _called(people: People, case_id: str) -> str:
    async def known() -> str | None:
        detail = await people.store.case(case_id)
        return detail.called[0].called_case or None if detail and detail.called else None

    return await people.until(known)
