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


@dataclass(frozen=True)
class MutationReport:
    """How many mutants there were, how many some story caught, and those nobody noticed."""

    process: str
    mutants: int
    caught: int
    missed: tuple[Mutant, ...]

    def to_wire(self) -> dict[str, Any]:
        """The report as JSON."""
        missed = [{"where": one.where, "change": one.change, "step": one.step} for one in self.missed]
        return {"process": self.process, "mutants": self.mutants, "caught": self.caught, "missed": missed}


def judge(
    written: ProcessDefinition,
    found: Iterable[Mutant],
    stories: Sequence[Story],
    finish: Finish,
    *,
    progress: Callable[[int, int], None] = lambda done, missed: None,
) -> MutationReport:
    """Play the stories that come to the changed step, those that caught most first, until one fails.

    The stories must pass on the definition as it is. `progress` is told after each mutant: done, missed so far.
    """
    touched = {story: play(story, CoreStage, keep_turns=False, explain=False).touched for story in stories}
    kills = dict.fromkeys(stories, 0)
    caught, missed = 0, []
    for number, mutant in enumerate(found, start=1):
        plan = Plan(finish(mutant.definition(written)), digest=f"mutant-{number}")
        killer = _killer(mutant, plan, touched, kills)
        if killer is None:
            missed.append(mutant)
        else:
            kills[killer] += 1
            caught += 1
        progress(number, len(missed))
    return MutationReport(written.process, caught + len(missed), caught, tuple(missed))


def _killer(
    mutant: Mutant, plan: Plan, touched: dict[Story, frozenset[str]], kills: dict[Story, int]
) -> Story | None:
    """The first story that fails on a mutant. A story that never comes to the changed step cannot notice."""
    able = [story for story in touched if mutant.step is None or mutant.step in touched[story]]
    for story in sorted(able, key=lambda one: -kills[one]):
        if not _passes(story, plan):
            return story
    return None


def _passes(story: Story, plan: Plan) -> bool:
    setting = story.setting
    plans = {**setting.plans, plan.process: plan}
    changed = replace(story, setting=replace(setting, plan=plan, plans=plans))
    try:
        return play(changed, CoreStage, keep_turns=False, explain=False).passed
    except Exception:
        # A mutant need not be a sound definition: whatever it breaks, it has been noticed.
        return False
