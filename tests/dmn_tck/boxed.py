"""Boxed expressions: contexts, lists, relations, invocations, functions, loops, filters and conditionals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from engine.expressions import EvaluationError, Expression, ExpressionError, Function, NeedsWorld, parse_expression
from engine.expressions.conversions import MISMATCH
from engine.expressions.evaluation import Run
from tests.dmn_tck.safe_xml import named, text_of
from tests.dmn_tck.tables import table_value
from tests.dmn_tck.type_refs import NOW, ItemType, TypeTable

Variables = dict[str, Any]


class Boxed:
    """Evaluates the boxed expressions of one model."""

    def __init__(self, names: set[str], types: TypeTable) -> None:
        self.names = names
        self.types = types
        self._parsed: dict[str, Expression | None] = {}

    def evaluate(self, element: Element | None, variables: Variables) -> Any:
        """The value of a boxed expression; null where it cannot be read or evaluated."""
        rule = _RULES.get(element.tag) if element is not None else None
        return rule(self, element, variables) if rule is not None else None  # type: ignore[arg-type]

    def evaluate_text(self, text: str, variables: Mapping[str, Any]) -> Any:
        """The value of a FEEL expression."""
        if text not in self._parsed:
            self._parsed[text] = self._parse(text)
        expression = self._parsed[text]
        if expression is None:
            return None
        try:
            return expression.evaluate(variables, now=NOW)
        except (EvaluationError, NeedsWorld):
            return None

    def _parse(self, text: str) -> Expression | None:
        try:
            return parse_expression(text, self.names, types=self.types.feel_types)
        except ExpressionError:
            return None

    def _typed(self, value: Any, reference: str | None) -> Any:
        fitted = self.types.by_name(reference).fitted(value) if reference else value
        return None if fitted is MISMATCH else fitted

    def literal(self, element: Element, variables: Variables) -> Any:
        return self._typed(self.evaluate_text(text_of(element), variables), element.get("typeRef"))

    def context(self, element: Element, variables: Variables) -> Any:
        entries: Variables = {}
        inner = dict(variables)
        for entry in element.findall("contextEntry"):
            variable = entry.find("variable")
            value = self.evaluate(_inside(entry), inner)
            if variable is None:
                return value
            inner[named(variable)] = entries[named(variable)] = self._typed(value, variable.get("typeRef"))
        return entries

    def list(self, element: Element, variables: Variables) -> Any:
        return self._typed([self.evaluate(item, variables) for item in _insides(element)], element.get("typeRef"))

    def relation(self, element: Element, variables: Variables) -> Any:
        columns = [named(column) for column in element.findall("column")]
        return [
            dict(zip(columns, [self.evaluate(cell, variables) for cell in _insides(row)], strict=True))
            for row in element.findall("row")
        ]

    def invocation(self, element: Element, variables: Variables) -> Any:
        target = self.evaluate(_inside(element), variables)
        arguments: Variables = {}
        for binding in element.findall("binding"):
            parameter = binding.find("parameter")
            if parameter is not None:
                value = self.evaluate(_inside(binding), variables)
                arguments[named(parameter)] = self._typed(value, parameter.get("typeRef"))
        if not isinstance(target, Function):
            return None
        return self.invoke(target, arguments)

    def invoke(self, target: Function, arguments: Variables) -> Any:
        """The function's value for arguments by name."""
        try:
            return target.call(Run(None, NOW, None, {}), list(arguments.values()), tuple(arguments), 1)
        except (EvaluationError, NeedsWorld):
            return None

    def function_definition(self, element: Element, variables: Variables) -> Any:
        return self.function(element, variables, None)

    def function(self, element: Element, variables: Variables, result: ItemType | None) -> Function | None:
        """The function that an element with formal parameters and a body defines."""
        from tests.dmn_tck.model import function_of_names

        if element.get("kind", "FEEL") != "FEEL":
            return None
        parameters = {named(part): part.get("typeRef") for part in element.findall("formalParameter")}

        def call(values: Mapping[str, Any]) -> Any:
            inner = dict(variables)
            for name, reference in parameters.items():
                fitted = self.types.by_name(reference).fitted(values[name])
                if fitted is MISMATCH:
                    return None
                _declare(inner, name, fitted)
            value = self.evaluate(_inside(element), inner)
            fitted = result.fitted(value) if result else value
            return None if fitted is MISMATCH else fitted

        return function_of_names(named(element), tuple(parameters), call)

    def loop(self, element: Element, variables: Variables) -> Any:
        body = element.find("return")
        assert body is not None
        results: list[Any] = []
        rounds = self._rounds(element, variables)
        if rounds is None:
            return None
        for inner in rounds:
            results.append(self.evaluate(_inside(body), {**inner, "partial": list(results)}))
        return results

    def quantified(self, element: Element, variables: Variables) -> Any:
        condition = element.find("satisfies")
        rounds = self._rounds(element, variables)
        if rounds is None or condition is None:
            return None
        verdicts = [self.evaluate(_inside(condition), inner) for inner in rounds]
        if any(verdict is not None and not isinstance(verdict, bool) for verdict in verdicts):
            return None
        settles = element.tag == "some"
        if settles in [verdict for verdict in verdicts if isinstance(verdict, bool)]:
            return settles
        return (not settles) if all(isinstance(verdict, bool) for verdict in verdicts) else None

    def _rounds(self, element: Element, variables: Variables) -> Sequence[Variables] | None:
        domain = element.find("in")
        assert domain is not None
        values = self.evaluate(_inside(domain), variables)
        if values is None:
            return None
        items = values if isinstance(values, list) else [values]
        return [{**variables, element.get("iteratorVariable", ""): item} for item in items]

    def filter(self, element: Element, variables: Variables) -> Any:
        source, match = element.find("in"), element.find("match")
        assert source is not None and match is not None
        values = self.evaluate(_inside(source), variables)
        items = values if isinstance(values, list) else [] if values is None else [values]
        verdicts = [self._verdict(match, item, variables) for item in items]
        if verdicts and isinstance(verdicts[0], Decimal):
            return self.evaluate_text("_items[_position]", {"_items": items, "_position": verdicts[0]})
        return [item for item, verdict in zip(items, verdicts, strict=True) if verdict is True]

    def _verdict(self, match: Element, item: Any, variables: Variables) -> Any:
        fields = item if isinstance(item, Mapping) else {}
        return self.evaluate(_inside(match), {**variables, **fields, "item": item})

    def conditional(self, element: Element, variables: Variables) -> Any:
        parts = {part.tag: _inside(part) for part in element}
        verdict = self.evaluate(parts["if"], variables)
        return self.evaluate(parts["then" if verdict is True else "else"], variables)

    def table(self, element: Element, variables: Variables) -> Any:
        return table_value(self, element, variables)


def _declare(variables: Variables, name: str, value: Any) -> None:
    """A parameter `Person.Name` is the part `Name` of a variable `Person`."""
    first, dot, rest = name.partition(".")
    if not dot or not rest[:1].isalpha():
        variables[name] = value
        return
    inner = dict(variables.get(first) or {})
    _declare(inner, rest, value)
    variables[first] = inner


_RULES: Mapping[str, Callable[[Boxed, Element, Variables], Any]] = {
    "literalExpression": Boxed.literal,
    "context": Boxed.context,
    "list": Boxed.list,
    "relation": Boxed.relation,
    "invocation": Boxed.invocation,
    "functionDefinition": Boxed.function_definition,
    "for": Boxed.loop,
    "some": Boxed.quantified,
    "every": Boxed.quantified,
    "filter": Boxed.filter,
    "conditional": Boxed.conditional,
    "decisionTable": Boxed.table,
}


def _insides(element: Element) -> list[Element]:
    return [part for part in element if part.tag in _RULES]


def _inside(element: Element) -> Element | None:
    return next(iter(_insides(element)), None)
