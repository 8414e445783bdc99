"""What is written of another age, or as a number without end, holds nobody up."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from engine.calendars import Calendars, TimeTextError, parse_duration
from engine.people import read_directory
from engine.runtime.facts import FactQuestion, NoAnswer
from engine.runtime.facts_found import look_up
from engine.runtime.world import World

CALENDARS = Calendars.read(
    [{"calendar": "office", "name": "办公", "zone": "Asia/Shanghai", "hours": {"monday-friday": ["09:00-18:00"]}}]
)
NOW, FAR = datetime(2026, 3, 2, 1, tzinfo=UTC), datetime(9998, 12, 30, tzinfo=UTC)
COUNTS: tuple[Callable[[], Any], ...] = (
    lambda: CALENDARS.add(NOW, parse_duration("999999999 working days")),
    lambda: CALENDARS.add(NOW, parse_duration("999999999999 working hours")),
    lambda: CALENDARS.subtract(NOW, parse_duration("1000000 working days")),
)


@pytest.mark.parametrize("count", COUNTS)
def test_what_is_no_date_any_more_is_refused_at_once(count: Callable[[], Any]) -> None:
    begun = time.process_time()
    with pytest.raises(OverflowError):
        count()
    assert time.process_time() - begun < 1


def test_how_long_it_is_until_another_age_is_told_up_to_a_hundred_years() -> None:
    """Lists of what is due, and what judges whether cases are stuck, must not fail for one far date."""
    begun = time.process_time()
    far, near = CALENDARS.between(NOW, FAR), CALENDARS.between(NOW, NOW + timedelta(days=36_600))
    assert far == near > 0 and CALENDARS.between(FAR, NOW) < 0
    assert time.process_time() - begun < 15


def test_a_hundred_years_are_counted_out() -> None:
    assert CALENDARS.working_days_between(date(2026, 3, 2), date(2126, 3, 1)) > 26_000
    assert CALENDARS.add(NOW, parse_duration("26000 working days")).year == 2125


@pytest.mark.parametrize("written", ["9" * 29 + " days", "9" * 5000 + " working days", "P" + "9" * 5000 + "D"])
def test_a_number_that_nothing_can_be_calculated_with_is_no_length(written: str) -> None:
    with pytest.raises(TimeTextError, match="at most 12 digits"):
        parse_duration(written)


def test_hours_until_another_age_are_no_number_of_a_formula() -> None:
    world = World(read_directory({"people": {}}), CALENDARS)
    near, far = (FactQuestion("working hours between", (NOW, end)) for end in (NOW + timedelta(days=1), FAR))
    facts = look_up([near, far], world)
    assert facts.answers[near.key] == 9 and isinstance(facts.answers[far.key], NoAnswer)
