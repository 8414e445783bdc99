"""parallel: branches together or in order, and the join of those taken."""

import pytest
from kit import Case, given

from engine.runtime import events as e

BLOCK = """
data:
  wide: {type: yes_no, default: true}
  needed: {type: integer, default: 2}
steps:
  - parallel: ask
    %s
    branches:
      one: {name: One, steps: [{user_task: a, assign: {role: clerk}}]}
      two: {if: wide, steps: [{user_task: b, assign: {role: clerk}}]}
      three: {steps: [{user_task: c, assign: {role: clerk}}, {user_task: c2, assign: {role: clerk}}]}
  - {user_task: after, assign: {role: boss}}
"""


def block(how: str = "name: Ask", **data: object) -> Case:
    return given(BLOCK % how, **data)


def test_enters_all_its_branches_together() -> None:
    assert block().open == ["a", "b", "c"]


def test_goes_on_when_all_have_finished() -> None:
    case = block()
    for step in ("b", "c", "a"):
        case.complete(step)
    assert case.open == ["c2"]
    case.complete("c2")
    assert case.open == ["after"]


def test_a_branch_whose_if_is_false_is_not_taken_nor_waited_for() -> None:
    case = block(wide=False)
    assert case.open == ["a", "c"]
    for step in ("a", "c", "c2"):
        case.complete(step)
    assert case.open == ["after"]


def test_any_goes_on_with_the_first_and_leaves_the_others() -> None:
    case = block("join: any")
    happened = case.complete("b")
    assert case.open == ["after"]
    assert [one.reason for one in case.all(e.TaskCancelled, happened)] == ["ask: joined"] * 2


def test_a_number_goes_on_with_so_many() -> None:
    case = block("join: 2")
    case.complete("a")
    assert case.open == ["b", "c"]
    case.complete("b")
    assert case.open == ["after"]


def test_the_number_may_be_calculated() -> None:
    case = block("join: =needed - 1")
    case.complete("b")
    assert case.open == ["after"]


def test_others_may_run_on_and_the_list_around_waits_for_them() -> None:
    case = block("{join: any, others: run_on}".strip("{}").replace(", ", "\n    "))
    case.complete("b")
    assert case.open == ["a", "c", "after"]
    case.complete("after")
    case.complete("a")
    case.complete("c")
    assert case.open == ["c2"] and case.ended is None
    case.complete("c2")
    assert case.ended == "finished"


def test_those_who_run_on_are_left_with_the_list_around() -> None:
    case = given(
        BLOCK % "join: any\n    others: run_on" + "events:\n  stop: {name: Stop, by: {role: boss}, next: finished}\n"
    )
    case.complete("b")
    case.press("stop", "meg")
    assert case.ended == "finished"
    assert len(case.all(e.TaskCancelled)) == 3


def test_more_than_were_taken_can_never_join_and_parks_it() -> None:
    case = block("join: =needed", wide=False, needed=3)
    assert case.parked == {"ask": "join-unreachable"}
    case.correct(needed=1)
    case.retry()
    assert case.open == ["a", "c"] and not case.parked


def test_a_join_that_is_no_number_parks_it() -> None:
    case = block("join: '=if wide then null else 1'")
    assert case.open == ["a", "b", "c"]
    case = block("join: '=needed / 2'", needed=3)
    assert case.parked == {"ask": "wrong-join"}


def test_without_a_branch_to_take_it_goes_on() -> None:
    case = given("""
        data:
          wide: {type: yes_no, default: false}
        steps:
          - parallel: ask
            branches:
              one: {if: wide, steps: [{user_task: a, assign: {role: clerk}}]}
              two: {if: wide, steps: [{user_task: b, assign: {role: clerk}}]}
          - {user_task: after, assign: {role: boss}}
        """)
    assert case.open == ["after"]


def test_a_branch_condition_that_gives_null_parks_it() -> None:
    case = given((BLOCK % "join: all").replace(", default: true", ""))
    assert case.parked == {"ask": "condition-null"}


@pytest.mark.parametrize("order", ["sequential", '\'=if wide then "sequential" else "parallel"\''])
def test_in_order_one_branch_follows_the_other_as_listed(order: str) -> None:
    case = block(f"order: {order}")
    for step in ("a", "b", "c"):
        assert case.open == [step]
        case.complete(step)
    case.complete("c2")
    assert case.open == ["after"]


def test_in_order_a_join_before_the_end_lets_the_rest_be() -> None:
    case = block("order: sequential\n    join: 2")
    case.complete("a")
    case.complete("b")
    assert case.open == ["after"]
    assert not case.all(e.StepEntered, step="c")


def test_next_done_ends_a_branch_and_next_outwards_ends_the_block() -> None:
    case = given("""
        steps:
          - parallel: both
            branches:
              one:
                steps:
                  - user_task: a
                    assign: {role: clerk}
                    outcomes: {enough: {next: done}, more: {}, stop: {next: stopped}}
                  - {user_task: a2, assign: {role: clerk}}
              two: {steps: [{user_task: b, assign: {role: clerk}}]}
          - {user_task: after, assign: {role: boss}}
          - end: fine
          - end: stopped
        """)
    case.complete("a", "enough")
    assert case.open == ["b"]
    case.complete("b")
    assert case.open == ["after"]
    other = given("""
        steps:
          - parallel: both
            branches:
              one: {steps: [{user_task: a, assign: {role: clerk}, outcomes: {fine: {}, stop: {next: stopped}}}]}
              two: {steps: [{user_task: b, assign: {role: clerk}}]}
          - end: fine
          - end: stopped
        """)
    other.complete("a", "stop")
    assert other.ended == "stopped"


def test_a_block_inside_a_block_joins_first() -> None:
    case = given("""
        steps:
          - parallel: outer
            branches:
              one:
                steps:
                  - parallel: inner
                    join: any
                    branches:
                      left: {steps: [{user_task: a, assign: {role: clerk}}]}
                      right: {steps: [{user_task: b, assign: {role: clerk}}]}
                  - {user_task: c, assign: {role: clerk}}
              two: {steps: [{user_task: d, assign: {role: clerk}}]}
        """)
    case.complete("a")
    assert case.open == ["d", "c"]
    case.complete("d")
    case.complete("c")
    assert case.finished == ["a", "inner", "d", "c", "outer"]


def test_a_parked_branch_does_not_stop_the_others() -> None:
    case = given("""
        data:
          big: {type: yes_no}
        steps:
          - parallel: both
            branches:
              one: {steps: [{user_task: a, if: big, assign: {role: clerk}}]}
              two: {steps: [{user_task: b, assign: {role: clerk}}]}
          - {user_task: after, assign: {role: boss}}
        """)
    assert case.parked == {"a": "condition-null"}
    case.complete("b")
    assert case.open == ["a"]
    case.correct(big=False)
    case.retry()
    assert case.open == ["after"]
