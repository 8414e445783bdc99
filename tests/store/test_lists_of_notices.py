"""What rungs raise to a person leaves in their working time, as one list for each rung and half working day."""

from datetime import datetime, timedelta

from hand_made import START, Clock, HandMadeCase, who

from engine.runtime import events as e
from engine.runtime import questions as q
from store import Outgoing, Store

SATURDAY = START + timedelta(days=5)
MONDAY = START + timedelta(days=7)


async def raised(store: Store, number: int, at: datetime, *, about: str = "check.raise", own: str = "") -> HandMadeCase:
    """A case in which something is raised to max, sealed."""
    case = HandMadeCase(f"c{number}", business_key=f"QJ-{number}")
    await store.commit_turn(case.started())
    told = q.AskNotice(about, (who("max"),), None, at, "n1", waits=True, own=(own,) if own else ())
    await store.commit_turn(case.turn(questions=[told]))
    await store.seal(case.case_id, 2)
    return case


async def leaving(store: Store) -> list[Outgoing]:
    return await store.outbox_sealed(10)


async def test_forty_of_a_weekend_leave_on_monday_morning_and_all_together(store: Store, clock: Clock) -> None:
    for number in range(40):
        clock.now = SATURDAY + timedelta(minutes=number)
        await raised(store, number, clock.now)
    clock.now = MONDAY - timedelta(seconds=1)
    assert await leaving(store) == []
    clock.now = MONDAY
    left = await leaving(store)
    assert len(left) == 40 and {one.list for one in left} == {"max/raise"}


async def test_the_first_of_a_half_day_leaves_at_once_and_the_others_with_the_next_half_day(
    store: Store, clock: Clock
) -> None:
    clock.now = MONDAY + timedelta(hours=1)
    await raised(store, 1, clock.now)
    (first,) = await leaving(store)
    await store.mark_sent([first.key])
    for number in (2, 3):
        clock.advance(minutes=5)
        await raised(store, number, clock.now)
    assert await leaving(store) == []
    clock.now = MONDAY + timedelta(hours=4)
    assert {one.case_id for one in await leaving(store)} == {"c2", "c3"}


async def test_another_rung_and_ones_own_tasks_are_other_lists(store: Store, clock: Clock) -> None:
    clock.now = MONDAY + timedelta(hours=1)
    await raised(store, 1, clock.now)
    await raised(store, 2, clock.now, about="check.lapse")
    await raised(store, 3, clock.now, own="max")
    left = await leaving(store)
    assert sorted(one.list or "" for one in left) == ["max/lapse", "max/raise", "max/raise/own"]


async def test_a_list_that_was_not_sent_is_given_out_again_as_a_whole(store: Store, clock: Clock) -> None:
    """Its lines are merged only as they leave: a worker that dies in between has lost nothing."""
    clock.now = SATURDAY
    for number in range(3):
        await raised(store, number, clock.now)
    clock.now = MONDAY
    first = await leaving(store)
    assert await leaving(store) == []
    clock.advance(seconds=61)
    assert [one.key for one in await leaving(store)] == [one.key for one in first]
    await store.mark_sent([one.key for one in first])
    clock.advance(seconds=61)
    assert await leaving(store) == []


async def test_a_list_is_taken_whole_however_much_else_leaves(store: Store, clock: Clock) -> None:
    clock.now = SATURDAY
    for number in range(12):
        await raised(store, number, clock.now)
    clock.now = MONDAY
    assert len(await store.outbox_sealed(2)) == 12


async def test_a_list_waits_for_lines_that_are_being_confirmed_but_not_for_ever(store: Store, clock: Clock) -> None:
    clock.now = MONDAY + timedelta(hours=1)
    await raised(store, 1, clock.now)
    other = HandMadeCase("late", business_key="QJ-late")
    await store.commit_turn(other.started())
    told = q.AskNotice("check.raise", (who("max"),), None, clock.now, "n1", waits=True)
    await store.commit_turn(other.turn(questions=[told]))
    assert await leaving(store) == []
    clock.advance(seconds=31)
    assert [one.case_id for one in await leaving(store)] == ["c1"]


async def test_a_phantom_takes_its_line_off_the_list(store: Store, clock: Clock) -> None:
    clock.now = SATURDAY
    await raised(store, 1, clock.now)
    case = HandMadeCase("c2", business_key="QJ-2")
    await store.commit_turn(case.started())
    other = case.fork()
    told = q.AskNotice("check.raise", (who("max"),), None, clock.now, "n1", waits=True)
    await store.commit_turn(case.turn(questions=[told]))
    await store.commit_turn(other.turn(e.StageReached("审批")))
    await store.seal("c2", 2)
    clock.now = MONDAY
    assert [one.case_id for one in await leaving(store)] == ["c1"]


async def test_what_a_person_was_told_says_when_it_leaves(store: Store, clock: Clock) -> None:
    clock.now = SATURDAY
    await raised(store, 1, clock.now)
    (notice,) = await store.notices("max")
    assert (notice.at, notice.leaves) == (SATURDAY, MONDAY)
