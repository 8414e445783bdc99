"""What services and called cases answer keeps its types on the way."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from engine.calendars import parse_duration
from engine.runtime.results import by_path, read_result, written_result

VALUES: list[Any] = [
    None, "172.66", True, 7, Decimal("172.66"), Decimal("1.00"), date(2026, 3, 2), datetime(2026, 3, 2, 9, tzinfo=UTC),
    parse_duration("2 working days"), [Decimal("0.1"), {"due": date(2026, 3, 2)}], {"value": "a", "kind": "b"},
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_equal_and_is_json_on_the_way(value: Any) -> None:
    assert read_result(json.loads(json.dumps(written_result(value)))) == value


def test_what_json_can_say_stays_plain() -> None:
    plain = {"ok": True, "no": 3, "rows": [{"sku": "A", "note": None}]}
    assert written_result(plain) == plain and read_result(plain) == plain


def test_a_number_that_a_connector_gives_as_a_float_is_the_number_it_shows() -> None:
    assert read_result(written_result({"price": 12.5})) == {"price": Decimal("12.5")}


def test_an_output_inside_an_object_is_found_by_its_path() -> None:
    assert by_path({"refund.amount": 5, "refund.by": "ann", "end": "x"}) == {
        "refund": {"amount": 5, "by": "ann"},
        "end": "x",
    }
