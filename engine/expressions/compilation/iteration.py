"""`for`, `some` and `every`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from engine.expressions import syntax as s
from engine.expressions.compilation.dispatch import compile_node, compiles
from engine.expressions.compilation.scope import StaticScope, mentions, scope_with, size_of
from engine.expressions.conversions import kind_of
from engine.expressions.evaluation import Code, Env
from engine.expressions.values import Range, countable

_Domain = Callable[[Env], "Iterable[Any] | None"]


def _compile_iterators(
    iterators: tuple[s.Iterator, ...], scope: StaticScope | None
) -> tuple[list[tuple[str, _Domain]], StaticScope | None]:
    domains: list[tuple[str, _Domain]] = []
    for iterator in iterators:
        domains.append((iterator.name, _domain(iterator, scope)))
        scope = scope_with(scope, [iterator.name])
    return domains, scope


def _domain(iterator: s.Iterator, scope: StaticScope | None) -> _Domain:
    start, column = compile_node(iterator.domain, scope), iterator.column
    if iterator.until is not None:
        end = compile_node(iterator.until, scope)
        return lambda env: _counted(env, start(env), end(env), column)

    def evaluate(env: Env) -> Iterable[Any] | None:
        value = start(env)
        if isinstance(value, (list, tuple)):
            return value
        if type(value) is Range:
            return _of_range(env, value, column)
        if value is None:
            env.run.warn(f"There is no list for `{iterator.name}`, it is null", column)
            return None
        return [value]

    return evaluate


def _of_range(env: Env, interval: Range, column: int) -> Iterable[Any] | None:
    if interval.low is None or interval.high is None:
        env.run.warn("A range without an end cannot be gone through", column)
        return None
    values = _counted(env, interval.low, interval.high, column)
    skipped = [end for end, kept in _ends(interval) if not kept]
    return None if values is None else (value for value in values if value not in skipped)


def _ends(interval: Range) -> list[tuple[Any, bool]]:
    return [(interval.low, interval.low_included), (interval.high, interval.high_included)]


def _counted(env: Env, start: Any, end: Any, column: int) -> Iterable[Any] | None:
    """From start to end, up or down, by 1 or by a day."""
    if type(start) is Decimal and type(end) is Decimal:
        first, last = countable(start), countable(end)
        if first is not None and last is not None:
            step = 1 if first <= last else -1
            return (Decimal(number) for number in range(first, last + step, step))
    elif type(start) is date and type(end) is date:
        return _days(start, end)
    env.run.warn(f"Cannot count from {kind_of(start)} to {kind_of(end)}", column)
    return None


def _days(start: date, end: date) -> Iterator[date]:
    step = 1 if start <= end else -1
    for number in range(abs((end - start).days) + 1):
        yield start + timedelta(days=step * number)


def _each(env: Env, domains: list[tuple[str, _Domain]], index: int = 0) -> Iterator[Env | None]:
    """The variables of every round; None where a list was missing, which ends all."""
    name, domain = domains[index]
    values = domain(env)
    if values is None:
        yield None
        return
    for value in values:
        inner = Env(env.run, env.lookup, env, {name: value})
        if index + 1 == len(domains):
            yield inner
        else:
            env.run.spend(1, 1)
            yield from _each(inner, domains, index + 1)


@compiles(s.For)
def for_each(node: s.For, scope: StaticScope | None) -> Code:
    domains, inner = _compile_iterators(node.iterators, scope)
    keeps_partial = mentions(node.body, "partial")
    body = compile_node(node.body, scope_with(inner, ["partial"]) if keeps_partial else inner)
    cost, column = 1 + size_of(node.body), node.column

    def evaluate(env: Env) -> Any:
        results: list[Any] = []
        for round_env in _each(env, domains):
            if round_env is None:
                return None
            env.run.spend(cost + (len(results) // 8 if keeps_partial else 0), column)
            env.run.check_size(len(results) + 1, column)
            if keeps_partial:
                # A copy: the body may keep it, and the list goes on growing.
                round_env = Env(env.run, env.lookup, round_env, {"partial": list(results)})
            results.append(body(round_env))
        return results

    return evaluate


@compiles(s.Quantified)
def quantified(node: s.Quantified, scope: StaticScope | None) -> Code:
    domains, inner = _compile_iterators(node.iterators, scope)
    body, cost, column = compile_node(node.body, inner), 1 + size_of(node.body), node.column
    # `some` is settled by one true, `every` by one false; an unknown leaves the rest to decide.
    settles = node.quantifier == "some"

    def evaluate(env: Env) -> Any:
        known = True
        for round_env in _each(env, domains):
            if round_env is None:
                return None
            env.run.spend(cost, column)
            verdict = body(round_env)
            if verdict is not None and not isinstance(verdict, bool):
                env.run.warn(f"Expected true or false after `satisfies`, but found {kind_of(verdict)}", column)
                return None
            if verdict is settles:
                return settles
            known = known and verdict is (not settles)
        return (not settles) if known else None

    return evaluate
