"""Variables, paths and filters."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from engine.expressions import syntax as s
from engine.expressions.builtins.registry import BUILTINS
from engine.expressions.compilation.dispatch import compile_node, compiles
from engine.expressions.compilation.scope import StaticScope, element_scope, locate, size_of
from engine.expressions.conversions import kind_of
from engine.expressions.evaluation import Code, Env
from engine.expressions.properties import property_of
from engine.expressions.values import ATOMS, countable


@compiles(s.Name)
def name(node: s.Name, scope: StaticScope | None) -> Code:
    elements, hops = locate(scope, node.name)
    found = _of_caller(node.name) if hops is None else _of_frame(node.name, hops)
    return _of_elements(node.name, elements, found) if elements else found


def _of_caller(wanted: str) -> Code:
    builtin = BUILTINS.get(wanted)

    def evaluate(env: Env) -> Any:
        value = env.lookup(wanted)
        if type(value) in ATOMS and (value is not None or builtin is None):
            return value
        if value is None and builtin is not None:
            return None if env.run.knows(wanted) else builtin.value
        return env.run.take_in(value)

    return evaluate


def _of_frame(wanted: str, hops: int) -> Code:
    if hops == 0:
        return lambda env: env.values[wanted]
    if hops == 1:
        return lambda env: env.parent.values[wanted]  # type: ignore[union-attr]

    def evaluate(env: Env) -> Any:
        return _frame(env, hops).values[wanted]

    return evaluate


def _frame(env: Env, hops: int) -> Env:
    for _ in range(hops):
        assert env.parent is not None
        env = env.parent
    return env


def _of_elements(wanted: str, elements: tuple[int, ...], otherwise: Code) -> Code:
    """Within filters a name may be a field of the element that is looked at; if not, it is a variable."""

    def evaluate(env: Env) -> Any:
        for hops in elements:
            element = _frame(env, hops).values
            if isinstance(element, Mapping):
                if wanted in element:
                    return element[wanted]
            elif element is not None:
                value, known = property_of(element, wanted)
                if known:
                    return value
            if wanted == "item":
                return element
        return otherwise(env)

    return evaluate


@compiles(s.Path)
def path(node: s.Path, scope: StaticScope | None) -> Code:
    """The part is taken in, not the whole it is a part of: a case's `steps` may be large."""
    part = _untaken_path(node, scope)
    if not _is_of_caller(_root(node), scope):
        return part

    def evaluate(env: Env) -> Any:
        value = part(env)
        return value if type(value) in ATOMS else env.run.take_in(value)

    return evaluate


def _untaken(node: s.Node, scope: StaticScope | None) -> Code:
    """The value of a node, perhaps still as the caller has it."""
    if isinstance(node, s.Path):
        return _untaken_path(node, scope)
    if isinstance(node, s.Name) and _is_of_caller(node, scope):
        wanted = node.name
        return lambda env: env.lookup(wanted)
    return compile_node(node, scope)


def _root(node: s.Node) -> s.Node:
    while isinstance(node, s.Path):
        node = node.source
    return node


def _is_of_caller(node: s.Node, scope: StaticScope | None) -> bool:
    return isinstance(node, s.Name) and node.name not in BUILTINS and locate(scope, node.name) == ((), None)


def _untaken_path(node: s.Path, scope: StaticScope | None) -> Code:
    source, wanted, column = _untaken(node.source, scope), node.name, node.column

    def evaluate(env: Env) -> Any:
        value = source(env)
        if type(value) is dict:
            try:
                return value[wanted]
            except KeyError:
                return _missing(env, wanted, value, column)
        return read_property(env, value, wanted, column)

    return evaluate


def read_property(env: Env, value: Any, wanted: str, column: int) -> Any:
    """`value.wanted`; of a list, the list of what its elements have there."""
    if isinstance(value, Mapping):
        return value[wanted] if wanted in value else _missing(env, wanted, value, column)
    if isinstance(value, (list, tuple)):
        env.run.spend(1 + len(value) // 4, column)
        return [read_property(env, item, wanted, column) for item in value]
    if value is None:
        env.run.warn(f"`.{wanted}` of nothing: what stands before it is null", column)
        return None
    part, known = property_of(value, wanted)
    return part if known else _missing(env, wanted, value, column)


def _missing(env: Env, wanted: str, value: Any, column: int) -> None:
    env.run.warn(f"`.{wanted}`: {kind_of(value)} here has no such part", column)


_CONDITIONS: Final = (s.Comparison, s.Logical, s.Between, s.In, s.InstanceOf, s.Quantified)


@compiles(s.Filter)
def filtered(node: s.Filter, scope: StaticScope | None) -> Code:
    source, column = compile_node(node.source, scope), node.column
    if isinstance(node.test, s.Literal) and type(node.test.value) is Decimal:
        position = node.test.value
        return lambda env: _at(env, _as_list(source(env)), position, column)
    test, cost = compile_node(node.test, element_scope(scope)), size_of(node.test)
    may_be_position = not isinstance(node.test, _CONDITIONS)

    def evaluate(env: Env) -> Any:
        items = _as_list(source(env))
        chosen: list[Any] = []
        env.run.spend(cost, column)
        if not items and may_be_position and type(test(Env(env.run, env.lookup, env, None))) is Decimal:
            return None
        for index, item in enumerate(items):
            verdict = test(Env(env.run, env.lookup, env, item))
            if type(verdict) is Decimal:
                if index == 0:
                    return _at(env, items, verdict, column)
                continue
            if verdict is True:
                chosen.append(item)
            env.run.spend(cost, column)
        return chosen

    return evaluate


def _as_list(value: Any) -> Any:
    """Filters take a single value for a list of it, and null for an empty list."""
    if isinstance(value, (list, tuple)):
        return value
    return [] if value is None else [value]


def _at(env: Env, items: Any, position: Decimal, column: int) -> Any:
    index = countable(position) or 0
    if 1 <= index <= len(items):
        return items[index - 1]
    if -len(items) <= index <= -1:
        return items[index]
    env.run.warn(f"There is no element {position} in a list of {len(items)}", column)
    return None
