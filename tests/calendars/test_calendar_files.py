"""Calendars as their files say, and what is refused in them."""

from datetime import date
from typing import Any

import pytest

from engine.calendars import CalendarError, Calendars, Duration
from tests.calendars.conftest import china

OFFICE = {"calendar": "office", "hours": {"monday-friday": ["09:00-12:00", "13:00-18:00"]}}


def test_every_calendar_of_the_catalogue_is_there(calendars: Calendars) -> None:
    assert set(calendars.ids) == {
        *("all-hours", "office", "half-days", "service"),
        *("duty-board", "duty-rest", "cs-room", "no-sunday"),
    }


def test_a_later_line_of_hours_holds_over_an_earlier_one(calendars: Calendars) -> None:
    board = calendars.calendar("duty-board")
    assert [span.text for span in board.week[0]] == ["18:00-21:00"]
    assert [span.text for span in board.week[6]] == ["08:30-21:00"]


def test_some_calendars_open_every_day(calendars: Calendars) -> None:
    daily = [one for one in calendars.ids if calendars.calendar(one).opens_daily]
    assert daily == ["all-hours", "cs-room", "duty-board", "duty-rest", "service"]
    closed = calendars.overlaid({"service": {"days": {"2026-03-03": {"name": "停电"}}}})
    assert not closed.calendar("service").opens_daily


def test_single_days_have_hours_of_their_own_or_none() -> None:
    days = {"2026-03-02": {"name": "盘点"}, "2026-03-08": {"hours": ["09:00-12:00"]}}
    calendars = Calendars.read([{**OFFICE, "days": days}])
    assert not calendars.is_working_day(date(2026, 3, 2))
    assert calendars.add(china("2026-03-06 17:00"), Duration(working_seconds=7200)) == china("2026-03-08 10:00")


def test_a_calendar_says_when_its_days_end(calendars: Calendars) -> None:
    changed = calendars.overlaid({"service": {"day_ends": "21:00"}})
    assert changed.calendar("service").day_ends == 21 * 3600
    assert calendars.calendar("service").day_ends == 18 * 3600


def test_changes_lie_over_calendars_and_give_a_new_version(calendars: Calendars) -> None:
    closed = calendars.overlaid({"office": {"days": {"2026-03-03": {"name": "停电"}}}})
    closed = closed.overlaid({"office": {"days": {"2026-03-04": {}}}})
    assert not closed.is_working_day(date(2026, 3, 3))
    assert not closed.is_working_day(date(2026, 3, 4))
    assert calendars.is_working_day(date(2026, 3, 3))
    assert closed.version != calendars.version


def test_the_version_is_of_the_content(calendars: Calendars) -> None:
    assert Calendars.read([OFFICE]).version == Calendars.read([dict(OFFICE)]).version


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hour": {}}, "Did you mean 'hours'"),
        ({"hours": {}}, "open hours"),
        ({"hours": {"monday": []}}, "at least one day"),
        ({"hours": {"mon": ["09:00-12:00"]}}, "weekday"),
        ({"hours": {"friday-monday": ["09:00-12:00"]}}, "within a week"),
        ({"hours": {"monday": ["9-12"]}}, "09:00-12:00"),
        ({"hours": {"monday": ["22:00-06:00"]}}, "two"),
        ({"hours": {"monday": ["13:00-18:00", "09:00-12:00"]}}, "in order"),
        ({"zone": "Asia/Shangri-La"}, "zone"),
        ({"holidays": "de"}, "holiday table"),
        ({"days": {"tomorrow": {}}}, "date like"),
        ({"day_ends": "25:00"}, "time of day"),
        ({"counts": "hours"}, "half_days"),
    ],
)
def test_refuses_a_calendar_it_cannot_use(change: dict[str, Any], message: str) -> None:
    with pytest.raises(CalendarError, match=message):
        Calendars.read([{**OFFICE, **change}])


def test_refuses_unknown_ids_with_a_guess(calendars: Calendars) -> None:
    with pytest.raises(CalendarError, match="Did you mean 'service'"):
        calendars.calendar("servce")
    with pytest.raises(CalendarError, match="two"):
        Calendars.read([OFFICE, OFFICE])
    with pytest.raises(CalendarError, match="company's calendar"):
        Calendars.read([OFFICE], default="works")


def test_a_calendar_that_is_never_open_again_is_an_error_and_no_endless_search() -> None:
    hours = {"calendar": "office", "hours": {"monday": ["09:00-10:00"]}}
    calendars = Calendars.read([hours])
    with pytest.raises(CalendarError, match="ten years"):
        calendars.add(china("2026-03-02 09:00"), Duration(working_seconds=3600 * 600))


def test_instants_have_a_fixed_offset_so_that_they_subtract_exactly(calendars: Calendars) -> None:
    at = calendars.add(china("2026-03-02 09:00"), Duration(days=1))
    assert at.isoformat() == "2026-03-03T09:00:00+08:00"
    assert calendars.next_open(china("2026-03-07 09:00")) == china("2026-03-09 09:00")
    assert calendars.next_open(china("2026-03-09 10:30")) == china("2026-03-09 10:30")


def test_days_too_far_apart_are_not_counted_out(calendars: Calendars) -> None:
    """9999-12-31 means that there is no end; counting to it would keep everybody waiting."""
    assert calendars.working_days_between(date(2026, 3, 2), date(2099, 12, 31)) > 18_000
    with pytest.raises(CalendarError, match="100 years"):
        calendars.working_days_between(date(9999, 12, 31), date(2026, 3, 2))
