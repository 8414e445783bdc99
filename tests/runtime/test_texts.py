"""Texts for people: what is inserted is said in the language of the text."""

from dataclasses import replace

from kit import Case, given

from engine.runtime import events as e
from engine.runtime import revisions

TALE = """
title: {zh: '{kind}，加急 {urgent}，{kinds}，{answer_in}', en: '{kind}, urgent {urgent}, {kinds}, {answer_in}'}
data:
  kind: {type: choice, values: {loss: {zh: 丢失, en: Lost}, late: 迟到}, default: loss}
  kinds: {type: list, of: text, default: [a, b]}
  urgent: {type: yes_no, default: true}
  answer_in: {type: duration, default: 2 working days}
steps:
  - {user_task: a, assign: {role: clerk}}
"""
OF_TWO = TALE.partition("data:")[0]


def titled(case: Case) -> object:
    return case.one(e.CaseDescribed).title


def test_a_text_in_two_languages_says_choices_and_lengths_of_time_in_each() -> None:
    assert titled(given(TALE)) == {
        "zh": "丢失，加急 是，a、b，2个工作日",
        "en": "Lost, urgent yes, a, b, 2 working days",
    }


def test_a_label_in_one_language_serves_both() -> None:
    case = given(TALE.replace("default: loss", "default: late"))
    assert titled(case)["en"].startswith("迟到, urgent")  # type: ignore[index]


def test_a_text_that_is_the_same_in_both_inserts_values_as_they_are() -> None:
    assert titled(given(TALE.replace(OF_TWO, "title: '{kind}'\n"))) == "loss"


def test_cases_of_earlier_rules_go_on_inserting_values_as_they_are() -> None:
    case = given(TALE)
    case.state = replace(case.known, engine_revision=revisions.GONE_BACK)
    described = case.one(e.CaseDescribed, case.correct(kind="late"))
    assert described.title["en"] == "late, urgent 是, a、b, 2 working days"
