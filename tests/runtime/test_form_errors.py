"""What is wrong with a form is told all at once, field by field, in both languages."""

from typing import Any

import pytest
from kit import Case, given

from engine.runtime.form_errors import MOST_ERRORS
from engine.runtime.refusals import FieldError, Rejected

FORM = """
data:
  receiver: {type: object, name: {zh: 收货人, en: Receiver}, fields: {city: {type: text, name: {zh: 城市, en: City}}}}
  lines:
    type: table
    name: {zh: 明细, en: Lines}
    maximum: 3
    fields:
      sku: {type: text, pattern: '[A-Z]+'}
      qty: {type: integer, name: {zh: 数量, en: Quantity}, minimum: 1}
      kind: {type: choice, values: {red: {zh: 红, en: Red}, blue: {zh: 蓝, en: Blue}}}
  amount: {type: money, currency: CNY, name: 金额, maximum: 100}
  total: {type: money, currency: CNY, formula: amount * 2}
  other: {type: money, currency: CNY}
steps:
  - user_task: fill
    assign: {role: clerk}
    form:
      require: [lines.qty, receiver.city, amount]
      edit: [lines, other]
      checks:
        - {must: total > 5, say: {zh: 合计须大于 5, en: the total must be above 5}}
        - {must: other > 5, say: 其他须大于 5}
"""


def errors(**data: Any) -> dict[str, FieldError]:
    case: Case = given(FORM)
    with pytest.raises(Rejected) as refused:
        case.complete("fill", data=data)
    told = Rejected.from_wire(refused.value.to_wire())
    assert told.errors == refused.value.errors
    return {error.path: error for error in told.errors}


def test_a_sentence_names_the_field_and_the_row_in_both_languages() -> None:
    found = errors(lines=[{"sku": "A", "qty": 1, "kind": "red"}, {"sku": "b", "qty": "x", "kind": "green"}], amount=101)
    assert [(path, error.code) for path, error in found.items()] == [
        ("lines[2].sku", "wrong-type"), ("lines[2].qty", "wrong-type"), ("lines[2].kind", "wrong-type"),
        ("amount", "wrong-type"), ("receiver.city", "field-missing"), ("", "check-failed"),
    ]  # fmt: skip
    quantity, kind = found["lines[2].qty"], found["lines[2].kind"]
    assert quantity.en == "Lines, row 2, Quantity: Expected a number, but got 'x'"
    assert quantity.zh == "明细第 2 行“数量”：应为数字，实为“x”"
    assert kind.expected == {"values": ["red", "blue"]} and "红、蓝" in kind.zh
    assert found["amount"].expected == {"maximum": "100"} and found["amount"].zh == "金额：不大于 100，实为 101.00"
    assert found["receiver.city"].zh == "收货人“城市”：必填，尚未填写"
    assert found["lines[2].sku"].expected == {"pattern": "[A-Z]+"}


def test_a_check_that_speaks_of_something_wrong_is_not_told_beside_it() -> None:
    found = errors(lines=[{"qty": 1}], amount="x", receiver={"city": "Lhasa"}, other=9)
    assert list(found) == ["receiver", "amount"]
    found = errors(**{"lines": [{"qty": 1}], "amount": 2, "receiver.city": "Lhasa", "other": 9})
    assert found[""] == FieldError(
        "",
        "check-failed",
        "the total must be above 5",
        "合计须大于 5",
        {"must": "total > 5", "fields": ["amount", "total"]},
    )


def test_how_many_rows_and_what_is_in_them_are_told_together() -> None:
    found = errors(**{"lines": [{"qty": 0}] * 4, "amount": 9, "receiver.city": "Lhasa", "other": 9})
    assert list(found) == ["lines[1].qty", "lines[2].qty", "lines[3].qty", "lines[4].qty", "lines"]
    assert found["lines"].zh == "明细：最多3 项，实为 4"


def test_a_table_of_more_than_five_hundred_rows_is_refused_with_one_sentence() -> None:
    found = errors(**{"lines": [{"qty": 0}] * 612, "amount": 9, "receiver.city": "Lhasa", "other": 9})
    assert [error.zh for error in found.values()] == ["明细：最多 500 行，实为 612 行"]


def test_no_more_is_told_than_a_page_can_show() -> None:
    case: Case = given(FORM.replace("maximum: 3", "maximum: 500"))
    with pytest.raises(Rejected) as refused:
        case.complete("fill", data={"lines": [{"qty": 0}] * 500, "amount": 9, "receiver.city": "Lhasa", "other": 9})
    told = refused.value.errors
    assert len(told) == MOST_ERRORS + 1 and told[-1].zh == "另有 400 处。"


BOUNDED = """
settings:
  most: {type: money, currency: CNY, default: 100}
data:
  first: {type: date}
  last: {type: date, minimum: =first}
  lines: {type: table, maximum: =rows, fields: {price: {type: money, currency: CNY, maximum: =settings.most}}}
  rows: {type: integer}
steps:
  - {user_task: fill, assign: {role: clerk}, form: {edit: [first, last, lines, rows]}}
"""


def test_bounds_that_are_calculated_hold_with_what_is_filled_beside_them() -> None:
    data = {"last": "2026-03-01", "first": "2026-03-02", "rows": 1, "lines": [{"price": 100}, {"price": "100.01"}]}
    with pytest.raises(Rejected) as refused:
        given(BOUNDED).complete("fill", data=data)
    told = {error.path: error.expected for error in refused.value.errors}
    assert told == {"last": {"minimum": "2026-03-02"}, "lines": {"maximum": 1}, "lines[2].price": {"maximum": "100.00"}}
    case = given(BOUNDED)
    case.complete("fill", data={"last": "2026-03-01", "lines": [{"price": 100}] * 3})
    assert case.ended == "finished", "an empty bound bounds nothing"
