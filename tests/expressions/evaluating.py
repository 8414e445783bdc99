"""What the tests of expressions share: an instant, and evaluating a text at it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from engine.expressions import Budget, ExpressionError, Finding, Scope, parse_expression
from engine.expressions.types import FeelType

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def value_of(text: str, **variables: Any) -> Any:
    """The value of an expression for these variables."""
    return parse_expression(text).evaluate(variables, now=NOW)


def warnings_of(text: str, **variables: Any) -> list[str]:
    """Why something in the expression is null."""
    budget = Budget()
    parse_expression(text).evaluate(variables, now=NOW, budget=budget)
    return [message for message, _ in budget.warnings]


def refusal_of(text: str) -> ExpressionError:
    """The error of a text that is no expression."""
    try:
        parse_expression(text)
    except ExpressionError as error:
        return error
    raise AssertionError(f"{text} was accepted")


def checked(text: str, names: dict[str, FeelType]) -> tuple[FeelType, list[Finding]]:
    """The type of an expression and what was found wrong with it."""
    scope = Scope(names)
    return parse_expression(text).check(scope), scope.problems
