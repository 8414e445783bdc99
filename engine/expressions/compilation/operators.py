"""Arithmetic, comparison and logic."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DecimalException
from operator import ge, gt, le, lt
from typing import Any, Final

from engine.expressions import syntax as s
from engine.expressions.compilation.dispatch import compile_node, compiles
from engine.expressions.compilation.scope import StaticScope
from engine.expressions.conversions import is_instance, kind_of
from engine.expressions.evaluation import Code, Env
from engine.expressions.operations import Spend, calculate, equal, less, less_or_equal, negative
from engine.expressions.values import DECIMAL128

_EXACT: Final[dict[str, Callable[[Decimal, Decimal], Decimal]]] = {
    "+": DECIMAL128.add,
    "-": DECIMAL128.subtract,
    "*": DECIMAL128.multiply,
    "/": DECIMAL128.divide,
}
_POWER_STEPS: Final = 10


@compiles(s.Arithmetic)
def arithmetic(node: s.Arithmetic, scope: StaticScope | None) -> Code:
    code = compile_node(node.first, scope)
    if len(node.rest) == 1:
        sign, operand, column = node.rest[0]
        return _binary(code, compile_node(operand, scope), sign, column)
    rest = [(sign, compile_node(operand, scope), column) for sign, operand, column in node.rest]

    def evaluate(env: Env) -> Any:
        total = code(env)
        for sign, operand, column in rest:
            total = _calculate(env, sign, total, operand(env), column)
        return total

    return evaluate


def _binary(left: Code, right: Code, sign: str, column: int) -> Code:
    exact = _EXACT.get(sign)

    def evaluate(env: Env) -> Any:
        one, other = left(env), right(env)
        if exact is not None and type(one) is Decimal and type(other) is Decimal:
            try:
                return exact(one, other)
            except DecimalException:
                pass
        return _calculate(env, sign, one, other, column)

    return evaluate


def _calculate(env: Env, sign: str, left: Any, right: Any, column: int) -> Any:
    if sign == "**":
        env.run.spend(_POWER_STEPS, column)
    elif type(left) is str and type(right) is str:
        env.run.check_size(len(left) + len(right), column)
    result = calculate(sign, left, right)
    if result is None:
        env.run.warn(f"`{sign}` has no value for {kind_of(left)} and {kind_of(right)}", column)
    return result


@compiles(s.Negate)
def negate(node: s.Negate, scope: StaticScope | None) -> Code:
    operand, column = compile_node(node.operand, scope), node.column

    def evaluate(env: Env) -> Any:
        value = operand(env)
        result = negative(value)
        if result is None:
            env.run.warn(f"`-` needs a number or duration, but found {kind_of(value)}", column)
        return result

    return evaluate


def compare(operator: str, left: Any, right: Any, spend: Spend) -> bool | None:
    """`left operator right`; None where the two are not comparable."""
    if operator in _ORDERS:
        return _ORDERS[operator](left, right)
    same = equal(left, right, spend)
    return None if same is None else same is (operator == "=")


_ORDERS: Final[dict[str, Callable[[Any, Any], bool | None]]] = {
    "<": less,
    "<=": less_or_equal,
    ">": lambda left, right: less(right, left),
    ">=": lambda left, right: less_or_equal(right, left),
}
_QUICK: Final[dict[str, Callable[[Any, Any], bool]]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


@compiles(s.Comparison)
def comparison(node: s.Comparison, scope: StaticScope | None) -> Code:
    left, right = compile_node(node.left, scope), compile_node(node.right, scope)
    if node.operator in ("=", "!="):
        return _equality(left, right, node)
    ordered, quick, operator, column = _ORDERS[node.operator], _QUICK[node.operator], node.operator, node.column

    def evaluate(env: Env) -> Any:
        one, other = left(env), right(env)
        if type(one) is Decimal and type(other) is Decimal:
            return quick(one, other)
        result = ordered(one, other)
        if result is None:
            env.run.warn(f"`{operator}` cannot compare {kind_of(one)} with {kind_of(other)}", column)
        return result

    return evaluate


def _equality(left: Code, right: Code, node: s.Comparison) -> Code:
    wanted, column, operator = node.operator == "=", node.column, node.operator

    def evaluate(env: Env) -> Any:
        one, other = left(env), right(env)
        if type(one) is str and type(other) is str:
            return (one == other) is wanted
        same = equal(one, other, env.run.spender(column))
        if same is None:
            env.run.warn(f"`{operator}` cannot compare {kind_of(one)} with {kind_of(other)}", column)
            return None
        return same is wanted

    return evaluate


@compiles(s.Logical)
def logical(node: s.Logical, scope: StaticScope | None) -> Code:
    terms = [compile_node(term, scope) for term in node.terms]
    # `and` is settled by a false term, `or` by a true one; anything that is no truth value counts as unknown.
    settles = node.operator == "or"
    if len(terms) == 2:
        return _two_terms(terms[0], terms[1], settles)

    def evaluate(env: Env) -> Any:
        known = True
        for term in terms:
            value = term(env)
            if value is settles:
                return settles
            if value is not True and value is not False:
                known = False
        return (not settles) if known else None

    return evaluate


def _two_terms(first: Code, second: Code, settles: bool) -> Code:
    otherwise = not settles

    def evaluate(env: Env) -> Any:
        one = first(env)
        if one is settles:
            return settles
        other = second(env)
        if other is settles:
            return settles
        return otherwise if one is otherwise and other is otherwise else None

    return evaluate


@compiles(s.Between)
def between(node: s.Between, scope: StaticScope | None) -> Code:
    value, low, high = (compile_node(part, scope) for part in (node.value, node.low, node.high))
    column = node.column

    def evaluate(env: Env) -> Any:
        subject = value(env)
        above, below = less_or_equal(low(env), subject), less_or_equal(subject, high(env))
        if above is False or below is False:
            return False
        if above is None or below is None:
            env.run.warn(f"`between` cannot compare {kind_of(subject)} with its ends", column)
            return None
        return True

    return evaluate


@compiles(s.InstanceOf)
def instance_of(node: s.InstanceOf, scope: StaticScope | None) -> Code:
    value, wanted, column = compile_node(node.value, scope), node.type, node.column

    def evaluate(env: Env) -> Any:
        subject = value(env)
        env.run.weigh(subject, column)
        return is_instance(subject, wanted)

    return evaluate
