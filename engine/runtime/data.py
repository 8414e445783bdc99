"""The data of a case as a tree of values: parsing what reads it, and writing into it without touching the old tree."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import lru_cache
from typing import Any

from engine.expressions import Expression, UnaryTests, parse_expression, parse_unary_tests
from engine.model.fields import Field
from engine.model.values import Reader, accepted, unknown_part
from engine.model.wrong_values import Complaint, Way, WrongValue, wrong


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
    row, or a list with one for each), or a cell (`lines.2.qty`). Raises `WrongValue`, whose complaints have ways from
    the field on, and which keeps the tree with what could be read.
    """
    name, *rest = path.split(".")
    taking = _Taking(zone, read)
    field = fields.get(name)
    if field is None:
        raise wrong(f"Expected a field of the case, but there is no `{name}`", f"没有字段“{name}”", kept=data)
    kept, whole = taking.replaced(field, data.get(name), rest, value, (name,))
    tree = {**data, name: whole}
    if taking.complaints:
        raise WrongValue(*taking.complaints, kept=tree)
    return kept, tree


class _Taking:
    """Puts a value at a place; whatever is wrong is noted with its way, and what can be read is put there anyway."""

    def __init__(self, zone: tzinfo, read: Reader) -> None:
        self._zone = zone
        self._read = read
        self.complaints: list[Complaint] = []

    def replaced(self, field: Field, old: Any, rest: Sequence[str], value: Any, way: Way) -> tuple[Any, Any]:
        """The value as kept, and the whole of the field with it."""
        if not rest:
            kept = self._accepted(field, value, way)
            return kept, kept
        if field.type == "table":
            return self._in_table(field, old or [], rest, value, way)
        part = (field.fields or {}).get(rest[0])
        if part is None:
            return self._nowhere(unknown_part(field, f"`{rest[0]}`"), old, way)
        empty = dict.fromkeys(field.fields or {})
        kept, whole = self.replaced(part, (old or {}).get(rest[0]), rest[1:], value, (*way, rest[0]))
        return kept, {**empty, **(old or {}), rest[0]: whole}

    def _in_table(self, field: Field, rows: list[Any], rest: Sequence[str], value: Any, way: Way) -> tuple[Any, Any]:
        row_field = Field.model_construct(type="object", fields=field.fields)
        if rest[0].isdigit():
            index = int(rest[0])
            if index >= len(rows):
                return self._nowhere(_no_such_row(index, rows), rows, way)
            kept, row = self.replaced(row_field, rows[index], rest[1:], value, (*way, index + 1))
            return kept, [*rows[:index], row, *rows[index + 1 :]]
        column = list(value) if isinstance(value, list | tuple) else [value] * len(rows)
        if len(column) != len(rows):
            return self._nowhere(_not_a_column(rest[0], column, rows), rows, way)
        changed = [
            self.replaced(row_field, row, rest, one, (*way, number))
            for number, (row, one) in enumerate(zip(rows, column, strict=True), start=1)
        ]
        return [kept for kept, _ in changed], [row for _, row in changed]

    def _accepted(self, field: Field, value: Any, way: Way) -> Any:
        try:
            return accepted(field, value, self._zone, self._read)
        except WrongValue as unfit:
            self._note(unfit, way)
            return unfit.kept

    def _nowhere(self, unfit: WrongValue, old: Any, way: Way) -> tuple[Any, Any]:
        self._note(unfit, way)
        return None, old

    def _note(self, unfit: WrongValue, way: Way) -> None:
        self.complaints += [replace(one, way=(*way, *one.way)) for one in unfit.complaints]


def _no_such_row(index: int, rows: list[Any]) -> WrongValue:
    en = f"Expected one of {len(rows)} rows, but got row {index + 1}"
    return wrong(en, f"只有 {len(rows)} 行，没有第 {index + 1} 行", rows=len(rows))


def _not_a_column(name: str, column: list[Any], rows: list[Any]) -> WrongValue:
    en = f"Expected {len(rows)} values for the column `{name}`, one for each row"
    return wrong(en, f"列 {name} 应每行一个值，共 {len(rows)} 个，实为 {len(column)} 个", rows=len(rows))


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
