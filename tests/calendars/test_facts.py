"""Due times that the examples and the catalogue state, to the minute."""

from collections.abc import Callable
from datetime import date

import pytest

from engine.calendars import Calendars, Duration, Instant, parse_duration, parse_rung_moment
from tests.calendars.conftest import Ask, china


def shown(instant: Instant | None) -> str:
    assert instant is not None
    return f"{instant.at:%a %Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("moment", "base", "calendar", "due"),
    [
        # complaint-reply
        ("20 working s", "2026-03-09 14:20:05", "service", "Mon 2026-03-09 14:20"),
        ("30 working min", "2026-03-09 20:45", "service", "Tue 2026-03-10 08:45"),
        ("72 h", "2026-03-10 20:00", "service", "Fri 2026-03-13 20:00"),
        # order-lifecycle
        ("10 working min", "2026-03-02 20:55", "service", "Tue 2026-03-03 08:35"),
        ("end of day", "2026-03-02 10:06", "service", "Tue 2026-03-03 00:00"),
        ("next of 14:00, 15:00, 16:00, 17:00", "2026-03-02 14:30", "cs-room", "Mon 2026-03-02 15:00"),
        ("next of 14:00, 15:00, 16:00, 17:00", "2026-03-02 15:00", "cs-room", "Mon 2026-03-02 16:00"),
        ("next of 14:00, 15:00, 16:00, 17:00", "2026-03-02 17:00", "cs-room", "Tue 2026-03-03 14:00"),
        # contract-review
        ("1 working day", "2026-03-02 09:00", "office", "Tue 2026-03-03 09:00"),
        ("2 working days", "2026-03-05 09:30", "office", "Mon 2026-03-09 09:30"),
        ("5 working days", "2026-03-02 10:00", "office", "Mon 2026-03-09 10:00"),
        # bounds of a working day
        ("2 working days", "2026-03-06 17:50", "office", "Tue 2026-03-10 17:50"),
        ("1 working day", "2026-06-30 18:00", "office", "Wed 2026-07-01 18:00"),
        ("1 working day", "2026-03-07 10:00", "office", "Tue 2026-03-10 09:00"),
        ("1 working day", "2026-03-06 20:00", "office", "Tue 2026-03-10 09:00"),
        ("1 working day", "2026-03-06 12:30", "office", "Mon 2026-03-09 13:00"),
        ("1 working hour", "2026-03-06 17:00", "office", "Fri 2026-03-06 18:00"),
        ("1 working hour", "2026-03-06 18:00", "office", "Mon 2026-03-09 10:00"),
        ("half a working day", "2026-03-02 10:00", "office", "Mon 2026-03-02 15:00"),
        ("half a working day", "2026-03-02 16:00", "office", "Tue 2026-03-03 11:00"),
        ("1.5 working days", "2026-03-02 16:00", "office", "Wed 2026-03-04 11:00"),
        # ft-inquiry: the end of the next half working day
        ("half a working day", "2026-03-02 10:00", "half-days", "Mon 2026-03-02 18:00"),
        ("half a working day", "2026-03-06 15:00", "half-days", "Mon 2026-03-09 12:00"),
        ("half a working day", "2026-03-02 12:00", "half-days", "Mon 2026-03-02 18:00"),
        ("end of half day", "2026-03-02 10:00", "half-days", "Mon 2026-03-02 12:00"),
        ("end of half day", "2026-03-02 12:00", "office", "Mon 2026-03-02 18:00"),
        # distributor-payment-notice: Sunday hours do not count
        ("24 working hours", "2026-03-07 15:00", "no-sunday", "Mon 2026-03-09 15:00"),
        # holidays and make-up days
        ("2 working days", "2026-02-13 17:50", "office", "Tue 2026-02-24 17:50"),
        ("1 working day", "2026-09-30 10:00", "office", "Thu 2026-10-08 10:00"),
        ("1 working day", "2026-09-30 10:00", "service", "Thu 2026-10-01 10:00"),
        # duty hours differ from day to day: the nearest open time of the next day
        ("1 working day", "2026-03-08 10:00", "duty-board", "Mon 2026-03-09 18:00"),
        ("30 working min", "2026-03-09 20:45", "duty-rest", "Tue 2026-03-10 18:30"),
        # ends of units
        ("end of working day", "2026-03-06 18:00", "office", "Mon 2026-03-09 18:00"),
        ("end of working day", "2026-03-07 10:00", "office", "Mon 2026-03-09 18:00"),
        ("end of week", "2026-03-04 10:00", "office", "Mon 2026-03-09 00:00"),
        ("end of month", "2026-02-04 10:00", "office", "Sun 2026-03-01 00:00"),
        ("end of quarter", "2026-05-04 10:00", "office", "Wed 2026-07-01 00:00"),
        ("end of year", "2026-05-04 10:00", "office", "Fri 2027-01-01 00:00"),
        ("19:30", "2026-03-09 19:30", "cs-room", "Tue 2026-03-10 19:30"),
        ("1 month", "2026-01-31 10:00", "office", "Sat 2026-02-28 10:00"),
    ],
)
def test_falls_due_when_the_catalogue_says(ask: Ask, moment: str, base: str, calendar: str, due: str) -> None:
    assert shown(ask(moment, base, calendar)) == due


@pytest.mark.parametrize(
    ("moment", "day", "roll", "due"),
    [
        ("2 weeks before day", date(2026, 7, 29), None, "Wed 2026-07-15 18:00"),
        ("3 days before day", date(2026, 7, 29), "none", "Sun 2026-07-26 18:00"),
        ("3 days before day", date(2026, 7, 29), None, "Fri 2026-07-24 18:00"),
        ("3 days before day", date(2026, 7, 29), "forward", "Mon 2026-07-27 18:00"),
        ("2 days after day", date(2026, 7, 29), None, "Fri 2026-07-31 18:00"),
        ("2 days after day", date(2026, 7, 30), None, "Sat 2026-08-01 18:00"),
        ("1 week before day", date(2026, 7, 27), None, "Mon 2026-07-20 18:00"),
        ("1 month before day", date(2026, 7, 31), None, "Tue 2026-06-30 18:00"),
        ("3 working days after day", date(2026, 3, 9), None, "Thu 2026-03-12 18:00"),
        ("3 working days after day", date(2026, 3, 7), None, "Wed 2026-03-11 18:00"),
        ("3 working days before day", date(2026, 4, 1), None, "Fri 2026-03-27 18:00"),
        ("4 working hours before day", date(2026, 4, 1), None, "Wed 2026-04-01 14:00"),
        ("18:00 on day", date(2026, 3, 9), None, "Mon 2026-03-09 18:00"),
        ("09:00 on 1 working day before day", date(2026, 7, 26), None, "Fri 2026-07-24 09:00"),
        ("day", date(2026, 3, 8), None, "Sun 2026-03-08 18:00"),
        ("day", date(2026, 3, 8), "backward", "Fri 2026-03-06 18:00"),
        ("end of month of day", date(2026, 5, 8), "backward", "Sat 2026-05-30 00:00"),
        ("1 working day before day", date(2026, 10, 8), None, "Wed 2026-09-30 18:00"),
    ],
)
def test_a_date_ends_with_its_work_and_rolls_off_closed_days(
    ask: Ask, moment: str, day: date, roll: str | None, due: str
) -> None:
    assert shown(ask(moment, "2026-03-02 10:00", roll=roll, day=day)) == due


def test_a_limit_hangs_on_a_field_not_on_the_beginning_of_the_step(ask: Ask) -> None:
    limit: Duration = parse_duration("4 working hours")
    due = ask(
        "limit after received_at", "2026-03-09 11:11", "service", limit=limit, received_at=china("2026-03-09 10:00")
    )
    assert shown(due) == "Mon 2026-03-09 14:00"
    assert due.counted_from == china("2026-03-09 10:00")


def test_the_reminder_of_a_date_comes_on_the_working_day_before(ask: Ask) -> None:
    for due, reminded in (
        ("2026-07-26 18:00", "Fri 2026-07-24 09:00"),
        ("2026-07-31 18:00", "Thu 2026-07-30 09:00"),
        ("2026-06-30 18:00", "Mon 2026-06-29 09:00"),
    ):
        found = ask("09:00 on 1 working day before due", "2026-06-01 10:00", due=china(due))
        assert shown(found) == reminded


@pytest.mark.parametrize(
    ("percent", "moment", "base", "calendar", "at"),
    [
        (80, "10 working min", "2026-03-02 20:55", "service", "Tue 2026-03-03 08:33"),
        (100, "10 working min", "2026-03-02 20:55", "service", "Tue 2026-03-03 08:35"),
        (200, "10 working min", "2026-03-02 20:55", "service", "Tue 2026-03-03 08:45"),
        (80, "4 working hours", "2026-03-09 10:00", "service", "Mon 2026-03-09 13:12"),
        (200, "4 working hours", "2026-03-09 10:00", "service", "Mon 2026-03-09 18:00"),
        (50, "48 h", "2026-03-06 10:00", "office", "Sat 2026-03-07 10:00"),
        (50, "2 days", "2026-03-06 10:00", "office", "Sat 2026-03-07 10:00"),
        (50, "2 working days", "2026-03-06 10:00", "office", "Mon 2026-03-09 10:00"),
        (200, "1 working day", "2026-03-06 10:00", "office", "Tue 2026-03-10 10:00"),
        (80, "half a working day", "2026-03-02 10:00", "half-days", "Mon 2026-03-02 16:36"),
        (200, "half a working day", "2026-03-02 10:00", "half-days", "Tue 2026-03-03 12:00"),
        (200, "1 working day", "2026-03-08 10:00", "duty-board", "Tue 2026-03-10 18:00"),
        (80, "end of day", "2026-03-02 10:00", "service", "Mon 2026-03-02 21:12"),
    ],
)
def test_shares_count_in_the_limits_own_kind_of_time(
    ask_share: Callable[..., Instant | None], percent: int, moment: str, base: str, calendar: str, at: str
) -> None:
    assert shown(ask_share(percent, moment, base, calendar)) == at


def test_a_count_backwards_has_no_shares(ask_share: Callable[..., Instant | None]) -> None:
    etd = date(2026, 7, 29)
    assert ask_share(80, "2 weeks before etd", "2026-07-01 10:00", etd=etd) is None
    assert ask_share(80, "09:00 on 1 day before etd", "2026-07-01 10:00", etd=etd) is None


def test_a_limit_already_past_has_passed_with_all_its_shares(ask_share: Callable[..., Instant | None]) -> None:
    assert shown(ask_share(80, "day", "2026-07-01 10:00", day=date(2026, 6, 1))) == "Mon 2026-06-01 18:00"


@pytest.mark.parametrize(
    ("moment", "base", "seconds"),
    [
        ("20 working s", "2026-03-09 17:59:50", 20),
        ("4 h", "2026-03-07 10:00", 4 * 3600),
        ("1 working day", "2026-03-06 10:00", 8 * 3600),
        ("3 min", "2026-03-07 10:00", 180),
    ],
)
def test_the_time_allowed_is_in_the_limits_own_kind_of_time(
    calendars: Calendars, moment: str, base: str, seconds: int
) -> None:
    bound = parse_rung_moment(moment).bind(lambda _: None)
    assert bound is not None
    due = calendars.instant(bound, china(base)).at
    assert calendars.allowed(china(base), due, bound) == seconds
