from datetime import date
from typing import Any

import pytest

from engine.expressions import ExpressionError, parse_unary_tests
from tests.expressions.evaluating import NOW


def _passes(cell: str, value: Any, **variables: Any) -> bool | None:
    return parse_unary_tests(cell).matches(value, variables, now=NOW)


@pytest.mark.parametrize(
    ("cell", "value", "verdict"),
    [
        ("-", None, True),
        ("< 36", 35, True),
        ("< 36", 36, False),
        ("<= limit", 36, True),
        ('"SF", "EMS"', "EMS", True),
        ('"SF", "EMS"', "ZTO", False),
        ('not("SF", "EMS")', "ZTO", True),
        ('not("SF", "EMS")', "SF", False),
        ("null", None, True),
        ("not(null)", None, False),
        ("not(null)", 1, True),
        ("[1..9]", 9, True),
        ("(1..9)", 9, False),
        ("< 5, > 10", 11, True),
        ("not(< 5, > 10)", 7, True),
        ("list contains(allowed, ?)", "b", True),
        ("? > 5 and ? < 9", 7, True),
        ("allowed", "b", True),
        ("true", True, True),
        ("limit", 36, True),
        ("= limit", 36, True),
        ("!= limit", 36, False),
        ('@"2026-03-02"', date(2026, 3, 2), True),
        ("not(urgent) and ? > 3", 5, True),
        ("[1, 2], [3]", 3, True),
    ],
)
def test_cells(cell: str, value: Any, verdict: bool) -> None:
    assert _passes(cell, value, limit=36, allowed=["a", "b"], urgent=False) is verdict


@pytest.mark.parametrize(("cell", "value"), [("< 36", None), ("< 36", "a"), ("? + 1", 1), ("not(< 5)", None)])
def test_a_cell_that_cannot_be_decided_is_unknown(cell: str, value: Any) -> None:
    assert _passes(cell, value) is None


@pytest.mark.parametrize("cell", ["", "<", '"a",', "not(", "1 2", "- 1 -"])
def test_what_is_no_cell_is_refused(cell: str) -> None:
    with pytest.raises(ExpressionError):
        parse_unary_tests(cell)
