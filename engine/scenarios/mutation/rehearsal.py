"""A story rehearsed once on the definition as it is, so that a mutant is played only from where it can matter."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from engine.calendars import Calendars
from engine.model.plan import Plan
from engine.people import Directory
from engine.scenarios.acts import Crowd
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.player import Player, Story
from engine.scenarios.results import CaseRecord
from engine.scenarios.seen import touched


@dataclass(frozen=True)
class _Mark:
    """The stage and the world just before an entry, and the steps the cases had come to."""

    stage: CoreStage
    directory: Directory
    calendars: Calendars
    touched: frozenset[str]


class Rehearsal:
    """One story: what it can notice, how long it takes (in turns), and how many mutants it has caught (from 1)."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.caught = 1
        self._marks: list[_Mark] = []
        stage = CoreStage(story.setting)
        player = Player(story, stage)
        player.play(between=lambda number: self._mark(player, stage))
        cases = stage.look().cases
        self.turns = sum(len(case.turns) for case in cases)
        self.touched = frozenset(step for case in cases for step in touched(case))
        self._gathered = _gathered_at(story)
        if self._gathered is not None:
            self.touched = steps_after(map(CaseRecord.of, cases), self._gathered)

    @property
    def opens_daily(self) -> bool:
        """Whether every day is a working day in the calendar of the story's process."""
        setting = self.story.setting
        return setting.calendars.calendar(setting.plan.definition.calendar).opens_daily

    def can_notice(self, step: str | None) -> bool:
        """Whether a change of a step (None: of something that is no step) can make a difference to this story.

        A crowd only repeats what cases do in the other stories, a hundredfold slower: its story is asked about what
        happens once the crowd has gathered, and not about the case as a whole.
        """
        return step in self.touched or (step is None and self._gathered is None)

    def passes(self, plan: Plan, step: str | None) -> bool:
        """Whether the story still passes on a mutant that changes this step, played from where a case comes to it."""
        setting = self.story.setting
        changed = replace(setting, plan=plan, plans={**setting.plans, plan.process: plan})
        first, mark = self._last_before(step)
        player = Player(replace(self.story, setting=changed), mark.stage.copy(changed))
        player.directory, player.calendars = mark.directory, mark.calendars
        try:
            return not player.play(first)
        except Exception:
            # A mutant need not be a sound definition: whatever it breaks, it has been noticed.
            return False

    def _last_before(self, step: str | None) -> tuple[int, _Mark]:
        numbers = [number for number, mark in enumerate(self._marks) if step is not None and step not in mark.touched]
        number = numbers[-1] if numbers else 0
        return number, self._marks[number]

    def _mark(self, player: Player, stage: CoreStage) -> None:
        steps = frozenset(step for case in stage.look().cases for step in touched(case))
        self._marks.append(_Mark(stage.copy(stage.setting), player.directory, player.calendars, steps))


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
