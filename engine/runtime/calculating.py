"""Calculated fields of a case for those who look at it from outside, from what is stored of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.values import read_value, write_value
from engine.runtime.beginning import first_state, take_settings
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.data import parsed
from engine.runtime.facts import NeedsFacts
from engine.runtime.stimuli import Started

_OF_THE_WHOLE_CASE = ("steps",)
"""Names that only the state of the case knows; a formula that asks them is calculated by the case alone."""


def calculated(plan: Plan, started: Started, data: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The calculated fields (as JSON) of a case that began so and holds this data (as JSON), at an instant.

    Left out is what the stored data does not tell: formulas over steps, over people, and those that fail.
    """
    fields = plan.definition.data
    turn = TurnBuilder(plan, first_state(plan, started), at)
    read = {name: read_value(fields[name], value, turn.zone) for name, value in data.items() if name in fields}
    turn = TurnBuilder(plan, replace(turn.state, data=read), at)
    take_settings(turn, started)
    found = {}
    for name, field in fields.items():
        if field.formula is None or _asks_the_case(fields, field.formula, ()):
            continue
        try:
            found[name] = write_value(turn.value_of(name))
        except (Parked, NeedsFacts):
            continue
    return found


def _asks_the_case(fields: Mapping[str, Field], formula: str, way: tuple[str, ...]) -> bool:
    """Whether a formula, or one it is made of, asks how the case stands."""
    names = [name.partition(".")[0] for name in parsed(formula).names]
    inner = [(name, fields[name].formula) for name in names if name in fields and name not in way]
    return any(name in _OF_THE_WHOLE_CASE for name in names) or any(
        one is not None and _asks_the_case(fields, one, (*way, name)) for name, one in inner
    )
