"""Stuck cases: three classes, each with a cause and the evidence for it; slow is not stuck."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from engine.calendars import Calendars
from engine.insight import (
    Coming,
    Heard,
    Known,
    Parked,
    Running,
    Seat,
    Situation,
    Standing,
    explain,
    find_stuck,
    least_time,
    usual_time,
)
from engine.model.plan import Plan
from engine.model.process import ProcessDefinition
from engine.people import read_directory

MONDAY = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
HOUR = timedelta(hours=1)
CALENDARS = Calendars.read(
    [{"calendar": "office", "zone": "Asia/Shanghai", "hours": {"monday-friday": ["09:00-12:00", "13:00-18:00"]}}]
)
DIRECTORY = read_directory({
    "people": {
        "ann": {},
        "bob": {},
        "ill": {"absent": {"from": "2026-03-01", "until": "2026-03-20"}},
        "away": {"absent": {"from": "2026-03-01"}},
        "old": {"left": "2026-02-01"},
    },
    "stand_ins": [{"person": "bob", "for": "away", "from": "2026-03-01"}],
})  # fmt: skip
KNOWN = Known(CALENDARS, DIRECTORY)
PLAN = Plan(
    ProcessDefinition.model_validate({
        "process": "leave",
        "name": "请假",
        "department": "hr",
        "business_key": "no",
        "data": {"no": {"type": "text"}},
        "messages": {"paid": {"name": "已付", "key": "no"}},
        "start": {"application": {"by": {"role": "clerk"}}},
        "steps": [
            {"user_task": "check", "assign": {"role": "clerk"}},
            {"wait": "payment", "message": "paid"},
            {"wait": "pause", "timer": "2 days"},
            {"wait": "gate", "condition": "no != null"},
            {"service_task": "ship", "service": "http.post"},
            {"call_process": "dispatch", "process": "warehouse"},
            {"end": "granted"},
        ],
        "clocks": {"reply": {"to": "ship", "due": "4 working hours"}},
    })
)  # fmt: skip


def seat(*people: str, holder: str | None = None, due: datetime | None = None, **more: Any) -> Seat:
    """A seat of the check, offered on Monday at nine."""
    held = MONDAY if holder else None
    return Seat("t1", MONDAY, people or ((holder,) if holder else ()), holder, held, due, **more)


def at(step: str, kind: str, *seats: Seat, **more: Any) -> Standing:
    """The case stands at a step since Monday at nine."""
    return Standing("s1", step, kind, more.pop("since", MONDAY), seats=seats, **more)


def case(*standing: Standing, **more: Any) -> Situation:
    """An open case."""
    return Situation("c1", "leave", "QJ-1", "ann", MONDAY, MONDAY, PLAN, standing, **more)


def cause(situation: Situation, now: datetime = MONDAY + HOUR, known: Known = KNOWN) -> str:
    """The cause of the one step where the case stands."""
    (found,) = explain(situation, now, known).waits
    return found.cause


def told(situation: Situation, code: str, now: datetime = MONDAY + HOUR) -> list[dict[str, Any]]:
    """The evidence of one kind."""
    return [
        dict(one.values) for step in explain(situation, now, KNOWN).waits for one in step.evidence if one.code == code
    ]


# -- causes ---------------------------------------------------------------------------------------------------------


def test_a_holder_who_has_not_acted() -> None:
    situation = case(at("check", "user_task", seat(holder="bob")))
    assert cause(situation) == "assignee-has-not-acted"
    assert told(situation, "held", MONDAY + 26 * HOUR) == [
        {"by": "bob", "task": "t1", "since": MONDAY, "working": 10 * 3600}
    ]


def test_a_group_of_whom_nobody_has_claimed() -> None:
    situation = case(at("check", "user_task", seat("ann", "bob")))
    assert cause(situation) == "nobody-has-claimed"
    assert told(situation, "offered")[0]["to"] == ["ann", "bob"]


def test_a_holder_who_is_away_without_a_stand_in() -> None:
    assert cause(case(at("check", "user_task", seat(holder="ill")))) == "assignee-away"
    assert cause(case(at("check", "user_task", seat(holder="away")))) == "assignee-has-not-acted"


def test_only_people_who_have_left() -> None:
    situation = case(at("check", "user_task", seat("old", "gone")))
    assert cause(situation) == "nobody-may-act"
    assert [one["who"] for one in told(situation, "gone")] == ["old", "gone"]
    assert cause(case(at("check", "user_task", seat("old", "ann")))) == "nobody-has-claimed"


def test_a_task_nobody_was_found_for() -> None:
    assert cause(case(at("check", "user_task"))) == "nobody-may-act"


def test_a_vote_that_is_short() -> None:
    situation = case(at("check", "user_task", seat(holder="bob"), votes=(("ann", "approve"),)))
    assert cause(situation) == "vote-short"
    assert told(situation, "voted") == [{"by": "ann", "outcome": "approve"}]


def test_the_initiator_after_a_return() -> None:
    back = case(at("check", "user_task", seat(holder="ann"), returned_by="bob"))
    assert cause(back) == "waiting-for-initiator"
    assert cause(case(at("check", "user_task", seat(holder="bob"), returned_by="ann"))) == "assignee-has-not-acted"


def test_a_clock_that_stands_still() -> None:
    paused = Running("t1", None, MONDAY, "ask_customer")
    situation = case(at("check", "user_task", seat(holder="bob")), limits=(paused,))
    assert cause(situation) == "clock-paused"
    assert told(situation, "paused") == [{"since": MONDAY, "for": "ask_customer"}]


def test_a_message_and_the_one_that_came_with_another_key() -> None:
    situation = case(at("payment", "wait"), keys={"paid": "QJ-1"}, messages=(Heard("paid", "QJ-7", MONDAY, "kept"),))
    assert cause(situation) == "waiting-for-message"
    assert told(situation, "hears") == [{"message": "paid", "key": "QJ-1"}]
    assert told(situation, "other-message")[0]["key"] == "QJ-7"


def test_a_timer_and_a_condition() -> None:
    until = MONDAY + timedelta(days=2)
    situation = case(at("pause", "wait"), coming=(Coming(until, "s1:timer", "timer", "pause"),))
    assert cause(situation) == "waiting-for-timer"
    assert told(situation, "waits") == [{"until": until}]
    assert cause(case(at("gate", "wait"))) == "waiting-for-condition"


def test_a_service_that_is_being_called_and_one_that_fails() -> None:
    assert cause(case(at("ship", "service_task", service="http.post", attempts=1))) == "waiting-for-service"
    failing = case(at("ship", "service_task", service="http.post", attempts=3, last_error="failed: timeout"))
    assert cause(failing) == "service-failing"
    assert told(failing, "failed") == [{"service": "http.post", "attempts": 3, "error": "failed: timeout"}]


def test_a_batch_that_is_not_released() -> None:
    assert cause(case(at("check", "user_task", batch="leave-check-batch:1"))) == "waiting-for-batch"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("condition-null", "data-gives-no-answer"),
        ("no-rule", "data-gives-no-answer"),
        ("nobody-found", "nobody-may-act"),
        ("join-unreachable", "join-dead"),
        ("service-failed", "service-failing"),
        ("call-failed", "called-case"),
    ],
)
def test_an_incident_has_the_cause_of_its_code(code: str, expected: str) -> None:
    assert cause(case(at("ship", "service_task"), parked=(Parked("s1", "ship", code, "…", MONDAY),))) == expected


def test_a_called_case_is_followed_to_the_root() -> None:
    broken = case(at("ship", "service_task"), parked=(Parked("s1", "ship", "no-rule", "…", MONDAY),))
    root = replace(broken, case_id="c3", process="courier")
    middle = replace(case(at("dispatch", "call_process"), called={"s1": root}), case_id="c2")
    situation = case(at("dispatch", "call_process"), called={"s1": middle})
    found = find_stuck(situation, MONDAY + HOUR, KNOWN)
    assert found is not None
    assert (found.stuck, found.cause, found.root) == ("cannot_move", "called-case", "c3")


# -- classes --------------------------------------------------------------------------------------------------------


def test_a_healthy_case_is_not_stuck() -> None:
    due = MONDAY + timedelta(days=1)
    situation = case(at("check", "user_task", seat(holder="bob", due=due)), coming=(Coming(due, "t1", "lapse"),))
    explained = explain(situation, MONDAY + HOUR, KNOWN)
    assert explained.stuck is None
    assert explained.coming[0].rung == "lapse"
    assert (explained.waits[0].people, explained.waits[0].due) == (("bob",), due)


def test_a_case_past_its_due_time_does_not_move() -> None:
    due = MONDAY + 3 * HOUR
    situation = case(
        at("check", "user_task", seat(holder="bob", due=due)), coming=(Coming(MONDAY + 9 * HOUR, "t1", "raise"),)
    )
    assert find_stuck(situation, due, KNOWN) is None, "who acts in the very second of a deadline is in time"
    found = find_stuck(situation, MONDAY + 6 * HOUR, KNOWN)
    assert found is not None
    assert (found.stuck, found.cause, found.since) == ("does_not_move", "assignee-has-not-acted", due)
    assert found.stuck_for == 2 * 3600, "lunch does not count"
    assert found.next == situation.coming[0]
    assert found.evidence[0].values == {"due": due, "working": 2 * 3600}


def test_the_limit_of_the_whole_case_counts_too() -> None:
    situation = case(at("ship", "service_task"), limits=(Running("clock.reply", MONDAY + HOUR),))
    found = find_stuck(situation, MONDAY + 2 * HOUR, KNOWN)
    assert found is not None and found.stuck == "does_not_move"
    paused = replace(situation, limits=(Running("clock.reply", None, MONDAY, "x"),))
    assert find_stuck(paused, MONDAY + 2 * HOUR, KNOWN) is None


def test_longer_than_usual_counts_only_where_nothing_is_due() -> None:
    known = replace(KNOWN, usual={"check": 3600})
    situation = case(at("check", "user_task", seat(holder="bob")))
    assert find_stuck(situation, MONDAY + HOUR, known) is None
    found = find_stuck(situation, MONDAY + 2 * HOUR, known)
    assert found is not None and (found.stuck, found.stuck_for) == ("does_not_move", 3600)
    due = MONDAY + timedelta(days=9)
    assert find_stuck(case(at("check", "user_task", seat(holder="bob", due=due))), MONDAY + 2 * HOUR, known) is None


def test_a_night_does_not_make_a_case_stuck() -> None:
    known = replace(KNOWN, usual={"check": 3600})
    evening = MONDAY + timedelta(hours=8, minutes=30)
    situation = case(at("check", "user_task", replace(seat(holder="bob"), held_since=evening), since=evening))
    assert find_stuck(situation, MONDAY + timedelta(days=1), known) is None


def test_a_timer_is_never_slow() -> None:
    known = replace(KNOWN, usual={"pause": 60})
    assert find_stuck(case(at("pause", "wait")), MONDAY + timedelta(days=3), known) is None


def test_a_case_will_be_late_when_the_rest_takes_longer_than_is_left() -> None:
    due = MONDAY + 8 * HOUR
    situation = case(at("check", "user_task", seat(holder="bob", due=due)), limits=(Running("case", due),))
    known = replace(KNOWN, least={("check", None): 5 * 3600})
    assert find_stuck(situation, MONDAY + HOUR, known) is None
    found = find_stuck(situation, MONDAY + 3 * HOUR, known)
    assert found is not None
    assert (found.stuck, found.stuck_for) == ("will_be_late", 3600)
    assert found.evidence[0].values == {"of": "case", "due": due, "left": 4 * 3600, "working": 5 * 3600}


def test_a_clock_is_late_by_what_leads_to_its_end() -> None:
    situation = case(at("check", "user_task", seat(holder="bob")), limits=(Running("clock.reply", MONDAY + 2 * HOUR),))
    known = replace(KNOWN, least={("check", "ship"): 3 * 3600, ("check", None): 1})
    found = find_stuck(situation, MONDAY, known)
    assert found is not None and found.evidence[0].values["of"] == "clock.reply"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"outside": "no-worker"}, "no-worker"),
        ({"outside": "workflow-failing"}, "workflow-failing"),
        ({"needs_repair": True}, "engine-behind"),
    ],
)
def test_what_holds_the_whole_case_comes_first(more: dict[str, Any], expected: str) -> None:
    found = find_stuck(case(at("check", "user_task", seat(holder="bob")), **more), MONDAY + HOUR, KNOWN)
    assert found is not None and (found.stuck, found.cause) == ("cannot_move", expected)


def test_an_open_case_that_stands_nowhere_is_dead() -> None:
    found = find_stuck(case(), MONDAY + HOUR, KNOWN)
    assert found is not None and (found.stuck, found.cause) == ("cannot_move", "join-dead")


def test_what_cannot_move_outweighs_what_is_late() -> None:
    late = at("check", "user_task", seat(holder="bob", due=MONDAY))
    parked = replace(at("ship", "service_task"), instance="s2")
    situation = case(late, parked, parked=(Parked("s2", "ship", "no-rule", "…", MONDAY + HOUR),))
    found = find_stuck(situation, MONDAY + 2 * HOUR, KNOWN)
    assert found is not None and (found.stuck, found.step) == ("cannot_move", "ship")


# -- history --------------------------------------------------------------------------------------------------------


def test_usual_is_what_nine_of_ten_took_in_working_time() -> None:
    spans = [(MONDAY, MONDAY + timedelta(minutes=minutes)) for minutes in range(1, 11)]
    assert usual_time(spans, CALENDARS, None) == 9 * 60
    assert usual_time(spans[:9], CALENDARS, None) is None, "too few to say"
    over_lunch = [(MONDAY, MONDAY + 5 * HOUR)] * 10
    assert usual_time(over_lunch, CALENDARS, "no-such-calendar") == 4 * 3600


def test_least_is_the_fastest_there_was() -> None:
    spans = [(MONDAY, MONDAY + timedelta(minutes=minutes)) for minutes in (9, 3, 7, 5, 4)]
    assert least_time(spans, CALENDARS, None) == 180
    assert least_time(spans[:4], CALENDARS, None) is None
