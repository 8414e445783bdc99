"""Keys say whose they are: their forms are disjoint, whatever the ids of a definition and of messages look like."""

import itertools

import pytest
from kit import given

from engine.runtime import events as e
from engine.runtime.limit_keys import (
    LimitKey,
    clock_key,
    deadline_name,
    event_key,
    keeping_name,
    limit_of,
    read_key,
    rung_key,
    seat_before,
    seat_beside,
    timer_key,
)

IDS = ("t5", "s3", "case", "clock", "timer", "retry", "keep", "a", "t5_2")
"""Ids an author may choose, as like to those of the engine as they can be."""

FORMS = {
    "case": LimitKey("case"),
    "t5": LimitKey("t5"),
    seat_beside("t5", 2): LimitKey("t5-2"),
    "s3": LimitKey("s3"),
    timer_key("s3"): LimitKey("s3", waits=True),
    **{clock_key(one): LimitKey(clock=one) for one in IDS},
    **{event_key("s3", one): LimitKey("s3", event=one) for one in IDS},
    **{event_key(None, one): LimitKey("case", event=one) for one in IDS},
    **{rung_key(of, one): LimitKey(of, rung=one) for of in ("case", "t5", "t5-2", "s3") for one in IDS},
    **{rung_key(clock_key(one), two): LimitKey(clock=one, rung=two) for one, two in itertools.product(IDS, IDS)},
}


def test_no_two_things_share_a_key_and_each_is_read_as_what_it_is() -> None:
    assert len(FORMS) == 5 + 3 * len(IDS) + 4 * len(IDS) + len(IDS) ** 2
    assert {key: read_key(key) for key in FORMS} == FORMS


def test_no_deadline_of_a_limit_is_that_of_a_message_whatever_its_id() -> None:
    names = {deadline_name(key, rung) for key, rung in itertools.product(FORMS, IDS)}
    assert not names & {keeping_name(one) for one in (*FORMS, *names)}


@pytest.mark.parametrize("wrong", ["", "n5", "t5.2", "clock", "s3:later", "t5|", "t5 ", "s3#1"])
def test_what_is_no_key_is_said_to_be_none(wrong: str) -> None:
    with pytest.raises(ValueError, match="Expected the key of a limit"):
        read_key(wrong)


def test_a_seat_beside_another_knows_it() -> None:
    assert seat_before(seat_beside("t5", 12)) == "t5" and seat_before("t5") is None


def test_a_rung_belongs_to_its_limit() -> None:
    assert limit_of(rung_key("t5-2", "remind")) == "t5-2"


def test_timers_are_told_from_limits() -> None:
    timers = [key for key, named in FORMS.items() if named.is_timer]
    whole = [key for key, named in FORMS.items() if named.is_of_the_whole]
    assert "s3:timer" in timers and "case.t5" in timers and "t5|remind" not in FORMS
    assert whole == ["case", *map(clock_key, IDS)]


# -- lived ----------------------------------------------------------------------------------------------------------


def test_a_rung_may_be_called_timer() -> None:
    case = given(
        """
        steps:
          - user_task: work
            assign: {role: boss}
            due: 1 day
            escalation: {timer: {at: 2 h, notify: [{role: gm}]}}
        """
    )
    case.until("2026-03-02 11:00")
    assert case.told == [("work.timer", ("gus",))] and case.open == ["work"]


def test_a_message_that_calls_itself_like_a_task_does_not_mix_with_its_limit() -> None:
    case = given(
        """
        data:
          due_in: {type: duration, default: 1 day}
        messages:
          paper: {key: ref, keep: 2 days}
        steps:
          - {user_task: work, assign: {role: boss}, due: due_in}
          - {wait: gate, message: paper}
        """
    )
    task = case.task("work").id
    case.message("paper", id=task)
    case.correct(due_in="2 h")
    assert case.due("work") == "2026-03-02 11:00"
    case.complete("work")
    assert case.ended == "finished" and case.one(e.MessageReceived).id == task


def test_a_clock_that_is_called_like_a_task_is_a_clock() -> None:
    case = given(
        """
        clocks:
          t3: {to: work, due: 2 days}
        steps:
          - {user_task: work, assign: {role: boss}, due: 1 day}
        """
    )
    assert case.task("work").id == "t3"
    assert (case.limit("t3"), case.limit("clock.t3")) == ("2026-03-03 09:00", "2026-03-04 09:00")


def test_a_seat_that_the_directory_added_has_the_limit_of_its_step() -> None:
    case = given(
        """
        steps:
          - user_task: work
            assign: {role: clerk, each: true}
            vote: {done: all}
            outcomes: {done: {}}
            due: 1 day
            escalation: {soon: {at: 2 h, notify: [{person: assignee}]}}
        """
    )
    assert len({limit.due for limit in case.known.limits.values()}) == 1 and len(case.known.limits) == 3
    case.until("2026-03-02 11:00")
    assert case.told == [("work.soon", (one,)) for one in ("ann", "bob", "cat")]
