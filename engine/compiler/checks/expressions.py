"""Expressions: they parse, they use what is known where they stand, and they give what is needed there."""

from __future__ import annotations

import re

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.choices import check_compared
from engine.compiler.findings import did_you_mean
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
from engine.expressions.builtins import BUILTINS
from engine.expressions.types import ANY
from engine.model.types import type_at
from engine.said import Said

_WORD = re.compile(r"[^\W\d]\w*")
_PATH_BEFORE = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*\.\s*\Z")
_SEVERAL_WORDS = re.compile(r"([a-z]+(?: [a-z]+)+) ?\(")
_FUNCTIONS = frozenset(BUILTINS)
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
    check_compared(c, loc, expression.tree, offset)
    _report_all(c, loc, text, names, scope.problems, offset)
    return ANY if scope.problems else found


def parsed(c: Checking, loc: Loc, text: str, *, offset: int = 0) -> Expression | None:
    """The parsed expression, or None after reporting why it is none."""
    try:
        return parse_expression(text)
    except ExpressionError as error:
        hint = error.hint or _nearest_function(text)
        c.report(loc, "bad-expression", Said(error.message).ended(), hint, column=offset + error.column)
        return None


def check_condition(c: Checking, loc: Loc, text: str, names: Names) -> None:
    """An expression that must be true or false."""
    found = check_expression(c, loc, text, names)
    if not fits(found, "boolean"):
        c.report(
            loc,
            "not-a-condition",
            Said("Expected a condition, but this gives a {found}.", found=found),
            "Compare it with a value.",
        )


def check_test(c: Checking, loc: Loc, text: str, column: str, tested: FeelType, names: Names) -> None:
    """A decision cell, tried on the values of a column, which are of the type `tested`."""
    try:
        tests = parse_unary_tests(text)
    except ExpressionError as error:
        c.report(loc, "bad-expression", Said(error.message).ended(), error.hint or "", column=error.column)
        return
    scope = Scope(names)
    tests.check(tested, scope)
    check_compared(c, loc, tests.tree, 0, column)
    _report_all(c, loc, text, names, scope.problems, 0)


def _report_all(c: Checking, loc: Loc, text: str, names: Names, problems: list[Finding], offset: int) -> None:
    for problem in problems:
        hint = problem.hint or _nearest(problem, text, names)
        c.report(loc, problem.code, Said(problem.message).ended(), hint, column=offset + problem.column)


def _nearest(problem: Finding, text: str, names: Names) -> str:
    """A hint for a name that is not known: where it would be known, or the nearest one that is."""
    start = problem.column - 1
    if problem.code == "unknown-function":
        return did_you_mean(text[start:].partition("(")[0].strip(), _FUNCTIONS)
    word = _WORD.match(text, start)
    if problem.code != "unknown-name" or word is None:
        return ""
    whole = _PATH_BEFORE.search(text, 0, start)
    if whole is None:
        return _KNOWN_ELSEWHERE.get(word.group()) or did_you_mean(word.group(), names)
    holder = type_at(names, whole.group(1))
    while holder is not None and holder.kind == "list":
        holder = holder.of
    return did_you_mean(word.group(), dict(holder.fields or ())) if holder is not None else ""


def _nearest_function(text: str) -> str:
    """A hint for a misspelt function whose name has several words: it does not even parse."""
    hints = (did_you_mean(called.strip(), _FUNCTIONS) for called in _SEVERAL_WORDS.findall(text))
    return next((hint for hint in hints if hint), "")


def fits(found: FeelType, *kinds: str) -> bool:
    """Whether a value of the type found may be of one of these kinds."""
    return found.kind in (*kinds, "any", "null")


def assignable(found: FeelType, wanted: FeelType) -> bool:
    """Whether a value of the type found may be written where another type is declared."""
    if fits(found, wanted.kind) or wanted.kind == "any":
        inner = found.of, wanted.of
        return inner[0] is None or inner[1] is None or found.kind != "list" or assignable(inner[0], inner[1])
    return wanted.kind == "duration" and found.kind in ("days_time_duration", "years_months_duration")
