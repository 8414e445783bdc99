"""Finds the type of every part of an expression, and what in it cannot be right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from engine.expressions import syntax as s
from engine.expressions import types as ty
from engine.expressions.builtins import BUILTINS
from engine.expressions.checking.call_check import check_call
from engine.expressions.checking.compatibility import (
    element_of,
    is_open,
    joined,
    may_be_equal,
    may_be_ordered,
    result_of,
)
from engine.expressions.checking.scope import Finding, Frame, Scope, nearest
from engine.expressions.compilation.scope import mentions
from engine.expressions.conversions import type_of_literal
from engine.expressions.properties import PROPERTY_TYPES
from engine.expressions.types import FeelType
from engine.said import Said

TESTED: Final = "?"


class Checker:
    """Checks one expression against one scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def problem(self, column: int, code: str, message: str, hint: str | None = None) -> FeelType:
        """Adds a finding; the type of the part is then unknown."""
        self.scope.problems.append(Finding(column, code, message, hint))
        return ty.ANY

    def type_of(self, node: s.Node, frame: Frame) -> FeelType:
        """The type of a node, its parts checked on the way."""
        return _RULES[type(node)](self, node, frame)

    def expect_boolean(self, node: s.Node, frame: Frame, what: str) -> None:
        """Checks a part that must be true or false."""
        kind = self.type_of(node, frame)
        if not is_open(kind) and kind.kind != "boolean":
            self.problem(
                s.column_of(node),
                "wrong-type",
                Said("Expected true or false {what}, but it is a {kind}", what=what, kind=kind),
            )

    # names

    def literal(self, node: s.Literal, frame: Frame) -> FeelType:
        if node.at is not None and node.value is None:
            return self.problem(
                node.column, "wrong-type", Said('Expected a date, time or duration, but found "{at}"', at=node.at)
            )
        return type_of_literal(node.value)

    def name(self, node: s.Name, frame: Frame) -> FeelType:
        found = frame.find(node.name) or self.scope.names.get(node.name)
        if found is not None:
            return found
        if node.name in BUILTINS or node.name in self.scope.functions:
            return self.scope.functions.get(node.name, ty.FUNCTION)
        if frame.may_be_field():
            return ty.ANY
        hint = nearest(node.name, [*frame.all_names(), *self.scope.names])
        return self.problem(
            node.column, "unknown-name", Said("Expected a known name, but `{name}` is none", name=node.name), hint
        )

    def path(self, node: s.Path, frame: Frame) -> FeelType:
        return self._part(node, self.type_of(node.source, frame))

    def _part(self, node: s.Path, source: FeelType) -> FeelType:
        if is_open(source) or (source.kind == "context" and source.fields is None):
            return ty.ANY
        if source.kind == "list":
            return ty.list_of(self._part(node, source.of or ty.ANY))
        if source.kind == "range" and node.name in ("start", "end"):
            return source.of or ty.ANY
        parts = dict(source.fields or ()) if source.kind == "context" else PROPERTY_TYPES.get(source.kind, {})
        if node.name in parts:
            return parts[node.name]
        owner = ".".join(filter(None, [_written(node.source)])) or Said("a {source}", source=source)
        message = Said("Expected a part of {owner}, but `{name}` is none", owner=owner, name=node.name)
        return self.problem(node.column, "unknown-name", message, nearest(node.name, parts))

    def filter(self, node: s.Filter, frame: Frame) -> FeelType:
        source = self.type_of(node.source, frame)
        element = source.of or ty.ANY if source.kind == "list" else source
        verdict = self.type_of(node.test, _element_frame(element, frame))
        if verdict.kind == "number":
            return element
        if verdict.kind == "boolean":
            return ty.list_of(element)
        if not is_open(verdict):
            message = Said("Expected a position or a condition in brackets, but it is a {verdict}", verdict=verdict)
            return self.problem(s.column_of(node.test), "wrong-type", message)
        return ty.ANY

    # operators

    def negate(self, node: s.Negate, frame: Frame) -> FeelType:
        kind = self.type_of(node.operand, frame)
        if not is_open(kind) and kind.kind not in ("number", "days_time_duration", "years_months_duration"):
            message = Said("Expected a number or duration after `-`, but it is a {kind}", kind=kind)
            return self.problem(node.column, "wrong-type", message)
        return kind

    def arithmetic(self, node: s.Arithmetic, frame: Frame) -> FeelType:
        total = self.type_of(node.first, frame)
        for sign, operand, column in node.rest:
            kind = self.type_of(operand, frame)
            result = result_of(sign, total, kind)
            if result is None:
                hint = "Make it a text with `string(…)`." if "string" in (total.kind, kind.kind) else None
                message = Said(
                    "Expected values that `{sign}` can combine, but they are {both}", sign=sign, both=_both(total, kind)
                )
                result = self.problem(column, "wrong-type", message, hint)
            total = result
        return total

    def comparison(self, node: s.Comparison, frame: Frame) -> FeelType:
        left, right = self.type_of(node.left, frame), self.type_of(node.right, frame)
        return self.compared(node.operator, left, right, node.column)

    def compared(self, operator: str, left: FeelType, right: FeelType, column: int) -> FeelType:
        """Checks that two types can be compared so; the comparison is a boolean."""
        fits = may_be_equal if operator in ("=", "!=") else may_be_ordered
        if not fits(left, right):
            hint = "Take the day with `date(…)`." if {left.kind, right.kind} == {"date", "date_time"} else None
            message = Said(
                "Expected values that `{operator}` can compare, but they are {both}",
                operator=operator,
                both=_both(left, right),
            )
            self.problem(column, "wrong-type", message, hint)
        return ty.BOOLEAN

    def between(self, node: s.Between, frame: Frame) -> FeelType:
        value = self.type_of(node.value, frame)
        for end in (node.low, node.high):
            self.compared("between", value, self.type_of(end, frame), node.column)
        return ty.BOOLEAN

    def half_open_range(self, node: s.ComparisonTest, frame: Frame) -> FeelType:
        return ty.range_of(self.type_of(node.operand, frame))

    def membership(self, node: s.In, frame: Frame) -> FeelType:
        value = self.type_of(node.value, frame)
        for test in node.tests:
            self.test(test, value, Frame({TESTED: value}, frame))
        return ty.BOOLEAN

    def test(self, node: s.Node, value: FeelType, frame: Frame) -> None:
        """Checks one unary test of a value of the type."""
        if isinstance(node, s.ComparisonTest):
            self.compared(node.operator, value, self.type_of(node.operand, frame), node.column)
        elif mentions(node, TESTED):
            self.expect_boolean(node, frame, "from a test that uses `?`")
        else:
            self._tested_against(node, value, self.type_of(node, frame))

    def _tested_against(self, node: s.Node, value: FeelType, against: FeelType) -> None:
        if is_open(value) or is_open(against) or may_be_equal(value, against):
            return
        element = element_of(against)
        if element is against or not (may_be_equal(value, element) or may_be_equal(value, element_of(element))):
            message = Said("Expected a test for a {value}, but it is a {against}", value=value, against=against)
            self.problem(s.column_of(node), "wrong-type", message)

    def instance_of(self, node: s.InstanceOf, frame: Frame) -> FeelType:
        self.type_of(node.value, frame)
        return ty.BOOLEAN

    def logical(self, node: s.Logical, frame: Frame) -> FeelType:
        for term in node.terms:
            self.expect_boolean(term, frame, Said("on both sides of `{operator}`", operator=node.operator))
        return ty.BOOLEAN

    # forms

    def choice(self, node: s.If, frame: Frame) -> FeelType:
        self.expect_boolean(node.condition, frame, "after `if`")
        return joined([self.type_of(node.then, frame), self.type_of(node.otherwise, frame)])

    def _iterators(self, iterators: tuple[s.Iterator, ...], frame: Frame) -> Frame:
        for iterator in iterators:
            kind = element_of(self.type_of(iterator.domain, frame))
            if iterator.until is not None:
                self.type_of(iterator.until, frame)
            frame = Frame({iterator.name: kind}, frame)
        return frame

    def loop(self, node: s.For, frame: Frame) -> FeelType:
        inner = self._iterators(node.iterators, frame)
        return ty.list_of(self.type_of(node.body, Frame({"partial": ty.LIST}, inner)))

    def quantified(self, node: s.Quantified, frame: Frame) -> FeelType:
        inner = self._iterators(node.iterators, frame)
        self.expect_boolean(node.body, inner, "after `satisfies`")
        return ty.BOOLEAN

    def context(self, node: s.ContextLiteral, frame: Frame) -> FeelType:
        entries: dict[str, FeelType] = {}
        for name, value in node.entries:
            itself = {name: ty.FUNCTION} if isinstance(value, s.FunctionLiteral) else {}
            entries[name] = self.type_of(value, Frame({**entries, **itself}, frame))
        return ty.context_of(entries)

    def list(self, node: s.ListLiteral, frame: Frame) -> FeelType:
        return ty.list_of(joined(self.type_of(item, frame) for item in node.items) if node.items else ty.ANY)

    def range(self, node: s.RangeLiteral, frame: Frame) -> FeelType:
        ends = [self.type_of(end, frame) for end in (node.low, node.high) if end is not None]
        if len(ends) == 2:
            self.compared("..", ends[0], ends[1], node.column)
        return ty.range_of(joined(ends))

    def function(self, node: s.FunctionLiteral, frame: Frame) -> FeelType:
        return self.function_with(node, ty.ANY, frame)

    def function_with(self, node: s.FunctionLiteral, untyped: FeelType, frame: Frame) -> FeelType:
        """A function whose parameters without a type will get values of the given type."""
        kinds = {parameter.name: parameter.type or untyped for parameter in node.parameters}
        return ty.function_of(tuple(kinds.values()), self.type_of(node.body, Frame(kinds, frame)))

    def call(self, node: s.Call, frame: Frame) -> FeelType:
        return check_call(self, node, frame)


def _element_frame(element: FeelType, frame: Frame) -> Frame:
    fields = dict(element.fields or ())
    known = element.kind not in ("any", "null") and not (element.kind == "context" and element.fields is None)
    return Frame({"item": element, **fields, **PROPERTY_TYPES.get(element.kind, {})}, frame, fields_known=known)


def _both(left: FeelType, right: FeelType) -> str:
    if left == right:
        return Said("two of the type {left}", left=left)
    return Said("a {left} and a {right}", left=left, right=right)


def _written(node: s.Node) -> str:
    if isinstance(node, s.Name):
        return f"`{node.name}`"
    return f"`{node.name}`" if isinstance(node, s.Path) else ""


_Rule = Callable[[Checker, Any, Frame], FeelType]
_RULES: Final[Mapping[type, _Rule]] = {
    s.Literal: Checker.literal,
    s.Name: Checker.name,
    s.Path: Checker.path,
    s.Filter: Checker.filter,
    s.Call: Checker.call,
    s.Negate: Checker.negate,
    s.Arithmetic: Checker.arithmetic,
    s.Comparison: Checker.comparison,
    s.Between: Checker.between,
    s.ComparisonTest: Checker.half_open_range,
    s.In: Checker.membership,
    s.InstanceOf: Checker.instance_of,
    s.Logical: Checker.logical,
    s.If: Checker.choice,
    s.For: Checker.loop,
    s.Quantified: Checker.quantified,
    s.ContextLiteral: Checker.context,
    s.ListLiteral: Checker.list,
    s.RangeLiteral: Checker.range,
    s.FunctionLiteral: Checker.function,
}
