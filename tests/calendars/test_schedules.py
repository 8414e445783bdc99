"""Schedules: when cases start by themselves."""

from datetime import date

import pytest

from engine.calendars import Calendars, TimeTextError, parse_schedule
from tests.calendars.conftest import china


def times(calendars: Calendars, text: str, after: str, count: int = 4, **how: object) -> list[str]:
    schedule, at = parse_schedule(text), china(after)
    found = []
    for _ in range(count):
        at = schedule.next_after(at, calendars, **how)  # type: ignore[arg-type]
        found.append(f"{at:%a %m-%d %H:%M}")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every working day at 18:00", ["Sat 02-14 18:00", "Tue 02-24 18:00", "Wed 02-25 18:00"]),
        ("every day at 09:00", ["Sat 02-14 09:00", "Sun 02-15 09:00", "Mon 02-16 09:00"]),
        ("every Friday at 18:00", ["Fri 02-20 18:00", "Fri 02-27 18:00", "Fri 03-06 18:00"]),
        ("every 2 days at 09:00", ["Sun 02-15 09:00", "Tue 02-17 09:00", "Thu 02-19 09:00"]),
        ("day 28 of every month at 09:00", ["Sat 02-28 09:00", "Sat 03-28 09:00", "Tue 04-28 09:00"]),
        ("day 31 of every month at 09:00", ["Sat 02-28 09:00", "Tue 03-31 09:00", "Thu 04-30 09:00"]),
        ("last working day of every month at 18:00", ["Sat 02-28 18:00", "Tue 03-31 18:00", "Thu 04-30 18:00"]),
        ("first working day of every month at 09:00", ["Mon 03-02 09:00", "Wed 04-01 09:00", "Wed 05-06 09:00"]),
        ("last day of every month at 18:00", ["Sat 02-28 18:00", "Tue 03-31 18:00", "Thu 04-30 18:00"]),
        ("cron 0 18 * * 1-5", ["Mon 02-16 18:00", "Tue 02-17 18:00", "Wed 02-18 18:00"]),
        ("cron */30 9 15 * *", ["Sun 02-15 09:00", "Sun 02-15 09:30", "Sun 03-15 09:00"]),
        ("cron 0 9 1 * 1", ["Mon 02-16 09:00", "Mon 02-23 09:00", "Sun 03-01 09:00"]),
        ("cron 0 8 29 2 *", ["Tue 02-29 08:00", "Sun 02-29 08:00", "Fri 02-29 08:00"]),
        ("cron 0 0 * * 7", ["Sun 02-15 00:00", "Sun 02-22 00:00", "Sun 03-01 00:00"]),
    ],
)
def test_gives_one_time_after_another(calendars: Calendars, text: str, expected: list[str]) -> None:
    assert times(calendars, text, "2026-02-13 18:00", len(expected)) == expected


def test_counts_days_from_its_first_day(calendars: Calendars) -> None:
    found = times(calendars, "every 2 days at 09:00", "2026-02-13 18:00", 2, first_day=date(2026, 2, 14))
    assert found == ["Sat 02-14 09:00", "Mon 02-16 09:00"]


def test_rolls_off_closed_days_and_runs_once_where_two_meet(calendars: Calendars) -> None:
    first = "day 1 of every month at 09:00"
    assert times(calendars, first, "2026-01-13 18:00", 4, roll="forward") == [
        *("Mon 02-02 09:00", "Mon 03-02 09:00", "Wed 04-01 09:00", "Wed 05-06 09:00"),
    ]
    assert times(calendars, first, "2026-01-13 18:00", 4, roll="backward") == [
        *("Fri 01-30 09:00", "Sat 02-28 09:00", "Wed 04-01 09:00", "Thu 04-30 09:00"),
    ]
    assert times(calendars, "every day at 09:00", "2026-03-06 12:00", 2, roll="forward") == [
        *("Mon 03-09 09:00", "Tue 03-10 09:00"),
    ]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        ("hourly", 1),
        ("every Fryday at 16:00", 7),
        ("every 0 days at 09:00", 7),
        ("every day at 9:00", 14),
        ("every day at 24:00", 14),
        ("day 32 of every month at 09:00", 5),
        ("cron 0 18 * *", 5),
        ("cron 0 24 * * *", 8),
        ("cron 0 18 * * MON", 15),
        ("cron 5-1 * * * *", 6),
    ],
)
def test_refuses_what_is_no_schedule_and_says_where(text: str, column: int) -> None:
    with pytest.raises(TimeTextError) as refused:
        parse_schedule(text)
    assert refused.value.column == column
    assert refused.value.hint


def test_a_schedule_that_never_comes_is_an_error_and_no_endless_search(calendars: Calendars) -> None:
    with pytest.raises(TimeTextError, match="eight years"):
        parse_schedule("cron 0 9 31 2 *").next_after(china("2026-01-01 00:00"), calendars)


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("every day at 09:00", "每天 09:00"),
        ("every working day at 18:00", "每个工作日 18:00"),
        ("every Friday at 16:00", "每周五 16:00"),
        ("every 2 days at 09:00", "每 2 天 09:00"),
        ("day 28 of every month at 09:00", "每月 28 日 09:00"),
        ("last working day of every month at 18:00", "每月最后一个工作日 18:00"),
        ("first day of every month at 09:00", "每月第一个自然日 09:00"),
        ("cron 0 18 * * 1-5", "cron 0 18 * * 1-5"),
    ],
)
def test_is_told_in_both_languages(text: str, zh: str) -> None:
    told = parse_schedule(text).told
    assert (told.zh, told.en) == (zh, text)
