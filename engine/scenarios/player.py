"""Plays a scenario on a stage, entry by entry, and says what was not as the story has it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from engine.model.base import text_in
from engine.model.plan import Plan
from engine.runtime import Rejected, World
from engine.scenarios.acting import act
from engine.scenarios.acts import Change, Entry, Pass
from engine.scenarios.expectations import Miss, Seen, Way, misses, refusal_misses, unexpected_incidents
from engine.scenarios.instants import shown
from engine.scenarios.load import LoadedScenarios
from engine.scenarios.model import Scenario
from engine.scenarios.outcomes import Then
from engine.scenarios.results import CaseRecord, Failure, ScenarioResult
from engine.scenarios.seen import Values, touched
from engine.scenarios.stage import CaseLook, Setting, Stage, StageMaker
from engine.scenarios.timeline import printed, timeline
from engine.scenarios.world import changed_directory


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
        return self.setting.calendars.calendar(self.setting.plan.definition.calendar).zone


def play(story: Story, make_stage: StageMaker, *, keep_turns: bool = True, explain: bool = True) -> ScenarioResult:
    """Play a story to its first entry that fails, or to its end.

    `keep_turns`: with all turns in the result; `explain`: a failed one with the timeline of what happened.
    """
    stage = make_stage(story.setting)
    try:
        player = Player(story, stage)
        failures = player.play()
        look = stage.look()
        case = look.cases[0] if look.cases else None
        happened = player.happened(case) if case and failures and explain else {}
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
        happened=happened,
        touched=frozenset(touched(case)) if case else frozenset(),
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

    def play(self) -> list[Failure]:
        """The failures of the first entry that has any, or of the end."""
        before = at_act = 0
        for number, entry in enumerate(self.story.scenario.when):
            before, (at_act, refused) = self._turns(), self._perform(number, entry)
            failures = self._judge(number, entry, before, at_act, refused)
            if failures:
                return failures
        then = self.story.scenario.then
        case = self._case()
        if then is None or case is None:
            return []
        last = len(self.story.clocks) - 1
        found = list(misses(then, self._seen(case, last, before, at_act, None)))
        return [self._failure(("then", *miss.way), last, miss) for miss in found]

    def happened(self, case: CaseLook) -> dict[str, str]:
        """What has happened in a case so far, in both languages."""
        return {
            language: printed(timeline(case, language, self.zone, self.directory), language)
            for language in ("zh", "en")
        }

    def _perform(self, number: int, entry: Entry) -> tuple[int, Rejected | None]:
        """Let the time come, then act. Gives the number of turns just before the act, and its refusal."""
        at = self.story.clocks[number].replace(tzinfo=self.zone)
        self.stage.advance_to(at, including=isinstance(entry, Pass))
        turns = self._turns()
        try:
            if isinstance(entry, Change):
                self._change(entry, at)
            elif not isinstance(entry, Pass):
                act(self.stage, self.story.setting, entry, at, f"scenario-{number + 1}")
        except Rejected as refused:
            return turns, refused
        return turns, None

    def _change(self, entry: Change, at: datetime) -> None:
        change = entry.change
        self.directory = changed_directory(self.directory, change.people)
        if change.calendars:
            self.calendars = self.calendars.overlaid(change.calendars)
        self.stage.change_world(change, self.directory, self.calendars, at=at)

    def _judge(
        self, number: int, entry: Entry, before: int, turns_before: int, refused: Rejected | None
    ) -> list[Failure]:
        then: Then | None = entry.then
        changed = self._turns() != turns_before
        found = list(refusal_misses(then.refused if then else None, refused, changed))
        case = self._case()
        if not found and case is not None:
            seen = self._seen(case, number, before, turns_before, refused)
            found = [*unexpected_incidents(then, seen), *(misses(then, seen) if then else ())]
        return [self._failure(_way(number, miss), number, miss) for miss in found]

    def _seen(self, case: CaseLook, number: int, before: int, turns_before: int, refused: Rejected | None) -> Seen:
        world = World(self.directory, self.calendars, {}, {}, case.state.now)
        values = Values(case.plan, world, self.zone)
        day = self.story.clocks[number].date()
        return Seen(case, before, turns_before, refused, day, self.zone, values)

    def _failure(self, way: Way, number: int, miss: Miss) -> Failure:
        loc = ("scenarios", self.story.number, *way)
        when = f"{self.story.scenario.scenario}, {shown(self.story.clocks[number])}"
        line = self.story.loaded.line(*loc)
        return Failure(self.story.loaded.file, line, when, miss.about, miss.expected, miss.found)

    def _case(self) -> CaseLook | None:
        look = self.stage.look()
        return look.cases[0] if look.cases else None

    def _turns(self) -> int:
        case = self._case()
        return len(case.turns) if case else 0


def _way(number: int, miss: Miss) -> Way:
    return ("when", number, "then", *miss.way) if miss.way else ("when", number)
