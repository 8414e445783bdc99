"""Clocks: limits from one step to another, with pauses."""

from kit import Case, given

from engine.runtime import events as e

REPLY = """
data:
  received_at: {type: date_time, default: '2026-03-02T09:00:00+08:00'}
owner: {role: boss}
clocks:
  answer:
    %s
    to: reply
    due: 4 working hours after received_at
    paused_in: [ask_customer]
    %s
    escalation: {remind: none, raise: none, lapse: {at: due, notify: [{role: finance}]}%s}
steps:
  - {user_task: read, assign: {role: clerk}, outcomes: {clear: {next: reply}, unclear: {}}}
  - {user_task: ask_customer, assign: {role: clerk}, next: read}
  - {user_task: reply, assign: {role: clerk}}
  - {user_task: file, assign: {role: clerk}}
"""


def clock(from_: str = "name: Answer", pause: str = "roll: none", rungs: str = "") -> Case:
    return given(REPLY % (from_, pause, f", {rungs}" if rungs else ""))


def lapses(case: Case) -> int:
    return len([about for about, _ in case.told if about == "answer.lapse"])


def test_runs_from_the_start_of_the_case_to_the_end_of_a_step() -> None:
    case = clock()
    assert case.limit("clock.answer") == "2026-03-02 13:00"
    case.complete("read", "clear")
    case.complete("reply")
    assert case.open == ["file"] and "clock.answer" not in case.known.limits
    case.until("2026-03-03 18:00")
    assert lapses(case) == 0


def test_lapses_like_any_limit() -> None:
    case = clock()
    case.until("2026-03-02 13:00")
    assert case.told == [("answer.lapse", ("fay",))]


def test_begins_with_a_step_where_it_says_so() -> None:
    case = clock("from: reply")
    assert "clock.answer" not in case.known.limits
    case.until("2026-03-02 12:00")
    case.complete("read", "clear")
    assert case.limit("clock.answer") == "2026-03-02 13:00"


def test_stands_still_while_certain_steps_are_open() -> None:
    case = clock()
    case.until("2026-03-02 11:00")
    case.complete("read", "unclear")
    assert case.one(e.ClockPaused).key == "clock.answer"
    case.until("2026-03-02 16:00")
    assert lapses(case) == 0
    case.complete("ask_customer")
    assert case.all(e.ClockResumed)
    assert case.limit("clock.answer") == "2026-03-02 18:00"
    case.until("2026-03-02 17:59")
    assert lapses(case) == 0
    case.until("2026-03-02 18:00")
    assert lapses(case) == 1


def test_several_pauses_add_up() -> None:
    case = clock()
    for _ in range(2):
        case.complete("read", "unclear")
        case.after(hours=1)
        case.complete("ask_customer")
    assert case.limit("clock.answer") == "2026-03-02 15:00"


def test_a_pause_may_be_capped() -> None:
    case = clock(pause="max_pause: 1 working hour")
    case.complete("read", "unclear")
    case.after(hours=3)
    case.complete("ask_customer")
    assert case.limit("clock.answer") == "2026-03-02 14:00"


def test_after_a_pause_it_follows_its_field_as_it_is_then() -> None:
    case = clock()
    case.after(hours=1)
    case.complete("read", "unclear")
    case.correct(received_at="2026-03-02T09:30:00+08:00")
    case.after(hours=1)
    case.complete("ask_customer")
    assert case.limit("clock.answer") == "2026-03-02 14:30"


def test_a_rung_that_repeats_goes_on_after_a_pause() -> None:
    case = clock(rungs="press: {at: 1 working hour after received_at, every: 1 working hour, notify: [{role: boss}]}")
    case.until("2026-03-02 11:00")
    presses = [about for about, _ in case.told if about == "answer.press"]
    assert len(presses) == 2
    case.complete("read", "unclear")
    case.until("2026-03-02 15:30")
    case.complete("ask_customer")
    assert len([about for about, _ in case.told if about == "answer.press"]) == 2
    case.until("2026-03-02 17:30")
    assert len([about for about, _ in case.told if about == "answer.press"]) == 4


def test_a_clock_whose_pause_has_not_ended_stops_with_its_step() -> None:
    case = clock()
    case.complete("read", "unclear")
    case.move("reply")
    case.complete("reply")
    assert "clock.answer" not in case.known.limits and case.known.next_alarm is None


# -- what the same turn has ended or stopped -------------------------------------------------------------------------

NAGGED = """
clocks:
  answer:
    to: reply
    due: 8 h
    paused_in: [ask]
    escalation: {nag: {at: 1 h, every: 1 h, notify: [{role: boss}]}, lapse: none, remind: none, raise: none}
steps:
  - {wait: a_while, timer: 1 h}
  - {user_task: ask, assign: {role: clerk}}
  - {user_task: reply, assign: {role: clerk}}
"""


def test_a_rung_that_comes_in_the_turn_in_which_its_clock_is_paused_does_not_come_again_until_it_runs() -> None:
    case = given(NAGGED)
    case.until("2026-03-02 10:00")
    assert case.open == ["ask"] and len(case.told) == 1 and case.known.next_alarm is None
    case.until("2026-03-02 15:30")
    case.complete("ask")
    case.until("2026-03-02 16:30")
    assert len(case.told) == 2


def test_what_was_asked_for_a_limit_that_the_same_turn_has_dropped_changes_nothing() -> None:
    case = given(
        """
        clocks:
          answer: {to: count, due: 8 h}
        steps:
          - {calculate: count, set: {ref: '="N"'}}
          - {user_task: reply, assign: {role: clerk}}
        """
    )
    assert case.one(e.LimitSet).key == "clock.answer"
    assert not case.known.limits and case.known.next_alarm is None


def test_what_was_asked_for_a_clock_that_the_same_turn_has_paused_does_not_ring() -> None:
    case = given(
        """
        clocks:
          answer: {to: reply, due: 8 h, paused_in: [ask]}
        steps:
          - {user_task: ask, assign: {role: clerk}}
          - {user_task: reply, assign: {role: clerk}}
        """
    )
    assert case.one(e.LimitSet).due is not None
    assert case.limit("clock.answer") is None and case.known.next_alarm is None
    case.until("2026-03-02 17:30")
    assert not case.told
    case.complete("ask")
    assert case.limit("clock.answer") == "2026-03-03 01:30"
