"""Functions on contexts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.expressions.builtins.registry import CallSite, NoValue, builtin

Context = Mapping[str, Any]


@builtin("get value(m: context, key: string) -> any", "get value(m: context, key: list of string) -> any")
def get_value(context: Context, key: str | Sequence[str]) -> Any:
    path = [key] if isinstance(key, str) else key
    value: Any = context
    for name in path:
        if not isinstance(value, Mapping) or name not in value:
            raise NoValue(f"There is no entry `{name}`")
        value = value[name]
    return value if path else None


@builtin("get entries(m: context) -> list of context")
def get_entries(context: Context) -> list[dict[str, Any]]:
    return [{"key": key, "value": value} for key, value in context.items()]


@builtin("context(entries: list of context) -> context", site=True)
def context_of_entries(site: CallSite, entries: Sequence[Context]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for entry in entries:
        if entry is None or not isinstance(entry.get("key"), str) or "value" not in entry:
            raise NoValue("Expected entries {key: …, value: …}, each key a text")
        if entry["key"] in built:
            raise NoValue(f"Expected each key once, but `{entry['key']}` comes again")
        built[entry["key"]] = entry["value"]
    return built


@builtin(
    "context put(context: context, key: string, value: any) -> context",
    "context put(context: context, keys: list of string, value: any) -> context",
)
def context_put(context: Context, key: str | Sequence[str], value: Any) -> dict[str, Any]:
    keys = [key] if isinstance(key, str) else key
    if not keys or any(name is None for name in keys):
        raise NoValue("Expected at least one key, and no null among them")
    return _put(context, list(keys), value)


def _put(context: Any, keys: list[str], value: Any) -> dict[str, Any]:
    if context is not None and not isinstance(context, Mapping):
        raise NoValue("Expected the path to lead through contexts")
    first, *rest = keys
    inner = _put((context or {}).get(first, {}), rest, value) if rest else value
    return {**(context or {}), first: inner}


@builtin("context merge(contexts: list of context) -> context")
def context_merge(contexts: Sequence[Context | None]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for context in contexts:
        if context is None:
            raise NoValue("Expected no null among the contexts")
        merged.update(context)
    return merged
