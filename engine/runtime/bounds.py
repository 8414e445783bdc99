"""Bounds that are calculated (`minimum: =settings.least`): checked with the forms that may fill their fields."""

from collections.abc import Iterator
from typing import Any

from engine.model.fields import Field
from engine.model.values import checked, write_value
from engine.model.wrong_values import Complaint, Way, WrongValue
from engine.runtime.builder import Parked, TurnBuilder


def beyond_bounds(turn: TurnBuilder, name: str) -> Iterator[tuple[Way, Complaint]]:
    """What in a field of the case lies beyond a calculated bound. One that gives null, or fails, bounds nothing."""
    field = turn.plan.definition.data.get(name)
    if field is not None and field.formula is None:
        yield from _beyond(turn, field, turn.data.get(name), (name,))


def _beyond(turn: TurnBuilder, field: Field, value: Any, way: Way) -> Iterator[tuple[Way, Complaint]]:
    if value is None:
        return
    bounds = {key: _calculated(turn, getattr(field, key)) for key in ("minimum", "maximum")}
    if any(bound is not None for bound in bounds.values()):
        try:
            checked(Field.model_construct(type=field.type, of=field.of, **bounds), value)
        except WrongValue as unfit:
            yield from ((way, one) for one in unfit.complaints)
    if field.type == "table":
        row = Field.model_construct(type="object", fields=field.fields)
        for number, one in enumerate(value, start=1):
            yield from _beyond(turn, row, one, (*way, number))
    elif field.type == "object":
        for name, part in (field.fields or {}).items():
            yield from _beyond(turn, part, value.get(name), (*way, name))


def _calculated(turn: TurnBuilder, bound: Any) -> Any:
    if not (isinstance(bound, str) and bound.startswith("=")):
        return None
    try:
        return write_value(turn.evaluate(bound[1:]))
    except Parked:
        return None
