"""Moments: the table of the language reference, section 4."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter

from engine.calendars import BoundMoment, Duration, TimeTextError, parse_moment, parse_rung_moment

ETD = date(2026, 7, 29)
AT = datetime(2026, 7, 29, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "form", "paths"),
    [
        ("15 working days", "within", ()),
        ("review_limit", "at", ("review_limit",)),
        ("lc.expiry", "at", ("lc.expiry",)),
        ("2 weeks before etd", "relative", ("etd",)),
        ("settings.reply_limit after received_at", "relative", ("settings.reply_limit", "received_at")),
        ("2个工作日 after etd", "relative", ("etd",)),
        ("19:30", "clock", ()),
        ("19:30:15", "clock", ()),
        ("next of 14:00, 15:00", "next_of", ()),
        ("18:00 on starts_on", "on_day", ("starts_on",)),
        ("09:00 on 1 working day before due", "on_day", ("due",)),
        ("09:00 on lead_time after etd", "on_day", ("lead_time", "etd")),
        ("end of day", "end_of", ()),
        ("end of half day", "end_of", ()),
        ("end of working day of etd", "end_of", ("etd",)),
        ("end of quarter of etd", "end_of", ("etd",)),
    ],
)
def test_reads_every_form_of_a_moment_with_the_paths_it_hangs_on(text: str, form: str, paths: tuple[str, ...]) -> None:
    moment = parse_moment(text)
    assert (moment.form, moment.paths) == (form, paths)


@pytest.mark.parametrize(
    ("text", "column", "hint"),
    [
        ("", 1, "look like"),
        ("80%", 1, "escalation"),
        ("before etd", 1, "look like"),
        ("3 days before (etd + 1)", 15, "formula"),
        ("3 days before date(etd)", 15, "formula"),
        ("2 workdays before etd", 3, "working days"),
        ("end of wek", 8, "'week'"),
        ("end of day of etd + 1", 15, "formula"),
        ("25:00", 1, "09:00"),
        ("9:00 on etd", 1, "09:00"),
        ("24:00 on etd", 1, "end of day"),
        ("next of 14:00, 9:61", 16, "09:00"),
        ("09:00 on 2 days", 10, "formula"),
        ("now()", 1, "look like"),
        ("2026-03-02", 1, "look like"),
    ],
)
def test_refuses_what_is_no_moment_and_says_where(text: str, column: int, hint: str) -> None:
    with pytest.raises(TimeTextError) as refused:
        parse_moment(text)
    assert refused.value.column == column
    assert hint in refused.value.hint


def test_percentages_stand_in_rungs_only_and_above_zero() -> None:
    assert parse_rung_moment("80%").percent == 80
    assert parse_rung_moment("62.5 %").form == "percent"
    with pytest.raises(TimeTextError):
        parse_rung_moment("0%")


def test_a_lone_path_is_a_date_or_a_duration_by_what_it_holds() -> None:
    moment = parse_moment("limit")
    assert moment.bind(lambda _: ETD) == BoundMoment("limit", "at", anchor_day=ETD, anchor_path="limit")
    for held in (Duration(days=2), "2 days"):
        assert moment.bind(lambda _, held=held: held) == BoundMoment("limit", "within", Duration(days=2))
    assert moment.bind(lambda _: timedelta(hours=1)) == BoundMoment("limit", "within", Duration(seconds=3600))


def test_does_not_come_while_an_anchor_or_a_duration_is_empty() -> None:
    values: dict[str, Any] = {"limit": None, "etd": ETD}
    assert parse_moment("limit after etd").bind(values.get) is None
    assert parse_moment("2 days after moved").bind(values.get) is None
    assert parse_moment("etd").bind({}.get) is None


def test_refuses_a_value_that_is_neither_a_date_nor_a_duration() -> None:
    with pytest.raises(TypeError, match="'etd'"):
        parse_moment("2 days before etd").bind(lambda _: 5)
    with pytest.raises(TypeError, match="'limit'"):
        parse_moment("limit").bind(lambda _: 5)


def test_a_rung_leaves_its_due_time_open_until_it_is_known() -> None:
    rung = parse_rung_moment("09:00 on 1 working day before due").bind(lambda _: None, later="due")
    assert rung is not None and rung.anchor is None
    assert rung.anchored_at(AT).anchor == AT


@pytest.mark.parametrize("anchor", [ETD, AT, datetime(2026, 7, 29)])
@pytest.mark.parametrize("text", ["3 days before etd", "09:00 on etd", "end of month of etd", "etd"])
def test_travels_as_json_and_keeps_days_and_midnights_apart(text: str, anchor: date) -> None:
    bound = parse_moment(text).bind(lambda _: anchor)
    assert bound is not None
    assert BoundMoment.from_wire(bound.to_wire()) == bound
    generic = TypeAdapter(Any).dump_python(bound, mode="json")
    assert TypeAdapter(BoundMoment).validate_python(generic) == bound


def test_knows_which_limits_are_dates_and_where_they_roll() -> None:
    def bound(text: str, anchor: date) -> BoundMoment:
        found = parse_moment(text).bind(lambda _: anchor)
        assert found is not None
        return found

    assert bound("2 days after etd", ETD).is_date_limit
    assert not bound("2 days after etd", AT).is_date_limit
    assert bound("2 h before etd", AT).is_date_limit
    assert bound("3 days before etd", ETD).default_roll == "backward"
    assert bound("3 days after etd", ETD).default_roll == "none"
    assert bound("next of 14:00", ETD).times == (time(14),)
