"""Plays a scenario on a stage, entry by entry, and says what was not as the story has it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from engine.model.base import text_in
from engine.model.plan import Plan
from engine.runtime import Rejected, World
from engine.scenarios import administering
from engine.scenarios.acting import act
from engine.scenarios.acts import Change, Crowd, EndStandIn, Entry, Pass, StandIn, Start
from engine.scenarios.cast import WorldChange
from engine.scenarios.crowds import gather
from engine.scenarios.expectations import misses, refusal_misses, unexpected_incidents, wrong_field_misses
from engine.scenarios.instants import shown
from engine.scenarios.judged import Miss, Seen, Way
from engine.scenarios.load import LoadedScenarios
from engine.scenarios.model import Scenario
from engine.scenarios.outcomes import Then
from engine.scenarios.results import CaseRecord, Failure, ScenarioResult
from engine.scenarios.seen import Values, touched
from engine.scenarios.stage import CaseLook, Changed, Look, Setting, Stage, StageFailed, StageMaker
from engine.scenarios.timeline import Line, timeline
from engine.scenarios.world import changed_directory

Explain = Literal["failed", "always", "never"]
Turns = dict[str, int]
"""How many turns each case has made, by its id."""


@dataclass(frozen=True, eq=False)
class Story:
    """One scenario of a file, ready to be played: where it stands, and the world it is played in."""

    loaded: LoadedScenarios
    number: int
    setting: Setting

    @property
    def scenario(self) -> Scenario:
        return self.loaded.content.scenarios[self.number]

    @property
    def clocks(self) -> tuple[datetime, ...]:
        return self.loaded.clocks[self.number]

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the process's calendar, in which the story's clock times are meant."""
        return self.setting.zone


def play(
    story: Story, make_stage: StageMaker, *, keep_turns: bool = True, explain: Explain = "failed"
) -> ScenarioResult:
    """Play a story to its first entry that fails, or to its end.

    `keep_turns`: with all turns in the result; `explain`: which ones with the timeline of what happened.
    """
    stage = make_stage(story.setting)
    try:
        player = Player(story, stage)
        failures = player.play()
        look = stage.look()
        case = look.cases[0] if look.cases else None
        told = explain == "always" or (explain == "failed" and bool(failures))
        lines = player.lines(case) if case and told else {}
    finally:
        stage.close()
    scenario = story.scenario
    return ScenarioResult(
        process=story.setting.plan.process,
        scenario=scenario.scenario,
        name=text_in(scenario.name, "en"),
        acceptance=tuple(scenario.acceptance),
        passed=not failures,
        failures=tuple(failures),
        cases=tuple(map(CaseRecord.of, look.cases)) if keep_turns else (),
        ended=case.state.ended if case else None,
        finished_at=case.state.now if case else None,
        lines=lines,
        touched=frozenset(step for one in look.cases for step in touched(one)),
    )


class Player:
    """Plays one story. `directory` and `calendars` are those of the moment."""

    def __init__(self, story: Story, stage: Stage) -> None:
        self.story = story
        self.stage = stage
        self.directory = story.setting.directory
        self.calendars = story.setting.calendars
        self.zone = story.zone

    @property
    def plan(self) -> Plan:
        return self.story.setting.plan

    def play(self, first: int = 0, between: Callable[[int], None] = lambda number: None) -> list[Failure]:
        """The failures of the first entry that has any, or of the end.

        `first`: where to go on, when the entries before have been played on this stage; `between` is called with the
        number of each entry before it is played.
        """
        before: Turns = {}
        at_act: Turns = {}
        for number, entry in enumerate(self.story.scenario.when[first:], start=first):
            between(number)
            before = self._turns()
            try:
                at_act, refused = self._perform(number, entry)
            except StageFailed as broken:
                unrest = Miss((), "the act", "the cases to come to rest", str(broken))
                return [self._failure(("when", number), number, unrest)]
            failures = self._judge(number, entry, before, at_act, refused)
            if failures:
                return failures
        then = self.story.scenario.then
        look = self.stage.look()
        if then is None or not look.cases:
            return []
        last = len(self.story.clocks) - 1
        found = list(misses(then, self._seen(look, last, before, at_act)))
        return [self._failure(("then", *miss.way), last, miss) for miss in found]

    def lines(self, case: CaseLook) -> dict[str, tuple[Line, ...]]:
        """What has happened in a case so far, in both languages."""
        others = self.story.setting.plans
        return {
            language: tuple(timeline(case, language, self.zone, self.directory, others=others))
            for language in ("zh", "en")
        }

    def _perform(self, number: int, entry: Entry) -> tuple[Turns, Rejected | None]:
        """Let the time come, then act. Gives the turns each case had made just before the act, and its refusal."""
        at = self.story.clocks[number].replace(tzinfo=self.zone)
        self.stage.advance_to(at, including=isinstance(entry, Pass))
        turns = self._turns()
        try:
            self._act(entry, at, f"scenario-{number + 1}")
        except Rejected as refused:
            return turns, refused
        return turns, None

    def _act(self, entry: Entry, at: datetime, id: str) -> None:
        setting = self.story.setting
        match entry:
            case Pass():
                return
            case Change():
                self._change(entry, at)
            case StandIn() | EndStandIn():
                self.directory = administering.directory_after(entry, self.directory, at)
                self.stage.change_world(WorldChange(), self.directory, self.calendars, at=at)
            case Crowd():
                first = self.story.scenario.when[0]
                assert isinstance(first, Start), "a story begins with a start"
                gather(self.stage, setting, entry.crowd, first, at, id)
            case _:
                act(self.stage, setting, entry, at, id)

    def _change(self, entry: Change, at: datetime) -> None:
        change = entry.change
        self.directory = changed_directory(self.directory, change.people)
        if change.calendars:
            self.calendars = self.calendars.overlaid(change.calendars)
        changed = Changed(entry.by, entry.comment)
        self.stage.change_world(change, self.directory, self.calendars, at=at, changed=changed)

    def _judge(
        self, number: int, entry: Entry, before: Turns, at_act: Turns, refused: Rejected | None
    ) -> list[Failure]:
        then: Then | None = entry.then
        changed = self._turns() != at_act
        found = list(refusal_misses(then.refused if then else None, refused, changed))
        found += wrong_field_misses(then.wrong if then else None, refused)
        look = self.stage.look()
        if not found and look.cases:
            seen = self._seen(look, number, before, at_act)
            found = [*unexpected_incidents(then, seen), *(misses(then, seen) if then else ())]
        return [self._failure(_way(number, miss), number, miss) for miss in found]

    def _seen(self, look: Look, number: int, before: Turns, at_act: Turns) -> Seen:
        own = look.cases[0]
        world = World(self.directory, self.calendars, {}, {}, own.state.now)
        values = Values(own.plan, world, self.zone)
        return Seen(look, before, at_act, self.story.clocks[number].date(), self.zone, values)

    def _failure(self, way: Way, number: int, miss: Miss) -> Failure:
        loc = ("scenarios", self.story.number, *way)
        when = f"{self.story.scenario.scenario}, {shown(self.story.clocks[number])}"
        line = self.story.loaded.line(*loc)
        return Failure(self.story.loaded.file, line, when, miss.about, miss.expected, miss.found)

    def _turns(self) -> Turns:
        return {case.case_id: len(case.turns) for case in self.stage.look().cases}


def _way(number: int, miss: Miss) -> Way:
    return ("when", number, "then", *miss.way) if miss.way else ("when", number)
