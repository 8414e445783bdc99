"""How pressing a due time is, in working time: late and soon are told apart from today and later."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from engine.insight.due import end_of_day, pressing, soon_until
from store.company import load_company

COMPANY = load_company(Path(__file__).parents[2] / "definitions")
ZONE = ZoneInfo("Asia/Shanghai")
FRIDAY_16 = datetime(2026, 3, 13, 16, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("due", "state", "remaining"),
    [
        (datetime(2026, 3, 13, 15, tzinfo=ZONE), "late", -3600),
        (FRIDAY_16, "late", 0),
        (datetime(2026, 3, 13, 17, tzinfo=ZONE), "soon", 3600),
        (datetime(2026, 3, 16, 8, tzinfo=ZONE), "soon", 7200),
        (datetime(2026, 3, 16, 12, tzinfo=ZONE), "fine", 18000),
        (datetime(2029, 3, 16, 12, tzinfo=ZONE), "fine", None),
    ],
)
def test_pressing_is_told_in_working_time(due: datetime, state: str, remaining: int | None) -> None:
    found = pressing(due, FRIDAY_16, COMPANY.calendars, "office", ZONE)
    assert (found.state, found.remaining) == (state, remaining)


def test_what_is_due_this_afternoon_is_due_today() -> None:
    morning = datetime(2026, 3, 13, 9, tzinfo=ZONE)
    assert pressing(datetime(2026, 3, 13, 17, tzinfo=ZONE), morning, COMPANY.calendars, None, ZONE).state == "today"


def test_what_has_no_due_time_is_not_pressing() -> None:
    assert pressing(None, FRIDAY_16, COMPANY.calendars, None, ZONE).state == "none"
    assert pressing(FRIDAY_16, FRIDAY_16, None, None, ZONE).state == "none"


def test_a_calendar_nobody_knows_counts_as_the_companys() -> None:
    due = datetime(2026, 3, 13, 17, tzinfo=ZONE)
    assert pressing(due, FRIDAY_16, COMPANY.calendars, "of another day", ZONE).remaining == 3600


def test_soon_and_today_are_instants_that_lists_are_asked_by() -> None:
    until = soon_until(FRIDAY_16, COMPANY.calendars)
    later = until + timedelta(minutes=1)
    told = [pressing(one, FRIDAY_16, COMPANY.calendars, None, ZONE).state for one in (until, later)]
    assert told == ["soon", "fine"]
    assert end_of_day(FRIDAY_16, ZONE) == datetime(2026, 3, 14, tzinfo=ZONE)
