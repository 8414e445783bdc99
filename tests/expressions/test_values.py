from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from engine.expressions import Range, YearsMonths, parse_expression
from tests.expressions.evaluating import NOW, value_of, warnings_of


class Opaque:
    """A class of values that FEEL does not know."""


def test_numbers_are_exact_decimals() -> None:
    assert value_of("0.1 + 0.2 = 0.3") is True
    assert value_of("1 / 3") == Decimal("0." + "3" * 34)
    assert isinstance(value_of("n * 2", n=3), Decimal)


def test_integers_and_floats_from_outside_become_decimals_also_inside_lists_and_contexts() -> None:
    assert value_of("rows[qty > 1.05].qty", rows=({"qty": 1}, {"qty": 1.1})) == [Decimal("1.1")]
    assert repr(value_of("x", x=[1, {"a": 2}])) == "[Decimal('1'), {'a': Decimal('2')}]"


def test_what_is_no_number_from_outside_is_null() -> None:
    assert value_of("x = null", x=float("nan")) is True
    assert value_of("[x]", x=Decimal("Infinity")) == [Decimal("Infinity")] or value_of("[x]", x=float("inf")) == [None]


def test_values_of_unknown_classes_pass_through_untouched() -> None:
    one, other = Opaque(), Opaque()
    assert value_of("if true then a else b", a=one, b=other) is one
    assert value_of("[a, b][2]", a=one, b=other) is other
    assert value_of("a = b", a=one, b=one) is True
    assert value_of("a + b", a=one, b=other) is None
    assert value_of("a > b", a=one, b=other) is None


class Case:
    def lookup(self, name: str) -> Any:
        return {"amount": 5, "steps": MappingProxyType({"review": {"done": True, "by": "li"}})}.get(name)


def test_variables_come_from_any_object_with_a_lookup() -> None:
    text = 'amount = 5 and steps.review.done and steps.review.by = "li" and nothing = null'
    assert parse_expression(text).evaluate(Case(), now=NOW) is True


def test_unknown_variables_and_parts_are_null() -> None:
    assert value_of("a.b.c") is None
    assert value_of("a.x", a={"b": 1}) is None


def test_a_path_over_a_list_gives_the_list_of_parts() -> None:
    assert value_of("lines.qty", lines=[{"qty": 1}, {}, {"qty": 3}]) == [1, None, 3]


def test_a_variable_may_bear_the_name_of_a_function() -> None:
    assert value_of("string(date) + number", date=date(2026, 3, 2), number="!") == "2026-03-02!"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('@"2026-03-02"', date(2026, 3, 2)),
        ('@"09:30:00.5"', time(9, 30, 0, 500_000)),
        ('@"2026-03-02T09:30:00Z"', datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
        ('@"P2DT3H"', timedelta(days=2, hours=3)),
        ('@"-P1Y2M"', YearsMonths(-14)),
        ('@"2026-02-30"', None),
        ("[1..3)", Range(Decimal(1), Decimal(3), True, False)),
    ],
)
def test_literals_become_values(text: str, value: Any) -> None:
    assert value_of(text) == value


def test_a_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert value_of('@"2026-01-31" + @"P1M"') == date(2026, 2, 28)
    assert value_of('@"2028-02-29" + @"P1Y"') == date(2029, 2, 28)


def test_a_date_and_a_duration_in_hours_stay_a_date() -> None:
    assert value_of('@"2026-03-02" + @"PT30H"') == date(2026, 3, 3)


def test_real_time_passes_where_clocks_are_changed() -> None:
    assert value_of('string(@"2026-03-29T00:30:00@Europe/Paris" + @"PT3H")') == "2026-03-29T04:30:00@Europe/Paris"
    assert value_of('@"2026-03-29T12:00:00@Europe/Paris" - @"2026-03-28T12:00:00@Europe/Paris"') == timedelta(hours=23)


def test_moments_with_and_without_zone_have_no_order() -> None:
    assert value_of('@"2026-03-02T09:30:00" < @"2026-03-02T09:30:00Z"') is None


def test_dates_outside_the_calendar_are_null() -> None:
    assert value_of('@"9999-12-31" + @"P1D"') is None
    assert value_of('@"0001-01-01" - @"P1M"') is None


def test_now_and_today_are_what_is_given() -> None:
    assert value_of("now()") == NOW
    assert value_of("today()") == date(2026, 3, 2)


def test_months_between_counts_whole_months() -> None:
    months = "months between(a, b)"
    assert value_of(months, a=date(2026, 4, 1), b=date(2029, 3, 1)) == 35
    assert value_of(months, a=date(2026, 4, 1), b=date(2029, 3, 31)) == 35
    assert value_of(months, a=date(2026, 4, 1), b=date(2029, 4, 1)) == 36
    assert value_of(months, a=date(2029, 3, 1), b=date(2026, 4, 1)) == -35


def test_last_day_of_month_knows_leap_years() -> None:
    assert value_of("last day of month(d)", d=date(2028, 2, 3)) == date(2028, 2, 29)


def test_a_range_that_goes_down_is_null() -> None:
    assert value_of("[5..1]") is None
    assert warnings_of("[5..1]") == ["A range goes up: its start is not above its end"]


def test_numbers_are_written_without_superfluous_zeros() -> None:
    assert value_of('string(1.50) + " " + string(100) + " " + string(0.00)') == "1.5 100 0"


def test_moments_beyond_pythons_calendar_are_kept_but_not_calculated_with() -> None:
    assert value_of('string(date and time("99999-12-31T23:59:59.123456789Z"))') == "99999-12-31T23:59:59.123456789Z"
    assert value_of("date(12024, 2, 29).weekday") == 4
    assert value_of('date and time(date("12026-01-01"), time("10:00:00")).year') == 12026
    assert value_of('date("12026-02-29")') is None
    assert value_of('date("12026-01-01") + duration("P1D")') is None
    assert value_of('last day of month(date("12026-01-01"))') is None
