"""Short limits that lapse tell nobody; several of one step in a short time tell the superior once."""

from datetime import timedelta

from hand_made import Clock, HandMadeCase

from engine.runtime import events as e
from store import Store
from store.short_limits import BoardRule

RULE = BoardRule(3, timedelta(minutes=30))


async def lapsed(store: Store, clock: Clock, number: int, *, minutes: int = 2) -> HandMadeCase:
    """A case with a task for ann that was given so many minutes."""
    case = HandMadeCase(f"c{number}", business_key=f"QJ-{number}", at=clock.now - timedelta(minutes=1))
    await store.commit_turn(case.started())
    case.at = clock.now
    await store.commit_turn(case.with_task("t1", "ann", due=f"{minutes} min", minutes=0))
    await store.seal(case.case_id, 2)
    return case


async def test_the_third_tells_the_superior_once(store: Store, clock: Clock) -> None:
    for number in range(2):
        await lapsed(store, clock, number)
    clock.advance(minutes=3)
    assert await store.tell_of_short_limits(RULE) == 0
    await lapsed(store, clock, 2)
    clock.advance(minutes=3)
    (line,) = await store.short_limits(RULE, clock.now)
    assert (line.step, line.superior, len(line.lapses)) == ("check", "max", 3)
    assert [await store.tell_of_short_limits(RULE), await store.tell_of_short_limits(RULE)] == [1, 0]
    (notice,) = await store.outbox_sealed()
    assert (notice.payload["to"], notice.payload["about"]) == (["max"], "check.short_limits")
    assert notice.payload["text"]["en"] == "3 short limits lapsed within 3 min"


async def test_one_done_late_counts_and_one_done_in_time_does_not(store: Store, clock: Clock) -> None:
    late, early = await lapsed(store, clock, 1), await lapsed(store, clock, 2)
    await store.commit_turn(early.turn(e.TaskDecided("t1", "done", "ann"), minutes=1))
    clock.advance(minutes=4)
    await store.commit_turn(late.turn(e.TaskDecided("t1", "done", "ann"), minutes=4))
    (line,) = await store.short_limits(RULE, clock.now)
    assert [one.case_id for one in line.lapses] == ["c1"]


async def test_limits_of_five_minutes_and_lapses_long_ago_do_not_count(store: Store, clock: Clock) -> None:
    await lapsed(store, clock, 1, minutes=5)
    await lapsed(store, clock, 2)
    clock.advance(minutes=40)
    assert await store.short_limits(RULE, clock.now) == []
