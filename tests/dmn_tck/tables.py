"""Decision tables of a model, on the engine's own decision tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from engine.expressions import (
    Asked,
    Clash,
    EvaluationError,
    ExpressionError,
    HitPolicy,
    UnaryTests,
    evaluate_table,
    parse_unary_tests,
)
from engine.expressions.conversions import MISMATCH
from tests.dmn_tck.safe_xml import named, text_of
from tests.dmn_tck.type_refs import NOW

if TYPE_CHECKING:
    from tests.dmn_tck.boxed import Boxed

_LISTS = (HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER)


def table_value(boxed: Boxed, element: Element, variables: dict[str, Any]) -> Any:
    """The value of a decision table; null where its rows contradict its policy or an input is not allowed."""
    try:
        return _Table(boxed, element, variables).value()
    except (ExpressionError, EvaluationError):
        return None


class _Table:
    def __init__(self, boxed: Boxed, element: Element, variables: dict[str, Any]) -> None:
        self.boxed = boxed
        self.variables = variables
        self.rules = element.findall("rule")
        self.inputs = element.findall("input")
        self.outputs = element.findall("output")
        self.policy = _policy(element)

    def value(self) -> Any:
        """The table's value for its variables."""
        inputs = {str(index): self._input(element) for index, element in enumerate(self.inputs)}
        if any(value is MISMATCH for value in inputs.values()):
            return None
        rows = [self._tests(rule) for rule in self.rules]
        asked = Asked(self.variables, NOW)
        result = evaluate_table(self.policy, rows, inputs, self._row, asked, self._order())
        if isinstance(result, Clash):
            return None
        if not result.rows:
            return self._default() if self.policy is not HitPolicy.COUNT else result.value
        if self.policy in _LISTS:
            return [self._single(outputs) for outputs in result.value]
        return self._single(result.value)

    def _input(self, element: Element) -> Any:
        expression = element.find("inputExpression")
        value = self.boxed.evaluate_text(text_of(expression), self.variables)
        if expression is not None and expression.get("typeRef"):
            value = self.boxed.types.by_name(expression.get("typeRef")).fitted(value)
        allowed = text_of(element.find("inputValues"))
        if value is MISMATCH or not allowed:
            return value
        return value if self._parse(allowed).matches(value, self.variables, now=NOW) is True else MISMATCH

    def _parse(self, text: str) -> UnaryTests:
        return parse_unary_tests(text, self.boxed.names, types=self.boxed.types.feel_types)

    def _tests(self, rule: Element) -> dict[str, UnaryTests]:
        cells = [text_of(cell).strip() or "-" for cell in rule.findall("inputEntry")]
        return {str(index): self._parse(text) for index, text in enumerate(cells)}

    def _names(self) -> list[str]:
        return [named(output) for output in self.outputs]

    def _row(self, number: int) -> dict[str, Any]:
        cells = self.rules[number].findall("outputEntry")
        return {
            named(output): self._output(output, text_of(cell)) for output, cell in zip(self.outputs, cells, strict=True)
        }

    def _output(self, output: Element, text: str) -> Any:
        value = self.boxed.evaluate_text(text, self.variables)
        kind = output.get("typeRef")
        fitted = self.boxed.types.by_name(kind).fitted(value) if kind else value
        return None if fitted is MISMATCH else fitted

    def _default(self) -> Any:
        defaults = {named(output): output.find("defaultOutputEntry") for output in self.outputs}
        if all(default is None for default in defaults.values()):
            return None
        values = {name: self.boxed.evaluate_text(text_of(entry), self.variables) for name, entry in defaults.items()}
        return [self._single(values)] if self.policy in _LISTS else self._single(values)

    def _single(self, outputs: Any) -> Any:
        return outputs[self._names()[0]] if isinstance(outputs, dict) and len(self.outputs) == 1 else outputs

    def _order(self) -> dict[str, list[Any]]:
        order: dict[str, list[Any]] = {}
        for output in self.outputs:
            text = text_of(output.find("outputValues"))
            if text:
                order[named(output)] = self.boxed.evaluate_text(f"[{text}]", self.variables) or []
        return order


def _policy(element: Element) -> HitPolicy:
    aggregation = element.get("aggregation")
    if element.get("hitPolicy") == "COLLECT" and aggregation:
        return HitPolicy(aggregation.lower())
    return HitPolicy(element.get("hitPolicy", "UNIQUE").lower())
