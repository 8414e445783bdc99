"""What is true of every step: order of what happens when it ends, `next`, `done`, lists, stages, bounded turns."""

from decimal import Decimal
from typing import Any

import pytest
from kit import given

from engine.runtime import events as e
from engine.runtime import stimuli as s


def test_steps_are_worked_from_the_top() -> None:
    case = given(
        "steps:\n"
        + "".join(f"  - {{calculate: c{n}, set: {{at: {n}}}}}\n" for n in range(5))
        + "data:\n  at: {type: integer}\n"
    )
    assert case.finished == [f"c{n}" for n in range(5)] and case["at"] == 4


def test_when_a_step_ends_what_it_sets_is_written_before_its_events_and_limits_end_and_its_reaction_follows() -> None:
    case = given("""
        data:
          note: {type: text}
        steps:
          - user_task: one
            assign: {role: clerk}
            due: 1 working day
            form: {edit: [note]}
            set: {note: '="set by step"'}
            outcomes: {fine: {set: {note: '=note + ", by outcome"'}, steps: [{user_task: two, assign: {role: clerk}}]}}
            events: {late: {timer: 3 h, next: one}}
        """)
    happened = case.complete("one", data={"note": "by hand"})
    kinds = [(event.kind, getattr(event, "values", getattr(event, "key", None))) for event in happened]
    order = [
        "data-written",
        "task-decided",
        "deadline-gone",
        "data-written",
        "data-written",
        "deadline-gone",
        "step-finished",
        "step-entered",
    ]
    assert [kind for kind, _ in kinds if kind in order] == order
    assert [values for kind, values in kinds if kind == "data-written"] == [
        {"note": "by hand"},
        {"note": "set by step"},
        {"note": "set by step, by outcome"},
    ]


def test_next_of_a_step_goes_there_instead_of_below() -> None:
    case = given("""
        steps:
          - {user_task: one, assign: {role: clerk}, next: three, outcomes: {fine: {}, back: {next: two}}}
          - {user_task: two, assign: {role: clerk}}
          - {user_task: three, assign: {role: clerk}}
        """)
    case.complete("one", "fine")
    assert case.open == ["three"]


def test_next_of_a_reaction_comes_before_next_of_the_step() -> None:
    case = given("""
        steps:
          - {user_task: one, assign: {role: clerk}, next: three, outcomes: {fine: {}, back: {next: two}}}
          - {user_task: two, assign: {role: clerk}}
          - {user_task: three, assign: {role: clerk}}
        """)
    case.complete("one", "back")
    assert case.open == ["two"]


def test_a_step_entered_again_starts_afresh() -> None:
    case = given("""
        steps:
          - {user_task: one, assign: {role: clerk}}
          - {user_task: two, assign: {role: clerk}, outcomes: {fine: {}, again: {next: one}}}
        """)
    first = case.step("one").id
    case.complete("one")
    case.complete("two", "again")
    assert case.open == ["one"] and case.step("one").id != first


def test_next_to_a_step_around_leaves_everything_in_between_innermost_first() -> None:
    case = given("""
        steps:
          - {user_task: start_here, assign: {role: clerk}}
          - scope: outer
            steps:
              - parallel: both
                branches:
                  one: {steps: [{scope: inner, steps: [{user_task: deep, assign: {role: clerk}, outcomes: {fine: {}, back: {next: start_here}}}]}]}
                  two: {steps: [{user_task: other, assign: {role: clerk}}]}
        """)
    case.complete("start_here")
    happened = case.complete("deep", "back")
    assert case.open == ["start_here"]
    left = [one.step for one in case.all(e.StepCancelled, happened)]
    assert left.index("inner") < left.index("both") < left.index("outer") and "other" in left


def test_next_done_at_the_last_step_of_an_inner_list_finishes_it() -> None:
    case = given("""
        steps:
          - scope: part
            steps:
              - {user_task: one, assign: {role: clerk}, outcomes: {enough: {next: done}, more: {}}}
              - {user_task: two, assign: {role: clerk}}
          - {user_task: after, assign: {role: clerk}}
        """)
    case.complete("one", "enough")
    assert case.open == ["after"]


def test_a_skipped_step_is_recorded_and_not_done() -> None:
    case = given("""
        data:
          seen: {type: yes_no}
        steps:
          - {calculate: one, if: 1 > 2, set: {seen: true}, stage: Never}
          - {calculate: two, set: {seen: =steps.one.done}}
        """)
    assert case["seen"] is False and case.known.stage is None
    assert case.one(e.StepSkipped).step == "one"


def test_settings_initiator_case_and_key_are_known_everywhere() -> None:
    case = given("""
        data:
          text: {type: text}
        settings:
          greeting: {type: text, default: hello}
        steps:
          - {calculate: one, set: {text: '=settings.greeting + " " + initiator + " " + string(case.started_at.year)'}}
        """)
    assert case["text"] == "hello ini 2026"


@pytest.mark.parametrize("rounds", [999, 1000, 1001, 2500])
def test_a_turn_of_more_than_a_thousand_entries_goes_on_in_the_next(rounds: int) -> None:
    case = given(
        """
        data:
          most: {type: integer}
          count: {type: integer, default: 0}
        steps:
          - {calculate: add, set: {count: =count + 1}}
          - choose: again
            cases: [{if: count < most, next: add}]
            else: {}
        """,
        most=rounds,
    )
    assert case["count"] == rounds and case.ended == "finished"
    entered = [len(case.all(e.StepEntered, list(turn.events))) for turn in case.turns]
    assert max(entered) <= 1000 and len(case.turns) == -(-(2 * rounds + 1) // 1000)


def test_what_comes_between_such_turns_is_taken_in_its_order() -> None:
    case = given(
        """
        data:
          names: {type: list, of: text}
          count: {type: integer, default: 0}
        steps:
          - {user_task: go, assign: {role: clerk}}
          - for_each: every
            item: name
            in: names
            steps: [{calculate: a, set: {count: =count + 1}}, {calculate: b, set: {count: =count + 1}}, {calculate: c, set: {count: =count + 1}}]
          - {user_task: after, assign: {role: clerk}}
        """,
        names=[str(number) for number in range(450)],
    )
    turns = len(case.turns)
    case.complete("go")
    assert len(case.turns) == turns + 2
    assert case["count"] == Decimal(1350) and case.open == ["after"]


def test_time_never_runs_backwards_in_a_case() -> None:
    case = given("steps:\n  - {user_task: one, assign: {role: clerk}}\n  - {user_task: two, assign: {role: clerk}}\n")
    late = case.office.now
    from datetime import timedelta

    case.do(s.MessageArrived(late - timedelta(hours=3), "m1", "news", "x"))
    assert case.known.now == case.turns[0].at


def test_every_turn_names_the_one_before() -> None:
    case = given("steps:\n  - {user_task: one, assign: {role: clerk}}\n  - {user_task: two, assign: {role: clerk}}\n")
    case.complete("one")
    case.complete("two")
    assert [turn.number for turn in case.turns] == [1, 2, 3]
    assert [turn.previous for turn in case.turns] == ["", *(turn.digest for turn in case.turns[:-1])]


def values(case: Any) -> dict[str, Any]:
    return dict(case.known.data)


def test_the_same_story_gives_the_same_digests() -> None:
    def story() -> list[str]:
        case = given("""
            data:
              amount: {type: money, currency: CNY}
            steps:
              - {user_task: one, assign: {role: clerk, pick: random}, due: 1 working day, form: {require: [amount]}}
              - {service_task: two, service: http.get}
            """)
        case.after(hours=3)
        case.complete("one", data={"amount": "3.10"})
        case.fail("two")
        case.after(minutes=1)
        case.answer("two")
        return [turn.digest for turn in case.turns]

    assert story() == story()
