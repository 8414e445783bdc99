"""Rules that fail when a turn is committed: what they were asked for is parked, and the rest of the case goes on."""

import pytest
from kit import Case, given
from tales import CALENDARS

from engine.calendars import Calendars
from engine.runtime import FactQuestion, Facts, NeedsFacts, apply, look_up
from engine.runtime import commands as c
from engine.runtime import events as e
from engine.runtime import stimuli as s
from engine.runtime.facts import NoAnswer
from engine.runtime.packing import pack_state, unpack_state

NO_PEOPLE = "'if manager of(initiator) = \"%s\" then amount else initiator'"
"""A rule that gives a number as long as `%s` is the manager of the initiator."""

TWO = """
data:
  amount: {type: number, default: 5}
  limit: {type: duration, default: 1 day}
%s
steps:
  - parallel: both
    branches:
      one:
        steps:
          - %s
      two: {steps: [{user_task: other, assign: {role: clerk}}]}
  - end: finished
"""
WITHOUT_COUNTER = [{**CALENDARS.written["calendars"]["office"]}]


def beside(step: str, more: str = "", **handed_in: object) -> Case:
    """A step with a rule that fails, beside one without."""
    return given(TWO % (more, step), **handed_in)


def without_the_counter(case: Case) -> None:
    case.office.calendars = Calendars.read(WITHOUT_COUNTER)


# -- who -------------------------------------------------------------------------------------------------------------


def test_a_rule_that_names_no_people_parks_its_step_and_a_retry_asks_again() -> None:
    case = beside(f"{{user_task: work, assign: {{person: {NO_PEOPLE % 'meg'}}}, due: 1 day}}")
    assert case.parked == {"work": "who-failed"} and case.open == ["work", "other"]
    text = case.one(e.IncidentRaised).text
    assert text.startswith("Expected a rule that names people, but: ") and text.endswith("then retry")
    case.complete("other")
    case.retry()
    assert case.parked == {"work": "who-failed"}
    case.office.people(ini={"manager": "gus"})
    case.retry()
    assert not case.parked and case.offered("work") == ("ini",) and case.due("work") == "2026-03-03 09:00"
    case.complete("work", by="ini")
    assert case.ended == "finished"


def test_a_task_whose_people_cannot_be_found_has_no_limit_that_runs() -> None:
    case = beside(f"{{user_task: work, assign: {{person: {NO_PEOPLE % 'meg'}}}, due: 1 day}}")
    case.until("2026-03-09 09:00")
    assert not case.told and not case.known.limits


def test_of_a_notice_those_are_told_whose_rule_can_be_read() -> None:
    to = f"[{{role: boss}}, {{person: {NO_PEOPLE % 'meg'}}}]"
    case = beside(f"{{notify: tell, to: {to}, text: done}}")
    assert case.told == [("tell", ("meg",))] and list(case.parked.values()) == ["who-failed"]
    case.office.people(ini={"manager": "gus"})
    case.retry()
    assert case.told == [("tell", ("meg",)), ("tell", ("ini",))] and not case.parked


def test_a_rung_that_cannot_say_to_whom_it_hands_a_task_on_parks_the_task() -> None:
    rung = f"{{at: 2 h, reassign: {{person: {NO_PEOPLE % 'meg'}}}}}"
    case = beside(f"{{user_task: work, assign: {{role: boss}}, escalation: {{hand_on: {rung}}}}}")
    case.until("2026-03-02 11:00")
    assert case.parked == {"work": "who-failed"} and case.offered("work") == ("meg",)
    case.office.people(ini={"manager": "gus"})
    case.retry()
    assert case.offered("work") == ("ini",) and not case.parked


def test_whoever_may_not_be_told_apart_is_refused_and_nothing_changes() -> None:
    by = f"{{person: {NO_PEOPLE % 'meg'}}}"
    case = beside("{user_task: work, assign: {role: clerk}}", f"events:\n  stop: {{by: {by}, next: finished}}")
    with case.refuses("rule-failed"):
        case.press("stop")


# -- when ------------------------------------------------------------------------------------------------------------


def test_a_timer_that_lies_beyond_time_parks_its_wait_until_it_is_mended() -> None:
    case = beside("{wait: a_while, timer: limit}", limit="10000 years")
    assert case.parked == {"a_while": "due-failed"}
    assert case.one(e.IncidentRaised).text == (
        "Expected a time for `limit`, but: year 12026 is out of range. Mend the calendar or the data, then retry"
    )
    case.complete("other")
    case.correct(limit="2 h")
    assert not case.parked
    case.until("2026-03-02 11:00")
    assert case.ended == "finished"


def test_a_task_without_a_due_time_can_be_done_and_that_ends_its_incident() -> None:
    case = beside("{user_task: work, assign: {role: boss}, calendar: counter, due: limit}", limit="10000 years")
    case.complete("work")
    assert not case.parked and case.one(e.IncidentResolved).how == "left"


def test_a_retry_counts_from_when_the_step_began() -> None:
    step = "{user_task: work, assign: {role: boss}, calendar: counter, due: limit}"
    case = beside(step)
    without_the_counter(case)
    case.correct(limit="2 working days")
    assert case.parked == {"work": "due-failed"} and case.due("work") == "2026-03-03 09:00"
    case.until("2026-03-02 15:00")
    case.office.calendars = CALENDARS
    case.retry()
    assert case.due("work") == "2026-03-04 09:00" and not case.parked


def test_the_limit_of_the_case_is_asked_for_until_it_has_an_answer() -> None:
    case = beside("{user_task: work, assign: {role: boss}}", "due: 10000 years")
    assert len(case.parked) == 1
    case.complete("work")
    assert case.parked == {"other": "due-failed"} or case.parked == {"both": "due-failed"}
    assert len(case.all(e.IncidentRaised)) <= 2


def test_asked_twice_in_vain_it_is_one_incident() -> None:
    case = beside("{wait: a_while, timer: limit}", limit="10000 years")
    case.correct(limit="9000 years")
    assert len(case.known.incidents) == 1


def test_what_waits_for_its_turn_to_be_parked_outlives_a_change_of_run() -> None:
    case = given(
        """
        data:
          limit: {type: duration, default: 10000 years}
        steps:
          - parallel: both
            branches:
              one: {steps: [{wait: first, timer: limit}]}
              two: {steps: [{wait: second, timer: limit}]}
        """
    )
    assert case.parked == {"first": "due-failed", "second": "due-failed"}
    assert unpack_state(case.plan, pack_state(case.plan, case.known)) == case.known


# -- facts -----------------------------------------------------------------------------------------------------------


def test_a_fact_without_an_answer_fails_the_expression_that_asks() -> None:
    case = given(
        """
        data:
          day: {type: date, default: 2026-03-02}
        steps:
          - {user_task: work, assign: {role: boss}}
          - {user_task: check, if: 'working days between(day, day) > 3', assign: {role: boss}}
        """
    )
    done = s.Commanded(case.office.now, "k1", "meg", c.Complete(case.task("work").id))
    with pytest.raises(NeedsFacts) as needed:
        apply(case.plan, case.known, done)
    facts = Facts({one.key: NoAnswer("the calendar has no open days") for one in needed.value.questions})
    raised = case.one(e.IncidentRaised, list(apply(case.plan, case.known, done, facts).events))
    assert (raised.step, raised.code) == ("check", "expression-failed") and "no open days" in raised.text


@pytest.mark.parametrize("answer", [NoAnswer("no such day"), None, "meg", ["ann", "bob"], True])
def test_facts_are_the_same_after_a_journey(answer: object) -> None:
    facts = Facts({"key": answer})
    assert Facts.from_wire(facts.to_wire()) == facts


def test_what_expressions_hand_over_never_breaks_a_look_up() -> None:
    case = beside("{user_task: work, assign: {role: boss}}")
    asked = FactQuestion("working hours between", ("monday", 3))
    (answer,) = look_up([asked], case.office.world()).answers.values()
    assert isinstance(answer, NoAnswer)
