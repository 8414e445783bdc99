"""Playing the stories against every mutant: which changes does nobody notice?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from engine.model import ProcessDefinition
from engine.model.plan import Plan
from engine.scenarios.acts import Crowd
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.mutation.mutants import Mutant
from engine.scenarios.player import Story, play
from engine.scenarios.results import CaseRecord

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
    """The stories, with what each can notice, how long it takes (in turns) and how many mutants it has caught."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.touched: dict[Story, frozenset[str]] = {}
        self.turns: dict[Story, int] = {}
        self.caught = dict.fromkeys(stories, 1)
        for story in stories:
            result = play(story, CoreStage, explain=False)
            gathered = _gathered_at(story)
            self.touched[story] = result.touched if gathered is None else steps_after(result.cases, gathered)
            self.turns[story] = sum(len(case.turns) for case in result.cases)

    def comes_to(self, step: str) -> bool:
        """Whether any story comes to a step."""
        return any(step in touched for touched in self.touched.values())

    def catches(self, mutant: Mutant, plan: Plan) -> bool:
        """Whether a story fails on a mutant. One that never comes to the changed step cannot notice."""
        able = [story for story, touched in self.touched.items() if _can_notice(story, touched, mutant)]
        for story in sorted(able, key=lambda one: -self.caught[one] / (self.turns[one] + 1)):
            if not _passes(story, plan):
                self.caught[story] += 1
                return True
        return False


def _can_notice(story: Story, touched: frozenset[str], mutant: Mutant) -> bool:
    """A crowd only repeats what cases do in the other stories, a hundredfold slower: its story is asked about what
    happens once the crowd has gathered, and not about the case as a whole."""
    return mutant.step in touched or (mutant.step is None and _gathered_at(story) is None)


def _gathered_at(story: Story) -> datetime | None:
    """When the last crowd of a story gathers; None for a story without one."""
    entries = zip(story.scenario.when, story.clocks, strict=True)
    times = [clock.replace(tzinfo=story.zone) for entry, clock in entries if isinstance(entry, Crowd)]
    return times[-1] if times else None


def steps_after(cases: Iterable[CaseRecord], since: datetime) -> frozenset[str]:
    """The steps to which something happens after an instant."""
    found: set[str] = set()
    for case in cases:
        steps: dict[str, str] = {}
        for turn in case.turns:
            for event in turn["events"]:
                keys = [str(event[key]) for key in ("instance", "task") if event.get(key)]
                if event.get("step"):
                    steps.update(dict.fromkeys(keys, event["step"]))
                if datetime.fromisoformat(turn["at"]) > since:
                    found.update(steps[key] for key in keys if key in steps)
    return frozenset(found)


def _passes(story: Story, plan: Plan) -> bool:
    setting = story.setting
    plans = {**setting.plans, plan.process: plan}
    changed = replace(story, setting=replace(setting, plan=plan, plans=plans))
    try:
        return play(changed, CoreStage, keep_turns=False, explain=False).passed
    except Exception:
        # A mutant need not be a sound definition: whatever it breaks, it has been noticed.
        return False
