"""The opposite of a condition as people say it."""

import pytest

from engine.insight.negations import said_plainly

OPPOSITES = [
    ("amount > 1000", "amount <= 1000"),
    ('kind = "a" and amount < 5', 'kind != "a" or amount >= 5'),
    ("not(vip)", "vip"),
    ("order.vip", "order . vip = false"),
    ("(a = 1 or b = 2) and c = 3", "(a != 1 and b != 2) or c != 3"),
    ("count(lines[qty > 3]) >= 2", "count ( lines [ qty > 3 ] ) < 2"),
    ("amount between 1 and 5", "not(amount between 1 and 5)"),
    ("some x in lines satisfies x.qty > 3", "not(some x in lines satisfies x . qty > 3)"),
    ('kind in ("a", "b")', 'kind not in ( "a" , "b" )'),
    ("list contains(settings.known, kind)", "kind not in settings . known"),
    ("count(list contains(known, kind)) > 1", "count ( list contains ( known , kind ) ) <= 1"),
]


@pytest.mark.parametrize(("condition", "opposite"), OPPOSITES)
def test_the_opposite_is_said_by_the_sign(condition: str, opposite: str) -> None:
    assert said_plainly(condition, holds=False) == opposite


@pytest.mark.parametrize(
    ("condition", "plain"),
    [
        ('not((flag = "red" and (a = b or c)))', 'flag != "red" or (a != b and c = false)'),
        ("not(not(a = 1))", "a = 1"),
        ("list contains(known, kind) and b", "kind in known and b"),
        ("not(list contains(known, upper(kind)))", "upper ( kind ) not in known"),
        ("a = 1 and not(b = 2)", "a = 1 and b != 2"),
        ("if a then b = 1 else c = 2", "if a then b = 1 else c = 2"),
        ("", ""),
    ],
)
def test_a_condition_that_holds_is_said_without_not(condition: str, plain: str) -> None:
    assert said_plainly(condition) == plain
