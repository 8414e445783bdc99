"""Who and what may change places in a flow without making another case of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from engine.model.plan import Plan
from engine.model.steps.for_each import ForEach
from proving.returns.flows import DIRECTORY

PAIR = "pair"
"""The role of two people who have each a seat of their own where a step asks `each` of them."""


@dataclass(frozen=True)
class Renaming:
    """People in each other's places, with their seats in these steps; items (numbers and values) in each other's."""

    people: Mapping[str, str] = field(default_factory=dict)
    seats_of: frozenset[str] = frozenset()
    items: Mapping[Any, Any] = field(default_factory=dict)

    def item(self, value: Any) -> Any:
        """What an item is there: its number, or itself."""
        return self.items.get(value, value)

    def seat(self, step: str, seat: int) -> int:
        """The seat of who is in that place."""
        return 1 - seat if step in self.seats_of and seat in (0, 1) else seat


SAME = Renaming()


def renamings(plan: Plan) -> list[Renaming]:
    """All ways to change places, the one that changes nothing first."""
    people, items = [SAME, *_people(plan)], [SAME, *_items(plan)]
    return [Renaming(one.people, one.seats_of, two.items) for one, two in product(people, items)]


def _people(plan: Plan) -> Iterator[Renaming]:
    asked: dict[str, Any] = {step.id: rule for step in plan.steps.values() if (rule := getattr(step, "assign", None))}
    steps = frozenset(id for id, rule in asked.items() if getattr(rule, "role", None) == PAIR)
    one, other = DIRECTORY.holders(PAIR)
    in_order = any(getattr(plan.steps[id], "order", None) == "sequential" for id in steps)
    if steps and not in_order and all(asked[id].each for id in steps):
        yield Renaming({one: other, other: one}, steps)


def _items(plan: Plan) -> Iterator[Renaming]:
    """The two items of the only list that is worked at once."""
    lists = [step for step in plan.steps.values() if isinstance(step, ForEach)]
    if len(lists) == 1 and lists[0].order == "parallel" and lists[0].at_most is None and lists[0].in_.startswith("["):
        items = json.loads(lists[0].in_)
        if len(items) == 2:
            yield Renaming(items={1: 2, 2: 1, items[0]: items[1], items[1]: items[0]})
