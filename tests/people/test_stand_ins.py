"""Absence and stand-ins (human work, section 5), when resolving and again when acting."""

from datetime import timedelta

import pytest

from engine.people import BoundWho, Directory, SeatAnswer, may_act, may_do, people_told
from tests.people.conftest import AT, codes, resolve, role, with_stand_ins

AWAY = {"absent": {"from": "2026-03-09", "until": "2026-03-10"}}
BEN_FOR_ANN = {"person": "ben", "for": "ann", "from": "2026-03-05", "until": "2026-03-10"}


def seat_of(directory: Directory, who: BoundWho, **how: object) -> SeatAnswer:
    return resolve(directory, who, **how).seats[0]


def test_the_absent_without_a_stand_in_are_left_out_while_others_are_there() -> None:
    directory = with_stand_ins(ann=AWAY)
    assert seat_of(directory, role("seller")).candidates == ("ben", "cat")
    assert seat_of(directory, role("seller"), at=AT + timedelta(days=2)).candidates == ("ann", "ben", "cat")


def test_the_absent_stay_where_nobody_else_is_or_the_task_is_theirs_by_name() -> None:
    directory = with_stand_ins(fay=AWAY)
    assert codes(resolve(directory, role("finance"))) == ["by_role", "absent_kept"]
    assert seat_of(directory, role("finance")).candidates == ("fay",)
    assert seat_of(directory, BoundWho.people("fay")).assignee == "fay"


def test_a_stand_in_may_act_beside_the_one_stood_for() -> None:
    seat = seat_of(with_stand_ins(BEN_FOR_ANN), BoundWho.people("ann"))
    assert (seat.candidates, seat.assignee, seat.for_whom) == (("ann", "ben"), "ann", {"ben": "ann"})


def test_an_absent_person_with_a_stand_in_keeps_the_seat() -> None:
    directory = with_stand_ins({"person": "fay", "for": "ann", "from": "2026-03-05"}, ann=AWAY)
    seat = seat_of(directory, role("seller"))
    assert seat.candidates == ("ann", "ben", "cat", "fay")
    assert seat.for_whom == {"fay": "ann"}


def test_a_stand_in_alone_replaces_the_one_stood_for() -> None:
    seat = seat_of(with_stand_ins({**BEN_FOR_ANN, "only": "true"}), BoundWho.people("ann"))
    assert (seat.candidates, seat.assignee) == (("ben",), "ben")


def test_who_may_act_anyway_acts_for_nobody_else() -> None:
    assert seat_of(with_stand_ins(BEN_FOR_ANN), role("seller")).for_whom == {}


def test_a_stand_in_does_not_pass_it_on() -> None:
    directory = with_stand_ins(BEN_FOR_ANN, {"person": "fay", "for": "ben", "from": "2026-03-01"})
    assert seat_of(directory, BoundWho.people("ann")).candidates == ("ann", "ben")


def test_two_who_stand_in_for_each_other_are_no_circle() -> None:
    directory = with_stand_ins(BEN_FOR_ANN, {"person": "ann", "for": "ben", "from": "2026-03-01"}, ann=AWAY, ben=AWAY)
    assert seat_of(directory, BoundWho.people("ann")).candidates == ("ann", "ben")


@pytest.mark.parametrize("offset", [-5, 2])
def test_a_stand_in_holds_from_its_first_to_its_last_day(offset: int) -> None:
    at = AT + timedelta(days=offset)
    assert seat_of(with_stand_ins(BEN_FOR_ANN), BoundWho.people("ann"), at=at).candidates == ("ann",)


def test_a_stand_in_for_one_process_holds_in_that_process_only() -> None:
    directory = with_stand_ins({**BEN_FOR_ANN, "processes": ["leave"]})
    assert seat_of(directory, BoundWho.people("ann"), process="leave").candidates == ("ann", "ben")
    assert seat_of(directory, BoundWho.people("ann"), process="order").candidates == ("ann",)


def test_exclusion_holds_through_stand_ins() -> None:
    who = BoundWho("person", ("ann",), exclude=(BoundWho.people("ben"),))
    answer = resolve(with_stand_ins(BEN_FOR_ANN), who)
    assert answer.seats[0].candidates == ("ann",)
    assert codes(answer)[-1] == "stand_in_excluded"


def test_a_stand_in_who_has_left_is_none() -> None:
    directory = with_stand_ins({**BEN_FOR_ANN, "person": "gil"})
    assert seat_of(directory, BoundWho.people("ann")).candidates == ("ann",)


def test_candidates_act_for_themselves_and_stand_ins_for_another() -> None:
    directory = with_stand_ins(BEN_FOR_ANN)
    seat = seat_of(directory, BoundWho.people("ann"))
    assert may_act("ann", seat, directory, AT).on_behalf_of is None
    assert may_act("ann", seat, directory, AT).ok
    assert may_act("ben", seat, directory, AT).on_behalf_of == "ann"
    assert may_act("cat", seat, directory, AT).refused == "not-yours"


def test_a_right_that_ended_since_the_offer_is_refused() -> None:
    seat = seat_of(with_stand_ins(BEN_FOR_ANN), BoundWho.people("ann"))
    later = AT + timedelta(days=5)
    assert may_act("ben", seat, with_stand_ins(BEN_FOR_ANN), later).refused == "stand-in-ended"
    gone = with_stand_ins(ann={"left": "2026-03-12"})
    assert may_act("ann", seat, gone, later).refused == "has-left"
    assert may_act("ann", seat, gone, AT, excluded_people=["ann"]).refused == "excluded"


def test_a_stand_in_made_since_the_offer_reaches_open_tasks_only_if_it_says_so(office: Directory) -> None:
    seat = seat_of(office, BoundWho.people("ann"), at=AT - timedelta(days=7))
    offered = AT - timedelta(days=7)
    with_open = with_stand_ins({**BEN_FOR_ANN, "open_tasks": "true"})
    assert may_act("ben", seat, with_stand_ins(BEN_FOR_ANN), AT, offered_at=offered).refused == "not-yours"
    assert may_act("ben", seat, with_open, AT, offered_at=offered).on_behalf_of == "ann"


def test_one_stood_in_for_alone_may_not_act_meanwhile() -> None:
    alone = with_stand_ins({**BEN_FOR_ANN, "only": "true"})
    seat = SeatAnswer(("ann", "ben"))
    assert may_act("ann", seat, alone, AT).refused == "stood-in-for"
    assert may_act("ann", seat, alone, AT, offered_at=AT - timedelta(days=7)).ok


def test_a_button_is_pressed_by_those_it_names_and_their_stand_ins() -> None:
    directory = with_stand_ins({**BEN_FOR_ANN, "for": "fay"})
    button = role("finance", exclude=(BoundWho.people("cat"),))
    assert may_do("fay", button, directory, AT).ok
    assert may_do("ben", button, directory, AT).on_behalf_of == "fay"
    assert may_do("ann", button, directory, AT).refused == "not-allowed"
    assert may_do("cat", button, directory, AT).refused == "excluded"
    assert may_do("gil", button, directory, AT).refused == "has-left"


def test_notices_reach_stand_ins_too_and_nobody_twice() -> None:
    told, why = people_told([role("seller"), BoundWho.people("ann")], with_stand_ins(BEN_FOR_ANN), AT)
    assert told == ("ann", "ben", "cat")
    assert "stands_in" in [reason.code for reason in why]


def test_a_lapse_at_the_top_reaches_the_deputy(office: Directory) -> None:
    manager = BoundWho.by_expression("manager of(assignee)", {"assignee": ["gm"]})
    assert people_told([manager], office, AT, lapsed=["gm"])[0] == ("dora",)
    assert people_told([manager], office, AT, lapsed=["sue"])[0] == ()
