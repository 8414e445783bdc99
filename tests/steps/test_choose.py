"""choose: the first true case wins."""

import pytest
from kit import given

from engine.runtime import events as e

ROUTE = """
data:
  amount: {type: money, currency: CNY}
  big: {type: yes_no, default: false}
steps:
  - choose: route
    cases:
      - {if: amount > 1000, name: large, set: {big: true}, next: sign}
      - {if: amount > 100, steps: [{user_task: check, assign: {role: clerk}}]}
    else: {%s}
  - {user_task: after, assign: {role: clerk}}
  - end: finished
  - {user_task: sign, assign: {role: boss}, next: after}
"""


@pytest.mark.parametrize("amount, open_", [(5000, "sign"), (500, "check"), (50, "after")])
def test_the_first_true_case_wins(amount: int, open_: str) -> None:
    case = given(ROUTE % "", amount=amount)
    assert case.open == [open_]
    assert case["big"] is (amount == 5000)


def test_after_the_steps_of_a_case_it_goes_on_below() -> None:
    case = given(ROUTE % "", amount=500)
    case.complete("check")
    assert case.open == ["after"]
    assert case.finished == ["route", "check"]


def test_else_has_a_reaction_too() -> None:
    assert given(ROUTE % "next: sign", amount=1).open == ["sign"]
    assert given(ROUTE % "steps: [{user_task: look, assign: {role: clerk}}]", amount=1).open == ["look"]


def test_a_condition_that_gives_null_is_false_where_there_is_an_else() -> None:
    assert given(ROUTE % "").open == ["after"]


COMPLETE = """
data:
  kind: {type: choice, values: {sale: Sale, buy: Buy}}
steps:
  - choose: route
    cases:
      - {if: kind = "sale", next: sell}
      - {if: kind = "buy", next: buy}
  - {user_task: sell, assign: {role: clerk}}
  - end: sold
  - {user_task: buy, assign: {role: clerk}}
  - end: bought
"""


def test_without_else_every_value_has_its_case() -> None:
    assert given(COMPLETE, kind="buy").open == ["buy"]


def test_without_else_nothing_true_parks_it_and_a_retry_chooses_again() -> None:
    case = given(COMPLETE)
    assert list(case.parked) == ["route"]
    case.correct(kind="sale")
    case.retry()
    assert case.open == ["sell"] and not case.parked


def test_an_operator_may_skip_it_by_moving() -> None:
    case = given(COMPLETE)
    case.move("buy")
    assert case.open == ["buy"]
    assert case.one(e.IncidentResolved).how == "left"


def test_sees_the_item_it_stands_in() -> None:
    case = given(
        """
        data:
          lines: {type: table, fields: {qty: {type: integer}}}
        steps:
          - for_each: every
            item: line
            in: lines
            steps:
              - choose: enough
                cases: [{if: line.qty > 1, steps: [{user_task: pack, assign: {role: clerk}}]}]
                else: {}
        """,
        lines=[{"qty": 1}, {"qty": 2}],
    )
    assert case.open == ["pack"]
