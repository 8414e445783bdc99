from typing import Any

import pytest

from engine.expressions import Asked, Clash, Hit, HitPolicy, evaluate_table, parse_unary_tests
from tests.expressions.evaluating import NOW

_ASKED = Asked({"limit": 100}, NOW)


def _table(hit: HitPolicy, rows: list[tuple[dict[str, str], Any]], order: Any = None, **inputs: Any) -> Hit | Clash:
    tests = [{name: parse_unary_tests(cell) for name, cell in row.items()} for row, _ in rows]
    outputs = [output if isinstance(output, dict) else {"out": output} for _, output in rows]
    return evaluate_table(hit, tests, inputs, lambda number: outputs[number], _ASKED, order)


ROWS = [
    ({"amount": "< limit", "origin": '"plant", "project"'}, 1),
    ({"amount": ">= 50"}, 2),
    ({}, 3),
]


def test_unique_gives_the_only_row_that_hits() -> None:
    assert _table(HitPolicy.UNIQUE, ROWS[:2], amount=10, origin="plant") == Hit((0,), {"out": 1})


def test_unique_says_which_rows_clashed() -> None:
    clash = _table(HitPolicy.UNIQUE, ROWS[:2], amount=60, origin="plant")
    assert clash == Clash((0, 1), "Expected one row to hit, but rows 1 and 2 do")


def test_first_takes_the_first_and_a_row_without_tests_is_otherwise() -> None:
    assert _table(HitPolicy.FIRST, ROWS, amount=10, origin="company") == Hit((2,), {"out": 3})


def test_no_row_gives_null() -> None:
    assert _table(HitPolicy.UNIQUE, ROWS[:2], amount=10, origin="company") == Hit((), None)


def test_any_wants_the_same_from_all() -> None:
    same = [({}, {"a": 1}), ({}, {"a": 1})]
    assert _table(HitPolicy.ANY, same) == Hit((0, 1), {"a": 1})
    clash = _table(HitPolicy.ANY, ROWS, amount=60, origin="plant")
    assert isinstance(clash, Clash)
    assert clash.rows == (0, 1, 2)


def test_priority_takes_the_most_important_output() -> None:
    rows = [({}, "low"), ({}, "high"), ({}, "middle")]
    order = {"out": ["high", "middle", "low"]}
    assert _table(HitPolicy.PRIORITY, rows, order) == Hit((1,), {"out": "high"})
    ordered = _table(HitPolicy.OUTPUT_ORDER, rows, order)
    assert isinstance(ordered, Hit)
    assert [row["out"] for row in ordered.value] == ["high", "middle", "low"]


def test_collect_and_rule_order_keep_the_order_of_the_rows() -> None:
    for policy in (HitPolicy.COLLECT, HitPolicy.RULE_ORDER):
        assert _table(policy, ROWS, amount=60, origin="x") == Hit((1, 2), [{"out": 2}, {"out": 3}])


@pytest.mark.parametrize(
    ("policy", "value"),
    [(HitPolicy.SUM, 6), (HitPolicy.MIN, 1), (HitPolicy.MAX, 3), (HitPolicy.COUNT, 3)],
)
def test_collections_become_one_value(policy: HitPolicy, value: int) -> None:
    assert _table(policy, ROWS, amount=60, origin="plant") == Hit((0, 1, 2), value)


def test_count_of_nothing_is_zero_and_sum_of_nothing_is_null() -> None:
    assert _table(HitPolicy.COUNT, [({"x": "1"}, 1)], x=2) == Hit((), 0)
    assert _table(HitPolicy.SUM, [({"x": "1"}, 1)], x=2) == Hit((), None)


def test_tests_that_give_null_are_reported() -> None:
    result = _table(HitPolicy.FIRST, ROWS, amount=None, origin="plant")
    assert result == Hit((2,), {"out": 3}, ((0, "amount"), (1, "amount")))


def test_outputs_are_asked_only_of_rows_that_hit() -> None:
    asked: list[int] = []

    def outputs(number: int) -> dict[str, int]:
        asked.append(number)
        return {"out": number}

    tests = [{"x": parse_unary_tests("1")}, {"x": parse_unary_tests("2")}]
    evaluate_table(HitPolicy.UNIQUE, tests, {"x": 2}, outputs, _ASKED)
    assert asked == [1]
