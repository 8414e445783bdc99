"""The names an expression may use, with their types (`language.md` section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.expressions import ExpressionError, FeelType, Scope, context_of, list_of, parse_expression
from engine.expressions.types import ANY, BOOLEAN, DATE_TIME, NUMBER, STRING
from engine.model import ProcessDefinition, Step
from engine.model.plan import lists_inside
from engine.model.steps.for_each import ForEach
from engine.model.steps.user_task import UserTask
from engine.model.types import feel_types, type_at

Names = Mapping[str, FeelType]
"""Names in reach and their types."""

_KNOWN_EVERYWHERE = ("settings", "initiator", "case", "steps")
_KNOWN_LOCALLY = ("index", "result", "actor", "assignee", "due")
RESERVED = frozenset((*_KNOWN_EVERYWHERE, *_KNOWN_LOCALLY, "start", "previous", "done"))
"""Words with a meaning of their own: no field, item, step or event is called so."""


def case_names(definition: ProcessDefinition) -> dict[str, FeelType]:
    """What every expression of a definition may use: its fields, its settings, and what is known of every case."""
    return {
        **feel_types(definition.data),
        "settings": context_of(feel_types(definition.settings)),
        "initiator": STRING,
        "case": context_of({"started_at": DATE_TIME}),
        "steps": context_of(_entries(definition)),
    }


def _entries(definition: ProcessDefinition) -> dict[str, FeelType]:
    """The type of `steps.<id>` for every step and event."""
    event = context_of({"open": BOOLEAN})
    entries = dict.fromkeys(definition.events, event)
    for steps in _outermost_lists(definition):
        for step in every_step(steps):
            entries |= dict.fromkeys(getattr(step, "events", {}), event)
            entries[step.id] = _entry(step)
    return entries


def _outermost_lists(definition: ProcessDefinition) -> Iterable[list[Step]]:
    yield definition.steps
    for event in definition.events.values():
        yield event.steps or []


def every_step(steps: list[Step]) -> Iterable[Step]:
    """All steps of a list and of the lists inside them, in the order they are written."""
    for step in steps:
        yield step
        for _, inner in lists_inside(step):
            yield from every_step(inner)


def _entry(step: Step) -> FeelType:
    several = isinstance(step, UserTask) and (isinstance(step.assign, list) or step.assign.each)
    by = list_of(STRING) if several else STRING
    return context_of({"open": BOOLEAN, "done": BOOLEAN, "outcome": STRING, "by": by, "at": DATE_TIME, "batch": STRING})


def item_names(step: ForEach, names: Names) -> dict[str, FeelType]:
    """The local names of a `for_each`: the item, an element of `in`, and its index."""
    return {step.item: _element_of(step.in_, names), "index": NUMBER}


def _element_of(listed: str, names: Names) -> FeelType:
    found = type_at(names, listed.strip())
    if found is None or found.kind == "any":
        try:
            found = parse_expression(listed).check(Scope(names))
        except ExpressionError:
            return ANY
    return found.of if found.kind == "list" and found.of is not None else ANY
