"""The data of a case as a tree of values: parsing what reads it, and writing into it without touching the old tree."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from functools import lru_cache
from typing import Any

from engine.expressions import Expression, UnaryTests, parse_expression, parse_unary_tests
from engine.model.fields import Field
from engine.model.values import WrongValue, checked

Reader = Callable[[Field, Any, tzinfo], Any]


@lru_cache(maxsize=20_000)
def parsed(expression: str) -> Expression:
    """The expression, parsed once. The compiler has seen it, so it parses."""
    return parse_expression(expression)


@lru_cache(maxsize=20_000)
def tests_in(cell: str) -> UnaryTests:
    """The unary tests of a decision cell, parsed once."""
    return parse_unary_tests(cell)


def with_value(
    fields: Mapping[str, Field], data: dict[str, Any], path: str, value: Any, zone: tzinfo, read: Reader
) -> tuple[Any, dict[str, Any]]:
    """The value as its field keeps it, and a tree that has it at `path`; the given tree stays as it was.

    A path is a field, a part of an object (`receiver.city`), a column of a table (`lines.qty`: one value for every
    row, or a list with one for each), or a cell (`lines.2.qty`). Raises `WrongValue`.
    """
    name, *rest = path.split(".")
    field = fields.get(name)
    if field is None:
        raise WrongValue(f"Expected a field of the case, but there is no `{name}`")
    kept, whole = _replaced(field, data.get(name), rest, value, zone, read)
    return kept, {**data, name: whole}


def _replaced(field: Field, old: Any, way: Sequence[str], value: Any, zone: tzinfo, read: Reader) -> tuple[Any, Any]:
    if not way:
        kept = checked(field, read(field, value, zone))
        return kept, kept
    if field.type == "table":
        return _in_table(field, old or [], way, value, zone, read)
    part = (field.fields or {}).get(way[0])
    if part is None:
        raise WrongValue(f"Expected one of the parts {', '.join(field.fields or {})}, but got `{way[0]}`")
    empty = dict.fromkeys(field.fields or {})
    kept, whole = _replaced(part, (old or {}).get(way[0]), way[1:], value, zone, read)
    return kept, {**empty, **(old or {}), way[0]: whole}


def _in_table(
    field: Field, rows: list[Any], way: Sequence[str], value: Any, zone: tzinfo, read: Reader
) -> tuple[Any, Any]:
    row_field = Field.model_construct(type="object", fields=field.fields)
    if way[0].isdigit():
        index = int(way[0])
        if index >= len(rows):
            raise WrongValue(f"Expected one of {len(rows)} rows, but got row {index + 1}")
        kept, row = _replaced(row_field, rows[index], way[1:], value, zone, read)
        return kept, [*rows[:index], row, *rows[index + 1 :]]
    column = list(value) if isinstance(value, list | tuple) else [value] * len(rows)
    if len(column) != len(rows):
        raise WrongValue(f"Expected {len(rows)} values for the column `{way[0]}`, one for each row")
    changed = [_replaced(row_field, row, way, one, zone, read) for row, one in zip(rows, column, strict=True)]
    return [kept for kept, _ in changed], [row for _, row in changed]


def read_at(value: Any, way: Sequence[str]) -> Any:
    """The value at a path below `value`: parts of objects, columns of tables; None where there is nothing."""
    for number, part in enumerate(way):
        if isinstance(value, list):
            return [read_at(row, way[number:]) for row in value]
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def is_filled(value: Any) -> bool:
    """Whether something that must be filled is: not empty, and in a column every row of it."""
    if isinstance(value, list):
        return bool(value) and all(is_filled(one) for one in value)
    if isinstance(value, Mapping):
        return any(is_filled(part) for part in value.values())
    return value is not None and value != ""
