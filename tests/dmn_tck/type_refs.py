"""Item definitions: the types that a model declares, and what becomes of a value that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element

from engine.expressions import ExpressionError, UnaryTests, parse_unary_tests
from engine.expressions.conversions import MISMATCH, converted
from engine.expressions.type_syntax import TYPES_BY_NAME
from engine.expressions.types import ANY, FeelType, context_of, function_of, list_of
from tests.dmn_tck.safe_xml import named, text_of

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_OLD_NAMES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}


@dataclass(frozen=True)
class ItemType:
    """A declared type: FEEL's own part of it, the values allowed, and the types of its parts."""

    feel: FeelType
    allowed: UnaryTests | None = None
    parts: Mapping[str, ItemType] = field(default_factory=dict)
    element: ItemType | None = None

    def fitted(self, value: Any) -> Any:
        """The value if it is of the type, converted as DMN does it by itself; MISMATCH otherwise."""
        taken = self._shaped(value)
        if taken is MISMATCH or taken is None:
            return taken
        if self.allowed is not None and self.allowed.matches(taken, {}, now=NOW) is not True:
            return MISMATCH
        return taken

    def _shaped(self, value: Any) -> Any:
        if value is None:
            return None
        if self.element is not None:
            items = value if isinstance(value, (list, tuple)) else [value]
            fitted = [self.element.fitted(item) for item in items]
            return MISMATCH if any(item is MISMATCH for item in fitted) else fitted
        if self.parts:
            return self._with_parts(value)
        return converted(value, self.feel)

    def _with_parts(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)) and len(value) == 1:
            value = value[0]
        if not isinstance(value, Mapping):
            return MISMATCH
        fitted = {name: self.parts[name].fitted(part) if name in self.parts else part for name, part in value.items()}
        return MISMATCH if any(part is MISMATCH for part in fitted.values()) else fitted


class TypeTable:
    """The types of one model, by name."""

    def __init__(self, definitions: Element, names: Callable[[], set[str]], imported: Mapping[str, TypeTable]) -> None:
        self._imported = imported
        self._elements = {named(item): item for item in definitions.findall("itemDefinition")}
        self._names = names
        self._known: dict[str, ItemType] = {}

    @property
    def feel_types(self) -> dict[str, FeelType]:
        """The declared types as expressions know them (`instance of tLoan`)."""
        return {name: self.by_name(name).feel for name in self._elements}

    def by_name(self, reference: str | None) -> ItemType:
        """The type that `typeRef` names; anything if it names none."""
        name = (reference or "").strip()
        for prefix, table in self._imported.items():
            if name.startswith(f"{prefix}."):
                return table.by_name(name.removeprefix(f"{prefix}."))
        name = name if name in self._elements else name.rpartition(":")[2].removeprefix("feel.")
        if name not in self._elements:
            return ItemType(TYPES_BY_NAME.get(_OLD_NAMES.get(name, name), ANY))
        if name not in self._known:
            self._known[name] = ItemType(ANY)  # a type that contains itself ends here
            self._known[name] = self._read(self._elements[name])
        return self._known[name]

    def _read(self, element: Element) -> ItemType:
        item = self._single(element)
        if element.get("isCollection") == "true":
            return ItemType(list_of(item.feel), element=item)
        return item

    def _single(self, element: Element) -> ItemType:
        components = element.findall("itemComponent")
        function = element.find("functionItem")
        if components:
            parts = {named(component): self._read(component) for component in components}
            feel = context_of({name: part.feel for name, part in parts.items()})
            return ItemType(feel, self._allowed(element), parts)
        if function is not None:
            parameters = tuple(self.by_name(parameter.get("typeRef")).feel for parameter in function)
            return ItemType(function_of(parameters, self.by_name(function.get("outputTypeRef")).feel))
        base = self.by_name(text_of(element.find("typeRef")))
        return ItemType(base.feel, self._allowed(element) or base.allowed, base.parts, base.element)

    def _allowed(self, element: Element) -> UnaryTests | None:
        text = text_of(element.find("typeConstraint")) or text_of(element.find("allowedValues"))
        try:
            return parse_unary_tests(text, self._names()) if text else None
        except ExpressionError:
            return None
