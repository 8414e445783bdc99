"""Business time against a counter that goes minute by minute, and second by second, through four years.

The counter shares nothing with the calendars but the wall clock: whether a day is worked in 2024 to 2026 it asks the
package chinesecalendar, and 2027 it takes as weekdays but for the statutory days.
"""

import random
from bisect import bisect_left
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate

import chinese_calendar
import pytest

from engine.calendars import BoundMoment, Calendars, Duration
from tests.calendars.conftest import CHINA, china

FIRST = date(2024, 1, 1)
DAYS = 4 * 365 + 1
MINUTES_A_DAY = 1440
STATUTORY_2027 = {
    *((1, 1), (2, 5), (2, 6), (2, 7), (2, 8), (4, 5), (5, 1), (5, 2), (6, 9), (9, 15), (10, 1), (10, 2), (10, 3)),
}
OFFICE = ((540, 720), (780, 1080))
HOURS: dict[str, Callable[[date], tuple[tuple[int, int], ...]]] = {
    "office": lambda day: OFFICE if worked(day) else (),
    "service": lambda day: ((510, 1260),),
    "no-sunday": lambda day: () if day.weekday() == 6 else ((0, 1440),),
    "duty-board": lambda day: ((510, 1260),) if day.weekday() == 6 else ((1080, 1260),),
}


def worked(day: date) -> bool:
    if day.year < 2027:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and (day.month, day.day) not in STATUTORY_2027


class Counter:
    """Every minute of four years, open or not, and how many were open before it."""

    def __init__(self, calendar: str) -> None:
        open_minutes = bytearray(DAYS * MINUTES_A_DAY)
        for number in range(DAYS):
            for start, end in HOURS[calendar](FIRST + timedelta(days=number)):
                for minute in range(start, end):
                    open_minutes[number * MINUTES_A_DAY + minute] = 1
        self.before = [0, *accumulate(open_minutes)]
        self.open = open_minutes

    def add(self, minute: int, length: int) -> int:
        """The first minute at which `length` open minutes have passed."""
        return bisect_left(self.before, self.before[minute] + length)

    def subtract(self, minute: int, length: int) -> int:
        """The last minute from which `length` open minutes pass until `minute`."""
        return bisect_left(self.before, self.before[minute] - length + 1) - 1

    def between(self, start: int, end: int) -> int:
        return self.before[end] - self.before[start]


@pytest.fixture(scope="module")
def counters() -> dict[str, Counter]:
    return {calendar: Counter(calendar) for calendar in HOURS}


def at(minute: int) -> datetime:
    return datetime(2024, 1, 1, tzinfo=CHINA) + timedelta(minutes=minute)


def working(minutes: int) -> Duration:
    return Duration(working_seconds=60 * minutes)


@pytest.mark.parametrize("calendar", HOURS)
def test_adds_subtracts_and_measures_like_the_minute_counter(
    calendars: Calendars, counters: dict[str, Counter], calendar: str
) -> None:
    counter, draw = counters[calendar], random.Random(20260302)
    for _ in range(1500):
        base = draw.randrange(60 * MINUTES_A_DAY, (DAYS - 200) * MINUTES_A_DAY)
        length = draw.choice((draw.randrange(1, 90), draw.randrange(1, 3000), draw.randrange(1, 9000)))
        other = draw.randrange(60 * MINUTES_A_DAY, (DAYS - 1) * MINUTES_A_DAY)
        assert calendars.add(at(base), working(length), calendar) == at(counter.add(base, length))
        assert calendars.subtract(at(base), working(length), calendar) == at(counter.subtract(base, length))
        assert calendars.between(at(base), at(other), calendar) == 60 * counter.between(base, other)
        assert calendars.is_open(at(base), calendar) == bool(counter.open[base])


@pytest.mark.parametrize("calendar", HOURS)
def test_percentages_are_shares_of_the_minutes_counted(
    calendars: Calendars, counters: dict[str, Counter], calendar: str
) -> None:
    counter, draw = counters[calendar], random.Random(20260303)
    for _ in range(500):
        base = draw.randrange(0, (DAYS - 200) * MINUTES_A_DAY)
        hundredths = draw.randrange(1, 60)
        percent = draw.randrange(1, 301)
        bound = BoundMoment("limit", "within", working(100 * hundredths))
        due = calendars.instant(bound, at(base), calendar=calendar)
        assert due.at == at(counter.add(base, 100 * hundredths))
        share = calendars.share(at(base), due.at, percent, bound, calendar)
        assert share is not None
        assert share.at == at(counter.add(base, hundredths * percent))


def test_is_exact_to_the_second(calendars: Calendars) -> None:
    first = china("2026-09-30 00:00")
    clock = [first + timedelta(seconds=second) for second in range(10 * 86_400)]
    is_open = bytearray(bool(opened(moment)) for moment in clock)
    before = [0, *accumulate(is_open)]
    draw = random.Random(20260304)
    for _ in range(1500):
        base, length = draw.randrange(2 * 86_400), draw.randrange(1, 36_000)
        reached = bisect_left(before, before[base] + length)
        found = calendars.add(clock[base], Duration(working_seconds=length))
        assert found == clock[reached]
        assert calendars.between(clock[base], found) == length


def opened(moment: datetime) -> bool:
    if moment.month == 10 and moment.day < 8:
        return False
    second = moment.hour * 3600 + moment.minute * 60 + moment.second
    return any(60 * start <= second < 60 * end for start, end in OFFICE)


def test_working_days_go_day_by_day_with_the_clock_kept(calendars: Calendars) -> None:
    draw = random.Random(20260305)
    for _ in range(1000):
        day = FIRST + timedelta(days=draw.randrange(40, DAYS - 120))
        count = draw.randrange(1, 40)
        if not worked(day):
            continue
        start, end = draw.choice(OFFICE)
        minute = draw.randrange(start, end + 1)
        base = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=CHINA)
        limit = Duration(working_days=Decimal(count))
        assert calendars.add(base, limit) == base + (stepped(day, count, 1) - day)
        assert calendars.subtract(base, limit) == base + (stepped(day, count, -1) - day)
        assert calendars.working_days_between(day, stepped(day, count, 1)) == count


def stepped(day: date, count: int, way: int) -> date:
    while count:
        day += timedelta(days=way)
        count -= worked(day)
    return day


def test_an_instant_outside_the_hours_counts_working_days_from_the_next_opening(
    calendars: Calendars, counters: dict[str, Counter]
) -> None:
    counter, draw = counters["office"], random.Random(20260306)
    for _ in range(500):
        minute = draw.randrange(0, (DAYS - 120) * MINUTES_A_DAY)
        if counter.open[minute] or counter.open[minute - 1]:
            continue
        opening = counter.open.index(1, minute)
        count = draw.randrange(1, 20)
        day = FIRST + timedelta(days=opening // MINUTES_A_DAY)
        expected = at(opening) + (stepped(day, count, 1) - day)
        assert calendars.add(at(minute), Duration(working_days=Decimal(count))) == expected


def test_more_time_is_never_due_earlier(calendars: Calendars) -> None:
    draw = random.Random(20260307)
    for calendar in ("office", "half-days", "duty-board", "service"):
        for _ in range(100):
            base = at(draw.randrange(0, (DAYS - 200) * MINUTES_A_DAY))
            days = Decimal(draw.randrange(1, 12)) / 2
            bound = BoundMoment("limit", "within", Duration(working_days=days))
            due = calendars.instant(bound, base, calendar=calendar).at
            shares = [calendars.share(base, due, percent, bound, calendar) for percent in range(5, 301, 5)]
            found = [share.at for share in shares if share]
            assert found == sorted(found)
            assert found[19] == due
