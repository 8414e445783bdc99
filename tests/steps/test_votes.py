"""Several seats of a user task: each has a voice, and the step ends as soon as its vote is certain."""

from typing import Any

import pytest
from kit import Case, given

from engine.runtime import events as e
from engine.runtime.votes import threshold

SEATS = """
data:
  order: {type: text, default: parallel}
  trail: {type: list, of: text}
steps:
  - user_task: sign
    assign: %s
    vote: {%s}
    %s
    outcomes: {approve: {}, refuse: {next: refused}}
  - {user_task: after, assign: {role: boss}}
  - end: granted
  - end: refused
"""
THREE = "[{role: clerk}, {role: finance}, {role: boss}]"


def seats(vote: str, assign: str = THREE, how: str = "name: Sign", **data: Any) -> Case:
    return given(SEATS % (assign, vote, how), **data)


def test_every_seat_has_its_own_task() -> None:
    case = seats("approve: all, refuse: any")
    assert [task.offered for task in case.known.tasks.values()] == [("ann", "bob", "cat"), ("fay",), ("meg",)]
    assert [task.seat for task in case.known.tasks.values()] == [0, 1, 2]


def test_all_must_agree_and_one_refusal_settles_it_at_once() -> None:
    case = seats("approve: all, refuse: any")
    case.complete("sign", "approve", seat=0)
    happened = case.complete("sign", "refuse", seat=2)
    assert case.ended == "refused"
    assert case.one(e.TaskCancelled, happened).reason == "not needed"


def test_all_agree() -> None:
    case = seats("approve: all, refuse: any")
    for seat in (2, 0, 1):
        assert case.open == ["sign"]
        case.complete("sign", "approve", seat=seat)
    assert case.open == ["after"]


def test_any_is_enough() -> None:
    case = seats("approve: any, refuse: all")
    case.complete("sign", "refuse", seat=0)
    case.complete("sign", "approve", seat=1)
    assert case.open == ["after"]


def test_so_many_are_enough() -> None:
    case = seats("approve: 2, refuse: rest")
    case.complete("sign", "approve", seat=0)
    case.complete("sign", "approve", seat=1)
    assert case.open == ["after"] and len(case.all(e.TaskCancelled)) == 1


def test_the_rest_wins_as_soon_as_no_other_can() -> None:
    case = seats("approve: 2, refuse: rest")
    case.complete("sign", "refuse", seat=0)
    case.complete("sign", "refuse", seat=1)
    assert case.ended == "refused"


def test_a_percentage_is_rounded_up() -> None:
    case = seats("approve: 60%, refuse: rest")
    case.complete("sign", "approve", seat=0)
    assert case.open == ["sign"]
    case.complete("sign", "approve", seat=1)
    assert case.open == ["after"]


@pytest.mark.parametrize("rule, total, needed", [("all", 3, 3), ("any", 3, 1), (2, 3, 2), ("50%", 3, 2), ("1%", 3, 1)])
def test_how_many_votes_a_rule_needs(rule: int | str, total: int, needed: int) -> None:
    assert threshold(rule, total) == needed


def test_in_order_the_next_seat_is_offered_when_the_one_before_has_decided() -> None:
    case = seats("approve: all, refuse: any", how="order: sequential")
    assert [task.seat for task in case.known.tasks.values()] == [0]
    case.complete("sign", "approve")
    assert [task.offered for task in case.known.tasks.values()] == [("fay",)]
    case.complete("sign", "refuse")
    assert case.ended == "refused"
    assert len(case.all(e.TaskCreated, step="sign")) == 2


def test_the_order_may_be_calculated() -> None:
    case = seats("approve: all, refuse: any", how="order: =order", order="sequential")
    assert len(case.known.tasks) == 1


def test_with_one_outcome_all_seats_must_have_had_their_turn() -> None:
    case = given("""
        steps:
          - {user_task: read, assign: [{role: clerk}, {role: finance}]}
          - {user_task: after, assign: {role: boss}}
        """)
    case.complete("read", seat=0)
    assert case.open == ["read"]
    case.complete("read", seat=1)
    assert case.open == ["after"]


def test_who_signed_is_a_list_where_several_do() -> None:
    case = given("""
        data:
          signed: {type: list, of: person}
        steps:
          - {user_task: read, assign: [{role: clerk}, {role: finance}]}
          - {calculate: note, set: {signed: =steps.read.by}}
        """)
    case.complete("read", seat=1)
    case.complete("read", seat=0, by="bob")
    assert case["signed"] == ["fay", "bob"]


EACH = "{role: clerk, each: true}"


def test_each_gives_everyone_found_a_seat() -> None:
    case = seats("approve: all, refuse: any", EACH)
    assert [task.holder for task in case.known.tasks.values()] == ["ann", "bob", "cat"]
    for _ in range(3):
        case.complete("sign", "approve")
    assert case.open == ["after"]


def test_each_seat_has_a_limit_of_its_own() -> None:
    case = seats("approve: all, refuse: any", EACH, how="due: 1 working day")
    assert [case.due("sign", number=number) for number in range(3)] == ["2026-03-03 09:00"] * 3
    case.complete("sign", "approve", number=1)
    case.until("2026-03-03 09:00")
    assert sorted(to for about, people in case.told if about == "sign.lapse" for to in people[:1]) == ["ann", "cat"]


def test_votes_count_the_people_found() -> None:
    case = seats("approve: 50%, refuse: rest", EACH)
    case.complete("sign", "approve", number=0)
    case.complete("sign", "approve", number=0)
    assert case.open == ["after"]


def test_lists_of_seats_and_each_may_stand_together() -> None:
    case = seats("approve: all, refuse: any", "[{role: boss}, {role: clerk, each: true}]")
    assert sorted(task.offered[0] for task in case.known.tasks.values()) == ["ann", "bob", "cat", "meg"]
    for _ in range(4):
        case.complete("sign", "approve")
    assert case.open == ["after"]


def test_a_seat_with_nobody_parks_the_step_and_a_retry_offers_all_of_them() -> None:
    case = seats("approve: all, refuse: any", "[{role: clerk}, {role: nobody}]")
    assert case.parked == {"sign": "nobody-found"}
    case.office.people(fay={"roles": ["nobody"]})
    case.retry()
    assert [task.offered for task in case.known.tasks.values()] == [("ann", "bob", "cat"), ("fay",)]


def test_in_order_a_later_seat_with_nobody_keeps_the_votes_given() -> None:
    case = seats("approve: all, refuse: any", "[{role: clerk}, {role: nobody}]", "order: sequential")
    case.complete("sign", "approve")
    assert case.parked == {"sign": "nobody-found"}
    case.office.people(fay={"roles": ["nobody"]})
    case.retry()
    case.complete("sign", "approve", by="fay")
    assert case.open == ["after"]


def test_a_seat_that_a_policy_skips_leaves_the_vote_to_the_others() -> None:
    own = "[{person: initiator}, {role: finance}]"
    case = seats("approve: all, refuse: any", own, "when_initiator: skip")
    assert [task.offered for task in case.known.tasks.values()] == [("fay",)]
    case.complete("sign", "approve")
    assert case.open == ["after"]


def test_in_order_a_skipped_seat_passes_on_to_the_next() -> None:
    own = "[{role: finance}, {person: initiator}, {role: boss}]"
    case = seats("approve: all, refuse: any", own, "when_initiator: skip\n    order: sequential")
    case.complete("sign", "approve", by="fay")
    assert case.offered("sign") == ("meg",)
    case.complete("sign", "approve")
    assert case.open == ["after"]


def test_in_order_a_last_seat_that_is_skipped_settles_the_vote() -> None:
    own = "[{role: finance}, {person: initiator}]"
    case = seats("approve: all, refuse: any", own, "when_initiator: skip\n    order: sequential")
    case.complete("sign", "approve", by="fay")
    assert case.open == ["after"]


def test_an_undecided_vote_is_an_incident_for_an_operator_to_decide() -> None:
    seven = """{person: '["ann", "bob", "cat", "fay", "meg", "gus", "nat"]', each: true}"""
    case = seats("approve: 60%, refuse: 50%", seven)
    for outcome in ("approve", "refuse", "approve", "refuse", "approve", "refuse", "approve"):
        case.complete("sign", outcome, number=0)
    assert case.parked == {"sign": "vote-undecided"}
    case.retry()
    assert case.parked == {"sign": "vote-undecided"}
    case.skip("sign", "approve")
    assert case.open == ["after"]


def test_returning_is_no_vote_and_ends_them_all() -> None:
    case = given("""
        steps:
          - {user_task: draft, assign: {person: initiator}}
          - user_task: sign
            assign: [{role: clerk}, {role: finance}]
            vote: {approve: all, refuse: any}
            outcomes: {approve: {}, refuse: {next: refused}}
            return: {to: [draft]}
          - end: granted
          - end: refused
        """)
    case.complete("draft")
    case.complete("sign", "approve", seat=0)
    case.give_back("sign", "draft", seat=1)
    assert case.open == ["draft"] and len(case.known.tasks) == 1
    case.complete("draft")
    assert [task.seat for task in case.known.tasks.values()] == [0, 1]
