"""Several workers and API processes on one database."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from hand_made import Clock, HandMadeCase, ask_notice

from engine.runtime import events as e
from store import Store


@pytest.fixture
async def second(store: Store, url: str, clock: Clock) -> AsyncIterator[Store]:
    """Another process's store on the same database."""
    opened = await Store.open(url, clock=clock, synchronous="NORMAL")
    yield opened
    await opened.dispose()


async def test_the_same_turn_from_two_workers_is_written_once(store: Store, second: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    for _ in range(10):
        turn = case.turn(e.StageReached("审批"), questions=[ask_notice("check", "ann")])
        answers = await asyncio.gather(*(one.commit_turn(turn) for one in (store, second, store)))
        assert sorted(one.repeated for one in answers) == [False, True, True]
        assert len({str(one.resolution) for one in answers}) == 1
    assert len(await store.history("c1")) == 11
    assert (await store.verify("c1")).whole


async def test_different_turns_of_one_number_leave_one_of_them_whole(store: Store, second: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    other = case.fork()
    turns = case.turn(e.StageReached("甲")), other.turn(e.StageReached("乙"))
    await asyncio.gather(store.commit_turn(turns[0]), second.commit_turn(turns[1]))
    stored = await store.history("c1")
    detail = await store.case("c1")
    assert [one.turn for one in stored] == [1, 2]
    assert detail is not None
    assert detail.case.stage == ("甲" if stored[1].digest == case.digest else "乙")
    assert (await store.rebuild(compare_only=True)).different == ()


async def test_many_cases_from_two_workers(store: Store, second: Store) -> None:
    async def run(number: int) -> None:
        case = HandMadeCase(f"c{number}", business_key=f"QJ-{number}")
        for worker in (store, second, store, second):
            await worker.commit_turn(case.started() if case.number == 0 else case.with_task(f"t{case.number}"))

    await asyncio.gather(*(run(number) for number in range(15)))
    assert (await store.rebuild(compare_only=True)).different == ()
    assert len((await store.inbox("ann", limit=100)).entries) == 45


async def test_what_leaves_is_taken_by_one_of_two_senders(store: Store, second: Store) -> None:
    for number in range(10):
        case = HandMadeCase(f"c{number}", business_key=f"QJ-{number}")
        await store.commit_turn(case.started(questions=[ask_notice("check", "ann")]))
        await store.seal(case.case_id, 1)
    taken = await asyncio.gather(*(one.outbox_sealed(4) for one in (store, second, store, second)))
    keys = [outgoing.key for batch in taken for outgoing in batch]
    assert len(keys) == len(set(keys)) == 10


async def test_one_of_two_senders_may_send_a_command(store: Store, second: Store, clock: Clock) -> None:
    await store.remember_command("k1", "c1", "leave:QJ-1", "ann", {"command": {}}, clock())
    may = await asyncio.gather(*(one.take_command("k1") for one in (store, second, store, second)))
    assert sorted(may) == [False, False, False, True]
