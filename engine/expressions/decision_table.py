"""Decision tables: which rows hit, and what follows from them under the table's hit policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from typing import Any

from engine.expressions.evaluation import Budget, Lookup
from engine.expressions.expression import Functions, UnaryTests
from engine.expressions.operations import calculate, equal, less
from engine.expressions.values import taken_in


class HitPolicy(StrEnum):
    """What a table does with the rows that hit. `sum min max count` collect and make one value of the collection."""

    UNIQUE = "unique"
    FIRST = "first"
    PRIORITY = "priority"
    ANY = "any"
    COLLECT = "collect"
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    COUNT = "count"
    RULE_ORDER = "rule order"
    OUTPUT_ORDER = "output order"


Row = Mapping[str, UnaryTests]
Outputs = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a table gives.

    `rows`: numbers of the rows that the result comes from, from 0. `value`: for policies with a single hit the row's
    outputs, for `collect` and the orders a list of outputs, for `sum min max count` a value; None when no row hits.
    `unknown`: (row, input) of the tests that gave null and so did not hit.
    """

    rows: tuple[int, ...]
    value: Any
    unknown: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """The rows that hit contradict the table's policy; `rows` are numbered from 0."""

    rows: tuple[int, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The world in which the tests of a table are evaluated."""

    context: Lookup | Mapping[str, Any]
    now: datetime
    functions: Functions | None = None
    budget: Budget | None = None


def evaluate_table(
    hit: HitPolicy,
    rows: Sequence[Row],
    inputs: Mapping[str, Any],
    outputs: Callable[[int], Outputs],
    asked: Asked,
    order: Mapping[str, Sequence[Any]] | None = None,
) -> Hit | Clash:
    """Tests the inputs against the rows (an input that a row does not mention may be anything).

    `outputs` gives the outputs of a row that hit; it is called for no others. `order`: for `priority` and
    `output order`, the values of each output, the most important first; the outputs count in the order given there.
    """
    hits, unknown = _matching(rows, inputs, asked, only_first=hit is HitPolicy.FIRST)
    result = _POLICIES[hit](hits, lambda number: taken_in(outputs(number)), order or {})
    return result if isinstance(result, Clash) else Hit(result.rows, result.value, unknown)


def _matching(
    rows: Sequence[Row], inputs: Mapping[str, Any], asked: Asked, only_first: bool
) -> tuple[tuple[int, ...], tuple[tuple[int, str], ...]]:
    hits: list[int] = []
    unknown: list[tuple[int, str]] = []
    for number, row in enumerate(rows):
        if _row_hits(number, row, inputs, asked, unknown):
            hits.append(number)
            if only_first:
                break
    return tuple(hits), tuple(unknown)


def _row_hits(number: int, row: Row, inputs: Mapping[str, Any], asked: Asked, unknown: list[tuple[int, str]]) -> bool:
    for name, test in row.items():
        verdict = test.matches(
            inputs.get(name), asked.context, now=asked.now, functions=asked.functions, budget=asked.budget
        )
        if verdict is None:
            unknown.append((number, name))
        if verdict is not True:
            return False
    return True


Hits = tuple[int, ...]
Give = Callable[[int], Outputs]
Order = Mapping[str, Sequence[Any]]


def _unique(hits: Hits, outputs: Give, order: Order) -> Hit | Clash:
    if len(hits) > 1:
        return Clash(hits, f"Expected one row to hit, but {_named(hits)} do")
    return _first(hits, outputs, order)


def _first(hits: Hits, outputs: Give, order: Order) -> Hit | Clash:
    return Hit(hits[:1], outputs(hits[0]) if hits else None)


def _any(hits: Hits, outputs: Give, order: Order) -> Hit | Clash:
    given = [outputs(number) for number in hits]
    if any(equal(other, given[0]) is not True for other in given[1:]):
        return Clash(hits, f"Expected all rows that hit to give the same, but {_named(hits)} differ")
    return Hit(hits, given[0] if given else None)


def _named(hits: Hits) -> str:
    numbers = [str(number + 1) for number in hits]
    return f"rows {', '.join(numbers[:-1])} and {numbers[-1]}"


def _priority(hits: Hits, outputs: Give, order: Order) -> Hit | Clash:
    best = _in_order(hits, outputs, order)[:1]
    return Hit(tuple(number for number, _ in best), best[0][1] if best else None)


def _output_order(hits: Hits, outputs: Give, order: Order) -> Hit | Clash:
    ordered = _in_order(hits, outputs, order)
    return Hit(tuple(number for number, _ in ordered), [given for _, given in ordered] or None)


def _in_order(hits: Hits, outputs: Give, order: Order) -> list[tuple[int, Outputs]]:
    given = [(number, outputs(number)) for number in hits]
    return sorted(given, key=lambda one: [_rank(one[1].get(name), values) for name, values in order.items()])


def _rank(value: Any, values: Sequence[Any]) -> int:
    return next((rank for rank, known in enumerate(values) if equal(known, value) is True), len(values))


def _collect(hits: Hits, outputs: Give, order: Order) -> Hit | Clash:
    return Hit(hits, [outputs(number) for number in hits] or None)


def _count(hits: Hits, outputs: Give, order: Order) -> Hit | Clash:
    return Hit(hits, Decimal(len(hits)))


def _sum(hits: Hits, outputs: Give, order: Order) -> Hit | Clash:
    return _combined(hits, outputs, lambda one, other: calculate("+", one, other))


def _least(hits: Hits, outputs: Give, order: Order) -> Hit | Clash:
    return _combined(hits, outputs, lambda one, other: other if less(other, one) is True else one)


def _greatest(hits: Hits, outputs: Give, order: Order) -> Hit | Clash:
    return _combined(hits, outputs, lambda one, other: other if less(one, other) is True else one)


def _combined(hits: Hits, outputs: Give, combine: Callable[[Any, Any], Any]) -> Hit | Clash:
    given = [outputs(number) for number in hits]
    names = list(given[0]) if given else []
    combined = {name: reduce(combine, [row[name] for row in given]) for name in names}
    return Hit(hits, (combined[names[0]] if len(names) == 1 else combined) if names else None)


_POLICIES: Mapping[HitPolicy, Callable[[Hits, Give, Order], Hit | Clash]] = {
    HitPolicy.UNIQUE: _unique,
    HitPolicy.FIRST: _first,
    HitPolicy.PRIORITY: _priority,
    HitPolicy.ANY: _any,
    HitPolicy.COLLECT: _collect,
    HitPolicy.SUM: _sum,
    HitPolicy.MIN: _least,
    HitPolicy.MAX: _greatest,
    HitPolicy.COUNT: _count,
    HitPolicy.RULE_ORDER: _collect,
    HitPolicy.OUTPUT_ORDER: _output_order,
}
