"""The JSON Schema of scenario files, generated from their model, so that editors complete and check while one types."""

from typing import Any

from engine.scenarios.acts import ACTS
from engine.scenarios.model import ScenarioFile

_KEYS = {"ge": "minimum"}
"""What pydantic writes for a bound behind a reader of text, and what JSON Schema calls it."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema() -> dict[str, Any]:
    """The schema as stored beside the definitions."""
    schema = ScenarioFile.model_json_schema(by_alias=True)
    definitions = schema.pop("$defs")
    for name in dict.fromkeys(kind.__name__ for kind in ACTS.values()):
        definitions[name]["properties"].pop("act", None)
    definitions["Then"]["minProperties"] = 1
    entries = definitions["Scenario"]["properties"]["when"]
    entries["items"] = {"allOf": [entries["items"], {"required": ["at"]}]}
    return {"$schema": DIALECT, **schema, "title": "Banjie scenarios", "$defs": _plain(definitions)}


def _plain(node: Any) -> Any:
    """Without the titles pydantic makes of names, and without `null` beside what may be left out."""
    if isinstance(node, list):
        return [_plain(one) for one in node]
    if not isinstance(node, dict):
        return node
    untitled = ((key, value) for key, value in node.items() if key != "title" or not isinstance(value, str))
    kept = {_KEYS.get(key, key): value for key, value in untitled}
    choices = kept.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices and kept.get("default", ...) is None:
        left = [one for one in choices if one != {"type": "null"}]
        rest = {key: value for key, value in kept.items() if key not in ("anyOf", "default")}
        kept = {**(left[0] if len(left) == 1 else {"anyOf": left}), **rest}
    return {key: _plain(value) for key, value in kept.items()}
