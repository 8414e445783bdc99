"""Why it is so: told from the record alone, and refuted where an input of the record was another."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast, get_args

import pytest
from kit import Case, given, plan_of
from office import Office
from tales import MONDAY, instant

from engine.insight import Recorded, Why, Wording, follows, told, whys_of
from engine.people import BoundWho, read_directory
from engine.runtime.events import LimitSet, Resolved
from engine.runtime.questions import AskWho
from engine.runtime.retargeting import Day, OpenTask, concerned

APPROVAL = """
data:
  amount: {type: number, default: 5}
steps:
  - user_task: first
    assign: {role: boss}
    outcomes: {agree: {}, refuse: {}}
  - user_task: again
    assign: {role: boss}
    when_again: skip
    outcomes: {agree: {}, refuse: {}}
  - user_task: later
    if: amount > 10
    assign: {role: clerk}
  - user_task: picked
    assign: {role: clerk, exclude: [{person: initiator}], pick: least_busy}
    due: 4 working hours
    escalation: {lapse: {at: due, outcome: done}, remind: none, raise: none}
"""

CLIMBS = """
steps:
  - user_task: check
    assign: {person: manager of(initiator)}
    outcomes: {agree: {}, refuse: {}}
"""


def recorded(case: Case) -> Iterator[Recorded]:
    """The turns of a case as they would be stored: what a turn has said, then what the commit answered."""
    answers, rest = get_args(Resolved), list(case.events)
    for turn in case.turns:
        events = rest[: len(turn.events)]
        rest = rest[len(turn.events) :]
        while rest and isinstance(rest[0], answers):
            events.append(rest.pop(0))
        yield Recorded(turn.at, turn.at, turn.questions, tuple(events))


def whys(case: Case) -> dict[tuple[str, str], Why]:
    return {(why.about, why.step): why for why in whys_of(recorded(case))}


def sentence(why: Why, case: Case) -> str:
    return told(why, wording(case)).en


def wording(case: Case) -> Wording:
    return Wording(case.office.directory, case.plan, case.office.calendars)


@pytest.fixture
def case() -> Case:
    case = given(APPROVAL, by="bob")
    case.complete("first", "agree", by="meg")
    return case


def test_a_task_came_to_somebody_by_a_rule(case: Case) -> None:
    why = whys(case)["offer", "picked"]
    assert sentence(why, case) == (
        "it is for ann, cat: holding the role clerk; bob: excluded by rule; ann: has the least open work"
    )
    assert told(why, wording(case)).zh.startswith("由ann、cat办理：任角色 clerk；bob：按规则排除")


def test_whom_an_expression_names_is_told_in_words() -> None:
    case = given(CLIMBS, by="bob")
    why = whys(case)["offer", "check"]
    assert told(why, wording(case)).zh == "由meg办理：由流程指名（发起人的上级）"
    assert told(why, Wording()).en == "it is for meg: named by the process (manager of(initiator))", "as it is written"


def test_it_is_due_then_by_a_moment_and_a_calendar(case: Case) -> None:
    why = whys(case)["due", "picked"]
    assert sentence(why, case) == (
        "it is due Mon 2026-03-02 13:00: counted from Mon 2026-03-02 09:00, 4 working hours, by the calendar “office”"
    )
    assert "起算，4 工作小时，按日历" in told(why, wording(case)).zh


@pytest.mark.parametrize(
    ("moment", "due", "said"),
    [
        ("2026-03-02T06:00:00+00:00", True, "counted from Mon 2026-03-02 09:00, Mon 2026-03-02 14:00, by the calendar"),
        ("", False, "it has no due time"),
        ("4 working hours", False, "it has no due time, for “4 working hours” is not known yet"),
    ],
)
def test_a_moment_somebody_named_or_none_at_all_is_told(case: Case, moment: str, due: bool, said: str) -> None:
    why = whys(case)["due", "picked"]
    answer = cast(LimitSet, why.answer)
    other = replace(answer, why={**answer.why, "moment": moment}, due=answer.due if due else None)
    assert said in sentence(replace(why, answer=other), case)


def test_a_step_was_skipped_by_a_policy_or_a_condition(case: Case) -> None:
    why = whys(case)["skip", "again"]
    assert "meg: has agreed already (first, 2026-03-02 09:00)" in sentence(why, case)
    assert sentence(whys(case)["skip", "later"], case) == "it was skipped, for this is not so: amount > 10"


def test_an_outcome_came_by_itself(case: Case) -> None:
    case.office.until("2026-03-02 14:00")
    assert case.ended == "finished"
    assert "decided by timeout as “done”: its rung came at Mon 2026-03-02" in sentence(
        whys(case)["outcome", "picked"], case
    )


def test_everything_that_was_answered_follows_from_what_was_asked(case: Case) -> None:
    case.office.until("2026-03-02 14:00")
    world = case.office.world()
    checked = {key: follows(why, world, process="tale") for key, why in whys(case).items()}
    assert checked.pop(("skip", "later")) is None, "a condition is recorded, but not asked of the directory"
    assert set(checked.values()) == {True}


def _rule(why: Why, **other: Any) -> Why:
    asked: Any = why.question
    rules = (replace(asked.question.rules[0], **other), *asked.question.rules[1:])
    return _question(why, rules=rules)


def _question(why: Why, **other: Any) -> Why:
    asked: Any = why.question
    return replace(why, question=replace(asked, question=replace(asked.question, **other)))


def _asked(why: Why, **other: Any) -> Why:
    return replace(why, question=replace(why.question, **other))  # type: ignore[type-var]


def _inputs(why: Why, **other: Any) -> Why:
    answer: Any = why.answer
    return replace(why, answer=replace(answer, why={**answer.why, "inputs": other}))


ALTERED: dict[str, tuple[str, str, Callable[[Why], Why]]] = {
    "another role": ("offer", "picked", lambda why: _rule(why, names=("finance",))),
    "nobody excluded": ("offer", "picked", lambda why: _rule(why, exclude=())),
    "somebody else excluded": ("offer", "picked", lambda why: _rule(why, exclude=(BoundWho.people("ann"),))),
    "another load": ("offer", "picked", lambda why: _inputs(why, workload={"ann": 3})),
    "another initiator": ("offer", "first", lambda why: _question(why, initiator="meg")),
    "nobody agreed before": ("skip", "again", lambda why: _question(why, earlier=())),
    "the step asks again": ("skip", "again", lambda why: _question(why, when_again="ask")),
    "it asks for input": ("skip", "again", lambda why: _question(why, may_skip=False)),
    "from another moment": ("due", "picked", lambda why: _asked(why, base=why.at.replace(hour=3))),
    "by no moment": ("due", "picked", lambda why: _asked(why, due=None)),
    "decided at another time": ("outcome", "picked", lambda why: replace(why, at=why.at.replace(hour=1))),
}


@pytest.mark.parametrize("altered", ALTERED)
def test_an_altered_input_refutes_the_answer(case: Case, altered: str) -> None:
    case.office.until("2026-03-02 14:00")
    about, step, alter = ALTERED[altered]
    why = whys(case)[about, step]
    assert follows(why, case.office.world(), process="tale") is True
    assert follows(alter(why), case.office.world(), process="tale") is False


def test_of_another_directory_nothing_is_said(case: Case) -> None:
    why = whys(case)["offer", "picked"]
    case.office.people(zoe={"roles": ["clerk"]})
    assert follows(why, case.office.world(), process="tale") is None


def led_by(office: Office, head: str) -> None:
    """The depot has a head from now on."""
    departments = {"shop": {"head": "meg"}, "depot": {"head": head}}
    office.directory = read_directory({**office.directory.written, "departments": departments})


def test_a_case_for_another_department_is_explained_as_seen_from_there() -> None:
    plan = plan_of(CLIMBS)
    office = Office(now=instant(MONDAY), kind_of_case=Case)
    led_by(office, "gus")
    office.people(ini={"posts": [{"department": "shop", "main": "true"}, {"department": "depot"}]})
    case = cast(Case, office.open(plan, next(iter(plan.definition.start)), {}, "c1", by="ini", department="depot"))
    office.settle()
    assert case.offered("check") == ("gus",)
    why = whys(case)["offer", "check"]
    assert follows(why, office.world()) is True
    assert follows(replace(why, post=None), office.world()) is False
    asked = [one for turn in case.turns for one in turn.questions if isinstance(one, AskWho)]
    here = [OpenTask(one.id, one.instance, one.created, one.offered) for one in case.known.tasks.values()]
    before = Day(office.directory, office.now)
    led_by(office, "bob")
    now = Day(office.directory, office.now)
    assert [one.to for one in concerned(here, asked, before, now, case.known.post)] == [("bob",)]
    assert concerned(here, asked, before, now) == []
