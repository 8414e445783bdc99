"""Changes of the directory, the way of the open tasks, hand-overs: on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from hand_made import Clock, HandMadeCase, who

from engine.administering.stand_ins import Wanted
from engine.runtime import Rejected
from engine.runtime import events as e
from engine.runtime import questions as q
from proving import office
from store import Draft, Store
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
    assert await offices.hand_over("ben", "cyd", Author("dora", "leaves", "x")) == number  # asked again
    with pytest.raises(Rejected) as refused:
        await offices.undo_hand_over(number, Author("ana", "stays", "z"))
    assert refused.value.code == "not-their-superior"
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


Items = list[tuple[str, str, str]]


async def _handed(store: Store, person: str, to: str, clock: Clock, **how: bool) -> tuple[str, Items]:
    """Hand somebody over, each case as the workers would have it: done."""
    number = await store.hand_over(person, to, Author("max", "moves", f"{person}-{clock()}"), **how)
    return number, await _done(store, number, clock)


async def _done(store: Store, number: str, clock: Clock) -> Items:
    while taken := await store.take_hand_over_items(10, LEASE):
        for one in taken:
            if one.item.kind == "case":
                await store.settle_hand_over_item(one, replace(one.item, status="undone" if one.undoing else "done"))
            else:
                await store.do_hand_over_item(one)
        clock.now += LEASE
    known = await store.hand_over_of(number)
    assert known is not None
    return [(one.kind, one.status, one.code) for one in known.items]


async def test_copies_of_who_leaves_are_read_by_the_successor_until_it_is_undone(store: Store, clock: Clock) -> None:
    case = HandMadeCase("c1")
    asked = [q.AskCopies("case", who(one), case.at, f"n-{one}") for one in ("bob", "ann")]
    await store.commit_turn(case.started(questions=asked))
    assert await store.plan_hand_over("bob", "ann", leaves=False) == []  # ann reads it along already
    (item,) = await store.plan_hand_over("bob", "eve", leaves=False)
    assert (item.kind, item.label, item.said) == ("copy", "QJ-1", {"owner": "bob"})
    number, items = await _handed(store, "bob", "eve", clock, leaves=False)
    assert items == [("copy", "done", "")]
    await store.mark_read("c1", "bob")
    (copy,) = await store.copies("eve")
    assert (copy.copy.case_id, copy.read_at) == ("c1", None) and await store.mark_read("c1", "eve")
    further, _ = await _handed(store, "eve", "max", clock, leaves=False)
    assert [one.copy.person for one in await store.copies("max")] == ["bob"]
    await store.undo_hand_over(further, Author("max", "", "undone-2"))
    assert await _done(store, further, clock) == [("copy", "undone", "")] and await store.copies("max") == []
    await store.undo_hand_over(number, Author("max", "", "undone"))
    assert await _done(store, number, clock) == [("copy", "undone", "")]
    assert await store.copies("eve") == [] and await store.mark_read("c1", "eve") is None
    assert len(await store.copies("bob")) == 1


async def _with_task_of(store: Store, case: HandMadeCase, person: str) -> None:
    """The one task of the case is for somebody else now."""
    await store.commit_turn(case.turn(e.TaskTransferred("t1", "", person, "")))


async def test_drafts_go_with_the_task_and_back_until_somebody_writes_on_them(store: Store, clock: Clock) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1", "bob"))
    await store.save_draft(Draft("bob", clock(), "c1", "t1", data={"days": 3}))
    await store.save_draft(Draft("bob", clock(), process="leave", start="asked", data={"days": 1}))
    planned = await store.plan_hand_over("bob", "eve", leaves=False)
    assert [(one.kind, one.label) for one in planned] == [("case", "QJ-1"), ("draft", "QJ-1/check")]
    number, items = await _handed(store, "bob", "eve", clock, leaves=False)
    assert items == [("case", "done", ""), ("draft", "left", "not-yours")]  # the task has not come to eve
    await _with_task_of(store, case, "eve")
    number, items = await _handed(store, "bob", "eve", clock)
    assert items == [("draft", "done", ""), ("draft", "done", ""), ("departure", "done", "")]
    assert sorted(one.data["days"] for one in await store.drafts_of("eve")) == [1, 3]
    await store.save_draft(Draft("eve", clock(), process="leave", start="asked", data={"days": 2}))
    await _with_task_of(store, case, "bob")
    await store.undo_hand_over(number, Author("max", "", "undone"))
    assert sorted(await _done(store, number, clock)) == [
        ("departure", "undone", ""), ("draft", "kept", "acted-on"), ("draft", "undone", ""),
    ]  # fmt: skip
    assert [one.data for one in await store.drafts_of("bob")] == [{"days": 3}]


async def test_a_leaver_gives_the_draft_of_a_copy_beside_that_of_the_same_start(store: Store, clock: Clock) -> None:
    own = Draft("bob", clock(), process="leave", start="asked", data={"days": 1})
    for draft in (own, replace(own, case_id="c1", data={"days": 2})):
        await store.save_draft(draft)
    number, items = await _handed(store, "bob", "eve", clock)
    assert items == [("draft", "done", ""), ("draft", "done", ""), ("departure", "done", "")]
    assert {one.case_id: one.data["days"] for one in await store.drafts_of("eve")} == {"": 1, "c1": 2}
    await store.undo_hand_over(number, Author("max", "", "undone"))
    assert {status for _, status, _ in await _done(store, number, clock)} == {"undone"}
    assert {one.case_id: one.data["days"] for one in await store.drafts_of("bob")} == {"": 1, "c1": 2}


async def test_a_draft_is_not_given_to_who_has_one(store: Store, clock: Clock) -> None:
    for person in ("bob", "eve"):
        await store.save_draft(Draft(person, clock(), process="leave", start="asked", data={"by": person}))
    _, items = await _handed(store, "bob", "eve", clock)
    assert items == [("draft", "left", "draft-there"), ("departure", "done", "")]
    assert [one.data for one in await store.drafts_of("eve")] == [{"by": "eve"}]
