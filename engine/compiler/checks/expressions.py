"""Expressions: they parse, they use what is known where they stand, and they give what is needed there."""

from __future__ import annotations

import re

from engine.compiler.checks.checking import Checking
from engine.compiler.places import Loc
from engine.compiler.scopes import Names
from engine.expressions import (
    Expression,
    ExpressionError,
    FeelType,
    Finding,
    Scope,
    parse_expression,
    parse_unary_tests,
)
from engine.expressions.types import ANY

_WORD = re.compile(r"[^\W\d]\w*")
_KNOWN_ELSEWHERE = {
    "actor": "`actor` is known in form checks, and in `if` and `set` of outcomes and of events that somebody does.",
    "result": "`result` is known in `set` and in the outcomes of a service task or called process.",
    "assignee": "`assignee` is known in `escalation`.",
    "due": "`due` is known in `escalation`.",
    "item": "The item of a `for_each` has the name that its `item` says.",
    "index": "`index` is known inside a `for_each`.",
}


def check_expression(c: Checking, loc: Loc, text: str, names: Names, *, offset: int = 0) -> FeelType:
    """The type of an expression that begins `offset` characters into the text at `loc`; `any` where it is wrong."""
    expression = parsed(c, loc, text, offset=offset)
    if expression is None:
        return ANY
    scope = Scope(names)
    found = expression.check(scope)
    _report_all(c, loc, text, scope.problems, offset)
    return ANY if scope.problems else found


def parsed(c: Checking, loc: Loc, text: str, *, offset: int = 0) -> Expression | None:
    """The parsed expression, or None after reporting why it is none."""
    try:
        return parse_expression(text)
    except ExpressionError as error:
        c.report(loc, "bad-expression", _sentence(error.message), error.hint or "", column=offset + error.column)
        return None


def check_condition(c: Checking, loc: Loc, text: str, names: Names) -> None:
    """An expression that must be true or false."""
    found = check_expression(c, loc, text, names)
    if not fits(found, "boolean"):
        c.report(loc, "not-a-condition", f"Expected a condition, but this gives a {found}.", "Compare it with a value.")


def check_test(c: Checking, loc: Loc, text: str, tested: FeelType, names: Names) -> None:
    """A decision cell, tried on values of the type `tested`."""
    try:
        tests = parse_unary_tests(text)
    except ExpressionError as error:
        c.report(loc, "bad-expression", _sentence(error.message), error.hint or "", column=error.column)
        return
    scope = Scope(names)
    tests.check(tested, scope)
    _report_all(c, loc, text, scope.problems, 0)


def _report_all(c: Checking, loc: Loc, text: str, problems: list[Finding], offset: int) -> None:
    for problem in problems:
        hint = problem.hint or ""
        if problem.code == "unknown-name":
            word = _WORD.match(text, problem.column - 1)
            hint = _KNOWN_ELSEWHERE.get(word.group() if word else "", hint)
        c.report(loc, problem.code, _sentence(problem.message), hint, column=offset + problem.column)


def _sentence(message: str) -> str:
    return message if message.endswith((".", "!", "?")) else f"{message}."


def fits(found: FeelType, *kinds: str) -> bool:
    """Whether a value of the type found may be of one of these kinds."""
    return found.kind in (*kinds, "any", "null")


def assignable(found: FeelType, wanted: FeelType) -> bool:
    """Whether a value of the type found may be written where another type is declared."""
    if fits(found, wanted.kind) or wanted.kind == "any":
        inner = found.of, wanted.of
        return inner[0] is None or inner[1] is None or found.kind != "list" or assignable(inner[0], inner[1])
    return wanted.kind == "duration" and found.kind in ("days_time_duration", "years_months_duration")
