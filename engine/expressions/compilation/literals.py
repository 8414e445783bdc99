"""Literals, lists, ranges and contexts."""

from __future__ import annotations

from typing import Any

from engine.expressions import syntax as s
from engine.expressions.compilation.dispatch import compile_node, compiles
from engine.expressions.compilation.scope import StaticScope, scope_with
from engine.expressions.evaluation import Code, Env
from engine.expressions.operations import less
from engine.expressions.values import Range


@compiles(s.Literal)
def literal(node: s.Literal, scope: StaticScope | None) -> Code:
    value = node.value
    return lambda env: value


@compiles(s.ListLiteral)
def list_literal(node: s.ListLiteral, scope: StaticScope | None) -> Code:
    items = [compile_node(item, scope) for item in node.items]
    return lambda env: [item(env) for item in items]


@compiles(s.RangeLiteral)
def range_literal(node: s.RangeLiteral, scope: StaticScope | None) -> Code:
    assert node.low is not None and node.high is not None
    low, high = compile_node(node.low, scope), compile_node(node.high, scope)
    low_included, high_included, column = node.low_included, node.high_included, node.column

    def evaluate(env: Env) -> Any:
        start, end = low(env), high(env)
        if start is None or end is None or (less(start, end) is None and less(end, start) is None):
            env.run.warn("A range needs two ends that can be compared", column)
            return None
        if less(end, start) is True:
            env.run.warn("A range goes up: its start is not above its end", column)
            return None
        return Range(start, end, low_included, high_included)

    return evaluate


@compiles(s.ComparisonTest)
def half_open_range(node: s.ComparisonTest, scope: StaticScope | None) -> Code:
    """`(< 10)` as a value: a range open to one side."""
    operand, operator, column = compile_node(node.operand, scope), node.operator, node.column

    def evaluate(env: Env) -> Any:
        value = operand(env)
        if value is None:
            env.run.warn(f"`({operator} …)` needs a value, but it is null", column)
            return None
        return range_of_comparison(operator, value)

    return evaluate


def range_of_comparison(operator: str, value: Any) -> Range:
    """The values that compare so with the given one."""
    if operator == "=":
        return Range(value, value, True, True, single=True)
    if operator == "!=":
        return Range(None, None, False, False, excludes=value)
    if operator.startswith("<"):
        return Range(None, value, False, operator == "<=")
    return Range(value, None, operator == ">=", False)


@compiles(s.ContextLiteral)
def context_literal(node: s.ContextLiteral, scope: StaticScope | None) -> Code:
    inner = scope_with(scope, ())
    entries: list[tuple[str, Code]] = []
    for name, value in node.entries:
        if isinstance(value, s.FunctionLiteral):
            inner.names.add(name)  # a function may call itself: it is not called before it is there
        entries.append((name, compile_node(value, inner)))
        inner.names.add(name)  # an entry sees the ones before it

    def evaluate(env: Env) -> Any:
        values: dict[str, Any] = {}
        frame = Env(env.run, env.lookup, env, values)
        for name, code in entries:
            values[name] = code(frame)
        return values

    return evaluate
