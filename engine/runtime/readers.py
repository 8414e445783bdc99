"""Who may read what of a case: comments for those who decide alone, and sealed cases."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Self

from engine.model.steps.user_task import UserTask
from engine.runtime.builder import TurnBuilder

NO_DECISION = ("supplement", "question")
"""Tasks beside a task by which nothing is decided."""


@dataclass(frozen=True)
class Seat:
    """A task: who may act on it or has decided it, and what it is beside another one (`""`: it is none)."""

    people: tuple[str, ...]
    side: str = ""


@dataclass(frozen=True)
class Readers:
    """Those a case knows: its starter, who decides or has decided, who was asked something, who has a copy."""

    starter: str | None
    deciding: frozenset[str]
    asked: frozenset[str]
    copies: frozenset[str]

    @classmethod
    def of(cls, starter: str | None, seats: Iterable[Seat], copies: Iterable[str]) -> Self:
        """Those of these tasks and copies."""
        listed = list(seats)
        deciding = frozenset(person for seat in listed if seat.side not in NO_DECISION for person in seat.people)
        asked = frozenset(person for seat in listed if seat.side in NO_DECISION for person in seat.people)
        return cls(starter, deciding, asked, frozenset(copies))

    def is_in_the_case(self, person: str | None) -> bool:
        """Whether they read a sealed case."""
        known = self.deciding | self.asked | self.copies
        return person is not None and (person == self.starter or person in known)

    def is_approver(self, person: str | None) -> bool:
        """Whether they read what is meant for those who decide: never the starter, nor for having a copy."""
        return person in self.deciding and person != self.starter


def sees_whose(step: Any, offered: Collection[str | None], holder: str | None, person: str | None) -> bool:
    """Whether somebody sees whose an open task of a step is; who has it, or may take it, always does."""
    if not isinstance(step, UserTask):
        return True
    if holder is None:
        return step.visible.unclaimed == "everybody" or person in offered
    return step.visible.claimed == "everybody" or person == holder


def readers_of(turn: TurnBuilder) -> Readers:
    """Those the case knows now."""
    seats = [
        Seat(tuple(one for one in (*task.offered, task.holder, task.lent_to, task.offered_back) if one), _side(task))
        for task in turn.tasks.values()
    ]
    seats += [Seat((decision.by,)) for decision in turn.decisions.values() if decision.by]
    seats += [Seat((*last.everybody, *([last.by] if last.by else ()))) for last in turn.last.values()]
    return Readers.of(turn.starter, seats, turn.state.copies)


def _side(task: object) -> str:
    side = getattr(task, "side", None)
    return side.kind if side is not None else ""
