"""docs/feel.md is true: its examples evaluate to true, and it lists exactly the functions that exist."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.expressions import Budget, parse_expression
from engine.expressions.builtins import BUILTINS
from engine.expressions.expression import Expression

PAGE = (Path(__file__).parents[2] / "docs" / "feel.md").read_text(encoding="utf-8")
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def _examples() -> list[str]:
    return [line for block in _blocks("feel") for line in block.splitlines() if line.strip()]


def _case() -> Expression:
    return parse_expression(_blocks("feel-context")[0])


@pytest.mark.parametrize("line", _examples())
def test_every_example_of_the_page_is_true(line: str) -> None:
    budget = Budget()
    case = _case().evaluate({}, now=NOW)
    assert parse_expression(line).evaluate(case, now=NOW, budget=budget) is True, budget.warnings


def test_the_page_lists_every_function_and_no_other() -> None:
    listed = set(re.findall(r"^\| `([a-z][^`]*\) -> [^`]*)` \|", PAGE, re.MULTILINE))
    existing = {signature.text for builtin in BUILTINS.values() for signature in builtin.signatures}
    assert listed == existing
