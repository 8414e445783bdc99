"""user_task: offered to people, decided by them; the form, outcomes, verbs, and everything that is refused."""

import pytest
from kit import Case, given

from engine.runtime import commands as c
from engine.runtime import events as e

WORK = """
data:
  note: {type: text}
  amount: {type: money, currency: CNY}
  opinion: {type: text}
steps:
  - user_task: check
    assign: {role: clerk}
    form:
      show: [note]
      edit: [opinion]
      require: [amount]
      checks: [{must: amount > 0, say: 金额须大于零}]
    outcomes:
      fine: {name: Fine}
      wrong: {comment: required, next: sent_back}
      fast: {comment: none, if: amount < 100, set: {note: '="fast by " + actor'}}
      noted: {require: [opinion]}
  - {user_task: after, assign: {role: boss}}
  - end: finished
  - {user_task: sent_back, assign: {person: initiator}, next: check}
"""
PAID = {"amount": "10"}


# -- who -------------------------------------------------------------------------------------------------------------


def test_is_offered_to_everybody_of_the_role_and_the_first_to_claim_has_it() -> None:
    case = given(WORK)
    assert case.offered("check") == ("ann", "bob", "cat") and case.holder("check") is None
    happened = case.claim("check", "bob")
    assert case.holder("check") == "bob"
    assert case.one(e.TaskClaimed, happened).by == "bob"


def test_says_why_it_came_to_them() -> None:
    case = given(WORK)
    offered = case.one(e.TaskOffered)
    assert offered.why["reasons"][0]["code"] == "by_role" and offered.directory


def test_rejects_a_claim_when_claimed_by_someone_else() -> None:
    case = given(WORK)
    case.claim("check", "bob")
    with case.refuses("already-claimed"):
        case.claim("check", "ann")


def test_claiming_what_one_has_changes_nothing_and_is_fine() -> None:
    case = given(WORK)
    case.claim("check", "bob")
    assert case.claim("check", "bob") == []


def test_rejects_a_claim_by_somebody_it_was_not_offered_to() -> None:
    case = given(WORK)
    with case.refuses("not-yours"):
        case.claim("check", "meg")


def test_a_released_task_may_be_claimed_by_another() -> None:
    case = given(WORK)
    case.claim("check", "bob")
    case.release("check", "bob")
    case.claim("check", "ann")
    assert case.holder("check") == "ann"


def test_rejects_a_release_of_what_nobody_has_or_another_has() -> None:
    case = given(WORK)
    with case.refuses("not-claimed"):
        case.release("check", "bob")
    case.claim("check", "bob")
    with case.refuses("not-yours"):
        case.release("check", "ann")


def test_one_person_has_it_without_claiming() -> None:
    case = given(
        "steps: [{user_task: sign, assign: {person: initiator}}]".replace("steps: [", "steps:\n  - ").rstrip("]")
    )
    assert case.holder("sign") == "ini"


def test_exclude_leaves_people_out() -> None:
    case = given("""
        steps:
          - {user_task: one, assign: {role: clerk}}
          - {user_task: two, assign: {role: clerk, exclude: [{person: steps.one.by}]}}
        """)
    case.complete("one", by="bob")
    assert case.offered("two") == ("ann", "cat")


def test_a_role_may_be_held_in_one_department() -> None:
    case = given("""
        data:
          where: {type: department, default: depot}
        steps:
          - {user_task: one, assign: {role: clerk, department: =where}}
        """)
    assert case.offered("one") == ("cat",)


@pytest.mark.parametrize(
    "who, people",
    [
        ("group: bids", ("bob", "cat")),
        ("department: depot", ("cat",)),
        ("role: [boss, finance]", ("meg", "fay")),
        ("person: manager of(initiator)", ("meg",)),
        ('person: \'["ann", "fay"]\'', ("ann", "fay")),
        ('person: holders of("clerk")', ("ann", "bob", "cat")),
    ],
)
def test_people_are_named_by_rule(who: str, people: tuple[str, ...]) -> None:
    case = given(f"steps:\n  - user_task: one\n    assign: {{{who}}}\n")
    assert case.offered("one") == people


def test_pick_gives_it_to_the_least_busy() -> None:
    text = "steps:\n  - {user_task: one, assign: {role: clerk, pick: least_busy}}\n"
    first = given(text)
    second = given(text, office=first.office)
    assert first.holder("one") is not None and second.holder("one") is not None
    assert first.holder("one") != second.holder("one")


def test_pick_gives_it_to_each_in_turn() -> None:
    text = "steps:\n  - {user_task: one, assign: {role: clerk, pick: round_robin}}\n"
    office = given(text).office
    holders = [given(text, office=office).holder("one") for _ in range(3)]
    assert sorted(str(one) for one in holders) == ["ann", "bob", "cat"]


def test_pick_at_random_is_the_same_for_the_same_case() -> None:
    text = "steps:\n  - {user_task: one, assign: {role: clerk, pick: random}}\n"
    assert given(text).holder("one") == given(text).holder("one") in ("ann", "bob", "cat")


# -- deciding --------------------------------------------------------------------------------------------------------


def test_a_decision_writes_the_form_and_goes_on_below() -> None:
    case = given(WORK)
    happened = case.complete("check", "fine", data=PAID, comment="ok")
    decided = case.one(e.TaskDecided, happened)
    assert (decided.outcome, decided.by, decided.comment, decided.by_timeout) == ("fine", "ann", "ok", False)
    assert case.one(e.DataWritten, happened).values == {"amount": "10.00"}
    assert case.open == ["after"]


def test_an_outcome_with_next_goes_there() -> None:
    case = given(WORK)
    case.complete("check", "wrong", data=PAID, comment="no")
    assert case.open == ["sent_back"]


def test_an_outcome_with_steps_works_them_first() -> None:
    case = given("""
        steps:
          - user_task: one
            assign: {role: clerk}
            outcomes: {fine: {}, ask: {steps: [{user_task: answer, assign: {person: initiator}}]}}
            next: three
          - {user_task: two, assign: {role: clerk}, next: one}
          - {user_task: three, assign: {role: clerk}, outcomes: {fine: {}, more: {next: two}}}
        """)
    case.complete("one", "ask")
    assert case.open == ["answer"]
    case.complete("answer")
    assert case.open == ["three"]


def test_set_of_the_step_comes_before_set_of_the_outcome_which_knows_who_acts() -> None:
    case = given("""
        data:
          trail: {type: text, default: ''}
        steps:
          - user_task: one
            assign: {role: clerk}
            set: {trail: '=trail + "step"'}
            outcomes: {fine: {set: {trail: '=trail + ", outcome by " + actor'}}}
        """)
    case.complete("one", by="cat")
    assert case["trail"] == "step, outcome by cat"


def test_the_step_is_known_afterwards() -> None:
    case = given("""
        data:
          seen: {type: text}
        steps:
          - user_task: one
            assign: {role: clerk}
            outcomes: {fine: {}, bad: {}}
          - calculate: two
            set: {seen: '=steps.one.outcome + " " + steps.one.by + " " + string(steps.one.done)'}
        """)
    case.complete("one", "bad", by="cat")
    assert case["seen"] == "bad cat true"


def test_without_outcomes_it_is_done() -> None:
    case = given("steps:\n  - {user_task: one, assign: {role: clerk}}\n")
    assert case.one(e.TaskDecided, case.complete("one")).outcome == "done"


def test_rejects_no_outcome_where_there_are_several() -> None:
    case = given(WORK)
    with case.refuses("outcome-missing"):
        case.complete("check", data=PAID)


def test_rejects_an_unknown_outcome_and_says_what_was_meant() -> None:
    case = given(WORK)
    with case.refuses("unknown-outcome") as refusal:
        case.complete("check", "fin", data=PAID)
    assert "Did you mean `fine`?" in str(refusal.value)


def test_rejects_an_outcome_whose_if_is_not_so() -> None:
    case = given(WORK)
    with case.refuses("outcome-not-allowed"):
        case.complete("check", "fast", data={"amount": "100"})
    case.complete("check", "fast", data={"amount": "99"})
    assert case["note"] == "fast by ann"


def test_rejects_a_missing_comment_and_one_that_is_not_wanted() -> None:
    case = given(WORK)
    with case.refuses("comment-missing"):
        case.complete("check", "wrong", data=PAID, comment="  ")
    with case.refuses("comment-not-wanted"):
        case.complete("check", "fast", data=PAID, comment="quick")


def test_rejects_what_must_be_filled_and_is_not() -> None:
    case = given(WORK)
    with case.refuses("field-missing") as refusal:
        case.complete("check", "fine")
    assert refusal.value.fields == {"amount": "amount: Expected a value, but it is empty"}


def test_what_is_filled_already_need_not_be_filled_again() -> None:
    case = given(WORK, amount=3)
    case.complete("check", "fine")
    assert case.open == ["after"]


def test_rejects_what_an_outcome_requires_and_is_not_there() -> None:
    case = given(WORK)
    with case.refuses("field-missing"):
        case.complete("check", "noted", data=PAID)
    case.complete("check", "noted", data={**PAID, "opinion": "well"})


def test_rejects_a_field_that_may_not_be_filled_here() -> None:
    case = given(WORK)
    with case.refuses("field-not-editable"):
        case.complete("check", "fine", data={**PAID, "note": "hm"})


def test_rejects_a_value_that_does_not_fit() -> None:
    case = given(WORK)
    with case.refuses("wrong-type") as refusal:
        case.complete("check", "fine", data={"amount": "ten"})
    assert list(refusal.value.fields) == ["amount"]


def test_rejects_a_check_that_fails_with_its_own_words() -> None:
    case = given(WORK)
    with case.refuses("check-failed") as refusal:
        case.complete("check", "fine", data={"amount": "0"})
    assert "金额须大于零" in str(refusal.value)


def test_rejects_somebody_it_was_not_offered_to() -> None:
    case = given(WORK)
    with case.refuses("not-yours"):
        case.complete("check", "fine", data=PAID, by="meg")


def test_rejects_somebody_else_once_it_is_claimed() -> None:
    case = given(WORK)
    case.claim("check", "bob")
    with case.refuses("not-yours"):
        case.complete("check", "fine", data=PAID, by="ann")


def test_rejects_a_task_that_is_done_and_changes_nothing() -> None:
    case = given(WORK)
    task = case.task("check").id
    case.complete("check", "fine", data=PAID)
    with case.refuses("task-not-open"):
        case.command(c.Complete(task, "fine", PAID), "ann")


def test_a_field_for_others_only_is_refused_by_the_commit() -> None:
    case = given("""
        data:
          paid: {type: yes_no, only: {role: finance}}
        steps:
          - user_task: one
            assign: {role: [clerk, finance]}
            form: {edit: [paid]}
        """)
    with case.refuses("field-protected"):
        case.complete("one", by="ann", data={"paid": True})
    case.complete("one", by="fay", data={"paid": True})
    assert case["paid"] is True


def test_a_form_check_knows_who_acts() -> None:
    case = given("""
        data:
          helper: {type: person}
        steps:
          - user_task: one
            assign: {role: clerk}
            form: {require: [helper], checks: [{must: helper != actor, say: somebody else}]}
        """)
    with case.refuses("check-failed"):
        case.complete("one", by="ann", data={"helper": "ann"})
    case.complete("one", by="ann", data={"helper": "bob"})


def test_a_decision_that_cannot_be_followed_parks_the_step_and_a_retry_follows_it() -> None:
    case = given("""
        data:
          left: {type: integer, minimum: 0, default: 0}
        steps:
          - user_task: one
            assign: {role: clerk}
            outcomes: {take: {set: {left: =left - 1}}}
        """)
    case.complete("one")
    assert case.parked == {"one": "wrong-type"} and not case.known.tasks
    case.correct(left=2)
    case.retry()
    assert case["left"] == 1 and case.ended == "finished"


# -- transfer and what is switched off ---------------------------------------------------------------------------------


def test_a_transferred_task_is_the_other_persons_with_the_same_due_time() -> None:
    case = given(WORK.replace("    form:\n      show: [note]", "    due: 1 working day\n    form:\n      show: [note]"))
    due = case.due("check")
    case.after(hours=2)
    happened = case.transfer("check", "ann", "fay", "she knows it")
    assert case.holder("check") == "fay" and case.due("check") == due
    assert case.one(e.TaskTransferred, happened).comment == "she knows it"
    with case.refuses("not-yours"):
        case.complete("check", "fine", data=PAID, by="ann")
    case.complete("check", "fine", data=PAID, by="fay")


def test_rejects_a_transfer_to_oneself_without_a_reason_or_to_a_stranger() -> None:
    case = given(WORK)
    with case.refuses("transfer-to-self"):
        case.transfer("check", "ann", "ann")
    with case.refuses("comment-missing"):
        case.transfer("check", "ann", "fay", " ")
    with case.refuses("unknown-person"):
        case.transfer("check", "ann", "zoe")
    with case.refuses("not-yours"):
        case.transfer("check", "meg", "fay")


def test_rejects_a_fourth_transfer() -> None:
    case = given(WORK)
    for giver, taker in (("ann", "bob"), ("bob", "cat"), ("cat", "fay")):
        case.transfer("check", giver, taker)
    with case.refuses("too-many-transfers"):
        case.transfer("check", "fay", "meg")


def test_rejects_verbs_that_are_switched_off() -> None:
    case = given("""
        steps:
          - {user_task: one, assign: {role: clerk}, forbid: [claim, release, transfer]}
        """)
    for verb in (
        lambda: case.claim("one", "ann"),
        lambda: case.release("one", "ann"),
        lambda: case.transfer("one", "ann", "bob"),
    ):
        with case.refuses("verb-forbidden"):
            verb()


# -- policies --------------------------------------------------------------------------------------------------------


def test_with_nobody_found_the_step_is_parked_and_its_clock_does_not_run() -> None:
    case = given("steps:\n  - {user_task: one, assign: {role: nobody}, due: 1 working day}\n")
    assert case.parked == {"one": "nobody-found"}
    assert case.known.next_alarm is None


def test_a_retry_asks_again_and_the_clock_begins_then() -> None:
    case = given("steps:\n  - {user_task: one, assign: {role: nobody}, due: 1 working day}\n")
    case.after(hours=3)
    case.retry()
    assert case.parked == {"one": "nobody-found"}
    case.office.people(fay={"roles": ["nobody"]})
    case.retry()
    assert not case.parked and len(case.known.tasks) == 1
    assert case.offered("one") == ("fay",) and case.due("one") == "2026-03-03 12:00"
    case.complete("one")
    assert case.ended == "finished"


def test_two_steps_with_nobody_found_in_one_turn_are_both_parked() -> None:
    case = given("""
        steps:
          - parallel: both
            branches:
              one: {steps: [{user_task: a, assign: {role: nobody}}]}
              two: {steps: [{user_task: b, assign: {role: nobody}}]}
              three: {steps: [{user_task: c, assign: {role: clerk}}]}
        """)
    assert case.parked == {"a": "nobody-found", "b": "nobody-found"}
    assert case.open == ["a", "b", "c"]


def test_with_nobody_found_it_may_go_to_the_manager_or_to_others() -> None:
    case = given("steps:\n  - {user_task: one, assign: {role: nobody}, when_nobody: manager}\n")
    assert case.offered("one") == ("meg",)
    case = given("steps:\n  - {user_task: one, assign: {role: nobody}, when_nobody: {role: finance}}\n")
    assert case.offered("one") == ("fay",)


APPROVAL = """
steps:
  - user_task: approve
    assign: {role: clerk}
    %s
    outcomes: {approve: {}, refuse: {next: refused}}
  - end: granted
  - end: refused
"""


def test_an_initiator_does_not_approve_what_they_asked_for() -> None:
    assert given(APPROVAL % "name: A", by="ann").offered("approve") == ("bob", "cat")


def alone(how: str) -> Case:
    return given((APPROVAL % how).replace("{role: clerk}", "{person: initiator}"), by="ann")


def test_alone_they_are_replaced_by_their_manager_or_skipped_or_allowed() -> None:
    assert alone("name: A").offered("approve") == ("meg",)
    assert alone("when_initiator: allow").offered("approve") == ("ann",)
    case = alone("when_initiator: skip")
    assert case.ended == "granted"
    assert case.one(e.StepSkipped).step == "approve"


def test_ordinary_work_is_the_initiators_like_anyones() -> None:
    case = given("steps:\n  - {user_task: one, assign: {person: initiator}}\n", by="ann")
    assert case.offered("one") == ("ann",)


TWICE = """
steps:
  - {user_task: first, assign: {person: manager of(initiator)}, outcomes: {approve: {}, refuse: {next: refused}}}
  - {user_task: between, assign: {role: finance}, outcomes: {approve: {}, refuse: {next: refused}}}
  - user_task: again
    assign: {role: boss}
    %s
    outcomes: {approve: {}, refuse: {next: refused}}
    return: {to: [first]}
  - end: granted
  - end: refused
"""


def test_who_agreed_before_is_asked_again_unless_the_step_says_otherwise() -> None:
    case = given(TWICE % "name: Again")
    case.complete("first", "approve")
    case.complete("between", "approve")
    assert case.open == ["again"]


def test_who_agreed_before_may_be_skipped_and_the_record_says_where() -> None:
    case = given(TWICE % "when_again: skip")
    case.complete("first", "approve")
    case.complete("between", "approve")
    assert case.ended == "granted"
    assert "agreed_already: first" in case.one(e.StepSkipped).reason


def test_skip_adjacent_looks_at_the_step_just_before_alone() -> None:
    case = given(TWICE % "when_again: skip_adjacent")
    case.complete("first", "approve")
    case.complete("between", "approve")
    assert case.open == ["again"]
    case = given((TWICE % "when_again: skip_adjacent").replace("{user_task: between", "{user_task: between, if: false"))
    case.complete("first", "approve")
    assert case.ended == "granted"


def test_nobody_is_skipped_who_must_fill_something() -> None:
    case = given(
        "data:\n  opinion: {type: text}\n" + TWICE.strip("\n") % "when_again: skip\n    form: {require: [opinion]}"
    )
    case.complete("first", "approve")
    case.complete("between", "approve")
    assert case.open == ["again"]


# -- around ----------------------------------------------------------------------------------------------------------


def test_its_if_skips_it_with_the_reason() -> None:
    case = given("""
        data:
          amount: {type: integer, default: 5}
        steps:
          - {user_task: one, if: amount > 10, assign: {role: clerk}}
          - {user_task: two, assign: {role: clerk}}
        """)
    assert case.open == ["two"]
    assert case.one(e.StepSkipped).reason == "if: amount > 10"


def test_an_if_that_gives_null_parks_it_and_a_retry_asks_again() -> None:
    text = """
        data:
          amount: {type: integer}
        steps:
          - {user_task: one, if: amount > 10, assign: {role: clerk}}
          - {user_task: two, assign: {role: clerk}}
        """
    case = given(text)
    assert case.parked == {"one": "condition-null"}
    assert "empty: amount" in case.one(e.IncidentRaised).text
    case.correct(amount=20)
    case.retry()
    assert case.open == ["one"] and not case.parked
    case = given(text)
    case.correct(amount=1)
    case.retry()
    assert case.open == ["two"]


def test_its_stage_priority_and_item_are_told() -> None:
    case = given("""
        data:
          urgent: {type: yes_no, default: true}
        steps:
          - {user_task: one, assign: {role: clerk}, stage: {zh: 处理中, en: Working}, priority: '=if urgent then 1 else 5'}
        """)
    assert case.known.stage == {"zh": "处理中", "en": "Working"}
    assert case.one(e.TaskCreated).priority == 1


def test_an_act_for_another_is_recorded_as_such() -> None:
    case = given(WORK)
    with case.refuses("not-yours"):
        case.complete("check", "fine", data=PAID, by="bob", on_behalf_of="ann")
    case.office.stand_in("bob", "ann", open_tasks="true")
    happened = case.complete("check", "fine", data=PAID, by="bob", on_behalf_of="ann")
    assert case.one(e.TaskDecided, happened).on_behalf_of == "ann"


def test_a_stand_in_has_it_too_and_the_first_wins() -> None:
    case = given("steps:\n  - {user_task: one, assign: {role: boss}}\n  - {user_task: two, assign: {role: boss}}\n")
    case.office.stand_in("fay", "meg")
    case.complete("one", by="meg")
    assert case.offered("two") == ("meg", "fay")
    case.complete("two", by="fay")
    assert case.ended == "finished"


# -- recheck ---------------------------------------------------------------------------------------------------------


def test_recheck_offers_it_again_when_its_due_moves_after_it_was_done() -> None:
    case = given("""
        data:
          etd: {type: date, default: 2026-03-20}
          ok: {type: yes_no}
        steps:
          - {user_task: book, assign: {role: clerk}, due: 2 days before etd, recheck: true, form: {edit: [ok]}}
          - {user_task: after, assign: {role: clerk}}
        """)
    case.complete("book")
    case.correct(ok=True)
    assert case.open == ["after"]
    case.correct(etd="2026-03-25")
    assert case.open == ["after", "book_recheck"]
    assert case.due("book_recheck") == "2026-03-23 18:00"
    case.complete("after")
    assert case.ended is None
    case.complete("book_recheck")
    assert case.ended == "finished"


def test_a_task_is_not_handed_to_somebody_the_step_excludes() -> None:
    case = given("""
        steps:
          - user_task: write
            assign: {role: clerk}
          - user_task: check
            assign: {role: clerk, exclude: [{person: steps.write.by}]}
        """)
    first, second = case.offered("write")[:2]
    case.complete("write", by=first)
    with case.refuses("excluded"):
        case.transfer("check", by=second, to=first)


def test_somebody_who_has_left_meanwhile_does_not_act_any_more() -> None:
    case = given("""
        steps:
          - user_task: write
            assign: {role: clerk}
        """)
    gone = case.offered("write")[0]
    case.office.people(**{gone: {"left": "2026-01-01"}})
    with case.refuses("has-left"):
        case.complete("write", by=gone)
