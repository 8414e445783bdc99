"""Whom a rule finds."""

import pytest

from engine.expressions import ExpressionError
from engine.people import BoundWho, Directory, WhoError, WhoQuestion
from tests.people.conftest import AT, codes, resolve, role


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
