"""Calls, and functions as values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.expressions import syntax as s
from engine.expressions.builtins.registry import BUILTINS, Builtin
from engine.expressions.compilation.dispatch import compile_node, compiles
from engine.expressions.compilation.scope import StaticScope, locate, nesting_of, scope_with, size_of
from engine.expressions.conversions import MISMATCH, converted, kind_of
from engine.expressions.evaluation import Code, Env, Function, Run
from engine.expressions.types import FeelType


@compiles(s.Call)
def call(node: s.Call, scope: StaticScope | None) -> Code:
    arguments = [compile_node(argument, scope) for argument in node.arguments]
    if isinstance(node.function, s.Name):
        builtin = BUILTINS.get(node.function.name)
        if builtin is not None and locate(scope, builtin.name) == ((), None):
            return _call_builtin(builtin, arguments, node)
    return _call_value(compile_node(node.function, scope), arguments, node)


def _call_builtin(builtin: Builtin, arguments: list[Code], node: s.Call) -> Code:
    invoke, names, column = builtin.call, node.names, node.column
    return lambda env: invoke(env.run, [argument(env) for argument in arguments], names, column)


def _call_value(function: Code, arguments: list[Code], node: s.Call) -> Code:
    names, column = node.names, node.column
    called = node.function.name if isinstance(node.function, s.Name) else "what stands before `(`"
    builtin = BUILTINS.get(called)

    def evaluate(env: Env) -> Any:
        target = function(env)
        values = [argument(env) for argument in arguments]
        if isinstance(target, Function):
            return target.call(env.run, values, names, column)
        if builtin is not None:
            return builtin.call(env.run, values, names, column)
        given = env.run.functions.get(called) if env.run.functions else None
        if given is not None:
            return env.run.take_in(given(*values))
        env.run.warn(f"`{called}` is no function, but {kind_of(target)}", column)
        return None

    return evaluate


@compiles(s.FunctionLiteral)
def function_literal(node: s.FunctionLiteral, scope: StaticScope | None) -> Code:
    names = tuple(parameter.name for parameter in node.parameters)
    body = compile_node(node.body, scope_with(scope, names))
    kinds = tuple(parameter.type for parameter in node.parameters)
    nesting, cost = 3 + nesting_of(node.body), size_of(node.body)

    def evaluate(env: Env) -> Any:
        def invoke(run: Run, arguments: Sequence[Any], given: tuple[str, ...] | None, column: int) -> Any:
            values = _bind(run, names, kinds, arguments, given, column)
            if values is None:
                return None
            run.spend(cost, column)
            run.enter(nesting, column)
            result = body(Env(run, env.lookup, env, values))
            run.depth -= nesting
            return result

        return Function("defined here", names, invoke)

    return evaluate


def _bind(
    run: Run,
    names: tuple[str, ...],
    kinds: tuple[FeelType | None, ...],
    arguments: Sequence[Any],
    given: tuple[str, ...] | None,
    column: int,
) -> dict[str, Any] | None:
    if len(arguments) != len(names) or (given is not None and set(given) != set(names)):
        run.warn(f"Expected the arguments ({', '.join(names)})", column)
        return None
    values = dict(zip(given or names, arguments, strict=True))
    for name, kind in zip(names, kinds, strict=True):
        if kind is None:
            continue
        run.weigh(values[name], column)
        value = converted(values[name], kind)
        if value is MISMATCH:
            run.warn(f"Expected {kind} for `{name}`, but it is {kind_of(values[name])}", column)
            return None
        values[name] = value
    return values
