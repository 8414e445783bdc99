"""Where the possible values are known: a text that is compared with a choice, or written to it, is one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from engine.compiler.checks.checking import Checking
from engine.compiler.findings import did_you_mean, listed
from engine.compiler.places import Loc
from engine.expressions import syntax as s
from engine.model.fields import Field
from engine.model.plan import reactions_of
from engine.model.steps.call_process import CallProcess
from engine.model.types import field_at
from engine.said import Said

Bound = Mapping[str, Field | None]
"""Names that an expression binds itself: the table whose row each is, or the column (None: not known)."""


def check_compared(c: Checking, loc: Loc, tree: s.Node, offset: int, tested: str = "") -> None:
    """Report texts in an expression, or in a test of the column `tested`, that can never be equal to what they are
    compared with."""
    bound: dict[str, Field | None] = {}
    for path, literal, names in _compared(c, tree, tested, bound):
        values = _values_of(c, path, names)
        if values is not None and isinstance(literal.value, str) and literal.value not in values:
            message = Said(
                "Expected one of the values of `{path}`, but `{value}` is none.", path=path, value=literal.value
            )
            c.report(loc, "not-a-value", message, did_you_mean(literal.value, values), column=offset + literal.column)


def check_results(c: Checking, loc: Loc, tree: s.Node, allowed: Collection[str], offset: int) -> None:
    """Report texts an expression may give that are none of those allowed."""
    for literal in _results(tree):
        if isinstance(literal.value, str) and literal.value not in allowed:
            names = listed(allowed)
            message = Said("Expected one of {names}, but `{value}` is none.", names=names, value=literal.value)
            c.report(loc, "not-a-value", message, did_you_mean(literal.value, allowed), column=offset + literal.column)


def _results(node: s.Node) -> Iterator[s.Literal]:
    if isinstance(node, s.Literal):
        yield node
    elif isinstance(node, s.If):
        yield from _results(node.then)
        yield from _results(node.otherwise)


def _compared(c: Checking, node: s.Node, tested: str, bound: Bound) -> Iterator[tuple[str, s.Literal, Bound]]:
    """Every path that is compared with a text written out, with the names bound there."""
    if isinstance(node, s.UnaryTestList):
        for literal in _alternatives(node.tests):
            yield tested, literal, bound
    elif isinstance(node, s.Comparison) and node.operator in ("=", "!="):
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(other, s.Literal) and _path(one, tested):
                yield _path(one, tested), other, bound
    elif isinstance(node, s.In) and _path(node.value, tested):
        for literal in _alternatives(node.tests):
            yield _path(node.value, tested), literal, bound
    for child, inner in _children(c, node, bound):
        yield from _compared(c, child, tested, inner)


def _alternatives(tests: tuple[s.Node, ...]) -> Iterator[s.Literal]:
    for test in tests:
        if isinstance(test, s.Literal):
            yield test
        elif isinstance(test, s.ListLiteral):
            yield from _alternatives(test.items)


def _children(c: Checking, node: s.Node, bound: Bound) -> Iterator[tuple[s.Node, Bound]]:
    """The parts of a node with the names that are bound inside them."""
    inner = dict(bound)
    if isinstance(node, s.For | s.Quantified):
        for iterator in node.iterators:
            yield iterator.domain, dict(inner)
            inner[iterator.name] = _table(c, iterator.domain, inner)
        yield node.body, inner
    elif isinstance(node, s.Filter):
        table = _table(c, node.source, bound)
        yield node.source, bound
        if table is not None:
            yield node.test, {**inner, **(table.fields or {}), "item": table}
    elif isinstance(node, s.FunctionLiteral):
        yield node.body, {**inner, **{parameter.name: None for parameter in node.parameters}}
    else:
        for child in s.children(node):
            yield child, bound


def _table(c: Checking, node: s.Node, bound: Bound) -> Field | None:
    path = _path(node, "")
    found = _field(c, path, bound) if path else None
    return found if found is not None and found.type == "table" else None


def _field(c: Checking, path: str, bound: Bound) -> Field | None:
    first, _, rest = path.partition(".")
    if first in bound:
        holder = bound[first]
        return field_at(holder.fields or {}, rest) if holder is not None and rest else holder
    if first == "settings":
        return field_at(c.definition.settings, rest) if rest else None
    return field_at(c.definition.data, path)


def _values_of(c: Checking, path: str, bound: Bound) -> Collection[str] | None:
    """All values a path can have; None if they are not known."""
    parts = path.split(".")
    if len(parts) == 3 and parts[0] == "steps" and parts[2] == "outcome":
        return _outcomes_of(c, parts[1])
    field = _field(c, path, bound)
    return field.values if field is not None and field.type == "choice" else None


def _outcomes_of(c: Checking, step_id: str) -> Collection[str] | None:
    at = c.outline.by_id.get(step_id)
    if at is None or isinstance(at.step, CallProcess):
        return None
    found = [way[1] for way, _ in reactions_of(at.step) if way[0] in ("outcomes", "first_of")]
    return found or None


def _path(node: s.Node, tested: str) -> str:
    if isinstance(node, s.Name):
        return tested if node.name == "?" else node.name
    if isinstance(node, s.Path):
        source = _path(node.source, tested)
        return f"{source}.{node.name}" if source else ""
    return ""
