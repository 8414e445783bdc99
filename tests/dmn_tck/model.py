"""A DMN model: its decisions, inputs, knowledge models and services, and how one is evaluated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from engine.expressions import Function
from engine.expressions.conversions import MISMATCH
from tests.dmn_tck.boxed import Boxed
from tests.dmn_tck.safe_xml import named, read_xml
from tests.dmn_tck.type_refs import ItemType, TypeTable

Variables = dict[str, Any]


class Model:
    """One `.dmn` file, and the files beside it that it imports."""

    def __init__(self, path: Path) -> None:
        self.root = read_xml(path)
        self.imports = {
            named(element): _beside(path, element.get("namespace", "")) for element in self.root.findall("import")
        }
        imported = {name: model for name, model in self.imports.items() if model is not None}
        self.names = _all_names(self.root).union(*(model.names for model in imported.values()))
        self.types = TypeTable(self.root, lambda: self.names, {name: model.types for name, model in imported.items()})
        self.boxed = Boxed(self.names, self.types)
        self._by_id = {element.get("id"): element for element in self.root if element.get("id")}

    def evaluate(self, name: str, inputs: Mapping[str, Any]) -> Any:
        """The value of a decision (or of a decision service) for the inputs given by name."""
        run = _ModelRun(self, inputs)
        for element in self.root:
            if named(element) == name and element.tag == "decision":
                return run.decision(element)
            if named(element) == name and element.tag == "decisionService":
                return run.service_outputs(element)
            if named(element) == name and element.tag == "businessKnowledgeModel":
                return run.knowledge_value(element)
        raise KeyError(name)

    def find(self, href: str) -> tuple[str, Model, Element] | None:
        """What `#id` or `namespace#id` refers to: the name of the import ("" for none), its model, the element."""
        namespace, _, identity = href.rpartition("#")
        if namespace in ("", self.root.get("namespace")):
            return ("", self, self._by_id[identity]) if identity in self._by_id else None
        for name, model in self.imports.items():
            if model is not None and model.root.get("namespace") == namespace:
                found = model.find("#" + identity)
                return (name, model, found[2]) if found else None
        return None

    def type_of(self, element: Element) -> ItemType:
        """The declared type of an element's variable."""
        variable = element.find("variable")
        return self.types.by_name(variable.get("typeRef") if variable is not None else None)


def _beside(path: Path, namespace: str) -> Model | None:
    """The model of that name space in the same folder."""
    for file in sorted(path.parent.glob("*.dmn")):
        if file != path and read_xml(file).get("namespace") == namespace:
            return Model(file)
    return None


def _all_names(root: Element) -> set[str]:
    """Every name that expressions may use: all that is named, all iterators and parameters."""
    names = {named(element) for element in root.iter() if element.get("name")}
    names |= {element.get("iteratorVariable", "") for element in root.iter()}
    # `Person.Name` is read as a path; `decision 2.1` is a name.
    return {name for name in names if name and not re.search(r"\.[^\d]", name)}


class _ModelRun:
    """One evaluation of a model: every decision once."""

    def __init__(self, model: Model, inputs: Mapping[str, Any]) -> None:
        self.model = model
        self.inputs = inputs
        self.done: dict[int, Any] = {}

    def decision(self, element: Element) -> Any:
        """The decision's value."""
        if id(element) not in self.done:
            self.done[id(element)] = None  # a decision that needs itself meets null
            value = self.model.boxed.evaluate(_logic(element), self._requirements(element))
            self.done[id(element)] = _typed(value, self.model.type_of(element))
        return self.done[id(element)]

    def _requirements(self, element: Element) -> Variables:
        found: Variables = {}
        for required in element.iter():
            if required.tag in ("requiredDecision", "requiredInput", "requiredKnowledge"):
                self._require(required.get("href", ""), found)
        return found

    def _require(self, href: str, found: Variables) -> None:
        target = self.model.find(href)
        if target is None:
            return
        prefix, model, element = target
        if not prefix:
            found[_variable(element)] = self._value(element)
            return
        inner = self.inputs.get(prefix)
        run = _ModelRun(model, {**self.inputs, **(inner if isinstance(inner, Mapping) else {})})
        found.setdefault(prefix, {})[_variable(element)] = run._value(element)

    def _value(self, element: Element) -> Any:
        if element.tag == "decision":
            if named(element) in self.inputs:
                return _typed(self.inputs[named(element)], self.model.type_of(element))
            return self.decision(element)
        if element.tag == "inputData":
            return _typed(self.inputs.get(named(element)), self.model.type_of(element))
        if element.tag == "businessKnowledgeModel":
            return self._knowledge(element)
        return self._service(element)

    def _knowledge(self, element: Element) -> Any:
        logic = element.find("encapsulatedLogic")
        if logic is None:
            return None
        requirements = self._requirements(element)
        requirements.pop(_variable(element), None)
        result = self.model.types.by_name(element.get("typeRef")) if element.get("typeRef") else None
        function = self.model.boxed.function(logic, requirements, _result_type(self.model, element) or result)
        requirements[_variable(element)] = function  # knowledge may call itself
        return function

    def knowledge_value(self, element: Element) -> Any:
        """The value of a knowledge model whose arguments are the inputs."""
        function = self._knowledge(element)
        return self.model.boxed.invoke(function, dict(self.inputs)) if function is not None else None

    def _service(self, element: Element) -> Function:
        parts = [part for part in element if part.tag in ("inputData", "inputDecision")]
        given = [self.model.find(part.get("href", "")) for part in parts]
        wanted = [part[2] for part in given if part is not None]
        names = tuple(_variable(part) for part in wanted)

        def call(values: Mapping[str, Any]) -> Any:
            typed = {named(part): _typed(values[_variable(part)], self.model.type_of(part)) for part in wanted}
            return _ModelRun(self.model, {**self.inputs, **typed}).service_outputs(element)

        return function_of_names(named(element), names, call)

    def service_outputs(self, element: Element) -> Any:
        """The value of a service's only output decision, or a context of all."""
        outputs = [self.model.find(part.get("href", "")) for part in element.findall("outputDecision")]
        values = {_variable(output[2]): self.decision(output[2]) for output in outputs if output is not None}
        value = next(iter(values.values())) if len(values) == 1 else values
        return _typed(value, self.model.type_of(element))


def _result_type(model: Model, element: Element) -> ItemType | None:
    variable = element.find("variable")
    kind = model.types.by_name(variable.get("typeRef")) if variable is not None else None
    if kind is None or kind.feel.kind != "function":
        return kind
    return ItemType(kind.feel.of) if kind.feel.of else None


def function_of_names(name: str, parameters: tuple[str, ...], call: Callable[[Mapping[str, Any]], Any]) -> Function:
    """A FEEL function that takes its arguments by position or by name."""

    def invoke(run: Any, arguments: Sequence[Any], names: tuple[str, ...] | None, column: int) -> Any:
        if len(arguments) != len(parameters) or (names and set(names) != set(parameters)):
            run.warn(f"`{name}` expects ({', '.join(parameters)})", column)
            return None
        run.enter(20, column)
        value = call(dict(zip(names or parameters, arguments, strict=True)))
        run.depth -= 20
        return value

    return Function(name, parameters, invoke)


_LOGIC = (
    "literalExpression", "context", "decisionTable", "invocation", "list", "relation", "functionDefinition",
    "for", "some", "every", "filter", "conditional",
)  # fmt: skip


def _logic(element: Element) -> Element | None:
    return next((part for part in element if part.tag in _LOGIC), None)


def _variable(element: Element) -> str:
    variable = element.find("variable")
    return named(variable) if variable is not None and variable.get("name") else named(element)


def _typed(value: Any, kind: ItemType) -> Any:
    fitted = kind.fitted(value)
    return None if fitted is MISMATCH else fitted
