"""Durations: the forms of the language reference, section 4, and nothing else."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engine.calendars import Duration, TimeTextError, parse_duration

DURATIONS = some.builds(
    Duration,
    months=some.integers(0, 40),
    days=some.integers(0, 400),
    seconds=some.integers(0, 400_000),
    working_days=some.integers(0, 60).map(lambda halves: Decimal(halves) / 2),
    working_seconds=some.integers(0, 400_000),
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("20 s", Duration(seconds=20)),
        ("30 min", Duration(seconds=1800)),
        ("48 h", Duration(seconds=172_800)),
        ("1 h 30 min", Duration(seconds=5400)),
        ("1h30min", Duration(seconds=5400)),
        ("1.5 h", Duration(seconds=5400)),
        ("2 days", Duration(days=2)),
        ("1 week", Duration(days=7)),
        ("1 month", Duration(months=1)),
        ("1 year", Duration(months=12)),
        ("20 working s", Duration(working_seconds=20)),
        ("10 working min", Duration(working_seconds=600)),
        ("4 working hours", Duration(working_seconds=14_400)),
        ("1 working hour", Duration(working_seconds=3600)),
        ("2 working days", Duration(working_days=Decimal(2))),
        ("half a working day", Duration(working_days=Decimal("0.5"))),
        ("1.5 working days", Duration(working_days=Decimal("1.5"))),
        ("1 week 2 working days", Duration(days=7, working_days=Decimal(2))),
        ("2个工作日", Duration(working_days=Decimal(2))),
        ("两个工作日", Duration(working_days=Decimal(2))),
        ("半个工作日", Duration(working_days=Decimal("0.5"))),
        ("3个工作小时", Duration(working_seconds=10_800)),
        ("48小时", Duration(seconds=172_800)),
        ("30分钟", Duration(seconds=1800)),
        ("半小时", Duration(seconds=1800)),
        ("十五天", Duration(days=15)),
        ("1个月", Duration(months=1)),
        ("2周", Duration(days=14)),
        ("P2D", Duration(days=2)),
        ("PT4H", Duration(seconds=14_400)),
        ("P1M", Duration(months=1)),
        ("P1Y6M2W3DT4H5M6S", Duration(months=18, days=17, seconds=14_706)),
        ("  2 days ", Duration(days=2)),
    ],
)
def test_reads_every_form_of_a_duration(text: str, meant: Duration) -> None:
    assert parse_duration(text) == meant


@given(DURATIONS)
@settings(max_examples=300)
def test_canonical_text_reads_back_equal_in_both_languages(duration: Duration) -> None:
    assert parse_duration(duration.text) == duration
    assert parse_duration(duration.text_zh) == duration


@pytest.mark.parametrize(
    ("text", "column", "hint"),
    [
        ("", 1, "look like"),
        ("soon", 1, "look like"),
        ("2 business days", 3, "working"),
        ("2 workdays", 3, "working days"),
        ("2 m", 3, "min"),
        ("3 hourz", 3, "Did you mean 'hour'"),
        ("2 days x", 8, "look like"),
        ("1.5 days", 1, "12 h"),
        ("半天", 1, "half a working day"),
        ("1.25 working days", 1, "working hours"),
        ("2 working weeks", 1, "5 working days"),
        ("P", 1, "P2D"),
        ("P1DT", 1, "P2D"),
        ("-2 days", 1, "look like"),
    ],
)
def test_refuses_what_is_no_duration_and_says_where(text: str, column: int, hint: str) -> None:
    with pytest.raises(TimeTextError) as refused:
        parse_duration(text)
    assert refused.value.column == column
    assert hint in refused.value.hint


def test_refuses_negative_parts_and_quarters_of_working_days() -> None:
    with pytest.raises(ValueError, match="negative"):
        Duration(days=-1)
    with pytest.raises(ValueError, match="half"):
        Duration(working_days=Decimal("0.25"))


def test_a_timedelta_is_elapsed_time() -> None:
    assert Duration.of(timedelta(days=2, seconds=1)) == Duration(seconds=172_801)
