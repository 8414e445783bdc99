"""Forms: what people hand in, part by part and row by row."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from kit import Case, given

from engine.runtime import events as e

FORM = """
data:
  receiver: {type: object, fields: {city: {type: text}, zip: {type: text, pattern: '[0-9]{6}'}}}
  lines: {type: table, minimum: 1, maximum: 3, fields: {sku: {type: text}, qty: {type: integer, minimum: 1}}}
  tags: {type: list, of: text}
  papers: {type: files, minimum: 2}
  price: {type: money, currency: CNY, minimum: 0, maximum: 100}
  share: {type: percent}
  day: {type: date, minimum: 2026-01-01}
  at: {type: date_time}
  clock: {type: time}
  within: {type: duration}
  kind: {type: choice, values: {red: Red, blue: Blue}}
  helper: {type: person, from: {role: clerk}}
  agreed: {type: yes_no}
  total: {type: money, currency: CNY, formula: price * 2}
steps:
  - user_task: fill
    assign: {role: clerk}
    form:
      show: [total]
      edit: [%s]
"""


def form(*paths: str, **data: Any) -> Case:
    return given(FORM % ", ".join(paths), data=data)


def started(path: str, **data: Any) -> Case:
    """A case that has some data already, and fills a part of it."""
    start = f"start:\n  go: {{by: {{role: starter}}, form: {{edit: [{', '.join(data)}]}}}}\nsteps:"
    return given((FORM % path).replace("steps:", start), data=data)


@pytest.mark.parametrize(
    "path, written, kept",
    [
        ("price", "12.5", Decimal("12.50")),
        ("price", 12, Decimal("12.00")),
        ("share", "0.125", Decimal("0.125")),
        ("day", "2026-05-01", date(2026, 5, 1)),
        ("clock", "19:30", time(19, 30)),
        ("kind", "red", "red"),
        ("agreed", True, True),
        ("agreed", "false", False),
        ("tags", ["a", "b"], ["a", "b"]),
        ("papers", ["a.pdf", {"name": "b.pdf"}], ["a.pdf", {"name": "b.pdf"}]),
        ("helper", "bob", "bob"),
        ("price", None, None),
    ],
)
def test_values_are_read_by_their_types(path: str, written: Any, kept: Any) -> None:
    case = form(path)
    case.complete("fill", data={path: written})
    assert case[path] == kept


def test_a_date_and_time_without_a_zone_is_in_the_zone_of_the_case() -> None:
    case = form("at")
    case.complete("fill", data={"at": "2026-03-02 10:00"})
    assert case["at"].isoformat() == "2026-03-02T10:00:00+08:00"


@pytest.mark.parametrize(
    "path, written",
    [
        ("price", "12.505"),
        ("price", -1),
        ("price", 101),
        ("price", "a lot"),
        ("price", True),
        ("day", "2025-12-31"),
        ("day", "tomorrow"),
        ("clock", "25:00"),
        ("within", "a while"),
        ("kind", "green"),
        ("agreed", "perhaps"),
        ("tags", "a"),
        ("papers", ["a.pdf"]),
        ("lines", [{"sku": "A", "qty": 1}] * 4),
        ("lines", [{"sku": "A", "size": 1}]),
        ("lines", [{"sku": "A", "qty": 0}]),
        ("receiver", {"street": "x"}),
        ("receiver.zip", "12"),
    ],
)
def test_rejects_what_does_not_fit(path: str, written: Any) -> None:
    case = form(path)
    with case.refuses("wrong-type"):
        case.complete("fill", data={path: written})


def test_everything_that_is_wrong_is_said_at_once() -> None:
    case = form("price", "day", "lines")
    with case.refuses("wrong-type") as refusal:
        case.complete("fill", data={"price": "x", "day": "y", "lines": [{"sku": "A"}, {"qty": 0}]})
    assert list(refusal.value.fields) == ["price", "day", "lines[2].qty"]


def test_a_part_may_be_filled_and_the_others_stay() -> None:
    case = started("receiver.city", receiver={"zip": "850000"})
    with case.refuses("field-not-editable"):
        case.complete("fill", data={"receiver.zip": "100000"})
    happened = case.complete("fill", data={"receiver.city": "Lhasa"})
    assert case["receiver"] == {"city": "Lhasa", "zip": "850000"}
    assert case.one(e.DataWritten, happened).values == {"receiver.city": "Lhasa"}


def test_a_column_may_be_filled_row_by_row_or_all_alike() -> None:
    rows = [{"sku": "A", "qty": 1}, {"sku": "B", "qty": 2}]
    for written, kept in (([5, 6], [5, 6]), (9, [9, 9])):
        case = started("lines.qty", lines=rows)
        case.complete("fill", data={"lines.qty": written})
        assert [row["qty"] for row in case["lines"]] == kept
    case = started("lines.qty", lines=rows)
    with case.refuses("wrong-type"):
        case.complete("fill", data={"lines.qty": [1, 2, 3]})


def test_a_calculated_field_is_never_filled() -> None:
    case = form("price")
    with case.refuses("field-not-editable"):
        case.complete("fill", data={"total": 5})


def test_only_those_of_the_rule_may_be_chosen() -> None:
    case = form("helper")
    with case.refuses("not-eligible"):
        case.complete("fill", data={"helper": "meg"})


def test_what_must_be_filled_may_be_a_column_and_then_every_row_must_be() -> None:
    text = """
        data:
          lines: {type: table, fields: {sku: {type: text}, box: {type: text}}}
        steps:
          - {user_task: pack, assign: {role: clerk}, form: {require: [lines.box]}}
        """
    case = given(text, lines=[{"sku": "A"}, {"sku": "B"}])
    with case.refuses("field-missing"):
        case.complete("pack", data={"lines.box": ["1", None]})
    case.complete("pack", data={"lines.box": ["1", "2"]})
    assert case.ended == "finished"


@pytest.mark.parametrize("empty", ["", [], None])
def test_empty_is_not_filled_but_no_and_nought_are(empty: Any) -> None:
    text = """
        data:
          words: {type: text}
          names: {type: list, of: text}
          count: {type: integer}
          agreed: {type: yes_no}
        steps:
          - {user_task: pack, assign: {role: clerk}, form: {require: [%s, count, agreed]}}
        """
    path = "names" if isinstance(empty, list) else "words"
    case = given(text % path)
    with case.refuses("field-missing") as refusal:
        case.complete("pack", data={path: empty, "count": 0, "agreed": False})
    assert list(refusal.value.fields) == [path]


def test_a_check_that_gives_null_fails() -> None:
    case = given("""
        data:
          amount: {type: integer}
        steps:
          - {user_task: pack, assign: {role: clerk}, form: {edit: [amount], checks: [{must: amount > 5, say: more}]}}
        """)
    with case.refuses("check-failed"):
        case.complete("pack")


def test_a_check_says_in_both_languages_what_does_not_hold() -> None:
    case = given("""
        data:
          amount: {type: integer}
          most: {type: integer, default: 5}
        steps:
          - user_task: pack
            assign: {role: clerk}
            form:
              edit: [amount]
              checks: [{must: amount <= most, say: {zh: '最多 {most} 件', en: 'No more than {most} pieces'}}]
        """)
    with case.refuses("check-failed") as refusal:
        case.complete("pack", data={"amount": 6})
    (error,) = refusal.value.errors
    assert (error.zh, error.en) == ("最多 5 件", "No more than 5 pieces")
    assert refusal.value.message == "No more than 5 pieces (amount <= most)"
