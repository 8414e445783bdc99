"""Loaded by schemathesis: puts names of things that are there into requests, most of the time."""

import json
import os
from random import Random
from typing import Any

import schemathesis

KNOWN: dict[str, list[str]] = json.loads(os.environ.get("BANJIE_PROVING_KNOWN", "{}"))
CHANCE = Random(1)


def _deep(given: Any, depth: int = 4) -> Any:
    """Names of things that are there, in the place of texts of a body that are called so."""
    if isinstance(given, list) and depth:
        return [_deep(one, depth - 1) for one in given]
    if not isinstance(given, dict) or not depth:
        return given
    return {name: _put(name, one) if isinstance(one, str) else _deep(one, depth - 1) for name, one in given.items()}


def _put(name: str, given: str) -> str:
    return CHANCE.choice(KNOWN[name]) if KNOWN.get(name) and CHANCE.random() < 0.7 else given


def _named(given: dict[str, Any] | None) -> dict[str, Any] | None:
    for name in given or {}:
        if KNOWN.get(name) and CHANCE.random() < 0.7:
            given[name] = CHANCE.choice(KNOWN[name])  # type: ignore[index]
    return given


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    return _named(path_parameters)


@schemathesis.hook
def map_query(context: Any, query: dict[str, Any] | None) -> dict[str, Any] | None:
    return _named(query)


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Bodies that are right become ones about things that are there; what is wrong on purpose stays wrong."""
    if case.meta is not None and not case.meta.generation.mode.is_negative:
        case.body = _deep(case.body)
