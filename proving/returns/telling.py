"""A counter-example as a scenario: what people did, minute by minute, and what is open where it is wrong."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import yaml

from engine.model.plan import Plan
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.load import load_scenarios
from engine.scenarios.player import play
from engine.scenarios.results import ScenarioResult
from engine.scenarios.stories import stories
from proving.returns.exploring import BEGIN, BETWEEN_MOVES, Fault
from proving.returns.flows import CALENDARS, DIRECTORY, STARTER

_IN_THE_OFFICE = timedelta(hours=8)
"""The story's clock is that of the office."""


def scenario(plan: Plan, fault: Fault) -> str:
    """The text of a scenario file with the way to a fault; it plays where the fault is."""
    told: dict[str, Any] = {"scenario": "counter_example", "name": fault.what, "when": list(_entries(fault))}
    if fault.then:
        told["then"] = fault.then
    file = {"process": plan.process, "scenarios": [told]}
    return yaml.safe_dump(file, sort_keys=False, allow_unicode=True, default_flow_style=None, width=200)


def _entries(fault: Fault) -> Iterator[dict[str, Any]]:
    at = BEGIN + _IN_THE_OFFICE
    yield {"at": f"{at:%a %Y-%m-%d %H:%M}", "by": STARTER, "start": "begin"}
    for move in fault.moves:
        at += BETWEEN_MOVES
        yield {"at": f"{at:%H:%M}", **move.written}


def replay(plan: Plan, text: str) -> ScenarioResult:
    """Play what `scenario` wrote. A fault that is an exception comes again."""
    loaded, problems = load_scenarios(text, f"{plan.process}.scenarios.yaml")
    if loaded is None:
        raise ValueError("\n".join(map(str, problems)))
    [story] = stories(loaded, plan, {}, DIRECTORY, CALENDARS)
    return play(story, CoreStage)
