"""The JSON Schema is made from the models, stored beside the definitions, and takes what the compiler takes."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from engine.compiler.schema import definition_schema, schema_text

ROOT = Path(__file__).parent.parent.parent
STORED = ROOT / "definitions" / "process.schema.json"
RIGHT = sorted((ROOT / "tests" / "problems" / "right").glob("*.yaml"))
AGAIN = (
    "from engine.compiler.schema import schema_text; open('definitions/process.schema.json', 'w').write(schema_text())"
)


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates stay text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def refuse_to_fetch(uri: str) -> Any:
    raise AssertionError(f"Expected a schema that stands alone, but it refers to {uri}.")


@pytest.fixture(scope="module")
def validator() -> Any:
    return jsonschema_rs.Draft202012Validator(definition_schema(), retriever=refuse_to_fetch)


def misfits(validator: Any, text: str) -> list[str]:
    return [error.message for error in validator.iter_errors(yaml.load(text, EditorLoader))]


def test_stored_schema_is_the_one_the_models_give() -> None:
    assert STORED.read_text("utf-8") == schema_text(), f'Make it again: python -c "{AGAIN}"'


def test_schema_is_a_valid_schema() -> None:
    assert jsonschema_rs.meta.is_valid(json.loads(schema_text()))


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_schema_takes_what_the_compiler_takes(path: Path, validator: Any) -> None:
    assert misfits(validator, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "wrong",
    ["unknown-key", "unknown-key-in-a-step", "missing-keys", "no-kind", "two-kinds", "wrong-types", "bad-ids",
     "field-without-what-its-type-needs", "two-triggers", "who-names-two", "rung-with-two-acts", "steps-and-next",
     "equals-sign-before-expression", "wait-for-two-things", "keys-of-plans"],
)  # fmt: skip
def test_schema_sees_wrong_shapes(wrong: str, validator: Any) -> None:
    assert misfits(validator, (ROOT / "tests" / "problems" / f"{wrong}.yaml").read_text("utf-8")) != []


def test_every_key_of_the_language_is_described() -> None:
    undescribed = [
        f"{name}.{key}"
        for name, schema in definition_schema()["$defs"].items()
        for key, value in schema.get("properties", {}).items()
        if not (isinstance(value, dict) and (value.get("description") or value.get("$ref") or "anyOf" in value))
        and not any(word in value for word in ("enum", "items", "additionalProperties", "const"))
    ]

    assert undescribed == []
