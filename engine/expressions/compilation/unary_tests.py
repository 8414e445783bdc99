"""Unary tests: `in`, and the cells of decision tables."""

from __future__ import annotations

from typing import Any

from engine.expressions import syntax as s
from engine.expressions.compilation.dispatch import compile_node, compiles
from engine.expressions.compilation.operators import compare
from engine.expressions.compilation.scope import StaticScope, mentions, scope_with
from engine.expressions.conversions import kind_of
from engine.expressions.evaluation import Code, Env
from engine.expressions.operations import Spend, contains, equal
from engine.expressions.values import Range

TESTED = "?"


@compiles(s.In)
def membership(node: s.In, scope: StaticScope | None) -> Code:
    value, column = compile_node(node.value, scope), node.column
    inner = scope_with(scope, [TESTED])
    tests = [compile_test(test, inner) for test in node.tests]

    def evaluate(env: Env) -> Any:
        subject = value(env)
        return any_holds(Env(env.run, env.lookup, env, {TESTED: subject}), tests, column)

    return evaluate


@compiles(s.UnaryTestList)
def unary_test_list(node: s.UnaryTestList, scope: StaticScope | None) -> Code:
    """For a scope whose innermost frame has `?`."""
    tests, negated = [compile_test(test, scope) for test in node.tests], node.negated
    if not tests:
        return lambda env: True

    def evaluate(env: Env) -> Any:
        verdict = any_holds(env, tests, 1)
        if negated and verdict is not None:
            return not verdict
        return verdict

    return evaluate


def any_holds(env: Env, tests: list[Code], column: int) -> bool | None:
    """True if one of the tests is true, null if none is and one is unknown."""
    known = True
    for test in tests:
        verdict = test(env)
        if verdict is True:
            return True
        known = known and verdict is False
    return False if known else None


def compile_test(node: s.Node, scope: StaticScope | None) -> Code:
    """One test of the value `?`, which stands in the innermost frame."""
    if isinstance(node, s.ComparisonTest):
        return _comparison_test(node, scope)
    if mentions(node, TESTED):
        return _truth(compile_node(node, scope))
    expected, column = compile_node(node, scope), node.column

    def evaluate(env: Env) -> Any:
        value = expected(env)
        subject = env.values[TESTED]
        if type(value) is str and type(subject) is str:
            return value == subject
        return _matches(env, subject, value, column)

    return evaluate


def _comparison_test(node: s.ComparisonTest, scope: StaticScope | None) -> Code:
    operand, operator, column = compile_node(node.operand, scope), node.operator, node.column

    def evaluate(env: Env) -> Any:
        subject, value = env.values[TESTED], operand(env)
        verdict = compare(operator, subject, value, env.run.spender(column))
        if verdict is None:
            env.run.warn(f"`{operator}` cannot compare {kind_of(subject)} with {kind_of(value)}", column)
        return verdict

    return evaluate


def _truth(code: Code) -> Code:
    def evaluate(env: Env) -> Any:
        verdict = code(env)
        return verdict if verdict is True or verdict is False else None

    return evaluate


def _matches(env: Env, subject: Any, value: Any, column: int) -> bool | None:
    """A range holds the subject, a list has it (or a range that holds it), any other value equals it."""
    spend = env.run.spender(column)
    if type(value) is Range:
        verdict = contains(value, subject, spend)
    elif isinstance(value, (list, tuple)):
        verdict = _in_list(subject, value, spend)
    else:
        verdict = equal(subject, value, spend)
    if verdict is None:
        env.run.warn(f"Cannot test {kind_of(subject)} against {kind_of(value)}", column)
    return verdict


def _in_list(subject: Any, values: Any, spend: Spend) -> bool | None:
    spend(1 + len(values) // 8)
    if isinstance(subject, (list, tuple)) and equal(subject, values, spend) is True:
        return True
    for value in values:
        if equal(subject, value, spend) is True:
            return True
        if type(value) is Range and contains(value, subject, spend) is True:
            return True
    return False
