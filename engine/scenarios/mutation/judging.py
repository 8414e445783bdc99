"""Playing the stories against every mutant: which changes does nobody notice?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from engine.model import ProcessDefinition
from engine.model.plan import Plan
from engine.said import Said
from engine.scenarios.mutation.mutants import Mutant
from engine.scenarios.mutation.rehearsal import Rehearsal
from engine.scenarios.player import Story

Finish = Callable[[ProcessDefinition], ProcessDefinition]
"""Writes every inherited rule into a definition, as the compiler does."""
Progress = Callable[[int, int], None]
"""Told after each mutant: how many are done, how many of them were missed."""


def _silent(done: int, missed: int) -> None:
    pass


@dataclass(frozen=True)
class Missed:
    """A mutant that nobody noticed, and why not."""

    mutant: Mutant
    reason: str

    def to_wire(self) -> dict[str, Any]:
        """The same as JSON."""
        one = self.mutant
        return {"where": one.where, "change": one.change, "step": one.step, "reason": self.reason}


@dataclass(frozen=True)
class MutationReport:
    """How many mutants there were, how many some story caught, and those nobody noticed.

    `untouched` are the steps with rules that no story comes to: their mutants cannot be noticed.
    """

    process: str
    mutants: int
    caught: int
    missed: tuple[Missed, ...]
    untouched: tuple[str, ...] = ()

    def to_wire(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "process": self.process,
            "mutants": self.mutants,
            "caught": self.caught,
            "missed": [one.to_wire() for one in self.missed],
            "untouched": list(self.untouched),
        }


def judge(
    written: ProcessDefinition,
    found: Iterable[Mutant],
    stories: Sequence[Story],
    finish: Finish,
    *,
    progress: Progress = _silent,
) -> MutationReport:
    """Play the stories that come to the changed step, those that catch most for their time first, until one fails.

    The stories must pass on the definition as it is.
    """
    rehearsals = [Rehearsal(story) for story in stories]
    missed: list[Missed] = []
    number = 0
    for number, mutant in enumerate(found, start=1):
        plan = Plan(finish(mutant.definition(written)), digest=f"mutant-{number}")
        if not _is_caught(mutant, plan, rehearsals):
            missed.append(Missed(mutant, _why(mutant, rehearsals)))
        progress(number, len(missed))
    steps = dict.fromkeys(one.mutant.step for one in missed if one.mutant.step is not None)
    untouched = tuple(step for step in steps if not any(step in one.touched for one in rehearsals))
    return MutationReport(written.process, number, number - len(missed), tuple(missed), untouched)


def _is_caught(mutant: Mutant, plan: Plan, rehearsals: Sequence[Rehearsal]) -> bool:
    """Whether a story fails on a mutant; those that catch most for their length are asked first."""
    able = [one for one in rehearsals if one.can_notice(mutant.step)]
    for one in sorted(able, key=lambda one: -one.caught / (one.turns + 1)):
        if not one.passes(plan, mutant.step):
            one.caught += 1
            return True
    return False


def _why(mutant: Mutant, rehearsals: Sequence[Rehearsal]) -> str:
    """Why nobody notices a change: nobody comes to it, it makes no difference, or nobody asks."""
    able = [one for one in rehearsals if one.can_notice(mutant.step)]
    if not able:
        return "no scenario comes to this step"
    before, _, after = mutant.change.partition(" → ")
    if "working day" in after and "day" in before and able[0].opens_daily:
        return "no difference: every day is a working day in the calendar of the process"
    return (
        "1 scenario passes either way" if len(able) == 1 else Said("{count} scenarios pass either way", count=len(able))
    )
