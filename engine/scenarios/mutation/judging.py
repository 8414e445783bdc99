"""Playing the stories against every mutant: which changes does nobody notice?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.model import ProcessDefinition
from engine.model.plan import Plan
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.mutation.mutants import Mutant
from engine.scenarios.player import Story, play

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
    bench = _Bench(stories)
    missed: list[Mutant] = []
    number = 0
    for number, mutant in enumerate(found, start=1):
        plan = Plan(finish(mutant.definition(written)), digest=f"mutant-{number}")
        if not bench.catches(mutant, plan):
            missed.append(mutant)
        progress(number, len(missed))
    untouched = dict.fromkeys(one.step for one in missed if one.step is not None and not bench.comes_to(one.step))
    return MutationReport(written.process, number, number - len(missed), tuple(missed), tuple(untouched))


class _Bench:
    """The stories, with what each comes to, how long it takes (in turns) and how many mutants it has caught."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.touched: dict[Story, frozenset[str]] = {}
        self.turns: dict[Story, int] = {}
        self.caught = dict.fromkeys(stories, 1)
        for story in stories:
            result = play(story, CoreStage, explain=False)
            self.touched[story] = result.touched
            self.turns[story] = sum(len(case.turns) for case in result.cases)

    def comes_to(self, step: str) -> bool:
        """Whether any story comes to a step."""
        return any(step in touched for touched in self.touched.values())

    def catches(self, mutant: Mutant, plan: Plan) -> bool:
        """Whether a story fails on a mutant. One that never comes to the changed step cannot notice."""
        able = [story for story in self.touched if mutant.step is None or mutant.step in self.touched[story]]
        for story in sorted(able, key=lambda one: -self.caught[one] / (self.turns[one] + 1)):
            if not _passes(story, plan):
                self.caught[story] += 1
                return True
        return False


def _passes(story: Story, plan: Plan) -> bool:
    setting = story.setting
    plans = {**setting.plans, plan.process: plan}
    changed = replace(story, setting=replace(setting, plan=plan, plans=plans))
    try:
        return play(changed, CoreStage, keep_turns=False, explain=False).passed
    except Exception:
        # A mutant need not be a sound definition: whatever it breaks, it has been noticed.
        return False
