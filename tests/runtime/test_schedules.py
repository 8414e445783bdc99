"""Which instants of a schedule are due, and what becomes of each: the company's calendars, no clock."""

from typing import Any

import pytest

from engine.calendars import Calendars
from engine.model.starts import Start
from engine.runtime.schedules import (
    MOST_AT_ONCE,
    begins_after,
    due,
    next_instant,
    rule_of,
    scheduled_case,
)
from tests.calendars.conftest import china, read_files


@pytest.fixture(scope="module")
def calendars() -> Calendars:
    files = read_files()
    return Calendars.read([one for one in files if "calendar" in one], [one for one in files if "calendar" not in one])


def start(schedule: str, **more: Any) -> Start:
    return Start.model_validate({"schedule": schedule, "calendar": "office", **more})


def done(calendars: Calendars, rule: Start, after: str, now: str, *, running: bool = False) -> list[str]:
    """Everything done up to `now`, asked again and again; each case that is opened runs on (`running`) or has ended."""
    at, found, runs = china(after), [], running
    while step := due(rule, calendars, after=at, now=china(now), running=runs):
        found += [f"{one.verdict} {one.at:%a %m-%d %H:%M}" for one in step]
        at, runs = step[-1].at, runs or (running and step[-1].verdict == "open")
    return found


def test_nothing_is_due_before_its_instant_and_everything_at_it(calendars: Calendars) -> None:
    daily = start("every working day at 18:00")
    assert done(calendars, daily, "2026-03-02 18:00", "2026-03-03 17:59") == []
    assert done(calendars, daily, "2026-03-02 18:00", "2026-03-03 18:00") == ["open Tue 03-03 18:00"]


def test_working_days_rest_over_national_day_and_run_on_the_day_worked_for_it(calendars: Calendars) -> None:
    daily = start("every working day at 18:00", catch_up="60 days")
    found = done(calendars, daily, "2026-09-18 18:00", "2026-10-12 18:00")
    assert found == [
        f"open {day} 18:00"
        for day in (
            "Sun 09-20", "Mon 09-21", "Tue 09-22", "Wed 09-23", "Thu 09-24", "Mon 09-28", "Tue 09-29", "Wed 09-30",
            "Thu 10-08", "Fri 10-09", "Sat 10-10", "Mon 10-12",
        )
    ]  # fmt: skip


def test_the_last_working_day_of_a_month_comes_before_its_weekend(calendars: Calendars) -> None:
    monthly = start("last working day of every month at 18:00", catch_up="1 day")
    assert done(calendars, monthly, "2026-05-01 00:00", "2026-05-30 09:00") == ["open Fri 05-29 18:00"]
    assert next_instant(monthly, calendars, china("2026-05-29 18:00")) == china("2026-06-30 18:00")


def test_after_a_long_weekend_away_only_the_last_day_is_made_up_for(calendars: Calendars) -> None:
    daily = start("every day at 09:00")
    assert done(calendars, daily, "2026-04-30 09:00", "2026-05-05 08:00") == [
        "missed Fri 05-01 09:00", "missed Sat 05-02 09:00", "missed Sun 05-03 09:00", "open Mon 05-04 09:00",
    ]  # fmt: skip


def test_one_made_up_for_exactly_at_the_end_of_catch_up_is_not_too_late(calendars: Calendars) -> None:
    daily = start("every day at 09:00", catch_up="2 h")
    assert done(calendars, daily, "2026-03-02 09:00", "2026-03-03 11:00") == ["open Tue 03-03 09:00"]
    assert done(calendars, daily, "2026-03-02 09:00", "2026-03-03 11:01") == ["missed Tue 03-03 09:00"]


def test_catch_up_counts_working_time_when_it_says_so(calendars: Calendars) -> None:
    weekly = start("every Wednesday at 17:00", catch_up="1 working day")
    # Wednesday the 30th of September is the eve of National Day: the working day after it is the 8th of October.
    last = "open Wed 09-30 17:00"
    assert done(calendars, weekly, "2026-09-24 00:00", "2026-10-07 12:00") == [last]
    assert done(calendars, weekly, "2026-09-24 00:00", "2026-10-08 17:00")[0] == last
    assert done(calendars, weekly, "2026-09-24 00:00", "2026-10-09 09:00")[0] == "missed Wed 09-30 17:00"


def test_an_instant_is_left_out_while_a_case_of_the_start_runs(calendars: Calendars) -> None:
    daily = start("every day at 09:00", overlap="skip", catch_up="3 days")
    assert done(calendars, daily, "2026-03-02 09:00", "2026-03-04 10:00", running=True) == [
        "overlaps Tue 03-03 09:00", "overlaps Wed 03-04 09:00",
    ]  # fmt: skip
    beside = start("every day at 09:00", catch_up="3 days")
    assert done(calendars, beside, "2026-03-02 09:00", "2026-03-04 10:00", running=True) == [
        "open Tue 03-03 09:00", "open Wed 03-04 09:00",
    ]  # fmt: skip


def test_a_missed_instant_is_missed_whether_or_not_one_runs(calendars: Calendars) -> None:
    daily = start("every day at 09:00", overlap="skip")
    assert done(calendars, daily, "2026-03-02 09:00", "2026-03-04 10:00", running=True) == [
        "missed Tue 03-03 09:00", "overlaps Wed 03-04 09:00",
    ]  # fmt: skip


def test_years_away_are_answered_a_piece_at_a_time(calendars: Calendars) -> None:
    every_minute = start("cron * * * * *", catch_up="5 min")
    answer = due(every_minute, calendars, after=china("2024-01-01 00:00"), now=china("2026-01-01 00:00"), running=False)
    assert len(answer) == MOST_AT_ONCE
    assert {one.verdict for one in answer} == {"missed"}


def test_a_rolled_date_waits_for_the_working_day(calendars: Calendars) -> None:
    monthly = start("day 3 of every month at 09:00", roll="forward")
    assert next_instant(monthly, calendars, china("2026-10-01 00:00")) == china("2026-10-08 09:00")


def test_a_rule_that_never_comes_true_has_no_instants(calendars: Calendars) -> None:
    never = start("cron 0 9 30 2 *")
    assert next_instant(never, calendars, china("2026-01-01 00:00")) is None
    assert due(never, calendars, after=china("2024-01-01 00:00"), now=china("2026-01-01 00:00"), running=False) == ()


def test_begins_with_its_deployment_or_with_the_day_it_is_published(calendars: Calendars) -> None:
    daily = start("every day at 00:00")
    deployed = china("2026-03-02 10:00")
    assert begins_after(daily, deployed, None, calendars) == deployed
    eve = begins_after(daily, deployed, "2026-03-10", calendars)
    assert next_instant(daily, calendars, eve) == china("2026-03-10 00:00")
    assert begins_after(daily, deployed, "2026-01-01", calendars) == deployed


def test_another_time_is_another_schedule_but_another_catch_up_is_not() -> None:
    assert rule_of(start("every day at 09:00")) != rule_of(start("every day at 10:00"))
    assert rule_of(start("every day at 09:00")) != rule_of(start("every day at 09:00", roll="forward"))
    assert rule_of(start("every day at 09:00")) == rule_of(start("every day at 09:00", catch_up="2 h", overlap="skip"))


def test_an_instant_names_its_case() -> None:
    nine, ten = china("2026-03-02 09:00"), china("2026-03-02 10:00")
    assert scheduled_case("count", "monthly", nine) == scheduled_case("count", "monthly", china("2026-03-02 09:00"))
    others = [("count", "monthly", ten), ("count", "daily", nine), ("stock", "monthly", nine)]
    assert scheduled_case("count", "monthly", nine) not in [scheduled_case(*one) for one in others]
