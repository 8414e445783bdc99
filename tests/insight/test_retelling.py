"""What a case has recorded in the words of its version is told in those of the newest one; the record stays."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from kit import plan_of

from engine.insight.retelling import notice_told, retold, stage_told
from engine.model.base import Texts
from engine.model.plan import Plan

WRITTEN = """
data:
  days: {type: number}
  city: {type: text}
escalation: {late: {at: 3 working days, text: '%(case)s', notify: [{person: initiator}]}}
due: 5 working days
steps:
  - user_task: first
    stage: {zh: %(first)s, en: In review}
    assign: {person: initiator}
    due: 2 working days
    escalation: {raise: {at: due, text: '%(rung)s', notify: [{person: initiator}]}}
  - user_task: second
    stage: {zh: %(second)s, en: In review}
    assign: {person: initiator}
  - notify: tell
    to: [{person: initiator}]
    text: {zh: '%(zh)s', en: '%(en)s'}
"""
SINCE = datetime(2026, 3, 2, 1, tzinfo=UTC)
BEFORE = SINCE - timedelta(minutes=1)


def read(**words: str) -> Plan:
    """A plan read in these words since then."""
    return plan(**FIRST).in_words_of(plan(**(FIRST | words)), SINCE)


def plan(**words: str) -> Plan:
    return plan_of(WRITTEN % words)


FIRST = {
    "first": "审核", "second": "审核", "rung": "到期", "case": "拖了很久",
    "zh": "{city} 出差 {days} 天", "en": "{days} days in {city}",
}  # fmt: skip
REVIEW = {"zh": "审核", "en": "In review"}


def test_a_stage_is_called_by_its_new_name() -> None:
    told = stage_told(REVIEW, read(first="复核", second="复核"))
    assert told == {"zh": "复核", "en": "In review"}


def test_a_stage_of_which_several_have_become_stays_as_recorded() -> None:
    assert stage_told(REVIEW, read(second="复核")) == REVIEW


def test_a_plan_in_its_own_words_tells_what_is_recorded() -> None:
    assert stage_told(REVIEW, plan(**FIRST)) == REVIEW
    assert notice_told("tell", "x", SINCE, plan(**FIRST)) == "x"
    assert stage_told(None, None) is None and notice_told("tell", "x", SINCE, None) == "x"


def test_a_notice_says_the_values_of_then_in_the_words_of_now() -> None:
    recorded = {"zh": "上海 出差 3 天", "en": "3 days in 上海"}
    newer = read(zh="出差 {days} 天，去{city}", en="a trip to {city}, {days} days")
    assert notice_told("tell", recorded, SINCE, newer) == {"zh": "出差 3 天，去上海", "en": "a trip to 上海, 3 days"}


def test_a_notice_that_was_sent_before_says_what_it_said() -> None:
    recorded = {"zh": "上海 出差 3 天", "en": "3 days in 上海"}
    assert notice_told("tell", recorded, BEFORE, read(zh="{city}，{days} 天")) == recorded


@pytest.mark.parametrize(("about", "word"), [("first.raise", "rung"), ("case.late", "case")])
def test_rungs_of_steps_and_of_the_case_say_it_anew_too(about: str, word: str) -> None:
    assert notice_told(about, FIRST[word], SINCE, read(**{word: "请尽快办"})) == {"": "请尽快办"}


def test_what_a_person_said_stays_theirs() -> None:
    newer = read(rung="请尽快办", zh="{city}，{days} 天")
    for about in ("first.urged", "first.comment", "first.handed_over", "case.comment"):
        assert notice_told(about, "请抓紧", SINCE, newer) == "请抓紧"


def test_what_can_be_read_in_two_ways_is_told_as_it_stands() -> None:
    own, new = "{a} {b}", "{b}: {a}"
    assert retold("x y", own, new) == {"": "y: x"}
    assert retold("x y z", own, new) == "x y z"


def test_what_does_not_fit_the_text_of_its_version_is_told_as_it_stands() -> None:
    assert retold("something else", "{a} 天", "共 {a} 天") == "something else"
    assert retold("x 天 " * 1000, "{a} 天 ", "共 {a} 天") == "x 天 " * 1000


def test_the_same_value_twice_is_one_value() -> None:
    assert retold("3 and 3", "{n} and {n}", "{n}") == {"": "3"}
    assert retold("3 and 4", "{n} and {n}", "{n}") == "3 and 4"


def test_each_language_is_told_anew_from_its_own_record() -> None:
    own: Any = Texts(zh="{n} 天", en="{n} days")
    new: Any = Texts(zh="共 {n} 天", en="{n} days in all")
    told = {"zh": "共 3 天", "en": "3 days in all"}
    assert retold({"zh": "3 天", "en": "3 days"}, own, new) == told
    assert retold("3 天", "{n} 天", new) == told
