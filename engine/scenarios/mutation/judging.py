"""Playing the stories against every mutant: which changes does nobody notice?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from engine.model import ProcessDefinition
from engine.model.plan import Plan
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
class MutationReport:
    """How many mutants there were, how many some story caught, and those nobody noticed.

    `untouched` are the steps with rules that no story comes to: their mutants cannot be noticed.
    """

    process: str
    mutants: int
    caught: int
    missed: tuple[Mutant, ...]
    untouched: tuple[str, ...] = ()

    def to_wire(self) -> dict[str, Any]:
        """The report as JSON."""
        missed = [{"where": one.where, "change": one.change, "step": one.step} for one in self.missed]
        return {
            "process": self.process,
            "mutants": self.mutants,
            "caught": self.caught,
            "missed": missed,
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
    missed: list[Mutant] = []
    number = 0
    for number, mutant in enumerate(found, start=1):
        plan = Plan(finish(mutant.definition(written)), digest=f"mutant-{number}")
        if not _is_caught(mutant, plan, rehearsals):
            missed.append(mutant)
        progress(number, len(missed))
    steps = dict.fromkeys(one.step for one in missed if one.step is not None)
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
