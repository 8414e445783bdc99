"""Hand-overs in the store: what is undone while a worker is at it, and lists of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hand_made import HandMadeCase

from engine.administering.handing_over import Item, when_undone
from engine.runtime.refusals import Rejected
from store import Store
from store.directory import Author

LEASE = timedelta(minutes=1)
MAX = Author("max", "on leave", "once-0001")


async def begun(store: Store, *, leaves: bool = False) -> str:
    """Bob's task is handed over to ann."""
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1", "bob", due=None))
    return await store.hand_over("bob", "ann", MAX, leaves=leaves)


async def items(store: Store, number: str) -> dict[str, str]:
    found = await store.hand_over_of(number)
    assert found is not None
    return {one.kind: one.status for one in found.items}


async def test_what_a_worker_was_at_when_it_was_undone_is_given_back_all_the_same(store: Store) -> None:
    number = await begun(store)
    (taken,) = await store.take_hand_over_items(10, LEASE)
    await store.undo_hand_over(number, replace(MAX, once="once-0002"))
    assert await items(store, number) == {"case": "undoing"}
    await store.settle_hand_over_item(taken, replace(taken.item, status="done", said={"came": {}}))
    assert await items(store, number) == {"case": "undoing"}
    (again,) = await store.take_hand_over_items(10, LEASE)
    assert again.undoing and again.item.said == {"came": {}}
    await store.settle_hand_over_item(again, replace(again.item, status="undone"))
    assert await items(store, number) == {"case": "undone"}


async def test_what_nobody_was_at_yet_is_not_done_any_more(store: Store) -> None:
    number = await begun(store, leaves=True)
    await store.undo_hand_over(number, replace(MAX, once="once-0002"))
    assert await items(store, number) == {"case": "undone", "departure": "undone"}
    assert await store.take_hand_over_items(10, LEASE) == []


async def test_a_departure_comes_last_and_only_once_whoever_is_at_it(store: Store) -> None:
    number = await begun(store, leaves=True)
    (case,) = await store.take_hand_over_items(10, LEASE)
    await store.settle_hand_over_item(case, replace(case.item, status="done"))
    (departure,) = await store.take_hand_over_items(10, LEASE)
    assert departure.item.kind == "departure"
    await store.do_hand_over_item(departure)
    await store.do_hand_over_item(departure)
    assert [one.change.kind for one in await store.directory_changes()] == ["person-left"]
    (listed,) = await store.hand_overs()
    assert (listed.id, listed.items, listed.count, listed.is_over) == (number, (), 2, True)


async def test_who_may_not_hand_somebody_over_learns_nothing_of_them(store: Store) -> None:
    with pytest.raises(Rejected) as refused:
        await store.hand_over("bob", "nobody", Author("eve", "", "once-0003"))
    assert refused.value.code == "not-their-superior"
    assert await store.hand_overs() == []


@pytest.mark.parametrize(
    ("kind", "status", "begun", "then"),
    [
        ("case", "waiting", False, "undone"), ("case", "waiting", True, "undoing"),
        ("setting", "waiting", True, "undone"), ("setting", "done", True, "undoing"),
        ("stand-in", "left", True, "undoing"), ("definition", "left", False, "left"),
        ("case", "refused", True, "refused"),
    ],
)  # fmt: skip
def test_what_becomes_of_items_of_a_hand_over_that_is_undone(kind: str, status: str, begun: bool, then: str) -> None:
    item = Item(kind, "x", "x", status=status)  # type: ignore[arg-type]
    assert when_undone(item, begun=begun) == then
