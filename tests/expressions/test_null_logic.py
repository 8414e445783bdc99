import pytest

from tests.expressions.evaluating import value_of, warnings_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true and null", None),
        ("null and false", False),
        ("null or true", True),
        ("false or null", None),
        ("not(null)", None),
        ("1 and true", None),
        ("1 and false", False),
        ("null = null", True),
        ("null != 1", True),
        ("1 = null", False),
        ("1 < null", None),
        ('1 = "1"', None),
        ("null + 1", None),
        ("1 / 0", None),
        ("if null then 1 else 2", 2),
        ("null in (1, null)", True),
        ("[1, null] = [1, null]", True),
        ("some x in [null, true] satisfies x", True),
        ("some x in [null, false] satisfies x", None),
        ("every x in [null, true] satisfies x", None),
        ("every x in [null, false] satisfies x", False),
        ("every x in [] satisfies false", True),
        ("for x in null return x", None),
        ("null[1]", None),
        ("null[item > 1]", []),
        ("count(null)", None),
    ],
)
def test_the_unknown_stays_unknown_unless_it_cannot_matter(text: str, value: object) -> None:
    found = value_of(text)
    assert (found, type(found) is bool) == (value, type(value) is bool)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a > 5", "`>` cannot compare null with a number"),
        ("a + 5", "`+` has no value for null and a number"),
        ("1 / 0", "`/` has no value for a number and a number"),
        ("r.city", "`.city` of nothing: what stands before it is null"),
        ('substring("abc", 9)', "`substring`: Expected a start position from 1 to 3, or from -3 to -1"),
        ("upper case(5)", "`upper case`: Expected string for `string`, but it is a number"),
        ('date("2026-02-30")', '`date`: Expected a date like 2026-03-02, but found "2026-02-30"'),
        ("[1, 2][3]", "There is no element 3 in a list of 2"),
    ],
)
def test_the_evaluation_says_why_something_is_null(text: str, reason: str) -> None:
    assert warnings_of(text) == [reason]


def test_a_value_without_mishap_has_no_warnings() -> None:
    assert warnings_of("a = null or count(b) > 0", b=[]) == []
