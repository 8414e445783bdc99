"""The shapes as TypeScript, for the pages: `python -m api.typescript > web/src/api/schema.ts`."""

import importlib
import inspect
import json
import pkgutil
from typing import Any, TypeGuard

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import api.shapes
from api import problems
from api.shapes.wire import Body, Page, Shape

Schema = dict[str, Any]
Names = dict[str, str]
_HEAD = "// Made of the API's shapes by `python -m api.typescript`; not written by hand.\n"
_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def as_typescript() -> str:
    """All shapes and bodies, by name; one that two modules have is told apart by its module."""
    told = models()
    modes = [(model, "validation" if issubclass(model, Body) else "serialization") for model in told]
    references, document = models_json_schema(modes, ref_template="{model}")  # type: ignore[arg-type]
    names = {references[key]["$ref"]: _name(key[0], told) for key in references}
    found = {names.get(name, name): schema for name, schema in document.get("$defs", {}).items()}
    made = [_declaration(name, found[name], names) for name in sorted(found)]
    return "\n".join([_HEAD, *made])


def _name(model: type, told: list[type[BaseModel]]) -> str:
    alone = sum(other.__name__ == model.__name__ for other in told) == 1
    return model.__name__ if alone else model.__module__.rpartition(".")[2].title() + model.__name__


def models() -> list[type[BaseModel]]:
    """Every shape and body there is."""
    rooms = [importlib.import_module(f"api.shapes.{one.name}") for one in pkgutil.iter_modules(api.shapes.__path__)]
    return [
        model
        for room in (*rooms, problems)
        for _, model in inspect.getmembers(room, inspect.isclass)
        if model.__module__ == room.__name__ and _is_told(model)
    ]


def _is_told(model: type) -> TypeGuard[type[BaseModel]]:
    generic = model is Page or "[" in model.__name__
    return issubclass(model, (Shape, Body)) and model not in (Shape, Body) and not generic


def _declaration(name: str, schema: Schema, names: Names) -> str:
    if schema.get("type") != "object":
        return f"export type {name} = {_type(schema, names)};\n"
    needed = schema.get("required", ())
    said = schema.get("description", "").replace("\n\n", "\n").replace("\n", "\n * ")
    lines = [
        f"  {field}{'' if field in needed else '?'}: {_type(one, names)};"
        for field, one in schema.get("properties", {}).items()
    ]
    return "\n".join([f"/** {said} */", f"export interface {name} {{", *lines, "}\n"])


def _type(schema: Schema, names: Names) -> str:
    """A schema as TypeScript; what says nothing of itself is `unknown`."""
    if "$ref" in schema:
        return names.get(schema["$ref"], str(schema["$ref"]))
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(one) for one in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(one, names) for one in schema["anyOf"]))
    return _of_type(schema, names)


def _of_type(schema: Schema, names: Names) -> str:
    kind = schema.get("type")
    if kind == "array":
        item = _type(schema.get("items", {}), names)
        return f"({item})[]" if " | " in item else f"{item}[]"
    if kind == "object":
        values = schema.get("additionalProperties")
        return f"Record<string, {_type(values, names) if isinstance(values, dict) else 'unknown'}>"
    return _PLAIN.get(str(kind), "unknown")


if __name__ == "__main__":
    print(as_typescript(), end="")
