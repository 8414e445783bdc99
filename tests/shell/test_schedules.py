"""Cases that start by schedule, on the real server: once each, with several workers, after a crash, after a pause."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

import worker
from activities import scheduling
from activities.door import Asked
from activities.scheduling import Scheduling
from engine.compiler import Known, compile_definitions
from engine.runtime.schedules import scheduled_case
from proving import connectors
from proving import office as offices
from proving.office import Office, until
from store import PastInstant, Store

COUNT = """
process: count
name: 盘点
department: office
business_key: ref
data:
  ref: {type: text, numbering: 'PD-{yyyymmdd}-{nn}'}
  left: {type: integer, default: 0}
start:
  daily: {schedule: every day at 09:00}
steps:
  - user_task: look
    assign: {role: clerk}
    outcomes: {done: {}}
  - end: counted
"""


LINES = {
    "start": "  daily: {schedule: every day at 09:00}",
    "ref": "  ref: {type: text, numbering: 'PD-{yyyymmdd}-{nn}'}",
}

CHINA = timezone(timedelta(hours=8))


class Clock:
    """The company's time, moved by hand."""

    def __init__(self, now: str) -> None:
        self.set(now)

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: str) -> None:
        self.now = at(now)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=CHINA)


@pytest.fixture
def clock() -> Clock:
    return Clock("03-02 10:00")


@pytest_asyncio.fixture
async def office(server: str, tmp_path: Path, clock: Clock) -> AsyncIterator[Office]:
    """An office whose worker takes cases on; the rounds of schedules are done by the tests."""
    async with (
        offices.office(server, tmp_path, clock=clock) as here,
        worker.compose(here.settings, here.client, here.store, here.cases, worker.registry(here.settings, connectors)),
    ):
        yield here


async def deploy(here: Office, text: str = COUNT, **changes: str) -> None:
    """Deploy the process, with lines of its text changed."""
    for before, after in changes.items():
        text = text.replace(LINES[before], after)
    text = text.replace("numbering: '", f"numbering: '{tag(here)}")
    (compiled,) = compile_definitions({"count.yaml": text}, Known(calendar="always", escalation={})).values()
    assert compiled.plan, [str(one) for one in compiled.problems]
    await here.store.deploy(compiled.plan, text, "count.yaml")


@pytest.fixture
def rounds(office: Office, clock: Clock) -> Scheduling:
    return Scheduling(office.store, office.cases.unattended, clock)


async def all_rounds(*rounds: Scheduling) -> None:
    while sum(await asyncio.gather(*(one.round() for one in rounds))):
        pass


def tag(here: Office) -> str:
    """What begins the keys of an office, for all offices of these tests are on one server."""
    return f"{here.settings.task_queue[-8:]}-"


async def cases(here: Office) -> list[str]:
    """The keys of the cases that were started, the first one first."""
    reserved = [one for one in await past(here) if one.outcome == "opened"]
    for one in reserved:
        await until(lambda one=one: here.store.case(str(one.case_id)))  # type: ignore[misc]
    page = await here.store.cases(process="count")
    return [case.business_key.removeprefix(tag(here)) for case in page.cases][::-1]


async def past(here: Office) -> list[PastInstant]:
    return (await here.store.past_instants("count", "daily"))[::-1]


async def outcomes(here: Office) -> list[str]:
    return [f"{one.outcome} {one.at.astimezone(CHINA):%m-%d %H:%M}" for one in await past(here)]


async def test_begins_with_the_first_instant_after_its_deployment(
    office: Office, clock: Clock, rounds: Scheduling
) -> None:
    await deploy(office)
    await all_rounds(rounds)
    clock.set("03-03 08:59")
    await all_rounds(rounds)
    assert await cases(office) == []
    clock.set("03-03 09:00")
    await all_rounds(rounds)
    await all_rounds(rounds)
    assert await cases(office) == ["PD-20260303-01"]
    detail = await office.store.case(str((await past(office))[0].case_id))
    assert detail and (detail.case.started_at, detail.case.initiator) == (at("03-03 09:00"), None)
    assert (detail.case.start, detail.open_steps[0].row.step) == ("daily", "look")


async def test_two_workers_open_one_case_for_an_instant(
    office: Office, clock: Clock, rounds: Scheduling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduling, "LEASE", timedelta(0))  # nobody has anything to himself: the id alone must do
    await deploy(office)
    await all_rounds(rounds)
    clock.set("03-03 12:00")
    other = await Store.open(office.settings.database, clock=clock, synchronous="NORMAL")
    second = Scheduling(other, worker.case_client(office.settings, office.client, other).unattended, clock)
    await all_rounds(rounds, second)
    await other.dispose()
    assert await outcomes(office) == ["opened 03-03 09:00"]
    assert await cases(office) == ["PD-20260303-01"]


async def test_what_was_opened_before_a_crash_is_not_opened_again(
    office: Office, clock: Clock, rounds: Scheduling
) -> None:
    await deploy(office, start="  daily: {schedule: every day at 09:00, overlap: skip}")
    await all_rounds(rounds)
    clock.set("03-03 09:00")
    case_id = scheduled_case("count", "daily", clock.now)
    await office.cases.unattended.open(Asked("count", "daily", {}, None, clock.now, case_id))
    await until(lambda: office.store.case(case_id))
    clock.set("03-03 12:00")
    await all_rounds(rounds)
    assert await past(office) == [PastInstant(at("03-03 09:00"), "opened", case_id)]
    assert await cases(office) == ["PD-20260303-01"]


async def test_a_worker_that_died_at_it_holds_nobody_up_for_long(
    office: Office, clock: Clock, rounds: Scheduling
) -> None:
    await deploy(office)
    await all_rounds(rounds)
    clock.set("03-03 09:00")
    (schedule,) = await office.store.schedule_marks()
    await office.store.take_schedule(schedule, clock.now, scheduling.LEASE)
    await all_rounds(rounds)
    assert await outcomes(office) == []
    clock.set("03-03 09:02")
    await all_rounds(rounds)
    assert await outcomes(office) == ["opened 03-03 09:00"]


async def test_after_a_long_weekend_away_the_last_day_is_made_up_for(
    office: Office, clock: Clock, rounds: Scheduling
) -> None:
    await deploy(office)
    await all_rounds(rounds)
    clock.set("03-06 08:00")
    again = Scheduling(office.store, office.cases.unattended, clock)
    await all_rounds(again)
    assert await outcomes(office) == ["missed 03-03 09:00", "missed 03-04 09:00", "opened 03-05 09:00"]
    assert await cases(office) == ["PD-20260305-01"]


async def test_no_second_case_beside_one_that_runs_when_it_says_so(
    office: Office, clock: Clock, rounds: Scheduling
) -> None:
    await deploy(office, start="  daily: {schedule: every day at 09:00, overlap: skip}")
    await all_rounds(rounds)
    for day in ("03-03 09:00", "03-04 09:00"):
        clock.set(day)
        await all_rounds(rounds)
    (first, _) = await past(office)
    await until(lambda: office.store.case(str(first.case_id)))
    await office.complete(str(first.case_id), "done", by="ben")
    await until(lambda: ended(office, str(first.case_id)))
    clock.set("03-05 09:00")
    await all_rounds(rounds)
    assert await outcomes(office) == ["opened 03-03 09:00", "overlaps 03-04 09:00", "opened 03-05 09:00"]


async def ended(here: Office, case_id: str) -> bool:
    detail = await here.store.case(case_id)
    return detail is not None and detail.case.status != "open"


async def test_a_schedule_that_is_withdrawn_stops_and_begins_anew_when_it_comes_back(
    office: Office, clock: Clock, rounds: Scheduling
) -> None:
    await deploy(office)
    await all_rounds(rounds)
    await deploy(office, start="  by_hand: {by: {role: staff}}")
    clock.set("03-03 12:00")
    await all_rounds(rounds)
    assert (await outcomes(office), await office.store.schedules()) == ([], [])
    await deploy(office)
    clock.set("03-04 09:00")
    await all_rounds(rounds)
    assert await outcomes(office) == ["opened 03-04 09:00"]


async def test_another_time_counts_from_its_deployment(office: Office, clock: Clock, rounds: Scheduling) -> None:
    await deploy(office)
    await all_rounds(rounds)
    clock.set("03-03 08:00")
    await deploy(office, start="  daily: {schedule: every day at 07:00}")
    clock.set("03-04 08:00")
    await all_rounds(rounds)
    assert await outcomes(office) == ["opened 03-04 07:00"]


async def test_a_condition_that_is_not_so_starts_nothing_and_is_no_failure(
    office: Office, clock: Clock, rounds: Scheduling
) -> None:
    await deploy(office, start="  daily: {schedule: every day at 09:00, if: left > 0}")
    await all_rounds(rounds)
    clock.set("03-03 09:00")
    await all_rounds(rounds)
    assert await outcomes(office) == ["not_needed 03-03 09:00"]
    assert await office.store.refused_starts() == []


async def test_a_refused_start_is_seen_and_begins_when_the_definition_is_mended(
    office: Office, clock: Clock, rounds: Scheduling
) -> None:
    await deploy(office, ref="  ref: {type: text, default: ''}")
    await all_rounds(rounds)
    clock.set("03-03 09:00")
    with capture_logs() as logs:
        await all_rounds(rounds)
    assert await outcomes(office) == ["refused 03-03 09:00"]
    (refused,) = await office.store.refused_starts()
    assert (refused.process, refused.start, refused.cause, refused.code) == ("count", "daily", "schedule", "key-empty")
    assert [(log["log_level"], log["code"]) for log in logs if log["event"] == "start refused"] == [
        ("warning", "key-empty")
    ]
    await deploy(office)
    opened = await office.cases.start_refused(refused.case_id)
    assert opened.business_key == f"{tag(office)}PD-20260303-01"
    assert await office.store.refused_starts() == []


@pytest.mark.parametrize("more", ["", "publish: 2026-01-01"])
async def test_a_schedule_that_breaks_holds_up_no_other_and_rests(
    office: Office, clock: Clock, rounds: Scheduling, more: str
) -> None:
    broken = COUNT.replace("process: count", f"process: broken\n{more}").replace("09:00}", "09:00, calendar: lunar}")
    await deploy(office)
    await deploy(office, broken)
    clock.set("03-03 09:00")
    with capture_logs() as logs:
        for _ in range(3):
            await all_rounds(rounds)
    assert await outcomes(office) == ["opened 03-03 09:00"]
    assert [log["process"] for log in logs if log["event"] == "schedule failed"] == ["broken"]


async def test_a_worker_does_it_by_itself(server: str, tmp_path: Path) -> None:
    async with offices.open_office(server, tmp_path) as here:
        await deploy(here, start="  daily: {schedule: cron * * * * *}")
        (schedule, _), *_ = await here.store.deployed_schedules()
        await until(lambda: marked(here))
        # As if it had been deployed two minutes before.
        now = datetime.now().astimezone()
        await here.store.withdraw_schedules([schedule])
        await here.store.begin_schedule(schedule, "cron * * * * * | always | none", now - timedelta(minutes=2))
        await until(lambda: started(here))


async def marked(here: Office) -> bool:
    return bool(await here.store.schedule_marks())


async def started(here: Office) -> bool:
    return bool((await here.store.cases(process="count")).cases)
