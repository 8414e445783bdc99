"""return: one person's move back, and who signs again on the way forward."""

from dataclasses import replace

import pytest
from kit import Case, given

from engine.runtime import events as e
from engine.runtime import revisions

CHAIN = """
data:
  text: {type: text}
  price: {type: integer, default: 1}
  proposal: {type: text}
steps:
  - {user_task: draft, assign: {person: initiator}, form: {edit: [text, price]}}
  - {user_task: first, assign: {role: clerk}, form: {show: [price]}}
  - {user_task: second, assign: {role: finance}, form: {show: [text]}}
  - user_task: third
    assign: {role: boss}
    return: {to: [draft, first, start, previous], again: %s, %s}
  - end: finished
start:
  go: {by: {role: starter}, form: {edit: [text]}, rework: {due: 2 working days}}
"""


def at_third(again: str = "everyone", more: str = "comment: required", comments: str = "") -> Case:
    case = given(CHAIN % (again, more))
    for step in ("draft", "first", "second"):
        case.complete(step, comment="hm" if step == comments else "")
        case.after(minutes=10)
    assert case.open == ["third"]
    return case


def test_moves_the_case_back_to_a_step_it_allows() -> None:
    case = at_third()
    happened = case.give_back("third", "draft", comment="not clear")
    assert case.open == ["draft"]
    returned = case.one(e.TaskReturned, happened)
    assert (returned.by, returned.to, returned.comment) == ("meg", "draft", "not clear")
    assert case.one(e.TaskCancelled, happened)
    assert not case.all(e.TaskDecided, happened)


def test_everyone_signs_again() -> None:
    case = at_third()
    case.give_back("third", "draft")
    for step in ("draft", "first", "second", "third"):
        assert case.open == [step]
        case.complete(step)
    assert case.ended == "finished"


def test_rejects_a_return_elsewhere_or_where_none_is_allowed() -> None:
    case = at_third()
    with case.refuses("cannot-return-there"):
        case.give_back("third", "second")
    other = given("steps:\n  - {user_task: one, assign: {role: clerk}}\n")
    with other.refuses("cannot-return-there"):
        other.give_back("one", "one")


def test_rejects_a_return_without_its_comment_or_by_somebody_else() -> None:
    case = at_third()
    with case.refuses("comment-missing"):
        case.give_back("third", "draft", comment="")
    with case.refuses("not-yours"):
        case.give_back("third", "draft", by="ann")


def test_the_comment_may_be_left_to_the_returner() -> None:
    case = at_third(more="comment: optional")
    case.give_back("third", "draft", comment="")
    assert case.open == ["draft"]


def test_a_return_may_require_fields() -> None:
    case = at_third(more="require: [proposal]")
    with case.refuses("field-missing"):
        case.give_back("third", "draft")
    case.give_back("third", "draft", data={"proposal": "shorter"})
    assert case["proposal"] == "shorter"


def test_returner_alone_signs_again() -> None:
    case = at_third("returner")
    case.give_back("third", "draft")
    case.complete("draft")
    assert case.open == ["third"]
    skipped = case.all(e.StepSkipped)
    assert [one.step for one in skipped] == ["first", "second"]
    assert "agreed at 2026-03-02 09:10 by ann: done" in skipped[0].reason


def test_those_who_commented_sign_again() -> None:
    case = at_third("commented", comments="first")
    case.give_back("third", "draft")
    case.complete("draft")
    assert case.open == ["first"]
    case.complete("first")
    assert case.open == ["third"]


def test_those_who_were_shown_what_changed_sign_again() -> None:
    case = at_third("changed")
    case.give_back("third", "draft")
    case.complete("draft", data={"price": 2})
    assert case.open == ["first"]
    case.complete("first")
    assert case.open == ["third"]


def test_what_stands_is_carried_over_a_second_return_too() -> None:
    case = at_third("returner")
    for _ in range(2):
        case.give_back("third", "draft")
        case.complete("draft")
        assert case.open == ["third"]


def test_only_what_came_after_the_target_is_decided_again() -> None:
    case = at_third()
    case.give_back("third", "first")
    assert case.open == ["first"]
    case.complete("first")
    assert case.open == ["second"]


def test_previous_is_who_decided_last() -> None:
    case = at_third()
    case.give_back("third", "previous")
    assert case.open == ["second"]
    assert case.all(e.TaskReturned)[0].to == "second"


def test_start_is_the_form_of_the_start_with_its_limit() -> None:
    case = at_third()
    case.give_back("third", "start")
    assert case.open == ["start"] and case.holder("start") == "ini"
    assert case.due("start") == "2026-03-04 09:30"
    with case.refuses("field-not-editable"):
        case.complete("start", data={"price": 3})
    case.complete("start", data={"text": "better"})
    assert case["text"] == "better" and case.open == ["draft"]


BLOCK = """
data:
  title: {type: text}
steps:
  - {user_task: draft, assign: {person: initiator}, form: {edit: [title]}}
  - parallel: countersign
    join: %s
    branches:
      planning: {steps: [{user_task: planning_review, assign: {role: clerk}}]}
      legal:
        steps:
          - user_task: legal_review
            assign: {role: finance}
            return: {to: [draft], again: %s}
          - {user_task: legal_head, assign: {role: gm}}
  - user_task: sign
    assign: {role: boss}
    return: {to: [countersign, countersign.legal, draft], again: %s}
  - end: finished
"""


def at_sign(again: str = "everyone", join: str = "all") -> Case:
    case = given(BLOCK % (join, again, again))
    for step in ("draft", "planning_review", "legal_review", "legal_head"):
        case.complete(step)
        case.after(minutes=10)
    assert case.open == ["sign"]
    return case


def test_out_of_a_block_leaves_all_its_branches() -> None:
    case = given(BLOCK % ("all", "everyone", "everyone"))
    case.complete("draft")
    happened = case.give_back("legal_review", "draft")
    assert case.open == ["draft"]
    assert {one.step for one in case.all(e.StepCancelled, happened)} == {
        "planning_review",
        "legal_review",
        "countersign",
    }
    case.complete("draft")
    assert case.open == ["planning_review", "legal_review"]


def test_out_of_a_block_and_back_those_who_agreed_need_not_sign_again() -> None:
    case = given(BLOCK % ("all", "commented", "everyone"))
    case.complete("draft")
    case.after(minutes=5)
    case.complete("planning_review")
    case.give_back("legal_review", "draft")
    case.complete("draft")
    assert case.open == ["legal_review"]


def test_into_a_block_it_starts_afresh() -> None:
    case = at_sign()
    case.give_back("sign", "countersign")
    assert case.open == ["planning_review", "legal_review"]
    case.complete("planning_review")
    case.complete("legal_review")
    case.complete("legal_head")
    assert case.open == ["sign"]


def test_into_a_block_work_is_done_again_whoever_need_not_sign_again() -> None:
    case = at_sign("returner")
    case.give_back("sign", "countersign")
    assert case.open == ["planning_review", "legal_review"]


SIGNED = """
steps:
  - scope: rework
    steps:
      - {user_task: talk, assign: {person: initiator}}
      - {user_task: agree_terms, assign: {role: clerk}, outcomes: {agree: {}}}
  - user_task: sign
    assign: {role: boss}
    return: {to: [rework], again: returner}
  - end: finished
"""


def test_into_a_block_those_who_agreed_need_not_sign_again() -> None:
    case = given(SIGNED)
    for _ in range(2):
        case.complete("talk")
        if case.open == ["agree_terms"]:
            case.complete("agree_terms", "agree")
        assert case.open == ["sign"]
        case.give_back("sign", "rework")
        assert case.open == ["talk"]


@pytest.mark.parametrize("join", ["all", "2"])
def test_into_one_branch_opens_that_alone(join: str) -> None:
    case = at_sign(join=join)
    happened = case.give_back("sign", "countersign.legal")
    assert case.open == ["legal_review"]
    assert case.one(e.TaskReturned, happened).to == "countersign.legal"
    case.complete("legal_review")
    case.complete("legal_head")
    assert case.open == ["sign"]
    case.give_back("sign", "countersign")
    assert case.open == ["planning_review", "legal_review"]


def test_a_return_ends_what_runs_beside_the_step_it_leaves() -> None:
    case = given("""
        steps:
          - {user_task: draft, assign: {person: initiator}}
          - user_task: sign
            assign: {role: boss}
            events: {look: {name: Look, by: {role: boss}, steps: [{user_task: see, assign: {role: clerk}}]}}
            return: {to: [draft]}
        """)
    case.complete("draft")
    case.press("look", "meg")
    case.give_back("sign", "draft")
    assert case.open == ["draft"]


def test_defaults_give_every_task_its_return_and_none_takes_it_away() -> None:
    case = given("""
        defaults:
          return: {to: [draft], comment: optional}
        steps:
          - {user_task: draft, assign: {person: initiator}}
          - {user_task: check, assign: {role: clerk}, return: none}
          - {user_task: sign, assign: {role: boss}}
        """)
    case.complete("draft")
    with case.refuses("cannot-return-there"):
        case.give_back("check", "draft")
    case.complete("check")
    case.give_back("sign", "draft", comment="")
    assert case.open == ["draft"]


def test_what_a_return_made_void_skips_nobody_later() -> None:
    case = given("""
        steps:
          - {user_task: first, assign: {person: manager of(initiator)}, outcomes: {approve: {}, refuse: {next: refused}}}
          - {user_task: check, assign: {role: finance}, return: {to: [first]}}
          - user_task: again
            assign: {role: boss}
            when_again: skip
            outcomes: {approve: {}, refuse: {next: refused}}
          - end: granted
          - end: refused
        """)
    case.complete("first", "approve")
    case.give_back("check", "first")
    case.skip("first", "approve")
    case.complete("check")
    assert case.open == ["again"]


# -- into one branch, and what becomes of that ------------------------------------------------------------------------

ONE_BRANCH = """
data:
  needed: {type: yes_no, default: true}
steps:
  - {user_task: prepare, assign: {role: clerk}}
  - parallel: sign
    if: needed
    branches:
      one: {steps: [{user_task: first, assign: {role: boss}}]}
      two: {steps: [{user_task: second, assign: {role: finance}}]}
  - user_task: check
    assign: {role: gm}
    form: {edit: [needed]}
    outcomes: {fine: {}, anew: {next: prepare}}
    return: {to: [sign.one]}
  - end: finished
"""


def checked(case: Case) -> Case:
    for step in ("prepare", "first", "second"):
        case.complete(step)
    return case


def test_a_return_into_a_branch_of_a_block_that_is_then_skipped_is_forgotten() -> None:
    case = checked(given(ONE_BRANCH))
    case.give_back("check", "sign.one", data={"needed": False})
    assert case.open == ["check"]
    case.complete("check", "anew", data={"needed": True})
    case.complete("prepare")
    assert case.open == ["first", "second"]


def test_a_return_into_a_branch_of_a_block_that_is_then_parked_and_left_is_forgotten() -> None:
    case = checked(given(ONE_BRANCH))
    case.give_back("check", "sign.one", data={"needed": None})
    assert case.parked == {"sign": "condition-null"}
    case.move("prepare")
    case.correct(needed=True)
    case.complete("prepare")
    assert case.open == ["first", "second"]


def test_a_return_into_a_branch_of_a_parked_block_is_for_its_retry() -> None:
    case = checked(given(ONE_BRANCH))
    case.give_back("check", "sign.one", data={"needed": None})
    case.correct(needed=True)
    case.retry()
    assert case.open == ["first"] and not case.known.reopened


BRANCHES = """
steps:
  - {user_task: draft, assign: {role: clerk}}
  - parallel: both
    branches:
      left: {steps: [{user_task: count, assign: {role: clerk}}, {user_task: price, assign: {role: finance}, outcomes: {approve: {}}}]}
      right: {steps: [{user_task: write, assign: {role: clerk}}, {user_task: read, assign: {role: gm}, return: {to: [write]}}]}
  - {user_task: sign, assign: {role: boss}, return: {to: [draft, both], again: returner}}
  - end: finished
"""


def test_a_return_inside_a_branch_leaves_what_was_decided_in_the_one_beside_it() -> None:
    case = given(BRANCHES)
    for step in ("draft", "write", "count", "price"):
        case.complete(step)
    case.give_back("read", "write")
    for step in ("write", "read"):
        case.complete(step)
    case.give_back("sign", "draft")
    case.complete("draft")
    assert case.open == ["sign"], "nobody but who sent it back signs again"


def test_a_return_inside_a_branch_leaves_what_is_carried_over_in_the_one_beside_it() -> None:
    case = given(BRANCHES)
    for step in ("draft", "write", "count", "price", "read"):
        case.complete(step)
    case.give_back("sign", "both")
    assert case.open == ["count", "write"]
    case.complete("write")
    case.give_back("read", "write")
    case.complete("count")
    assert case.open == ["write"], "the price was agreed, and still is"


def test_older_rules_void_what_was_decided_beside() -> None:
    case = given(BRANCHES)
    for step in ("draft", "write", "count", "price"):
        case.complete(step)
    case.state = replace(case.known, engine_revision=revisions.GONE_BACK)
    case.give_back("read", "write")
    for step in ("write", "read"):
        case.complete(step)
    case.give_back("sign", "draft")
    case.complete("draft")
    assert case.open == ["count"]


def test_a_case_of_older_rules_goes_the_way_it_always_went() -> None:
    case = checked(given(ONE_BRANCH))
    case.state = replace(case.known, engine_revision=revisions.TOLD_IN_EVENTS)
    case.give_back("check", "sign.one", data={"needed": False})
    case.complete("check", "anew", data={"needed": True})
    case.complete("prepare")
    assert case.open == ["first"]
