"""A form as it stands with what is filled in so far: calculated fields, and which fields are open. Pure.

Whoever fills a form sees the same rules at work that the case will go by; nothing is written anywhere.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from engine.model.forms import Form
from engine.model.plan import Plan
from engine.model.values import read_value, write_value
from engine.model.wrong_values import WrongValue
from engine.people.finding import find
from engine.runtime import choosing
from engine.runtime.beginning import first_state, take_settings
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.facts import Facts
from engine.runtime.facts_found import informed
from engine.runtime.stimuli import Started
from engine.runtime.world import RULE_FAULTS, World


@dataclass(frozen=True)
class Filled:
    """Values of calculated fields and of defaults, as JSON by field; paths that are closed by a condition.

    `chosen_from`: who may be chosen in a field, where the definition says so and it is few.
    """

    calculated: Mapping[str, Any] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    chosen_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING_FILLED = Filled()
MOST_NAMED = 40
"""So many who may be chosen are named; where there are more, they are looked for by name."""


def as_filled(
    plan: Plan, started: Started, data: Mapping[str, Any], form: Form | None, world: World, at: datetime
) -> Filled:
    """What a case that began so, with this data (as JSON, by field), says of a form. What cannot be read is empty."""

    def filled(facts: Facts) -> Filled:
        turn = _turn(plan, started, data, at, facts)
        chosen_from = {} if form is None else _chosen_from(turn, form, world)
        return Filled(_calculated(turn), _defaults(turn, data), frozenset(_closed(turn, form)), chosen_from)

    return informed(filled, world.seen_from(started.post))


def _turn(plan: Plan, started: Started, data: Mapping[str, Any], at: datetime, facts: Facts) -> TurnBuilder:
    turn = TurnBuilder(plan, first_state(plan, started), at, facts)
    read: dict[str, Any] = {}
    for name, value in data.items():
        declared = plan.definition.data.get(name)
        if declared is not None and declared.formula is None and value is not None:
            with suppress(WrongValue):
                read[name] = read_value(declared, value, turn.zone)
    turn = TurnBuilder(plan, replace(turn.state, data=read), at, facts)
    take_settings(turn, started)
    return turn


def _calculated(turn: TurnBuilder) -> dict[str, Any]:
    found = {}
    for name, declared in turn.plan.definition.data.items():
        if declared.formula is not None:
            with suppress(Parked):
                found[name] = write_value(turn.value_of(name))
    return found


def _defaults(turn: TurnBuilder, data: Mapping[str, Any]) -> dict[str, Any]:
    """What fields hold that nobody has filled."""
    found = {}
    for name, declared in turn.plan.definition.data.items():
        if declared.default is not None and data.get(name) is None:
            with suppress(Parked):
                found[name] = write_value(turn.calculate(declared.default))
    return found


def _closed(turn: TurnBuilder, form: Form | None) -> list[str]:
    """The paths whose condition is not true."""
    closed = []
    for path, condition in (form.only_if if form is not None else {}).items():
        try:
            if not turn.is_true(condition):
                closed.append(path)
        except Parked:
            closed.append(path)
    return closed


def _chosen_from(turn: TurnBuilder, form: Form, world: World) -> dict[str, tuple[str, ...]]:
    found = {}
    for path in form.writable:
        declared = turn.plan.definition.data.get(path)
        if declared is not None and declared.from_ is not None:
            with suppress(Parked, *RULE_FAULTS):
                people, _ = find(choosing.allowed(turn, path, declared.from_), world.directory, turn.at)
                found[path] = people
    return {path: people for path, people in found.items() if len(people) <= MOST_NAMED}
