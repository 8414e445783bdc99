"""Who may read what of a case: comments for those who decide alone, and sealed cases."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from engine.model.steps.user_task import UserTask, Visible
from engine.runtime import revisions
from engine.runtime.builder import TurnBuilder
from engine.runtime.successors import with_successors

NO_DECISION = ("supplement", "question")
"""Tasks beside a task by which nothing is decided."""


@dataclass(frozen=True)
class Seat:
    """A task: who may act on it or has decided it, and what it is beside another one (`""`: it is none)."""

    people: tuple[str, ...]
    side: str = ""


@dataclass(frozen=True)
class Readers:
    """Those a case knows: who has started it, who decides or has decided, who was asked something, who has a copy.

    Whoever came to somebody's place reads what they read.
    """

    starters: frozenset[str]
    deciding: frozenset[str]
    asked: frozenset[str]
    copies: frozenset[str]

    @classmethod
    def of(
        cls,
        starter: str | None,
        seats: Iterable[Seat],
        copies: Iterable[str],
        successors: Mapping[str, str],
        started_by: str | None = None,
    ) -> Self:
        """Those of these tasks and copies. `successors`: whose place was taken by whom. `started_by`: who has started
        it for the starter."""

        def all_of(people: Iterable[str]) -> frozenset[str]:
            return frozenset(with_successors(successors, tuple(people)))

        listed = list(seats)
        deciding = all_of(person for seat in listed if seat.side not in NO_DECISION for person in seat.people)
        asked = all_of(person for seat in listed if seat.side in NO_DECISION for person in seat.people)
        starters = [one for one in (starter, started_by) if one]
        return cls(all_of(starters), deciding, asked, all_of(copies))

    @property
    def everybody(self) -> frozenset[str]:
        """All of them."""
        return self.starters | self.deciding | self.asked | self.copies

    def is_in_the_case(self, person: str | None) -> bool:
        """Whether they read a sealed case."""
        return person in self.everybody

    def is_approver(self, person: str | None) -> bool:
        """Whether they read what is meant for those who decide: never the starter, nor for having a copy."""
        return person in self.deciding and person not in self.starters


def sees_whose(step: Any, *, claimed: bool, theirs: Collection[str], person: str | None) -> bool:
    """Whether somebody sees whose an open task of a step is; those whose it is (`theirs`) always do."""
    if not isinstance(step, UserTask) or person in theirs:
        return True
    return (step.visible.claimed if claimed else step.visible.unclaimed) == "everybody"


REFUSALS_NAMING_WHOSE = frozenset({"not-yours", "already-claimed"})
"""Refusals whose messages name whose a task is."""
EVENTS_NAMING_WHOSE = frozenset({"task-offered", "task-claimed", "task-transferred", "task-lent"})
"""Events that tell whose a task is."""


def keeps_whose(step: Any) -> bool:
    """Whether anybody is not to know whose the open tasks of a step are."""
    return isinstance(step, UserTask) and step.visible != Visible()


def readers_of(turn: TurnBuilder) -> Readers:
    """Those the case knows now."""
    seats = [
        Seat(tuple(one for one in (*task.offered, task.holder, task.lent_to, task.offered_back) if one), _side(task))
        for task in turn.tasks.values()
    ]
    seats += [Seat((decision.by,)) for decision in turn.decisions.values() if decision.by]
    seats += [Seat((*last.everybody, *([last.by] if last.by else ()))) for last in turn.last.values()]
    if turn.state.engine_revision < revisions.SUCCESSORS_READ:
        return Readers.of(turn.starter, seats, turn.state.copies, {})
    state = turn.state
    return Readers.of(state.initiator, seats, state.copies, turn.successors, state.started_by)


def _side(task: object) -> str:
    side = getattr(task, "side", None)
    return side.kind if side is not None else ""
