"""The kit's test cases: inputs and expected results, read from their XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from engine.expressions import temporal
from engine.expressions.far_moments import read_date, read_date_time, read_time
from engine.expressions.values import DECIMAL128
from tests.dmn_tck.safe_xml import named, read_xml


@dataclass(frozen=True)
class Expected:
    """What a decision (or decision service) must give."""

    name: str
    value: Any


@dataclass(frozen=True)
class Case:
    """One case of one folder."""

    identity: str
    inputs: dict[str, Any]
    results: tuple[Expected, ...]

    @property
    def expects_null(self) -> bool:
        """Whether every expectation is null, so that an engine which always fails passes it."""
        return all(expected.value is None for expected in self.results)


def read_cases(path: Path) -> Iterator[tuple[str, Case]]:
    """The name of the model and each case of a test file."""
    root = read_xml(path)
    model = (root.findtext("modelName") or "").strip()
    for element in root.findall("testCase"):
        inputs = {named(node): _value(node) for node in element.findall("inputNode")}
        results = tuple(_expected(node, element) for node in element.findall("resultNode"))
        yield model, Case(element.get("id", ""), inputs, results)


def _expected(node: Element, case: Element) -> Expected:
    name = named(node) or case.get("invocableName", "")
    expected = node.find("expected")
    if case.get("type") in ("decisionService", "bkm"):
        name = case.get("invocableName", name)
    return Expected(name, None if expected is None else _value(expected))


def _value(node: Element) -> Any:
    """A value, a list or a context."""
    if node.get("nil") == "true":
        return None
    components = node.findall("component")
    if components:
        return {named(component): _value(component) for component in components}
    items = node.find("list")
    if items is not None:
        return None if items.get("nil") == "true" else [_value(item) for item in items.findall("item")]
    value = node.find("value")
    return None if value is None or value.get("nil") == "true" else _simple(value.text or "", value.get("type", ""))


def _simple(text: str, kind: str) -> Any:
    kind = kind.rpartition(":")[2]
    if kind == "boolean":
        return text.strip() in ("true", "1")
    if kind in ("decimal", "double", "float", "integer", "int", "long"):
        return DECIMAL128.create_decimal(text.strip())
    readers = {
        "date": read_date,
        "dateTime": read_date_time,
        "time": read_time,
        "duration": temporal.duration_from_text,
    }
    return readers[kind](text.strip()) if kind in readers else text
