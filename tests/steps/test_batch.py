"""batch: cases gather at a step on a list and are decided together; some may be taken out."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from kit import Case, given
from office import Office, Running

from engine.runtime import commands as c
from engine.runtime import events as e
from engine.runtime import revisions
from engine.runtime import stimuli as s
from engine.runtime.wire import encode

SLIPS = """
data:
  order_no: {type: text}
  courier: {type: text}
  signed_by: {type: text}
start:
  placed: {by: {role: starter}, form: {require: [order_no, courier]}}
business_key: order_no
steps:
  - user_task: hand_over
    assign: {role: clerk}
    due: 4 h
    batch: {%s, number: 'JD-{nnn}', name: Slip}
    form: {show: [order_no], require: [signed_by]}
    outcomes: {handed: {}, refused: {comment: required, next: back}}
  - {user_task: after, if: steps.hand_over.batch != null, assign: {role: boss}}
  - end: finished
  - end: back
events:
  stop: {name: Stop, by: {role: starter}, next: finished}
"""


def orders(how: str, *numbers: int, courier: str = "ZTO", office: Office | None = None) -> list[Case]:
    cases = []
    for number in numbers:
        case = given(SLIPS % how, office=office, order_no=f"TB-{number}", courier=courier)
        office = case.office
        cases.append(case)
    return cases


def lists(case: Case) -> list[Running]:
    return [one for one in case.office.cases.values() if one.plan.process == "tale-hand-over-batch"]


def numbered(case: Case, number: str = "JD-1") -> Case:
    """The list of a case, once it has its number and its task."""
    found = next(one for one in lists(case) if not one.ended and "number_the_list" in Case.open.fget(one))
    found.answer("number_the_list", {"number": number})
    return found


def test_a_case_waits_on_a_list_with_the_others() -> None:
    first, second = orders("at_count: 3", 1, 2)
    assert first.open == ["hand_over"] and not first.known.tasks
    (slip,) = lists(first)
    assert [row["business_key"] for row in slip.known.data["members"]] == ["TB-1", "TB-2"]
    assert second.one(e.BatchJoined).batch == f"tale-hand-over-batch:{slip.known.business_key}"


def test_the_list_is_released_at_a_count() -> None:
    cases = orders("at_count: 3", 1, 2, 3)
    slip = numbered(cases[0])
    assert slip.open == ["hand_over"] and slip.offered("hand_over") == ("ann", "bob", "cat")


def test_the_list_is_released_at_a_time() -> None:
    (case,) = orders("release: 'next of 14:00, 16:00'", 1)
    case.until("2026-03-02 14:00")
    assert numbered(case).open == ["hand_over"]


def test_the_list_is_released_by_a_person() -> None:
    (case,) = orders("by: {role: boss}", 1)
    slip = lists(case)[0]
    slip.press("release", "meg")
    assert numbered(case).open == ["hand_over"]


def test_a_list_that_nobody_is_on_any_more_is_closed() -> None:
    (case,) = orders("release: 'next of 14:00, 16:00'", 1)
    case.press("stop")
    slip = lists(case)[0]
    assert slip.known.data["members"][0]["left_because"] == "event: stop"
    assert slip.ended == "cancelled"


def test_one_decision_is_that_of_every_case_with_its_list_recorded() -> None:
    cases = orders("at_count: 2", 1, 2)
    slip = numbered(cases[0])
    slip.complete("hand_over", "handed", by="ann", data={"signed_by": "Wang"})
    for case in cases:
        assert case["signed_by"] == "Wang" and case.open == ["after"]
        decided = case.one(e.BatchDecided)
        assert (decided.number, decided.outcome, decided.by) == ("JD-1", "handed", "ann")
    assert slip.ended == "released"


def test_who_may_not_decide_one_of_the_cases_decides_the_list_only_without_it() -> None:
    written = SLIPS.replace("{handed:", "{agree:") % "at_count: 2"
    office = Office(kind_of_case=Case)
    office.people(ini={"roles": ["starter", "clerk"]}, bob={"roles": ["starter", "clerk"]})
    first = given(written, office=office, order_no="TB-1", courier="ZTO", by="ini")
    second = given(written, office=office, order_no="TB-2", courier="ZTO", by="bob")
    slip = numbered(first)
    task, signed = slip.task("hand_over").id, {"signed_by": "Wang"}
    for refused in (c.Complete(task, "agree", signed), c.Skip(slip.step("hand_over").id, "done", "agree", signed)):
        with slip.refuses("excluded"):
            slip.command(refused, "ini")
    slip.complete("hand_over", "agree", by="ini", data=signed, take_out=(c.TakenOut("TB-1", "mine"),))
    assert second.open == ["after"] and first.open == ["hand_over"]


def test_the_outcome_means_for_each_case_what_its_step_says() -> None:
    cases = orders("at_count: 2", 1, 2)
    numbered(cases[0]).complete("hand_over", "refused", by="ann", data={"signed_by": "-"}, comment="no van")
    assert [case.ended for case in cases] == ["back", "back"]


def test_a_case_taken_out_waits_for_the_next_list() -> None:
    cases = orders("at_count: 2", 1, 2)
    slip = numbered(cases[0])
    taken = (c.TakenOut("TB-2", "illegible"),)
    slip.complete("hand_over", "handed", by="ann", data={"signed_by": "Wang"}, take_out=taken)
    assert cases[0].open == ["after"] and cases[1].open == ["hand_over"]
    assert cases[1].one(e.BatchTakenOut).reason == "illegible"
    assert len(lists(cases[0])) == 2
    joined = cases[1].all(e.BatchJoined)
    assert len({one.batch for one in joined}) == 2


def test_rejects_taking_out_without_a_reason_a_stranger_or_everybody() -> None:
    cases = orders("at_count: 2", 1, 2)
    slip = numbered(cases[0])
    for taken, code in (
        ([("TB-2", " ")], "batch-reason-missing"),
        ([("TB-9", "torn")], "unknown-member"),
        ([("TB-1", "torn"), ("TB-2", "torn")], "nobody-left"),
    ):
        with slip.refuses(code):
            out = tuple(c.TakenOut(*one) for one in taken)
            slip.complete("hand_over", "handed", by="ann", data={"signed_by": "Wang"}, take_out=out)


def test_a_case_that_goes_elsewhere_leaves_the_list_by_itself() -> None:
    cases = orders("at_count: 3", 1, 2)
    cases[0].press("stop")
    third, fourth = orders("at_count: 3", 3, 4, office=cases[0].office)
    slip = numbered(third)
    slip.complete("hand_over", "handed", by="ann", data={"signed_by": "Wang"})
    assert [case.open for case in (cases[1], third, fourth)] == [["after"]] * 3
    assert not cases[0].all(e.BatchDecided)


def test_the_last_case_to_leave_closes_a_list_that_is_already_released() -> None:
    (case,) = orders("at_count: 1", 1)
    slip = numbered(case)
    case.press("stop")
    assert slip.ended == "cancelled"


def test_a_list_that_is_cancelled_sends_its_cases_to_the_next_one_with_the_reason() -> None:
    cases = orders("at_count: 2", 1, 2)
    slip = numbered(cases[0])
    slip.cancel("printed twice")
    for case in cases:
        out = case.one(e.BatchTakenOut)
        assert (out.reason, out.by, case.open) == ("printed twice", "op", ["hand_over"])
    assert {row["left_because"] for row in slip.known.data["members"]} == {"printed twice"}
    numbered(cases[0], "JD-2").complete("hand_over", "handed", by="ann", data={"signed_by": "Wang"})
    assert [case.open for case in cases] == [["after"]] * 2


def test_a_list_whose_task_is_skipped_answers_its_cases_as_it_was_skipped() -> None:
    decided, passed = orders("at_count: 1", 1)[0], orders("at_count: 1", 2)[0]
    numbered(decided).skip("hand_over", "refused", signed_by="-")
    assert decided.ended == "back" and decided.one(e.BatchDecided).by == "op"
    numbered(passed).skip("hand_over")
    assert passed.open == ["hand_over"] and len(lists(passed)) == 2


def test_a_list_that_several_decide_is_decided_by_the_last_of_them() -> None:
    text = SLIPS.replace(
        "assign: {role: clerk}\n    due",
        "assign: [{role: clerk}, {role: boss}]\n    vote: {handed: all, refused: any}\n    due",
    )
    case = given(text % "at_count: 1", order_no="TB-1", courier="ZTO")
    slip = numbered(case)
    slip.complete("hand_over", "handed", by="ann", data={"signed_by": "Wang"})
    assert case.open == ["hand_over"]
    slip.complete("hand_over", "handed", by="meg", data={"signed_by": "Wang"})
    assert case.open == ["after"] and len(case.all(e.BatchDecided)) == 1


def test_a_list_of_former_rules_answers_when_it_is_decided_alone() -> None:
    (case,) = orders("at_count: 1", 1)
    slip = numbered(case)
    slip.state = replace(slip.known, engine_revision=revisions.LISTS_ANSWER - 1)
    slip.cancel()
    assert not case.all(e.BatchTakenOut) and len(lists(case)) == 1


def test_a_case_that_comes_too_late_finds_another_list() -> None:
    (first,) = orders("at_count: 1", 1)
    numbered(first)
    (late,) = orders("at_count: 1", 2, office=first.office)
    assert late.open == ["hand_over"] and len(lists(first)) == 2
    numbered(late, "JD-2").complete("hand_over", "handed", by="ann", data={"signed_by": "Li"})
    assert late.one(e.BatchDecided).number == "JD-2"


def test_cases_with_the_same_key_gather() -> None:
    how = "at_count: 2, key: courier"
    zto = orders(how, 1)
    sf = orders(how, 2, courier="SF", office=zto[0].office)
    assert len(lists(zto[0])) == 2
    more = orders(how, 3, courier="SF", office=zto[0].office)
    numbered(more[0]).complete("hand_over", "handed", by="ann", data={"signed_by": "Wang"})
    assert sf[0].open == more[0].open == ["after"] and zto[0].open == ["hand_over"]


def test_the_limit_of_the_step_counts_on_the_list_from_its_first_case() -> None:
    (first,) = orders("at_count: 2", 1)
    first.after(hours=1)
    orders("at_count: 2", 2, office=first.office)
    slip = lists(first)[0]
    assert slip.limit("clock.hand_over") == "2026-03-02 13:00"


def test_values_keep_their_types_on_the_way_through_the_list() -> None:
    text = (SLIPS % "at_count: 1").replace("signed_by: {type: text}", "signed_by: {type: money, currency: CNY}")
    case = given(text, order_no="TB-1", courier="ZTO")
    numbered(case).complete("hand_over", "handed", by="ann", data={"signed_by": "7.5"})
    assert case["signed_by"] == Decimal("7.50") and case.open == ["after"]


def test_the_same_case_is_listed_once() -> None:
    (case,) = orders("at_count: 3", 1)
    slip = lists(case)[0]
    member = next(request.member for request in case.requests if request.kind == "join-batch")
    slip.do(s.MemberJoined(case.office.now, member))
    assert len(slip.known.data["members"]) == 1


def test_a_case_brought_once_more_when_the_list_is_out_has_not_missed_it() -> None:
    """Whoever brings a case to its list may die before it knows that it did, and then does it again."""
    first, _ = orders("at_count: 2", 1, 2)
    slip = numbered(first)
    row = slip.known.data["members"][0]
    joined_at = datetime.fromisoformat(row["joined_at"])
    member = s.Member(row["case_id"], row["workflow_id"], row["instance"], "TB-1", joined_at)
    slip.do(s.MemberJoined(slip.known.now, member))
    assert len(lists(first)) == 1
    assert [one["business_key"] for one in slip.known.data["members"]] == ["TB-1", "TB-2"]


def test_the_record_of_a_list_has_its_lines() -> None:
    first, second = orders("at_count: 2", 1, 2)
    slip = numbered(first)
    out = (c.TakenOut("TB-2", "wet"),)
    slip.complete("hand_over", "handed", data={"signed_by": "zto"}, take_out=out)
    rows = [one.row for one in slip.all(e.MemberListed)]
    assert [row["business_key"] for row in rows] == ["TB-1", "TB-2"]
    (gone,) = slip.all(e.MemberRemoved)
    assert (gone.case_id, gone.instance, gone.reason) == (rows[1]["case_id"], rows[1]["instance"], "wet")
    assert second.open == ["hand_over"]


def test_a_list_of_the_first_rules_says_what_it_always_said() -> None:
    first, _ = orders("at_count: 3", 1, 2)
    (slip,) = lists(first)
    slip.state = replace(slip.known, engine_revision=revisions.FIRST_RULES)
    orders("at_count: 3", 3, office=first.office)
    first.press("stop", "ini")
    assert "row" not in encode(slip.all(e.MemberListed)[-1]) and "instance" not in encode(slip.one(e.MemberRemoved))


CHOSEN = """
data:
  order_no: {type: text}
  handler: {type: person, from: {role: clerk}}
  leaves: {type: date, minimum: '=date(now())'}
start:
  placed: {by: {role: starter}, form: {require: [order_no, handler, leaves]}}
business_key: order_no
steps:
  - {user_task: pack, assign: {role: boss}}
  - user_task: hand_over
    assign: {person: handler}
    due: leaves
    batch: {at_count: 1, number: 'JD-{nnn}', name: Slip}
  - end: finished
"""


def test_a_list_begins_though_what_a_case_brings_to_it_could_not_be_filled_in_any_more() -> None:
    """Whom it is for has lost the role by which they were chosen; a day that was ahead has passed."""
    case = given(CHOSEN, order_no="TB-1", handler="ann", leaves="2026-03-03")
    case.office.people(ann={"roles": []})
    case.until("2026-03-05 09:00")
    case.complete("pack")
    assert len(lists(case)) == 1


def test_a_case_whose_next_list_cannot_be_told_is_parked_and_a_retry_brings_it_there() -> None:
    """The key is calculated anew for each list; what it hangs on may have changed."""
    written = CHOSEN.replace("batch: {", "batch: {key: 'string(working days between(date(2026, 3, 2), leaves))', ")
    case = given(written, order_no="TB-1", handler="ann", leaves="2026-03-03")
    case.complete("pack")
    slip = numbered(case)
    case.correct(leaves="9999-12-31")
    slip.cancel("printed twice")
    assert case.parked == {"hand_over": "expression-failed"}
    case.correct(leaves="2026-03-04")
    case.retry()
    assert not case.parked and len(lists(case)) == 2
