"""Changes of the directory, the way of the open tasks, hand-overs: on both databases."""

import asyncio
from datetime import timedelta

import pytest
from hand_made import Clock

from engine.administering.stand_ins import Wanted
from engine.runtime import Rejected
from proving import office
from store import Store
from store.directory import Author

LEASE = timedelta(seconds=60)


@pytest.fixture
async def offices(store: Store) -> Store:
    """The store with the office's people."""
    await store.put_company(office.company())
    return store


async def test_stand_ins_set_at_once_have_numbers_of_their_own_and_all_count(offices: Store, clock: Clock) -> None:
    wanted = [Wanted(person, "dora", clock().date()) for person in ("ana", "ben", "cyd")]
    authors = [Author("dora", "", f"set-{number}") for number in range(3)]
    numbers = await asyncio.gather(*(offices.set_stand_in(*one) for one in zip(wanted, authors, strict=True)))
    assert sorted(numbers) == ["DL-1", "DL-2", "DL-3"]
    company = await offices.company()
    assert company is not None and len(company.directory.stand_ins) == 3
    assert [one.change.content["id"] for one in await offices.directory_changes()] == ["DL-1", "DL-2", "DL-3"]


async def test_one_worker_at_a_time_leads_the_open_tasks(offices: Store, clock: Clock) -> None:
    assert await offices.must_follow(clock())
    taken = await offices.take_way(clock(), LEASE)
    assert taken is not None and await offices.take_way(clock(), LEASE) is None
    await offices.let_go_of_way(taken[0], None, clock())
    assert not await offices.must_follow(clock())
    await offices.set_stand_in(Wanted("ben", "ana", clock().date(), clock().date()), Author("ana", "", "set"))
    assert await offices.must_follow(clock())
    way, before, after = await offices.take_way(clock(), LEASE) or (None, None, None)
    assert way is not None and before is not None and after is not None
    assert before.directory.version != after.directory.version
    await offices.let_go_of_way(way, None, clock())
    assert not await offices.must_follow(clock() + timedelta(hours=1))
    assert await offices.must_follow(clock() + timedelta(days=1))  # the stand-in has ended


async def test_settings_and_the_departure_are_handed_over_and_back(offices: Store, clock: Clock) -> None:
    await offices.put_setting("approval", "checker", "ben")
    with pytest.raises(Rejected, match="Expected somebody else"):
        await offices.hand_over("ben", "ben", Author("dora", "", "x"))
    with pytest.raises(Rejected) as refused:
        await offices.hand_over("ben", "cyd", Author("ana", "", "x"))
    assert refused.value.code == "not-their-superior"
    number = await offices.hand_over("ben", "cyd", Author("dora", "leaves", "x"))
    (first,) = await offices.take_hand_over_items(10, LEASE)
    assert first.item.kind == "setting"  # the departure waits for all else
    assert await offices.take_hand_over_items(10, LEASE) == []
    await offices.do_hand_over_item(first)
    (last,) = await offices.take_hand_over_items(10, LEASE)
    await offices.do_hand_over_item(last)
    company = await offices.company()
    assert company is not None and not company.directory.is_here("ben", clock().date())
    assert (await offices.settings("approval"), await offices.hand_overs_wait()) == ({"checker": "cyd"}, False)
    await offices.undo_hand_over(number, Author("dora", "stays", "y"))
    clock.now += LEASE
    for taken in await offices.take_hand_over_items(10, LEASE):
        await offices.do_hand_over_item(taken)
    company = await offices.company()
    assert company is not None and company.directory.is_here("ben", clock().date())
    assert await offices.settings("approval") == {"checker": "ben"}
    known = await offices.hand_over_of(number)
    assert known is not None and [one.status for one in known.items] == ["undone", "undone"]
