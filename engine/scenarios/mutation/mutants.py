"""All mutants of a definition: one rule changed in each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.model import ProcessDefinition
from engine.model.limits import Rung
from engine.model.plan import Plan, StepList
from engine.people import Directory
from engine.scenarios.mutation.rules import Surroundings, changes
from engine.scenarios.mutation.tree import Part, Way, parts, replaced


@dataclass(frozen=True)
class Mutant:
    """One change: where it is, what was changed, and the step a story must come to in order to notice (None: any)."""

    where: str
    change: str
    step: str | None
    way: Way
    update: Mapping[str, Any]

    def definition(self, written: ProcessDefinition) -> ProcessDefinition:
        """The written definition with this change made."""
        changed: ProcessDefinition = replaced(written, self.way, dict(self.update))
        return changed


def mutants(written: ProcessDefinition, directory: Directory) -> Iterator[Mutant]:
    """Every mutant of a definition as its author wrote it, in the order of the definition."""
    around = surroundings(written, directory)
    seen: set[tuple[str, str]] = set()
    for part in parts(written):
        if _is_played(part):
            for inside, update, change in changes(part.model, around):
                where = f"{part.place}.{inside}" if part.way else inside
                if (where, change) not in seen:
                    seen.add((where, change))
                    yield Mutant(where, change, part.step, part.way, update)


def surroundings(written: ProcessDefinition, directory: Directory) -> Surroundings:
    """Roles with their holders in the story's world, targets of `next`, and what stands below each step."""
    plan = Plan(written, digest="surroundings")
    below = {step: following for found in plan.lists.values() for step, following in _below(found)}
    roles = {role: frozenset(directory.holders(role)) for role in directory.roles}
    return Surroundings(roles, [step.id for step in written.steps], below)


def _below(found: StepList) -> Iterator[tuple[str, str | None]]:
    ids = [step.id for step in found.steps]
    yield from zip(ids, [*ids[1:], None], strict=True)


def _is_played(part: Part) -> bool:
    """Stories bring their messages themselves, whoever records them by hand; inherited rungs are the company's."""
    by_hand = part.place.startswith("messages.")
    return not by_hand and not (isinstance(part.model, Rung) and part.model.inherited)
