"""Open limits are led to other calendars: which cases are concerned, and how far that is, on both databases."""

from dataclasses import replace
from datetime import timedelta

from hand_made import A_COMPANY, Clock, HandMadeCase, ask_limit

from engine.runtime import events as e
from store import Store
from store.company import Company

LEASE = timedelta(seconds=60)


def with_a_day_off(day: str) -> Company:
    return replace(A_COMPANY, calendars=A_COMPANY.calendars.overlaid({"office": {"days": {day: {"hours": []}}}}))


async def led(store: Store, clock: Clock, *, told: int = 0) -> list[tuple[str, tuple[str, ...]]]:
    """The cases that are told on the next step of the way."""
    taken = await store.take_limits(clock(), LEASE)
    assert taken is not None
    way, to = taken
    assert await store.take_limits(clock(), LEASE) is None  # one worker at a time
    found, done_to = await store.moved_cases(to, clock(), after=way.done_to, limit=2) if to.differ else ([], None)
    await store.let_go_of_limits(way, done_to, clock(), len(found))
    return [(one.case_id, one.limits) for one in found]


async def test_cases_whose_limits_move_are_told_some_at_a_time_and_it_is_seen_how_far_that_is(
    store: Store, clock: Clock
) -> None:
    for number, due in enumerate(("2 working days", "48 h", "2 working days"), start=1):
        case = HandMadeCase(f"c{number}", business_key=f"QJ-{number}")
        await store.commit_turn(case.started(questions=[ask_limit("s9:timer", base=case.at)]))
        await store.commit_turn(case.with_task("t1", due=due))
    assert await store.must_recalculate(clock()) and await led(store, clock) == []
    assert not await store.must_recalculate(clock())
    assert await store.put_company(with_a_day_off("2026-03-03"), by="max", reason="no power") == 2
    assert not await store.must_recalculate(clock())  # turns that are being written are waited for
    clock.advance(seconds=5)
    assert await store.must_recalculate(clock())
    before = await store.limits_progress()
    assert before is not None and (before.version, before.by, before.reason) == (2, "max", "no power")
    assert (before.told, before.left) == (0, 3)
    assert await led(store, clock) == [("c1", ("s9:timer", "t1")), ("c2", ("s9:timer",))]
    half = await store.limits_progress()
    assert half is not None and (half.told, half.left) == (2, 1) and await store.must_recalculate(clock())
    assert await led(store, clock) == [("c3", ("s9:timer", "t1"))]
    done = await store.limits_progress()
    assert done is not None and (done.told, done.left) == (3, 0) and not await store.must_recalculate(clock())


async def test_what_has_come_stands_still_or_counts_by_it_already_concerns_nobody(store: Store, clock: Clock) -> None:
    moved = with_a_day_off("2026-03-04")
    for number in (1, 2, 3):
        case = HandMadeCase(f"c{number}", business_key=f"QJ-{number}")
        await store.commit_turn(case.started())
        await store.commit_turn(case.with_task("t1"))
        if number == 1:
            await store.commit_turn(case.turn(e.ClockPaused("t1", "hold")))
        elif number == 2:
            await store.commit_turn(case.turn(e.DeadlineGone("t1")))
    await led(store, clock)
    looked = await store.limits_that_move(moved.calendars, moved.directory, ["office"], most=10)
    assert [(one.case_id, one.step) for one in looked.moved] == [("c3", "check")]
    clock.advance(days=3)
    await store.put_company(moved)
    clock.advance(seconds=5)
    assert await led(store, clock) == []  # by then c3 was due: that stays
    looked = await store.limits_that_move(A_COMPANY.calendars, A_COMPANY.directory, ["office"], most=10)
    assert looked.moved == ()
