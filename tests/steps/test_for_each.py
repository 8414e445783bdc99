"""for_each: the same steps for every item, together or in order; rows of a table are written through their item."""

import pytest
from kit import Case, given

from engine.runtime import events as e

NAMES = """
data:
  names: {type: list, of: text}
  found: {type: yes_no, default: false}
steps:
  - for_each: visit
    item: name
    in: names
    %s
    steps:
      - {user_task: call_on, name: 'call on {name}', assign: {role: clerk}, form: {edit: [found]}}
  - {user_task: after, assign: {role: boss}}
"""
LINES = """
data:
  lines: {type: table, fields: {sku: {type: text}, qty: {type: integer}, checked: {type: yes_no}}}
steps:
  - for_each: check
    item: line
    in: lines
    %s
    steps:
      - user_task: look
        assign: {role: clerk}
        form: {show: [line.sku], require: [line.checked], edit: [line.qty]}
  - {user_task: after, assign: {role: boss}}
events:
  more: {name: More, by: {role: starter}, form: {require: [lines]}}
"""
THREE = [{"sku": "A", "qty": 1}, {"sku": "B", "qty": 2}, {"sku": "C", "qty": 3}]


def skus(case: Case) -> list[str]:
    """The rows whose task is open."""
    rows = case["lines"]
    return [rows[int(one.item) - 1]["sku"] for one in case.all(e.TaskCreated) if one.task in case.known.tasks]


def test_works_its_steps_for_every_item_together() -> None:
    case = given(NAMES % "order: parallel", names=["a", "b", "c"])
    assert case.open == ["call_on"] * 3
    for _ in range(3):
        assert case.open[0] == "call_on"
        case.complete("call_on")
    assert case.open == ["after"]


def test_without_items_the_case_goes_on() -> None:
    assert given(NAMES % "order: parallel", names=[]).open == ["after"]


def test_works_one_item_after_the_other_in_order() -> None:
    case = given(NAMES % "order: sequential", names=["a", "b"])
    assert case.open == ["call_on"]
    assert case.one(e.TaskCreated).item == "1"
    case.complete("call_on")
    assert case.open == ["call_on"]
    case.complete("call_on")
    assert case.open == ["after"]


def test_the_order_may_be_calculated() -> None:
    case = given(NAMES % 'order: \'=if found then "parallel" else "sequential"\'', names=["a", "b"])
    assert case.open == ["call_on"]


def test_works_so_many_items_at_once_as_it_may() -> None:
    case = given(NAMES % "at_most: 2", names=["a", "b", "c"])
    assert case.open == ["call_on"] * 2
    case.complete("call_on")
    assert case.open == ["call_on"] * 2
    assert [one.item for one in case.all(e.TaskCreated)] == ["1", "2", "3"]


def test_stops_early_when_until_is_true_and_leaves_the_others() -> None:
    case = given(NAMES % "until: found", names=["a", "b", "c"])
    case.complete("call_on", number=1)
    assert case.open == ["call_on"] * 2
    case.complete("call_on", data={"found": True})
    assert case.open == ["after"]
    assert len(case.all(e.TaskCancelled)) == 1


def test_in_order_until_stops_before_the_next_item_begins() -> None:
    case = given((NAMES % "order: sequential").replace("order:", "until: found\n    order:"), names=["a", "b"])
    case.complete("call_on", data={"found": True})
    assert case.open == ["after"]
    assert len(case.all(e.TaskCreated, step="call_on")) == 1


def test_an_until_that_gives_null_parks_the_step() -> None:
    case = given((NAMES % "until: found").replace(", default: false", ""), names=["a", "b"])
    case.complete("call_on")
    assert case.parked == {"visit": "condition-null"}
    case.correct(found=False)
    case.retry()
    assert not case.parked and case.open == ["call_on"]
    case.complete("call_on")
    assert case.open == ["after"]


def test_what_gives_no_list_parks_the_step() -> None:
    case = given(NAMES % "order: parallel")
    assert case.parked == {"visit": "not-a-list"}
    case.correct(names=["a"])
    case.retry()
    assert case.open == ["call_on"]


def test_items_are_those_at_the_beginning_where_they_are_no_rows() -> None:
    case = given(NAMES % "order: sequential", names=["a"])
    case.correct(names=["a", "b"])
    case.complete("call_on")
    assert case.open == ["after"]


def test_item_and_index_are_known_inside() -> None:
    case = given(
        """
        data:
          names: {type: list, of: text}
          said: {type: text, default: ''}
        steps:
          - for_each: visit
            item: name
            in: names
            order: sequential
            steps: [{calculate: say, set: {said: '=said + string(index) + name'}}]
        """,
        names=["a", "b"],
    )
    assert case["said"] == "1a2b"


def test_rows_of_a_table_are_written_through_their_item() -> None:
    case = given(LINES % "order: parallel", lines=THREE)
    happened = case.complete("look", number=1, data={"line.checked": True, "line.qty": 9})
    assert [row["qty"] for row in case["lines"]] == [1, 9, 3]
    assert case.one(e.DataWritten, happened).values == {"lines.1.checked": True, "lines.1.qty": 9}


def test_a_row_that_is_not_filled_refuses_its_own_task_alone() -> None:
    case = given(LINES % "order: parallel", lines=THREE)
    with case.refuses("field-missing"):
        case.complete("look", number=1)
    case.complete("look", number=0, data={"line.checked": True})


@pytest.mark.parametrize("how", ["order: parallel", "order: sequential", "at_most: 2"])
def test_rows_added_meanwhile_are_taken_up(how: str) -> None:
    case = given(LINES % how, lines=THREE[:2])
    case.press("more", lines=THREE)
    for _ in THREE:
        assert case.open[0] == "look"
        case.complete("look", data={"line.checked": True})
    assert case.open == ["after"]
    assert [row["checked"] for row in case["lines"]] == [True] * 3


def test_a_row_added_begins_at_once_where_items_run_together() -> None:
    case = given(LINES % "order: parallel", lines=THREE[:2])
    case.press("more", lines=THREE)
    assert skus(case) == ["A", "B", "C"]


def test_a_row_added_waits_where_no_more_may_run_at_once() -> None:
    case = given(LINES % "at_most: 2", lines=THREE[:2])
    case.press("more", lines=THREE)
    assert skus(case) == ["A", "B"]


def test_rows_taken_away_meanwhile_end_nothing_that_runs() -> None:
    case = given(LINES % "order: parallel", lines=THREE)
    case.press("more", lines=THREE[:1])
    case.complete("look", number=0, data={"line.checked": True})
    assert case.open == ["look", "look"]
    case.skip("look")
    case.skip("look")
    assert case.open == ["after"]


def test_rows_of_a_table_inside_an_object_are_rows_too() -> None:
    case = given(
        """
        data:
          order:
            type: object
            fields:
              lines: {type: table, fields: {sku: {type: text}, done: {type: yes_no}}}
        steps:
          - for_each: check
            item: line
            in: order.lines
            steps: [{user_task: look, assign: {role: clerk}, form: {require: [line.done]}}]
        """,
        order={"lines": [{"sku": "A"}, {"sku": "B"}]},
    )
    case.complete("look", number=1, data={"line.done": True})
    assert [row["done"] for row in case["order"]["lines"]] == [None, True]


def test_items_may_hold_items() -> None:
    case = given(
        """
        data:
          orders:
            type: table
            fields:
              code: {type: text}
              parts: {type: table, fields: {sku: {type: text}, bin: {type: text}}}
        steps:
          - for_each: each_order
            item: order
            in: orders
            order: sequential
            steps:
              - for_each: each_part
                item: part
                in: order.parts
                steps:
                  - {calculate: put, set: {part.bin: '=order.code + "/" + part.sku'}}
              - {user_task: close, name: 'close {order.code}', assign: {role: clerk}}
        """,
        orders=[{"code": "1", "parts": [{"sku": "A"}, {"sku": "B"}]}, {"code": "2", "parts": [{"sku": "C"}]}],
    )
    case.complete("close")
    assert [[part["bin"] for part in order["parts"]] for order in case["orders"]] == [["1/A", "1/B"], ["2/C"]]


def test_next_done_ends_one_item_early() -> None:
    case = given(
        """
        data:
          names: {type: list, of: text}
        steps:
          - for_each: visit
            item: name
            in: names
            steps:
              - {user_task: first, assign: {role: clerk}, outcomes: {enough: {next: done}, more: {}}}
              - {user_task: second, assign: {role: clerk}}
        """,
        names=["a", "b"],
    )
    case.complete("first", "enough")
    case.complete("first", "more")
    assert case.open == ["second"]


def test_next_out_of_an_item_leaves_all_of_them() -> None:
    case = given(
        """
        data:
          names: {type: list, of: text}
        steps:
          - for_each: visit
            item: name
            in: names
            steps: [{user_task: ask, assign: {role: clerk}, outcomes: {fine: {}, stop: {next: stopped}}}]
          - end: fine
          - end: stopped
        """,
        names=["a", "b", "c"],
    )
    happened = case.complete("ask", "stop", number=1)
    assert case.ended == "stopped"
    assert len(case.all(e.TaskCancelled, happened)) == 2


def test_many_items_are_worked_in_one_turn() -> None:
    case = given(
        """
        data:
          names: {type: list, of: text}
          count: {type: integer, default: 0}
        steps:
          - for_each: visit
            item: name
            in: names
            steps: [{calculate: add, set: {count: =count + 1}}]
        """,
        names=[str(number) for number in range(300)],
    )
    assert case["count"] == 300 and case.ended == "finished"
