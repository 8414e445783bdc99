"""Marks and leases of schedules, what became of instants, and starts that were refused while nobody stood by."""

import asyncio
from datetime import datetime, timedelta

from hand_made import START, Clock, HandMadeCase

from engine.model.plan import Plan
from engine.model.process import ProcessDefinition
from engine.runtime.events import CaseEnded
from store import PastInstant, RefusedStart, Schedule, Store

DAILY = Schedule("count", "daily")
LEASE = timedelta(seconds=30)
RULE = "every day at 09:00"


def plan(schedule: str | None = RULE) -> Plan:
    """A process that starts by itself, and by hand."""
    start: dict[str, object] = {"by_hand": {"by": {"role": "clerk"}}}
    if schedule:
        start["daily"] = {"schedule": schedule, "calendar": "office"}
    return Plan(
        ProcessDefinition.model_validate({
            "process": "count",
            "name": "盘点",
            "department": "warehouse",
            "business_key": "count_no",
            "data": {"count_no": {"type": "text"}},
            "start": start,
            "steps": [{"user_task": "check", "assign": {"role": "clerk"}}, {"end": "counted"}],
        })
    )  # fmt: skip


def at(day: int, hour: int = 9) -> datetime:
    return START.replace(day=day, hour=hour)


async def done_to(store: Store) -> datetime:
    return (await store.schedule_marks())[DAILY].done_to


async def test_one_of_many_workers_is_at_a_schedule(store: Store) -> None:
    await store.begin_schedule(DAILY, RULE, at(2))
    taken = await asyncio.gather(*(store.take_schedule(DAILY, at(3), LEASE) for _ in range(8)))
    assert len([one for one in taken if one]) == 1


async def test_another_takes_over_when_a_lease_has_run_out(store: Store) -> None:
    await store.begin_schedule(DAILY, RULE, at(2))
    first = await store.take_schedule(DAILY, at(3), LEASE)
    assert await store.take_schedule(DAILY, at(3) + LEASE / 2, LEASE) is None
    second = await store.take_schedule(DAILY, at(3) + LEASE, LEASE)
    assert first and second
    # The first one comes back late: what it wrote counts, but it lets go of nothing that is not its own.
    await store.settle_instants(first, [PastInstant(at(3), "opened", "c1")], at(3) + LEASE)
    assert await store.take_schedule(DAILY, at(3) + LEASE, LEASE) is None
    await store.settle_instants(second, [PastInstant(at(3), "refused")], at(3) + LEASE)
    assert await store.take_schedule(DAILY, at(3) + LEASE, LEASE)
    assert await store.past_instants("count", "daily") == [PastInstant(at(3), "opened", "c1")]


async def test_instants_settled_are_done_with_and_listed_the_latest_first(store: Store) -> None:
    await store.begin_schedule(DAILY, RULE, at(2))
    taken = await store.take_schedule(DAILY, at(5), LEASE)
    assert taken and taken.done_to == at(2)
    past = [PastInstant(at(3), "missed"), PastInstant(at(4), "opened", "c4")]
    await store.settle_instants(taken, past, at(5))
    assert await done_to(store) == at(4)
    assert await store.past_instants("count", "daily") == past[::-1]
    assert await store.past_instants("count", "daily", limit=1) == past[1:]


async def test_a_mark_never_goes_back(store: Store) -> None:
    await store.begin_schedule(DAILY, RULE, at(2))
    taken = await store.take_schedule(DAILY, at(5), LEASE)
    assert taken
    await store.settle_instants(taken, [PastInstant(at(4), "missed")], at(5))
    await store.settle_instants(taken, [PastInstant(at(3), "missed")], at(5))
    await store.begin_schedule(DAILY, RULE, at(2))
    assert await done_to(store) == at(4)
    await store.begin_schedule(DAILY, "every day at 10:00", at(3))
    assert await done_to(store) == at(4)
    await store.begin_schedule(DAILY, "every day at 11:00", at(6))
    assert await done_to(store) == at(6)


async def test_a_withdrawn_schedule_keeps_its_past(store: Store) -> None:
    await store.begin_schedule(DAILY, RULE, at(2))
    taken = await store.take_schedule(DAILY, at(3), LEASE)
    assert taken
    await store.settle_instants(taken, [PastInstant(at(3), "missed")], at(3))
    await store.withdraw_schedules([DAILY])
    assert await store.schedule_marks() == {}
    assert await store.take_schedule(DAILY, at(4), LEASE) is None
    assert [one.at for one in await store.past_instants("count", "daily")] == [at(3)]


async def test_a_case_runs_from_its_opening_to_its_end(store: Store) -> None:
    await store.begin_schedule(DAILY, RULE, at(2))
    taken = await store.take_schedule(DAILY, at(3), LEASE)
    assert taken and not await store.schedule_runs(DAILY, besides="other")
    await store.settle_instants(taken, [PastInstant(at(3), "opened", "c1")], at(3))
    assert await store.schedule_runs(DAILY, besides="other")
    assert not await store.schedule_runs(DAILY, besides="c1")
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    assert await store.schedule_runs(DAILY, besides="other")
    await store.commit_turn(case.turn(CaseEnded("granted", "completed")))
    assert not await store.schedule_runs(DAILY, besides="other")
    assert not await store.schedule_runs(Schedule("count", "weekly"), besides="other")


async def test_people_see_when_a_schedule_starts_a_case_next(store: Store) -> None:
    await store.deploy(plan(), "", "count.yaml")
    (unseen,) = await store.schedules()
    assert (unseen.schedule, unseen.next_at, unseen.last) == (DAILY, None, None)
    await store.begin_schedule(DAILY, unseen.rule, at(2))
    taken = await store.take_schedule(DAILY, at(4), LEASE)
    assert taken
    await store.settle_instants(taken, [PastInstant(at(3), "overlaps")], at(4))
    (seen,) = await store.schedules()
    assert (seen.next_at, seen.last) == (at(4), PastInstant(at(3), "overlaps"))
    await store.deploy(plan(schedule=None), "", "count.yaml")
    assert await store.schedules() == [] and await store.deployed_schedules() == []


def refused(case_id: str = "c9", text: str = "Expected ref") -> RefusedStart:
    data = {"sku": "A-1", "count": 3}
    return RefusedStart(case_id, "order", "placed", "message", "m-1", data, None, at(3), "field-missing", text)


async def test_a_refused_start_is_kept_with_all_it_brought(store: Store) -> None:
    await store.note_refused_start(refused())
    assert await store.refused_starts() == [refused()]
    assert await store.refused_start("c9") == refused()
    assert await store.refused_start("c1") is None


async def test_refused_twice_it_is_one_and_says_why_this_time(store: Store) -> None:
    await store.note_refused_start(refused())
    await store.note_refused_start(refused(text="Expected bill"))
    assert [one.text for one in await store.refused_starts()] == ["Expected bill"]


async def test_a_refused_start_that_was_let_go_stays_so(store: Store, clock: Clock) -> None:
    await store.note_refused_start(refused())
    await store.settle_refused_start("c9", by="max")
    clock.advance(hours=1)
    await store.settle_refused_start("c9", by="bob")
    await store.note_refused_start(refused())
    assert await store.refused_starts() == []
    found = await store.refused_start("c9")
    assert found and found.settled_by == "max"
    assert found.settled_at == clock.now - timedelta(hours=1)
