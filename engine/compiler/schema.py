"""The JSON Schema of definitions, made from the models, so that editors complete and check while one types.

It says less than the compiler (no expression, name or flow is checked), and never refuses what the compiler takes.
"""

from __future__ import annotations

import json
from typing import Any

from engine.model import ProcessDefinition

Schema = dict[str, Any]

_TRIGGERS = ("by", "message", "timer", "condition", "error")


def _exactly_one(*keys: str) -> Schema:
    return {"oneOf": [{"required": [key]} for key in keys]}


_NOT_BOTH: Schema = {"not": {"required": ["steps", "next"]}}
_NEEDED_BY_TYPE = {"choice": "values", "list": "of", "object": "fields", "table": "fields", "money": "currency"}
_BY_TYPE: Schema = {
    "allOf": [
        {"if": {"properties": {"type": {"const": kind}}}, "then": {"required": [key]}}
        for kind, key in _NEEDED_BY_TYPE.items()
    ]
}
_BESIDE: dict[str, Schema] = {
    "Event": {"allOf": [_exactly_one(*_TRIGGERS), _NOT_BOTH], "dependentRequired": {"every": ["timer"]}},
    "Start": _exactly_one("by", "message", "schedule", "call"),
    "Wait": _exactly_one("timer", "condition", "message", "first_of"),
    "Rung": _exactly_one("notify", "reassign", "add", "outcome"),
    "Reaction": _NOT_BOTH,
    "Outcome": _NOT_BOTH,
    "Case": _NOT_BOTH,
    "Field": _BY_TYPE,
    "Setting": _BY_TYPE,
    "Who": {
        "oneOf": [
            *({"required": [key]} for key in ("role", "group", "post", "person", "superiors", "on_duty")),
            {"required": ["department"], "not": {"anyOf": [{"required": ["role"]}, {"required": ["post"]}]}},
        ]
    },
}
"""What a model checks beyond its fields, in the words of JSON Schema."""


def definition_schema() -> Schema:
    """The JSON Schema (2020-12) of one definition."""
    made: Schema = _tidied(ProcessDefinition.model_json_schema(by_alias=True))
    definitions = {name: {**schema, **_BESIDE.get(name, {})} for name, schema in made.pop("$defs").items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Banjie process definition",
        **made,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """The schema as it is stored in `definitions/process.schema.json`."""
    return json.dumps(definition_schema(), ensure_ascii=False, indent=2) + "\n"


def _tidied(schema: Any) -> Any:
    """Without titles made from names, without null (what is not wanted is left out), and under its plain names."""
    if isinstance(schema, list):
        return [_tidied(one) for one in schema]
    if not isinstance(schema, dict):
        return _plain_name(schema) if isinstance(schema, str) and schema.startswith("#/$defs/") else schema
    if _may_be_null(schema):
        schema = _without_null(schema)
    return {
        _plain_name(key): _tidied(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str)) and not (key == "default" and value is None)
    }


def _may_be_null(schema: Schema) -> bool:
    return {"type": "null"} in schema.get("anyOf", [])


def _without_null(schema: Schema) -> Schema:
    others = [one for one in schema["anyOf"] if one != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**others[0], **rest} if len(others) == 1 else {"anyOf": others, **rest}


def _plain_name(name: str) -> str:
    """Pydantic tells types of one name apart by their module; here they are the same."""
    if "__" not in name:
        return name
    way, _, last = name.rpartition("/")
    plain = next((part for part in last.split("__") if part[:1].isupper()), last)
    return f"{way}/{plain}" if way else plain
