"""end: an end state of the case."""

from kit import given

from engine.runtime import commands as c
from engine.runtime import events as e
from engine.runtime import stimuli as s

ENDS = """
data:
  closed_on: {type: date}
  number: {type: integer, maximum: 5, default: 5}
steps:
  - {user_task: work, assign: {role: clerk}, outcomes: {fine: {}, bad: {next: failed}}}
  - {end: signed-filed, name: Filed, stage: Filed away, set: {closed_on: 2026-03-02}}
  - {end: failed, set: {number: =number + 1}}
"""


def test_the_end_state_is_its_id() -> None:
    case = given(ENDS)
    happened = case.complete("work", "fine")
    assert case.ended == "signed-filed"
    ended = case.one(e.CaseEnded, happened)
    assert (ended.end, ended.how) == ("signed-filed", "completed")


def test_writes_its_set_and_says_its_stage_before_the_case_ends() -> None:
    case = given(ENDS)
    happened = case.complete("work", "fine")
    kinds = [event.kind for event in happened]
    assert kinds.index("data-written") < kinds.index("stage-reached") < kinds.index("case-ended")
    assert str(case["closed_on"]) == "2026-03-02" and case.known.stage == "Filed away"


def test_what_it_cannot_write_stands_in_the_record_and_the_case_ends() -> None:
    case = given(ENDS)
    happened = case.complete("work", "bad")
    assert case.ended == "failed"
    assert "number" in case.one(e.StepSkipped, happened).reason


def test_nothing_is_left_of_a_case_that_has_ended() -> None:
    case = given(ENDS + "messages:\n  news: {key: ref}\nclocks:\n  all: {to: work, due: 5 working days}\n")
    case.message("news")
    case.complete("work", "fine")
    state = case.known
    assert not (state.steps or state.tasks or state.lists or state.deadlines or state.limits or state.kept)
    assert state.next_alarm is None
    assert case.all(e.KeyListened, key=None)


def test_a_case_that_has_ended_refuses_everything() -> None:
    case = given(ENDS)
    case.complete("work", "fine")
    with case.refuses("case-ended"):
        case.command(c.Claim("t1"), "ann")
    with case.refuses("case-ended"):
        case.take(s.Alarm(case.office.now))


def test_waits_for_what_runs_beside() -> None:
    case = given(
        ENDS + "events:\n  look: {name: Look, by: {role: boss}, steps: [{user_task: see, assign: {role: boss}}]}\n"
    )
    case.press("look", "meg")
    case.complete("work", "fine")
    assert case.open == ["see"] and case.ended is None
    case.complete("see")
    assert case.ended == "signed-filed"


def test_an_event_may_still_lead_back_while_the_end_waits() -> None:
    case = given(
        ENDS
        + "events:\n  look: {name: Look, by: {role: boss}, steps: [{user_task: see, assign: {role: boss}, outcomes: {fine: {}, again: {next: work}}}]}\n"
    )
    case.press("look", "meg")
    case.complete("work", "fine")
    case.complete("see", "again")
    assert case.open == ["work"]
    case.complete("work", "bad")
    assert case.ended == "failed"
