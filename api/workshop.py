"""The workshop: texts of definitions are compiled and their scenarios played, as in the command line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from api.shapes.definitions import Checked, Found, LineOfStory, Played, StoryPlayed, Workshop
from api.shapes.wire import Words
from engine.compiler import Compiled, Known, compile_definition
from engine.compiler.schema import definition_schema
from engine.model.plan import Plan
from engine.model.problems import Problem
from engine.runtime import Rejected
from engine.said.chinese import in_both
from engine.scenarios.checks import check_scenarios
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.load import LoadedScenarios, load_scenarios
from engine.scenarios.player import Story, play
from engine.scenarios.results import ScenarioResult
from engine.scenarios.schema import scenario_schema
from engine.scenarios.stories import stories
from store.company import Company

FILE = "definition.yaml"
SCENARIO_FILE = "scenarios.yaml"
MOST_STORIES = 100


@dataclass(frozen=True)
class Around:
    """What a definition stands in: the company, what workers can call, the other processes as deployed."""

    company: Company
    connectors: frozenset[str] | None
    plans: Mapping[str, Plan]

    def known(self, *, proof: bool) -> Known:
        """The world as the compiler asks for it."""
        known = self.company.known(self.connectors, self.plans)
        return known if proof else replace(known, most_states=0)


def workshop(around: Around) -> Workshop:
    """What an editor completes from."""
    known = around.known(proof=False)
    names: dict[str, Collection[str] | None] = {
        "roles": known.roles, "groups": known.groups, "posts": known.posts, "departments": known.departments,
        "capabilities": known.capabilities, "rosters": known.rosters, "calendars": known.calendars,
        "services": known.connectors, "processes": known.processes,
    }  # fmt: skip
    return Workshop(
        definition=definition_schema(), scenarios=scenario_schema(),
        known={kind: sorted(ids or ()) for kind, ids in names.items()},
    )  # fmt: skip


def checked(text: str, scenarios: str, around: Around, proof: bool) -> Checked:
    """All that is wrong with a definition, and with its scenarios."""
    compiled = compiled_text(text, around, proof=proof)
    plan, sound = compiled.plan, compiled.soundness
    told = [] if plan is None or not scenarios else [*_loaded(scenarios, plan, around)[1]]
    return Checked(
        process=plan.process if plan else None, digest=plan.digest if plan else None,
        problems=[_found(one) for one in compiled.problems], scenario_problems=[_found(one) for one in told],
        states=sound.states if sound and proof else None, proved=sound.complete if sound and proof else None,
    )  # fmt: skip


def compiled_text(text: str, around: Around, *, proof: bool) -> Compiled:
    """A definition compiled in its surroundings."""
    return compile_definition(text, FILE, known=around.known(proof=proof))


def plan_of(text: str, around: Around) -> Plan:
    """The plan of a text, proved. Raises `Rejected` `bad-definition`."""
    compiled = compiled_text(text, around, proof=True)
    wrong = [one for one in compiled.problems if one.severity != "planned"]
    if compiled.plan is None or wrong:
        first = f", the first: {wrong[0]}" if wrong else ""
        raise Rejected("bad-definition", f"Expected a definition without problems, but found {len(wrong)}{first}")
    return compiled.plan


def played(text: str, scenarios: str, only: str, around: Around) -> Played:
    """The scenarios played on the definition, each with all that happened."""
    compiled = compiled_text(text, around, proof=False)
    if compiled.plan is None:
        return Played(stories=[], problems=[_found(one) for one in compiled.problems])
    loaded, problems = _loaded(scenarios, compiled.plan, around)
    if loaded is None or problems:
        return Played(stories=[], problems=[_found(one) for one in problems])
    company = around.company
    wanted = [
        story
        for story in stories(loaded, compiled.plan, around.plans, company.directory, company.calendars)
        if only in story.scenario.scenario
    ]
    return Played(stories=[_played(story) for story in wanted[:MOST_STORIES]], problems=[])


def _loaded(scenarios: str, plan: Plan, around: Around) -> tuple[LoadedScenarios | None, tuple[Problem, ...]]:
    loaded, problems = load_scenarios(scenarios, SCENARIO_FILE)
    more = check_scenarios(loaded, plan, around.company.directory) if loaded else ()
    return loaded, (*problems, *more)


def _played(story: Story) -> StoryPlayed:
    result = play(story, CoreStage, keep_turns=False, explain="always")
    return StoryPlayed(
        scenario=result.scenario, name=Words.of(story.scenario.name), passed=result.passed,
        failures=[_in_both(one.said) for one in result.failures], happened=_lines(result, story.zone),
    )  # fmt: skip


def _lines(result: ScenarioResult, zone: ZoneInfo) -> list[LineOfStory]:
    zh, en = result.lines.get("zh", ()), result.lines.get("en", ())
    return [
        LineOfStory(
            at=one.at.replace(tzinfo=one.at.tzinfo or zone),
            sentence=Words(zh=one.sentence, en=other.sentence),
            step=one.step,
        )
        for one, other in zip(zh, en, strict=True)
    ]


def _found(problem: Problem) -> Found:
    return Found(
        line=problem.line, column=problem.column, code=problem.code, path=problem.path,
        message=_in_both(problem.message), hint=_in_both(problem.hint) if problem.hint else None,
        severity=problem.severity,
    )  # fmt: skip


def _in_both(said: str) -> Words:
    told = in_both(said)
    return Words(zh=told.zh, en=told.en)
