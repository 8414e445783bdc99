"""Functions that look into lists and change them. Positions count from 1, or from the end below 0."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cmp_to_key
from typing import Any

from engine.expressions.builtins.registry import CallSite, NoValue, builtin
from engine.expressions.builtins.strings import whole
from engine.expressions.evaluation import Function
from engine.expressions.operations import equal

Items = Sequence[Any]


def _has(site: CallSite, items: Items, wanted: Any) -> bool:
    site.run.spend(1 + len(items) // 8, site.column)
    spend = site.run.spender(site.column)
    return any(equal(item, wanted, spend) is True for item in items)


def _sized(site: CallSite, items: list[Any]) -> list[Any]:
    site.run.check_size(len(items), site.column)
    site.run.spend(1 + len(items) // 8, site.column)
    return items


@builtin("list contains(list: list, element: any) -> boolean", site=True)
def list_contains(site: CallSite, items: Items, element: Any) -> bool:
    return _has(site, items, element)


@builtin("count(list: list) -> number")
def count(items: Items) -> Decimal:
    return Decimal(len(items))


@builtin("sublist(list: list, start position: number, length?: number) -> list of element")
def sublist(items: Items, start: Decimal, length: Decimal | None = None) -> list[Any]:
    begin = _index(items, start)
    if length is None:
        return list(items[begin:])
    size = whole(length, "length")
    if size < 1 or begin + size > len(items):
        raise NoValue("Expected a length of at least 1, and no more than the list has left")
    return list(items[begin : begin + size])


def _index(items: Items, position: Decimal) -> int:
    number = whole(position, "position")
    if number == 0 or abs(number) > len(items):
        raise NoValue(f"Expected a position from 1 to {len(items)}, or from -{len(items)} to -1")
    return number - 1 if number > 0 else len(items) + number


@builtin("append(list: list, items...: any) -> list", site=True)
def append(site: CallSite, items: Items, *more: Any) -> list[Any]:
    return _sized(site, [*items, *more])


@builtin("concatenate(lists...: list) -> list", site=True)
def concatenate(site: CallSite, *lists: Items) -> list[Any]:
    return _sized(site, [item for items in lists for item in items])


@builtin("insert before(list: list, position: number, newItem: any) -> list", site=True)
def insert_before(site: CallSite, items: Items, position: Decimal, item: Any) -> list[Any]:
    index = _index(items, position)
    return _sized(site, [*items[:index], item, *items[index:]])


@builtin("remove(list: list, position: number) -> list of element")
def remove(items: Items, position: Decimal) -> list[Any]:
    index = _index(items, position)
    return [*items[:index], *items[index + 1 :]]


@builtin(
    "list replace(list: list, position: number, newItem: any) -> list",
    "list replace(list: list, match: function, newItem: any) -> list",
    site=True,
)
def list_replace(site: CallSite, items: Items, where: Decimal | Function, new: Any) -> list[Any]:
    if isinstance(where, Decimal):
        index = _index(items, where)
        return [*items[:index], new, *items[index + 1 :]]
    chosen = [where.call(site.run, [item, new], None, site.column) for item in items]
    if any(not isinstance(verdict, bool) for verdict in chosen):
        raise NoValue("Expected the function to give true or false for every element")
    return [new if verdict else item for item, verdict in zip(items, chosen, strict=True)]


@builtin("reverse(list: list) -> list of element")
def reverse(items: Items) -> list[Any]:
    return list(reversed(items))


@builtin("index of(list: list, match: any) -> list of number", site=True)
def index_of(site: CallSite, items: Items, match: Any) -> list[Decimal]:
    spend = site.run.spender(site.column)
    return [Decimal(index) for index, item in enumerate(items, 1) if equal(item, match, spend) is True]


@builtin("union(lists...: list) -> list", site=True)
def union(site: CallSite, *lists: Items) -> list[Any]:
    return _distinct(site, [item for items in lists for item in items])


@builtin("distinct values(list: list) -> list of element", site=True)
def distinct_values(site: CallSite, items: Items) -> list[Any]:
    return _distinct(site, items)


def _distinct(site: CallSite, items: Items) -> list[Any]:
    found: list[Any] = []
    for item in items:
        if not _has(site, found, item):
            found.append(item)
    return _sized(site, found)


@builtin("flatten(list: list) -> list", site=True)
def flatten(site: CallSite, items: Items) -> list[Any]:
    flat: list[Any] = []
    waiting: list[Any] = list(reversed(items))
    while waiting:
        site.run.spend(1, site.column)
        item = waiting.pop()
        if isinstance(item, (list, tuple)):
            waiting.extend(reversed(item))
        else:
            flat.append(item)
    return _sized(site, flat)


@builtin("sort(list: list, precedes: function) -> list of element", "sort(list: list) -> list of element", site=True)
def sort(site: CallSite, items: Items, precedes: Function | None = None) -> list[Any]:
    site.run.spend(1 + len(items) // 2, site.column)
    if precedes is None:
        return _sort_naturally(items)

    def order(one: Any, other: Any) -> int:
        if precedes.call(site.run, [one, other], None, site.column) is True:
            return -1
        return 1 if precedes.call(site.run, [other, one], None, site.column) is True else 0

    return sorted(items, key=cmp_to_key(order))


def _sort_naturally(items: Items) -> list[Any]:
    try:
        return sorted(items)
    except TypeError:
        raise NoValue("Expected elements of one kind that have an order") from None
