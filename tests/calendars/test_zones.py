"""Changes of the clock: a limit keeps the clock time in days, and the elapsed time in hours."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from engine.calendars import Calendars, Duration, parse_duration, parse_moment

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(scope="module")
def berlin() -> Calendars:
    hours = {"monday-friday": ["09:00-17:00"]}
    nights = {"every_day": ["00:00-06:00"]}
    return Calendars.read(
        [
            {"calendar": "office", "zone": "Europe/Berlin", "hours": hours},
            {"calendar": "nights", "zone": "Europe/Berlin", "hours": nights},
            {"calendar": "gap", "zone": "Europe/Berlin", "hours": {"every_day": ["02:15-02:45", "09:00-10:00"]}},
        ]
    )


def here(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("limit", "base", "due"),
    [
        ("1 day", "2026-03-28 10:00", "2026-03-29T10:00:00+02:00"),
        ("24 h", "2026-03-28 10:00", "2026-03-29T11:00:00+02:00"),
        ("1 day", "2026-10-24 10:00", "2026-10-25T10:00:00+01:00"),
        ("24 h", "2026-10-24 10:00", "2026-10-25T09:00:00+01:00"),
        ("1 working day", "2026-03-27 10:00", "2026-03-30T10:00:00+02:00"),
        ("8 working hours", "2026-03-27 10:00", "2026-03-30T10:00:00+02:00"),
        ("1 month", "2026-02-28 10:00", "2026-03-28T10:00:00+01:00"),
    ],
)
def test_days_keep_the_clock_and_hours_keep_the_length(berlin: Calendars, limit: str, base: str, due: str) -> None:
    assert berlin.add(here(base), parse_duration(limit)).isoformat() == due


def test_a_night_with_a_changed_clock_is_as_long_as_it_is(berlin: Calendars) -> None:
    spring = berlin.between(here("2026-03-29 00:00"), here("2026-03-30 00:00"), "nights")
    autumn = berlin.between(here("2026-10-25 00:00"), here("2026-10-26 00:00"), "nights")
    assert (spring, autumn) == (5 * 3600, 7 * 3600)


def test_a_time_the_clock_jumps_over_comes_as_if_it_had_not_jumped(berlin: Calendars) -> None:
    bound = parse_moment("02:30").bind(lambda _: None)
    assert bound is not None
    found = berlin.instant(bound, here("2026-03-28 20:00"), calendar="nights")
    assert found.at.isoformat() == "2026-03-29T03:30:00+02:00"


def test_hours_inside_the_jump_keep_their_length(berlin: Calendars) -> None:
    assert berlin.between(here("2026-03-29 00:00"), here("2026-03-29 08:00"), "gap") == 30 * 60


def test_a_percentage_of_clock_time_is_elapsed_time(berlin: Calendars) -> None:
    bound = parse_moment("1 day").bind(lambda _: None)
    assert bound is not None
    due = berlin.instant(bound, here("2026-03-28 10:00"))
    half = berlin.share(here("2026-03-28 10:00"), due.at, 50, bound)
    assert half is not None
    assert (half.at - here("2026-03-28 10:00")) * 2 == due.at - here("2026-03-28 10:00")


def test_instants_of_other_zones_and_without_a_zone_are_understood(berlin: Calendars) -> None:
    limit = Duration(working_seconds=3600)
    assert (
        berlin.add(datetime.fromisoformat("2026-03-27T17:00:00+08:00"), limit).isoformat()
        == "2026-03-27T11:00:00+01:00"
    )
    assert berlin.add(datetime(2026, 3, 27, 10), limit).isoformat() == "2026-03-27T11:00:00+01:00"
