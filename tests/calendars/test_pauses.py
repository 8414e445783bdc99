"""Pauses move a limit in its own kind of time."""

from datetime import date

import pytest

from engine.calendars import Calendars, Pause, parse_duration, parse_moment
from tests.calendars.conftest import china

LUNCH_QUESTION = Pause(china("2026-03-02 11:00"), china("2026-03-02 14:00"), "asked the customer")


def due(calendars: Calendars, moment: str, base: str, *pauses: Pause, cap: str = "") -> str:
    bound = parse_moment(moment).bind(lambda _: date(2026, 3, 10))
    assert bound is not None
    limit = parse_duration(cap) if cap else None
    found = calendars.instant(bound, china(base), calendar="office", pauses=pauses, max_pause=limit)
    return f"{found.at:%a %H:%M}"


@pytest.mark.parametrize(
    ("moment", "moved"),
    [
        ("4 working hours", "Mon 17:00"),
        ("1 working day", "Tue 12:00"),
        ("4 h", "Mon 17:00"),
        ("1 day", "Tue 13:00"),
        ("day", "Tue 18:00"),
        ("2 days before day", "Fri 18:00"),
        ("end of working day", "Mon 18:00"),
    ],
)
def test_moves_lengths_of_time_and_leaves_dates_alone(calendars: Calendars, moment: str, moved: str) -> None:
    assert due(calendars, moment, "2026-03-02 10:00", LUNCH_QUESTION) == moved


def test_a_pause_after_the_due_time_changes_nothing(calendars: Calendars) -> None:
    assert due(calendars, "1 working hour", "2026-03-02 10:00", LUNCH_QUESTION) == "Mon 11:00"
    assert due(calendars, "30 min", "2026-03-02 10:00", LUNCH_QUESTION) == "Mon 10:30"


def test_a_second_pause_counts_from_where_the_first_has_moved_the_limit(calendars: Calendars) -> None:
    again = Pause(china("2026-03-02 15:30"), china("2026-03-02 17:30"))
    assert due(calendars, "4 working hours", "2026-03-02 10:00", LUNCH_QUESTION, again) == "Tue 10:00"


def test_a_pause_is_cut_to_its_cap(calendars: Calendars) -> None:
    assert due(calendars, "4 working hours", "2026-03-02 10:00", LUNCH_QUESTION, cap="30 min") == "Mon 15:30"


def test_shares_wait_with_the_limit(calendars: Calendars) -> None:
    for moment, expected in (("4 working hours", "16:12"), ("4 h", "16:12")):
        bound = parse_moment(moment).bind(lambda _: None)
        assert bound is not None
        base = china("2026-03-02 10:00")
        at = calendars.instant(bound, base, pauses=[LUNCH_QUESTION]).at
        share = calendars.share(base, at, 80, bound, pauses=[LUNCH_QUESTION])
        assert share is not None
        assert f"{share.at:%H:%M}" == expected
        early = calendars.share(base, at, 10, bound, pauses=[LUNCH_QUESTION])
        assert early is not None
        assert f"{early.at:%H:%M}" == "10:24"
