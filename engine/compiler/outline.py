"""The lists and steps of a definition with their places in the file and the names in reach there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.compiler.places import Loc
from engine.compiler.scopes import Names, item_names
from engine.model import ProcessDefinition, Step
from engine.model.fields import Field
from engine.model.plan import reactions_of
from engine.model.steps.end import End
from engine.model.steps.for_each import ForEach
from engine.model.steps.parallel import Parallel
from engine.model.steps.scope import Scope
from engine.model.types import field_at

Items = Mapping[str, Field | None]
"""Local items of `for_each` in reach: the table whose row each is, or None where it is no row that could be written."""


@dataclass(frozen=True, eq=False)
class ListAt:
    """A list of steps. `way` is how it hangs on its `owner` (`("outcomes", "refuse")`); `around` is the list its
    `next` may also reach, None for the outermost list and for an `undo`, which is run apart."""

    loc: Loc
    steps: list[Step]
    names: Names
    items: Items = field(default_factory=dict)
    owner: StepAt | None = None
    way: tuple[str, ...] = ()
    around: ListAt | None = None

    @property
    def is_outermost(self) -> bool:
        return not self.way

    def at(self, position: int) -> StepAt:
        """The step at a position of this list."""
        return StepAt(self.steps[position], (*self.loc, position), self, position)

    def reach(self) -> Iterator[ListAt]:
        """This list and those around it, whose steps its `next` may name."""
        here: ListAt | None = self
        while here is not None:
            yield here
            here = here.around


@dataclass(frozen=True, eq=False)
class StepAt:
    """A step and where it stands."""

    step: Step
    loc: Loc
    list: ListAt
    position: int

    @property
    def names(self) -> Names:
        return self.list.names


@dataclass(frozen=True, eq=False)
class Outline:
    """All lists of a definition, each before the lists inside it, and all steps in the order they are written."""

    lists: list[ListAt]
    steps: list[StepAt]
    by_id: Mapping[str, StepAt]

    @property
    def main(self) -> ListAt:
        return self.lists[0]


def outline_of(definition: ProcessDefinition, names: Names) -> Outline:
    """The outline of a definition; `names` are what every expression of the case may use."""
    main = ListAt(("steps",), definition.steps, names)
    lists = [main, *_inside(main, definition)]
    for event_id, event in definition.events.items():
        if event.steps:
            loc = ("events", event_id, "steps")
            beside = ListAt(loc, event.steps, names, way=("events", event_id), around=main)
            lists += [beside, *_inside(beside, definition)]
    steps = [found.at(position) for found in lists for position in range(len(found.steps))]
    by_id: dict[str, StepAt] = {}
    for at in steps:
        by_id.setdefault(at.step.id, at)
    return Outline(lists, steps, by_id)


def _inside(outer: ListAt, definition: ProcessDefinition) -> Iterator[ListAt]:
    for position in range(len(outer.steps)):
        for inner in inner_lists(outer.at(position), definition):
            yield inner
            yield from _inside(inner, definition)


def inner_lists(at: StepAt, definition: ProcessDefinition) -> Iterator[ListAt]:
    """The lists directly inside a step."""
    step, outer = at.step, at.list
    names, items = outer.names, outer.items
    if isinstance(step, ForEach):
        names = {**names, **item_names(step, names)}
        items = {**items, step.item: _table_of(step, items, definition)}
    for way, steps in _lists_of(step):
        tail = () if way[-1] in ("steps", "undo") else ("steps",)
        around = None if way == ("undo",) else outer
        yield ListAt((*at.loc, *_typed(way), *tail), steps, names, items, at, way, around)


def _lists_of(step: Step) -> Iterator[tuple[tuple[str, ...], list[Step]]]:
    if isinstance(step, End):
        return
    if isinstance(step, ForEach | Scope):
        yield ("steps",), step.steps
    if isinstance(step, Parallel):
        for branch_id, branch in step.branches.items():
            yield ("branches", branch_id), branch.steps
    for way, reaction in reactions_of(step):
        if reaction.steps:
            yield way, reaction.steps
    if step.undo:
        yield ("undo",), step.undo


def _typed(way: tuple[str, ...]) -> Loc:
    """Cases are a list in the file: their number is a position."""
    return (way[0], int(way[1])) if way[0] == "cases" else way


def _table_of(step: ForEach, items: Items, definition: ProcessDefinition) -> Field | None:
    """The table field whose rows the items are; only where `in` is the path of one."""
    first, _, rest = step.in_.strip().partition(".")
    if first in items:
        row = items[first]
        found = field_at(row.fields or {}, rest) if row and rest else None
    else:
        found = field_at(definition.data, step.in_.strip())
    return found if found is not None and found.type == "table" else None
