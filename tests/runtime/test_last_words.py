"""What a case that is over still answers, and who answers for one that is gone: nobody waits on a list in vain."""

import pytest
from kit import Case, given

from engine.runtime.batches import OVER, last_words, unheard
from engine.runtime.requests import LeaveBatch, TellMember
from engine.runtime.stimuli import BatchTold, DirectoryChanged, Member, MemberJoined, MemberLeft

LIST = "shipping-load-batch:SF#1"


@pytest.fixture
def over() -> Case:
    case = given("steps:\n  - user_task: work\n    assign: {role: clerk}\n")
    case.cancel()
    assert case.ended == "cancelled"
    return case


def told(case: Case, what: str) -> BatchTold:
    return BatchTold(case.office.now, "s1", what, LIST)  # type: ignore[arg-type]


def test_a_case_that_is_over_leaves_the_list_that_takes_it_in(over: Case) -> None:
    left = last_words(over.state, told(over, "joined"), "work:W-1")
    assert left == LeaveBatch(LIST, over.state.case_id, "s1", OVER)


@pytest.mark.parametrize("what", ["missed", "decided", "taken-out"])
def test_what_leaves_it_on_no_list_is_not_answered(over: Case, what: str) -> None:
    assert last_words(over.state, told(over, what), "work:W-1") is None
    assert last_words(over.state, DirectoryChanged(over.office.now, (), "v1"), "work:W-1") is None


def test_who_comes_to_a_list_that_is_over_has_missed_it(over: Case) -> None:
    member = Member("c-9", "shipping:C-9", "s4", "C-9", over.office.now)
    answer = last_words(over.state, MemberJoined(over.office.now, member), LIST)
    assert answer == TellMember("shipping:C-9", "c-9", BatchTold(over.state.now, "s4", "missed", LIST))


def test_a_list_hears_that_a_member_is_gone_where_that_cannot_hear_that_it_is_on_it(over: Case) -> None:
    now = over.office.now
    assert unheard(TellMember("w", "c-9", told(over, "joined"))) == MemberLeft(now, "c-9", "s1", OVER)
    assert unheard(TellMember("w", "c-9", told(over, "decided"))) is None
