"""Who may keep a draft of what. Whether the values fit is asked only when they are sent."""

from typing import Any

import pytest
from kit import given

from engine.runtime.drafting import TaskKnown, must_be_draftable, must_be_draftable_start
from engine.runtime.refusals import Rejected

CASE = """
data:
  amount: {type: money, currency: CNY}
  note: {type: text}
  reason: {type: text}
  hidden: {type: text}
steps:
  - user_task: fill
    assign: {role: clerk}
    form: {show: [hidden], edit: [amount]}
    outcomes: {agree: {}, refuse: {require: [reason]}}
  - user_task: quick
    assign: {role: clerk}
    form: {edit: [note]}
    forbid: [draft]
"""
MINE = TaskKnown("fill", is_open=True, people=("ann", "bob"))


def refused(task: TaskKnown, by: str = "ann", **data: Any) -> str:
    with pytest.raises(Rejected) as found:
        must_be_draftable(given(CASE).plan, task, data, by)
    return found.value.code


def test_what_any_decision_may_fill_may_be_drafted_however_wrong_it_is() -> None:
    must_be_draftable(given(CASE).plan, MINE, {"amount": "a lot", "reason": None}, "bob")


def test_refuses_a_draft_of_what_is_over_or_others_or_not_asked() -> None:
    assert refused(TaskKnown("fill", is_open=False, people=("ann",))) == "task-not-open"
    assert refused(MINE, by="eve") == "not-yours"
    assert refused(MINE, hidden="x") == "field-not-editable"
    assert refused(TaskKnown("quick", is_open=True, people=("ann",)), note="x") == "verb-forbidden"


def test_of_a_supplement_what_it_asks_for_may_be_drafted() -> None:
    asked = TaskKnown("fill", is_open=True, people=("sam",), asked=("hidden",))
    must_be_draftable(given(CASE).plan, asked, {"hidden": "x"}, "sam")
    assert refused(asked, by="sam", amount=1) == "field-not-editable"


def test_of_a_start_what_its_form_takes() -> None:
    start = "start:\n  asked: {by: {role: starter}, form: {edit: [amount]}}\nsteps:"
    plan = given(CASE.replace("steps:", start)).plan
    must_be_draftable_start(plan, "asked", {"amount": "a lot"})
    with pytest.raises(Rejected, match="Expected one of amount"):
        must_be_draftable_start(plan, "asked", {"note": "x"})
    with pytest.raises(Rejected, match="Expected one of asked"):
        must_be_draftable_start(plan, "called", {})
