"""Seats, policies and picks."""

from datetime import timedelta

import pytest

from engine.people import BoundWho, Directory, EarlierAct, explain_who
from tests.people.conftest import AT, codes, resolve, role, with_stand_ins

SALES_HEAD = role("sales-head")


def test_offers_a_role_to_all_and_assigns_a_person(office: Directory) -> None:
    offered = resolve(office, role("finance")).seats[0]
    assert (offered.candidates, offered.assignee) == (("fay",), None)
    assigned = resolve(office, BoundWho.people("fay")).seats[0]
    assert (assigned.candidates, assigned.assignee) == (("fay",), "fay")
    several = resolve(office, BoundWho.people("ann", "ben")).seats[0]
    assert (several.candidates, several.assignee) == (("ann", "ben"), None)


def test_gives_one_seat_to_each_rule_and_with_each_one_to_everybody(office: Directory) -> None:
    seats = resolve(office, role("finance"), role("seller", each=True)).seats
    assert [(seat.candidates, seat.assignee) for seat in seats] == [
        *((("fay",), None), (("ann",), "ann"), (("ben",), "ben"), (("cat",), "cat")),
    ]


def test_one_empty_seat_makes_the_whole_answer_nobody(office: Directory) -> None:
    answer = resolve(office, role("finance"), role("guest", exclude=(BoundWho.people("visitor"),)))
    assert answer.verdict == "nobody"
    assert codes(answer) == ["by_role", "excluded", "nobody"]
    assert answer.directory_version == office.version


def test_nobody_found_goes_to_the_superior_where_the_step_says_so(office: Directory) -> None:
    without = role("sales-head", exclude=(BoundWho.people("sue"),))
    answer = resolve(office, without, when_nobody="manager")
    assert answer.seats[0].candidates == ("gm",)
    assert codes(answer)[-1] == "nobody_to_manager"
    of_department = resolve(office, role("clerk", departments=("finance",)), when_nobody="manager")
    assert of_department.seats[0].candidates == ("gm",)
    of_initiator = resolve(office, role("nothing"), when_nobody="manager", initiator="ben")
    assert of_initiator.seats[0].candidates == ("sue",)


def test_nobody_found_goes_to_the_fallback_and_never_to_an_excluded_person(office: Directory) -> None:
    answer = resolve(office, role("nothing"), when_nobody=role("seller"))
    assert answer.seats[0].candidates == ("ann", "ben", "cat")
    excluded = role("nothing", exclude=(role("seller"),))
    assert resolve(office, excluded, when_nobody=role("seller")).verdict == "nobody"
    assert resolve(office, role("nothing"), when_nobody="manager", initiator="gm").verdict == "nobody"


def test_the_initiator_does_not_decide_on_their_own_wish(office: Directory) -> None:
    others = resolve(office, role("seller"), initiator="ben", approval=True)
    assert others.seats[0].candidates == ("ann", "cat")
    alone = resolve(office, SALES_HEAD, initiator="sue", approval=True)
    assert alone.seats[0].candidates == ("gm",)
    assert codes(alone) == ["by_role", "initiator_to_manager"]
    top = resolve(office, role("gm"), initiator="gm", approval=True)
    assert top.verdict == "nobody"


def test_ordinary_work_is_the_initiators_like_anyones(office: Directory) -> None:
    assert resolve(office, SALES_HEAD, initiator="sue").seats[0].candidates == ("sue",)


def test_the_process_may_allow_or_skip_the_initiator(office: Directory) -> None:
    allowed = resolve(office, SALES_HEAD, initiator="sue", approval=True, when_initiator="allow")
    assert allowed.seats[0].candidates == ("sue",)
    skipped = resolve(office, SALES_HEAD, initiator="sue", approval=True, when_initiator="skip")
    assert (skipped.verdict, codes(skipped)[-1]) == ("skip", "initiator_skipped")
    one_of_two = resolve(office, SALES_HEAD, role("finance"), initiator="sue", approval=True, when_initiator="skip")
    assert (one_of_two.verdict, len(one_of_two.seats)) == ("assigned", 1)


def test_the_initiators_superior_must_not_be_excluded_either(office: Directory) -> None:
    who = role("seller", departments=("nowhere",), exclude=(BoundWho.people("sue"),))
    assert resolve(office, who, when_nobody="manager", initiator="ann").seats[0].candidates == ("gm",)


def test_the_initiator_does_not_come_back_as_a_stand_in() -> None:
    directory = with_stand_ins({"person": "ben", "for": "sue", "from": "2026-03-01"})
    seat = resolve(directory, SALES_HEAD, initiator="ben", approval=True).seats[0]
    assert seat.candidates == ("sue",)
    assert seat.why[-1].code == "stand_in_excluded"


@pytest.mark.parametrize(
    ("policy", "adjacent", "may_skip", "verdict"),
    [
        ("ask", True, True, "assigned"),
        ("skip", False, True, "skip"),
        ("skip", True, False, "assigned"),
        ("skip_adjacent", False, True, "assigned"),
        ("skip_adjacent", True, True, "skip"),
    ],
)
def test_who_agreed_already_may_be_skipped(
    office: Directory, policy: str, adjacent: bool, may_skip: bool, verdict: str
) -> None:
    act = EarlierAct("sue", "first_look", AT - timedelta(days=1), adjacent)
    answer = resolve(office, SALES_HEAD, when_again=policy, earlier=(act,), may_skip=may_skip)
    assert answer.verdict == verdict
    if verdict == "skip":
        assert explain_who(answer).en.endswith("sue: has agreed already (first_look, 2026-03-08 10:00)")


def test_several_who_may_act_are_asked_although_one_agreed_already(office: Directory) -> None:
    act = EarlierAct("ann", "first_look", AT, True)
    assert resolve(office, role("seller"), when_again="skip", earlier=(act,), may_skip=True).verdict == "assigned"


def test_picks_the_least_busy_and_the_first_of_equals(office: Directory) -> None:
    who = role("seller", pick="least_busy")
    assert resolve(office, who, workload={"ann": 2, "ben": 1, "cat": 1}).seats[0].assignee == "ben"
    assert resolve(office, who).seats[0].assignee == "ann"


def test_picks_in_turn(office: Directory) -> None:
    who = role("seller", pick="round_robin")
    assert [resolve(office, who, turn=turn).seats[0].assignee for turn in range(4)] == ["ann", "ben", "cat", "ann"]


def test_picks_at_random_but_always_the_same_for_the_same_seed(office: Directory) -> None:
    who = role("seller", pick="random")
    drawn = [resolve(office, who, seed=f"case-{number}").seats[0].assignee for number in range(60)]
    assert set(drawn) == {"ann", "ben", "cat"}
    assert drawn == [resolve(office, who, seed=f"case-{number}").seats[0].assignee for number in range(60)]


def test_explains_itself_in_both_languages(office: Directory) -> None:
    answer = resolve(office, role("gm"), initiator="ann")
    assert explain_who(answer, office).zh == "顾总：任角色 gm"
    assert explain_who(answer, office).en == "Mr Gu: holding the role gm"
    assert explain_who(resolve(office, role("nothing"))).en == "nobody may act\nnobody may act (nothing)"
