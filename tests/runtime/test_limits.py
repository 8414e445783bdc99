"""Limits: due times, rungs, what they do, and how they follow their fields."""

import pytest
from kit import Case, given

from engine.runtime import events as e

TASK = """
data:
  etd: {type: date}
  before: {type: date}
  limit: {type: duration, default: 4 working hours}
  urgent: {type: yes_no, default: false}
steps:
  - user_task: work
    assign: {role: clerk}
    due: %s
    %s
    outcomes: {done_well: {}, given_up: {next: dropped}}
  - end: finished
  - end: dropped
"""


def task(due: str = "1 working day", more: str = "name: Work", **handed_in: object) -> Case:
    return given(TASK % (due, more), **handed_in)


def told(case: Case, about: str) -> list[tuple[str, ...]]:
    return [to for about_, to in case.told if about_ == about]


# -- when ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "due, at",
    [
        ("1 working day", "2026-03-03 09:00"),
        ("12 working hours", "2026-03-03 12:00"),
        ("30 h", "2026-03-03 15:00"),
        ("limit", "2026-03-02 13:00"),
        ("etd", "2026-03-20 18:00"),
        ("2 days before etd", "2026-03-18 18:00"),
        ("1 working day after etd", "2026-03-23 18:00"),
        ("09:30 on etd", "2026-03-20 09:30"),
        ("'19:30'", "2026-03-02 19:30"),
        ("next of 14:00, 15:00", "2026-03-02 14:00"),
        ("end of working day", "2026-03-02 18:00"),
    ],
)
def test_a_task_is_due_at_its_moment(due: str, at: str) -> None:
    assert task(due, etd="2026-03-20").due("work") == at


def test_says_when_and_why() -> None:
    case = task("2 days before etd", etd="2026-03-20")
    limit = case.one(e.LimitSet)
    assert limit.calendar == "office" and limit.why["moment"] == "2 days before etd"


def test_the_calendar_of_the_step_counts() -> None:
    assert task("12 working hours", "calendar: counter").due("work") == "2026-03-02 21:00"


def test_a_due_time_follows_its_field_and_does_not_come_while_that_is_empty() -> None:
    case = task("2 days before etd")
    assert case.due("work") is None and case.known.next_alarm is None
    case.correct(etd="2026-03-20")
    assert case.due("work") == "2026-03-18 18:00"
    case.correct(etd="2026-03-27")
    assert case.due("work") == "2026-03-25 18:00"
    case.until("2026-03-20 18:00")
    assert not told(case, "work.lapse")
    case.correct(etd=None)
    assert case.due("work") is None and case.known.next_alarm is None


def test_nothing_else_moves_it() -> None:
    case = task("2 days before etd", etd="2026-03-20")
    case.correct(urgent=True)
    assert len(case.all(e.LimitSet)) == 1


# -- the company's rungs ---------------------------------------------------------------------------------------------


def test_a_limit_reminds_lapses_and_is_raised() -> None:
    case = task("10 working hours")
    case.claim("work", "bob")
    case.until("2026-03-02 16:59")
    assert not case.told
    case.until("2026-03-02 17:00")
    assert told(case, "work.remind") == [("bob",)]
    case.until("2026-03-03 10:00")
    assert told(case, "work.lapse") == [("bob", "meg")]
    case.until("2026-03-04 11:00")
    assert told(case, "work.raise") == [("gus",)]
    assert case.open == ["work"]


def test_a_date_is_reminded_of_on_the_working_day_before() -> None:
    case = task("etd", etd="2026-03-09")
    case.until("2026-03-06 09:00")
    assert told(case, "work.remind") == [("ann", "bob", "cat")]


def test_of_an_unclaimed_task_those_are_told_who_may_claim_it() -> None:
    case = task("10 working hours")
    case.until("2026-03-03 10:00")
    assert told(case, "work.lapse") == [("ann", "bob", "cat", "meg")]


def test_a_task_done_in_time_tells_nobody() -> None:
    case = task("10 working hours")
    case.complete("work", "done_well")
    case.until("2026-03-09 10:00")
    assert not case.told


def test_in_the_very_second_of_the_deadline_one_is_in_time() -> None:
    case = task("10 working hours")
    case.until("2026-03-03 10:00", including=False)
    case.complete("work", "done_well")
    assert not told(case, "work.lapse")


def test_a_rung_may_be_taken_away_or_replaced() -> None:
    case = task("10 working hours", "escalation: {remind: none, lapse: {at: due, notify: [{role: finance}]}}")
    case.until("2026-03-03 10:00")
    assert case.told == [("work.lapse", ("fay",))]


def test_short_limits_send_no_notices_of_the_company() -> None:
    case = task("4 min", "escalation: {mine: {at: due, notify: [{role: finance}]}}")
    case.after(hours=1)
    assert case.told == [("work.mine", ("fay",))]


# -- rungs of one's own ----------------------------------------------------------------------------------------------

QUIET = "remind: none, lapse: none, raise: none"


def rung(what: str, due: str = "10 working hours", **handed_in: object) -> Case:
    return task(due, f"escalation: {{{QUIET}, mine: {{{what}}}}}", **handed_in)


@pytest.mark.parametrize(
    "at, comes",
    [
        ("50%", "2026-03-02 14:00"),
        ("150%", "2026-03-03 15:00"),
        ("due", "2026-03-03 10:00"),
        ("2 h before due", "2026-03-03 08:00"),
        ("1 working hour after due", "2026-03-03 11:00"),
        ("'19:30'", "2026-03-02 19:30"),
        ("09:00 on 1 day before etd", "2026-03-09 09:00"),
    ],
)
def test_a_rung_comes_at_a_moment_or_a_share_of_the_time_allowed(at: str, comes: str) -> None:
    case = rung(f"at: {at}, notify: [{{role: finance}}]", etd="2026-03-10")
    case.until(comes, including=False)
    assert not case.told
    case.until(comes)
    assert told(case, "work.mine") == [("fay",)]


def test_a_rung_has_a_text_with_the_names_it_knows() -> None:
    case = rung("at: due, notify: [{role: finance}], text: 'late: {assignee}, due {due}'")
    case.claim("work", "bob")
    case.until("2026-03-03 10:00")
    assert case.one(e.NoticeAddressed).text == "late: bob, due 2026-03-03 10:00"


def test_a_rung_repeats_with_every_until_the_task_is_done() -> None:
    case = rung("at: due, every: 2 working hours, notify: [{role: finance}]")
    case.until("2026-03-03 14:30")
    assert len(case.told) == 3
    case.complete("work", "done_well")
    case.until("2026-03-05 14:30")
    assert len(case.told) == 3


def test_a_rung_whose_if_is_false_does_nothing_that_time() -> None:
    case = rung("at: due, every: 2 working hours, if: urgent, notify: [{role: finance}]")
    case.until("2026-03-03 11:00")
    assert not case.told
    case.correct(urgent=True)
    case.until("2026-03-03 12:00")
    assert len(case.told) == 1


def test_a_rung_hands_the_task_on_to_others() -> None:
    case = rung("at: due, reassign: {role: night}")
    case.claim("work", "bob")
    happened = case.until("2026-03-03 10:00")
    assert case.offered("work") == ("nat",)
    assert case.one(e.TaskOffered, happened).moved
    with case.refuses("not-yours"):
        case.complete("work", "done_well", by="bob")
    case.complete("work", "done_well", by="nat")


def test_a_rung_that_finds_nobody_leaves_the_task_where_it_is() -> None:
    case = rung("at: due, reassign: {role: nobody}")
    case.claim("work", "bob")
    case.until("2026-03-03 10:00")
    assert case.holder("work") == "bob" and not case.parked


def test_a_rung_adds_people_to_those_who_may() -> None:
    case = rung("at: due, add: [{role: finance}]")
    case.until("2026-03-03 10:00")
    assert case.offered("work") == ("ann", "bob", "cat", "fay")


def test_a_rung_decides_by_timeout_and_the_record_says_so() -> None:
    case = rung("at: due, outcome: given_up")
    happened = case.until("2026-03-03 10:00")
    decided = case.one(e.TaskDecided, happened)
    assert decided.by_timeout and decided.outcome == "given_up"
    assert case.ended == "dropped"


def test_who_decided_by_timeout_is_nobody() -> None:
    case = given("""
        data:
          who: {type: text}
        steps:
          - user_task: work
            assign: {role: clerk}
            due: 1 h
            escalation: {over: {at: due, outcome: lapsed}}
            outcomes: {fine: {}, lapsed: {}}
          - {calculate: note, set: {who: '=if steps.work.by = null then "nobody" else steps.work.by'}}
        """)
    case.after(hours=1)
    assert case["who"] == "nobody"


def test_rungs_follow_the_due_time_and_come_again_only_for_what_is_still_ahead() -> None:
    case = rung("at: 1 day before due, notify: [{role: finance}]", "etd", etd="2026-03-05")
    case.until("2026-03-04 18:00")
    assert len(case.told) == 1
    case.correct(etd="2026-03-04")
    case.until("2026-03-06 09:00")
    assert len(case.told) == 1
    case.correct(etd="2026-03-20")
    case.until("2026-03-19 18:00")
    assert len(case.told) == 2


def test_a_rung_follows_a_field_of_its_own() -> None:
    case = rung("at: 09:00 on before, notify: [{role: finance}]", before="2026-03-04")
    case.correct(before="2026-03-12")
    case.until("2026-03-11 09:00")
    assert not case.told
    case.until("2026-03-12 09:00")
    assert len(case.told) == 1


def test_a_rung_that_cannot_act_parks_the_step_and_a_retry_acts() -> None:
    case = rung("at: due, notify: [{person: 'if urgent then \"fay\" else 5'}]")
    case.until("2026-03-03 10:00")
    assert case.parked == {"work": "not-people"}
    assert case.open == ["work"]
    case.correct(urgent=True)
    case.retry()
    assert case.told == [("work.mine", ("fay",))] and not case.parked


def test_a_parked_rung_is_settled_with_its_task() -> None:
    case = rung("at: due, notify: [{person: 'if urgent then \"fay\" else 5'}]")
    case.until("2026-03-03 10:00")
    case.complete("work", "done_well")
    assert case.ended == "finished"


# -- limits of other things ------------------------------------------------------------------------------------------


def test_the_case_has_a_limit_of_its_own() -> None:
    case = given("""
        due: 5 working days
        owner: {role: boss}
        steps:
          - {user_task: work, assign: {role: clerk}}
        """)
    case.until("2026-03-09 09:00")
    assert told(case, "case.lapse") == [("meg", "gus")]
    case.complete("work")
    assert case.ended == "finished" and case.known.next_alarm is None


def test_a_service_or_call_has_a_limit_and_its_owner_is_told() -> None:
    case = given("""
        owner: {role: boss}
        steps:
          - {call_process: dispatch, process: warehouse-dispatch, due: 2 working hours}
        """)
    case.until("2026-03-02 11:00")
    assert told(case, "dispatch.lapse") == [("meg", "gus")]


def test_each_task_counts_from_its_own_offer() -> None:
    case = given("""
        steps:
          - user_task: sign
            assign: [{role: clerk}, {role: boss}]
            order: sequential
            due: 1 working day
        """)
    assert case.due("sign") == "2026-03-03 09:00"
    case.after(hours=2)
    case.complete("sign")
    assert case.due("sign") == "2026-03-03 11:00"


def test_defaults_are_those_of_every_user_task() -> None:
    case = given("""
        defaults:
          calendar: counter
          escalation: {shift: {at: '19:30', every: 1 day, reassign: {role: night}}}
        steps:
          - {user_task: work, assign: {role: clerk}, due: 12 working hours}
        """)
    assert case.due("work") == "2026-03-02 21:00"
    case.until("2026-03-02 19:30")
    assert case.offered("work") == ("nat",)


def test_a_rung_at_a_moment_needs_no_due_time() -> None:
    case = given("""
        steps:
          - user_task: work
            assign: {role: clerk}
            escalation: {shift: {at: '19:30', reassign: {role: night}}}
        """)
    case.until("2026-03-02 19:30")
    assert case.offered("work") == ("nat",) and case.due("work") is None


def test_deadlines_are_rung_in_their_order_however_late() -> None:
    case = task("10 working hours")
    case.office.now = case.office.now.replace(day=20)
    happened = case.complete("work", "done_well")
    assert [one.about for one in case.all(e.NoticeAddressed)] == ["work.remind", "work.lapse", "work.raise"]
    assert case.ended == "finished" and happened


def test_a_limit_before_a_day_that_means_no_end_comes_then() -> None:
    case = given("""
        data:
          ends: {type: date, default: 9999-12-31}
        steps:
          - user_task: renew
            assign: {role: clerk}
            due: 5 working days before ends
        """)
    assert not case.parked
    due = case.task("renew").due
    assert due is not None and due.year == 9999
