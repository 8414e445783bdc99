"""Whom a rule finds."""

from typing import Any

import pytest

from engine.expressions import ExpressionError
from engine.people import BoundWho, Directory, DirectoryError, WhoError, WhoQuestion, read_directory
from engine.people.finding import find
from engine.people.rosters import duty_changes
from tests.people.conftest import AT, OFFICE, codes, resolve, role


def candidates(directory: Directory, who: BoundWho) -> tuple[str, ...]:
    return resolve(directory, who).seats[0].candidates


@pytest.mark.parametrize(
    ("who", "found"),
    [
        (role("seller"), ("ann", "ben", "cat")),
        (role("finance", "seller"), ("fay", "ann", "ben", "cat")),
        (role("seller", departments=("sales",)), ("ann", "ben")),
        (role("clerk", departments=("exports",)), ("ann", "cat")),
        (role("clerk", departments=("sales",)), ()),
        (role("head", departments=("finance",)), ("fay",)),
        (role("head", departments=("exports",)), ()),
        (role("employee", departments=("finance",)), ("fay",)),
        (BoundWho("group", ("bids",)), ("ben", "cat")),
        (BoundWho("post", ("seller",)), ("ann",)),
        (BoundWho("post", ("clerk",), departments=("sales",)), ()),
        (BoundWho("department", ("sales",)), ("sue", "ann", "ben", "cat")),
        (BoundWho("department", ("exports",)), ("ann", "cat")),
        (BoundWho.people("ben"), ("ben",)),
        (BoundWho.people("ben", "ann", "ben"), ("ben", "ann")),
        (role("seller", exclude=(BoundWho("group", ("bids",)),)), ("ann",)),
        (role("seller", exclude=(BoundWho.people("ann", "ben"), BoundWho.people("cat"))), ()),
    ],
)
def test_finds_people_in_the_order_of_the_directory(office: Directory, who: BoundWho, found: tuple[str, ...]) -> None:
    assert candidates(office, who) == found


def test_everybody_of_the_company_is_an_employee_but_guests_are_not(office: Directory) -> None:
    assert "visitor" not in office.holders("employee")
    assert "ben" in office.holders("employee")


def test_who_has_left_or_is_unknown_is_not_found_and_the_record_says_so(office: Directory) -> None:
    answer = resolve(office, BoundWho.people("gil", "nobody-known", "ann"))
    assert answer.seats[0].candidates == ("ann",)
    assert codes(answer) == ["by_person", "unknown", "has_left"]


@pytest.mark.parametrize(
    ("expression", "values", "found"),
    [
        ("initiator", {"initiator": "ann"}, ("ann",)),
        ("manager of(initiator)", {"initiator": "ann"}, ("sue",)),
        ("manager of(manager of(initiator))", {"initiator": "ann"}, ("gm",)),
        ("steps.check.by", {"steps.check.by": "cat"}, ("cat",)),
        ("manager of(steps.check.by)", {"steps.check.by": ["ann", "fay", "ben"]}, ("sue", "gm")),
        ('holders of("seller")', {}, ("ann", "ben", "cat")),
        ("if amount > 1000 then manager of(cover) else cover", {"amount": 1000, "cover": "fay"}, ("fay",)),
        ("if amount > 1000 then manager of(cover) else cover", {"amount": 1001, "cover": "fay"}, ("gm",)),
        ('if in group(cover, "bids") then cover else initiator', {"cover": "ann", "initiator": "ben"}, ("ben",)),
        ("winner", {"winner": None}, ()),
        ("manager of(boss)", {"boss": "gm"}, ()),
    ],
)
def test_evaluates_expressions_with_the_directory(
    office: Directory, expression: str, values: dict[str, object], found: tuple[str, ...]
) -> None:
    assert candidates(office, BoundWho.by_expression(expression, values)) == found


def test_refuses_an_expression_that_names_no_people(office: Directory) -> None:
    with pytest.raises(WhoError, match="name people"):
        candidates(office, BoundWho.by_expression("amount", {"amount": 5}))
    with pytest.raises(ExpressionError):
        candidates(office, BoundWho.by_expression("manager of(", {}))


def test_questions_travel_as_json() -> None:
    who = BoundWho.by_expression("x", {"x": 1}, exclude=(role("a", departments=("b",)),), pick="random")
    for nobody in ("incident", "manager", role("gm")):
        question = WhoQuestion((who, role("b", each=True)), AT, when_nobody=nobody, initiator="ann", seed="s")
        assert WhoQuestion.from_wire(question.to_wire()) == question


def test_people_on_duty_are_those_of_the_shift(office: Directory) -> None:
    shifts = [
        {"from": "2026-03-09 08:00", "until": "2026-03-09 10:00", "person": "ann", "post": "clerk"},
        {"from": "2026-03-09 10:00", "until": "2026-03-09 18:00", "people": ["ben", "gil"]},
    ]
    directory = read_directory({**office.written, "rosters": {"desk": {"shifts": shifts}}})
    assert find(BoundWho("on_duty", ("desk",)), directory, AT)[0] == ("ben",), (
        "gil has left; at ten ann's shift is over"
    )
    assert find(BoundWho("on_duty", ("desk", "clerk")), directory, AT)[0] == ()
    assert find(BoundWho("on_duty", ("nowhere",)), directory, AT)[0] == ()
    assert duty_changes(directory, BoundWho("on_duty", ("desk",)), AT) == AT.replace(hour=18)
    assert duty_changes(directory, BoundWho("on_duty", ("desk", "clerk")), AT) is None


@pytest.mark.parametrize(
    ("shift", "said"),
    [
        ({"from": "2026-03-09 08:00", "until": "2026-03-09 08:00", "person": "ann"}, "end after its beginning"),
        ({"from": "2026-03-09 08:00", "until": "later", "person": "ann"}, "time like"),
        ({"from": "2026-03-09 08:00", "until": "2026-03-09 09:00"}, "`person`, or a list"),
        ({"from": "2026-03-09 08:00", "until": "2026-03-09 09:00", "person": "nobody"}, "no 'nobody'"),
        ({"from": "2026-03-09 08:00", "until": "2026-03-09 09:00", "who": "ann"}, "unknown key 'who'"),
    ],
)
def test_a_roster_that_cannot_be_used_is_refused_with_its_place(shift: Any, said: str) -> None:
    with pytest.raises(DirectoryError, match=said) as refused:
        read_directory({**OFFICE, "rosters": {"desk": {"shifts": [shift]}}})
    assert "rosters.desk.shifts[0]" in str(refused.value)


def test_a_roster_has_only_so_many_shifts() -> None:
    shift = {"from": "2026-03-09 08:00", "until": "2026-03-09 09:00", "person": "ann"}
    with pytest.raises(DirectoryError, match="at most 5000 shifts"):
        read_directory({**OFFICE, "rosters": {"desk": {"shifts": [shift] * 5001}}})
