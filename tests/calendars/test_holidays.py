"""The holiday table in the repository against the two packages that know the announcements."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from engine.calendars import CalendarError, Calendars
from tests.calendars.conftest import china, read_files

YEARS = (2024, 2025, 2026)


def days_of(*years: int) -> list[date]:
    return [
        date(years[0], 1, 1) + timedelta(days=n)
        for n in range((date(years[-1], 12, 31) - date(years[0], 1, 1)).days + 1)
    ]


@pytest.mark.parametrize("calendar", ["office", "half-days"])
def test_every_day_of_the_announced_years_is_as_both_packages_say(calendars: Calendars, calendar: str) -> None:
    china_days = holidays.country_holidays("CN", years=YEARS)
    for day in days_of(*YEARS):
        worked = calendars.is_working_day(day, calendar)
        assert worked == bool(chinese_calendar.is_workday(day)), day
        assert worked == china_days.is_working_day(day), day


def test_later_years_hold_the_statutory_days_alone_and_are_provisional(calendars: Calendars) -> None:
    table = calendars.calendar("office").holidays
    assert table is not None
    for year in range(2027, 2031):
        china_days = holidays.country_holidays("CN", years=year, language="en_US").items()
        statutory = {day for day, name in china_days if "observed" not in name}
        assert {day for day in table.off if day.year == year} == statutory
        assert table.is_provisional(year)
    assert not any(table.is_provisional(year) for year in YEARS)


def test_calendars_without_the_table_work_on_holidays(calendars: Calendars) -> None:
    for calendar in ("service", "all-hours", "cs-room", "duty-board", "duty-rest"):
        assert calendars.is_working_day(date(2026, 10, 1), calendar)


def test_a_limit_that_reaches_into_a_provisional_year_says_so(calendars: Calendars, ask) -> None:  # type: ignore[no-untyped-def]
    assert not ask("5 working days", "2026-12-01 10:00").provisional
    assert ask("20 working days", "2026-12-15 10:00").provisional
    assert not ask("20 working days", "2026-12-15 10:00", "service").provisional


def test_overrides_lie_over_the_table(calendars: Calendars) -> None:
    files = read_files()
    override = {
        "holidays": "cn",
        "years": {
            "2027": {
                "off": {"2027-02-09": "春节"},
                "make_up": {"2027-01-31": {"for": "2027-02-09"}, "2027-01-01": {"for": "2027-02-09"}},
            }
        },
    }
    changed = Calendars.read(
        [one for one in files if "calendar" in one], [*(one for one in files if "calendar" not in one), override]
    )
    assert not changed.is_working_day(date(2027, 2, 9))
    assert changed.is_working_day(date(2027, 1, 31))
    assert changed.is_working_day(date(2027, 1, 1)), "what the override says of a day holds"
    assert not changed.calendar("office").holidays.is_provisional(2027)  # type: ignore[union-attr]
    assert changed.version != calendars.version


def test_a_make_up_day_has_the_hours_of_the_day_it_makes_up_for() -> None:
    half_fridays = {
        "calendar": "office",
        "hours": {"monday-thursday": ["09:00-18:00"], "friday": ["09:00-12:00"]},
        "holidays": "cn",
    }
    table = {
        "holidays": "cn",
        "years": {"2026": {"off": {"2026-02-20": "春节"}, "make_up": {"2026-02-14": {"for": "2026-02-20"}}}},
    }
    calendars = Calendars.read([half_fridays], [table])
    assert calendars.between(china("2026-02-14 00:00"), china("2026-02-15 00:00")) == 3 * 3600


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ({"holidays": "cn", "years": {"2026": {"of": {}}}}, "years.2026"),
        ({"holidays": "cn", "years": {"2026": {"off": {"2027-01-01": "元旦"}}}}, "years.2026"),
        ({"holidays": "cn", "years": {"2026": {"off": {"first of May": "劳动节"}}}}, "years.2026"),
        ({"holidays": "cn", "years": {"2026": {"make_up": {"2026-01-04": {}}}}}, "make_up.2026-01-04"),
    ],
)
def test_refuses_a_table_it_cannot_read_and_names_the_place(table: dict[str, object], place: str) -> None:
    with pytest.raises(CalendarError) as refused:
        Calendars.read([{"calendar": "office", "hours": {"every_day": ["09:00-18:00"]}}], [table])
    assert place in refused.value.path
