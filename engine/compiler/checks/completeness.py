"""Whether the cases of a `choose` are all there are: a condition and its opposite, or all values of a choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.expressions import ExpressionError, parse_expression
from engine.expressions import syntax as s
from engine.model.fields import Field
from engine.model.types import field_at

_OPPOSITES = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "!=", "!=": "="}


def are_all_cases(conditions: Sequence[str], fields: Mapping[str, Field]) -> bool:
    """True if one of the conditions is always true (whenever none of them is null)."""
    try:
        terms = [term for text in conditions for term in _alternatives(parse_expression(text).tree)]
    except ExpressionError:
        return True  # reported where it stands
    shapes = {_shape(term) for term in terms}
    if any(_shape(opposite) in shapes for term in terms for opposite in _opposites(term)):
        return True
    return any(_covers(path, terms, fields) for path in {_path(term)[0] for term in terms if _path(term)[0]})


def _alternatives(node: s.Node) -> Iterator[s.Node]:
    """The terms of an `or`: each alone makes the condition true."""
    if isinstance(node, s.Logical) and node.operator == "or":
        for term in node.terms:
            yield from _alternatives(term)
    else:
        yield node


def _opposites(node: s.Node) -> Iterator[s.Node]:
    if isinstance(node, s.Call) and isinstance(node.function, s.Name) and node.function.name == "not":
        yield from node.arguments
    if isinstance(node, s.Comparison) and node.operator in _OPPOSITES:
        yield s.Comparison(node.column, _OPPOSITES[node.operator], node.left, node.right)
    if isinstance(node, s.Literal) and node.value is True:
        yield node


def _covers(path: str, terms: Sequence[s.Node], fields: Mapping[str, Field]) -> bool:
    """Whether every value a field can have makes one of the terms true."""
    field = field_at(fields, path)
    if field is None or field.type not in ("choice", "yes_no"):
        return False
    wanted = set(field.values or {}) if field.type == "choice" else {True, False}
    covered = {value for term in terms if _path(term)[0] == path for value in _path(term)[1]}
    return wanted <= covered


def _path(node: s.Node) -> tuple[str, list[Any]]:
    """The field a term asks, and the values for which it is true; an empty path if it is no such question."""
    name = _name(node)
    if name:
        return name, [True]
    if isinstance(node, s.Call) and len(node.arguments) == 1 and _name(node.function) == "not":
        return _name(node.arguments[0]), [False]
    if isinstance(node, s.Comparison) and node.operator == "=" and isinstance(node.right, s.Literal):
        return _name(node.left), [node.right.value]
    if isinstance(node, s.In):
        return _name(node.value), [one.value for test in node.tests for one in _literals(test)]
    return "", []


def _literals(node: s.Node) -> Iterator[s.Literal]:
    if isinstance(node, s.Literal):
        yield node
    elif isinstance(node, s.ListLiteral | s.UnaryTestList):
        for inner in s.children(node):
            yield from _literals(inner)


def _name(node: s.Node) -> str:
    if isinstance(node, s.Name):
        return node.name
    if isinstance(node, s.Path):
        source = _name(node.source)
        return f"{source}.{node.name}" if source else ""
    return ""


def _shape(node: s.Node) -> Any:
    """A node without its columns, to compare what is meant."""
    names = [name for name in node.__dataclass_fields__ if name != "column"]
    return (type(node).__name__, *(_shape_of(getattr(node, name)) for name in names))


def _shape_of(part: Any) -> Any:
    if isinstance(part, s.Node):
        return _shape(part)
    if isinstance(part, tuple):
        # Of an operation in a chain the column of its sign is part of the tuple, and means nothing here.
        return tuple(_shape_of(one) for one in part if not isinstance(one, int) or isinstance(one, bool))
    return repr(part)
