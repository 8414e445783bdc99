"""wait: a moment, a condition, a message, or the first of several events."""

import pytest
from kit import given

from engine.runtime import events as e

PAYMENT = """
data:
  placed_at: {type: date_time, default: '2026-03-02T08:00:00+08:00'}
  paid: {type: money, currency: CNY}
  status: {type: text}
messages:
  payment: {key: ref}
  cancelled: {key: ref}
steps:
  - wait: money
    first_of:
      paid: {message: payment, form: {require: [paid]}, set: {status: '=if paid = 10 then "paid" else "hold"'}}
      cancelled: {message: cancelled, next: closed}
      unpaid: {timer: 72 h after placed_at, next: closed}
      by_hand: {name: By hand, by: {role: finance}, form: {require: [paid]}, comment: required, steps: [{user_task: look, assign: {role: boss}}]}
      free: {condition: status = "gift"}
  - {user_task: ship, assign: {role: clerk}}
  - end: shipped
  - end: closed
"""


def test_the_first_to_happen_wins_and_the_others_end() -> None:
    case = given(PAYMENT)
    happened = case.message("payment", paid="10")
    assert case.open == ["ship"] and case["status"] == "paid"
    assert case.one(e.StepFinished, happened).outcome == "paid"
    assert case.known.next_alarm is None
    case.message("cancelled")
    assert case.open == ["ship"]


def test_a_timer_is_one_of_them() -> None:
    case = given(PAYMENT)
    case.until("2026-03-05 07:59")
    assert case.open == ["money"]
    case.until("2026-03-05 08:00")
    assert case.ended == "closed"


def test_a_message_that_came_in_the_very_second_is_in_time() -> None:
    case = given(PAYMENT)
    case.until("2026-03-05 08:00", including=False)
    case.message("payment", paid="10")
    assert case.open == ["ship"]


def test_a_condition_is_one_of_them() -> None:
    case = given(PAYMENT)
    case.correct(status="gift")
    assert case.open == ["ship"]


def test_a_button_is_one_of_them_with_form_and_comment() -> None:
    case = given(PAYMENT)
    with case.refuses("not-allowed"):
        case.press("by_hand", "ann", paid="10", comment="seen")
    with case.refuses("field-missing"):
        case.press("by_hand", "fay", comment="seen")
    with case.refuses("comment-missing"):
        case.press("by_hand", "fay", paid="10")
    case.press("by_hand", "fay", paid="10", comment="seen")
    assert case.open == ["look"] and case["paid"] == 10
    case.complete("look")
    assert case.open == ["ship"]


def test_its_outcome_is_known_afterwards() -> None:
    case = given(PAYMENT.replace("ship, assign", 'ship, if: steps.money.outcome = "paid", assign'))
    case.correct(status="gift")
    assert case.ended == "shipped"


def test_waits_until_a_moment() -> None:
    case = given(
        "steps:\n  - {wait: rest, timer: 2 working hours}\n  - {user_task: after, assign: {role: clerk}}\n",
        at="2026-03-02 17:00",
    )
    case.until("2026-03-03 09:59")
    assert case.open == ["rest"]
    case.until("2026-03-03 10:00")
    assert case.open == ["after"]


def test_a_moment_may_hang_on_another_calendar() -> None:
    case = given(
        "steps:\n  - {wait: rest, timer: 2 working hours, calendar: counter}\n  - {user_task: after, assign: {role: clerk}}\n",
        at="2026-03-02 17:00",
    )
    case.until("2026-03-02 19:00")
    assert case.open == ["after"]


def test_a_moment_follows_its_field_and_does_not_come_while_that_is_empty() -> None:
    case = given("""
        data:
          start_on: {type: date}
        steps:
          - {wait: day, timer: 09:00 on start_on}
          - {user_task: after, assign: {role: clerk}}
        """)
    case.until("2026-03-04 09:00")
    case.correct(start_on="2026-03-06")
    case.correct(start_on="2026-03-09")
    case.until("2026-03-08 09:00")
    assert case.open == ["day"]
    case.until("2026-03-09 09:00")
    assert case.open == ["after"]


def test_a_moment_past_comes_at_once() -> None:
    case = given("""
        data:
          start_on: {type: date, default: 2026-01-01}
        steps:
          - {wait: day, timer: 09:00 on start_on}
          - {user_task: after, assign: {role: clerk}}
        """)
    assert case.open == ["after"]


def test_a_moment_that_hangs_on_when_a_step_was_done_follows_it() -> None:
    case = given("""
        steps:
          - parallel: both
            branches:
              one: {steps: [{user_task: sign, assign: {role: boss}}]}
              two: {steps: [{wait: cool_off, timer: 2 h after steps.sign.at}, {user_task: after, assign: {role: clerk}}]}
        """)
    case.after(hours=1)
    case.complete("sign")
    case.until("2026-03-02 11:59")
    assert case.open == ["cool_off"]
    case.until("2026-03-02 12:00")
    assert case.open == ["after"]


CONDITION = """
data:
  ok: {type: yes_no}
  paid: {type: integer, default: 0}
steps:
  - {wait: gate, condition: ok and paid >= 100}
  - {user_task: after, assign: {role: clerk}}
"""


def test_waits_for_a_condition_and_null_is_not_yet() -> None:
    case = given(CONDITION)
    assert case.open == ["gate"] and not case.parked
    case.correct(ok=True)
    assert case.open == ["gate"]
    case.correct(paid=100)
    assert case.open == ["after"]


def test_a_condition_that_is_true_already_holds_up_nobody() -> None:
    assert given(CONDITION, ok=True, paid=100).open == ["after"]


def test_many_waits_for_one_condition_all_go_on() -> None:
    case = given(
        """
        data:
          names: {type: list, of: text}
          ok: {type: yes_no, default: false}
        steps:
          - for_each: all_names
            item: name
            in: names
            steps: [{wait: gate, condition: ok}]
        """,
        names=[str(number) for number in range(250)],
    )
    assert len(case.open) == 250
    case.correct(ok=True)
    assert case.ended == "finished"


MESSAGE = """
data:
  price: {type: money, currency: CNY}
  note: {type: text}
messages:
  quote: {key: ref, keep: 2 days, by_hand: {role: clerk}}
steps:
  - {user_task: before, assign: {role: clerk}}
  - {wait: answer, message: quote, form: {require: [price], edit: [note]}}
  - {user_task: after, assign: {role: clerk}}
"""


def test_waits_for_a_message_and_writes_what_it_brings() -> None:
    case = given(MESSAGE)
    case.complete("before")
    happened = case.message("quote", price="12.50", other="left aside")
    assert case["price"] == 12.5 and case.open == ["after"]
    assert case.one(e.MessageReceived, happened).taken_by == "answer"


def test_a_message_that_comes_early_is_kept_and_then_taken() -> None:
    case = given(MESSAGE)
    happened = case.message("quote", price="12.50")
    assert case.one(e.MessageKept, happened)
    case.after(hours=30)
    case.complete("before")
    assert case.open == ["after"] and case["price"] == 12.5


def test_a_message_kept_too_long_is_dropped() -> None:
    case = given(MESSAGE)
    case.message("quote", price="12.50")
    happened = case.until("2026-03-04 09:00")
    assert case.one(e.MessageDropped, happened).reason == "expired"
    case.complete("before")
    assert case.open == ["answer"]


def test_a_message_with_another_key_is_not_for_this_case() -> None:
    case = given(MESSAGE)
    case.complete("before")
    case.message("quote", "N-7", price="12.50")
    assert case.open == ["answer"]


def test_a_message_that_does_not_fit_writes_nothing_and_the_case_waits_on() -> None:
    case = given(MESSAGE)
    case.complete("before")
    happened = case.message("quote", note="cheap")
    assert "field-missing" in case.one(e.MessageDropped, happened).reason
    happened = case.message("quote", note="cheap", price="dear")
    assert "wrong-type" in case.one(e.MessageDropped, happened).reason
    assert case["note"] is None and not case.all(e.DataWritten, happened) and case.open == ["answer"]


def test_a_message_may_be_recorded_by_hand_by_those_who_may() -> None:
    case = given(MESSAGE)
    case.complete("before")
    with case.refuses("not-allowed"):
        case.record("quote", "meg", price="9")
    with case.refuses("field-missing"):
        case.record("quote", "ann")
    case.record("quote", "ann", price="9")
    assert case.open == ["after"] and case.finished == ["before", "answer"]


def test_its_timer_events_stand_beside_it() -> None:
    case = given(
        PAYMENT.replace(
            "  - {user_task: ship",
            "    events: {nudge: {timer: 24 h after placed_at, steps: [{notify: nudge_them, to: [{role: clerk}], text: pay}]}}\n  - {user_task: ship",
        )
    )
    case.until("2026-03-03 08:00")
    assert case.open == ["money"]
    assert case.told == [("nudge_them", ("ann", "bob", "cat"))]


@pytest.mark.parametrize("outcome, open_", [("paid", ["ship"]), (None, ["ship"]), ("unpaid", [])])
def test_an_operator_may_skip_it(outcome: str | None, open_: list[str]) -> None:
    case = given(PAYMENT)
    case.skip("money", outcome)
    assert case.open == open_ or case.ended == "closed"
