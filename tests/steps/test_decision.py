"""decision: rules whose tests all pass, taken by the hit policy."""

from decimal import Decimal
from typing import Any

import pytest
from kit import Case, given

from engine.runtime import events as e

TABLE = """
data:
  months: {type: integer}
  amount: {type: money, currency: CNY}
  origin: {type: choice, values: {plant: Plant, office: Office}}
  class: {type: choice, values: {high: High, mid: Mid, low: Low}}
  points: {type: number}
  tags: {type: list, of: text}
settings:
  limit: {type: money, currency: CNY, default: 1000}
steps:
  - decision: classify
    hit: %s
    rules:
%s
  - {user_task: after, assign: {role: clerk}}
"""


def decided(hit: str, *rules: str, **data: Any) -> Case:
    return given(TABLE % (hit, "\n".join(f"      - {rule}" for rule in rules)), **data)


REGULAR = (
    """{months: '< 36', amount: '<= settings.limit', origin: '"plant"', then: {class: low}, note: small}""",
    """{months: '>= 36', then: {class: high}}""",
)


def test_a_rule_hits_when_all_its_tests_pass() -> None:
    assert decided("unique", *REGULAR, months=12, amount=900, origin="plant")["class"] == "low"


def test_a_column_left_out_means_any() -> None:
    assert decided("unique", *REGULAR, months=48)["class"] == "high"


def test_no_rule_parks_it_and_a_retry_decides_again() -> None:
    case = decided("unique", *REGULAR, months=12, amount=2000, origin="plant")
    assert case.parked == {"classify": "no-rule"}
    case.correct(amount=10)
    case.retry()
    assert case["class"] == "low" and case.open == ["after"]


def test_under_unique_two_hits_park_it() -> None:
    case = decided(
        "unique",
        "{months: '> 1', then: {class: low}}",
        "{months: '> settings.limit', then: {class: high}}",
        months=2000,
    )
    assert case.parked == {"classify": "rules-overlap"}


def test_first_takes_the_first_in_their_order() -> None:
    case = decided("first", "{months: '> 1', then: {class: low}}", "{then: {class: high}}", months=2)
    assert case["class"] == "low"


def test_priority_takes_the_value_that_its_choice_lists_first() -> None:
    case = decided("priority", "{months: '> 1', then: {class: low}}", "{months: '> 0', then: {class: mid}}", months=2)
    assert case["class"] == "mid"


def test_any_takes_hits_that_agree() -> None:
    case = decided("any", "{months: '> 1', then: {class: low}}", "{months: '> 0', then: {class: low}}", months=2)
    assert case["class"] == "low"


def test_any_parks_it_when_they_do_not() -> None:
    case = decided("any", "{months: '> 1', then: {class: low}}", "{months: '> 0', then: {class: mid}}", months=2)
    assert case.parked == {"classify": "rules-differ"}


@pytest.mark.parametrize("hit, points", [("sum", 6), ("min", 1), ("max", 3), ("count", 3)])
def test_numbers_of_all_hits_are_taken_together(hit: str, points: int) -> None:
    rules = [f"{{months: '> {above}', then: {{points: {value}}}}}" for above, value in ((1, 1), (0, 2), (1, 3), (9, 9))]
    assert decided(hit, *rules, months=2)["points"] == Decimal(points)


def test_collect_makes_a_list_in_the_order_of_the_rules() -> None:
    case = decided("collect", "{months: '> 1', then: {tags: a}}", "{then: {tags: '=\"b\" + ref'}}", months=2)
    assert case["tags"] == ["a", "bN-1"]


@pytest.mark.parametrize("hit, empty", [("sum", 0), ("count", 0), ("min", None), ("max", None)])
def test_taken_together_nothing_is_no_incident(hit: str, empty: int | None) -> None:
    case = decided(hit, "{months: '> 5', then: {points: 1}}", months=2)
    assert case["points"] == (None if empty is None else Decimal(empty)) and case.open == ["after"]


def test_what_a_rule_writes_may_be_calculated() -> None:
    case = decided("first", "{then: {points: '=months * 2', class: high}}", months=4)
    assert (case["points"], case["class"]) == (8, "high")
    assert case.one(e.DataWritten, cause="classify").values == {"points": 8, "class": "high"}


def test_a_value_that_does_not_fit_parks_it() -> None:
    case = decided("first", "{then: {months: =months / 2}}", months=3)
    assert case.parked == {"classify": "wrong-type"}


def test_an_empty_field_passes_no_comparison() -> None:
    case = decided("first", "{months: '> 1', then: {class: low}}", "{then: {class: high}}")
    assert case["class"] == "high"


def test_parts_and_items_may_be_columns() -> None:
    case = given(
        """
        data:
          receiver: {type: object, fields: {city: {type: text}}}
          lines: {type: table, fields: {sku: {type: text}, heavy: {type: yes_no}}}
          far: {type: yes_no}
        steps:
          - decision: distance
            hit: first
            rules:
              - {receiver.city: '"Lhasa", "Urumqi"', then: {far: true}}
              - {then: {far: false}}
          - for_each: every
            item: line
            in: lines
            steps:
              - decision: weigh
                hit: first
                rules: [{line.sku: '"safe"', then: {line.heavy: true}}, {then: {line.heavy: false}}]
        """,
        receiver={"city": "Lhasa"},
        lines=[{"sku": "pen"}, {"sku": "safe"}],
    )
    assert case["far"] is True
    assert [row["heavy"] for row in case["lines"]] == [False, True]
