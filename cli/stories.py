"""`test`: scenarios played on the core, on Temporal, or on both."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.deploying import checked
from cli.endings import Refused
from cli.folder import Folder, chosen, read, scenario_file, shown
from cli.options import DEFAULT_DEFINITIONS, SPOKEN, AsJson, Definitions, InLang
from cli.screen import Screen
from engine.said import Said, joined

if TYPE_CHECKING:
    from engine.model.plan import Plan
    from engine.scenarios.player import Story
    from engine.scenarios.results import ScenarioResult

Named = Annotated[
    list[str] | None, typer.Argument(metavar="[PROCESS|FILE…]", help="All of the folder when none is named.")
]


AT_ONCE = 6
"""Stories played at once on Temporal, where each waits most of its time for the server it has to itself."""


class On(StrEnum):
    """Where scenarios are played."""

    core = "core"
    temporal = "temporal"
    both = "both"


@dataclass(frozen=True)
class Played:
    """One scenario where it was played. `differences` are those between the two stages, when on both."""

    results: "tuple[ScenarioResult, ...]"
    differences: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return all(result.passed for result in self.results) and not self.differences

    @property
    def result(self) -> "ScenarioResult":
        """The result in which something failed, else the first; passed only if all of it did."""
        worst = next((result for result in self.results if not result.passed), self.results[0])
        return replace(worst, passed=self.passed)


@dataclass
class Stories:
    """The stories of some definitions, checked and ready."""

    folder: Folder
    plans: "dict[Path, Plan]"
    by_path: "dict[Path, list[Story]]" = field(default_factory=dict)

    @property
    def all(self) -> "Iterator[Story]":
        for stories in self.by_path.values():
            yield from stories


def load(folder: Folder, files: list[Path]) -> Stories:
    """Compile the definitions and load the scenarios beside them; ends with the first problem."""
    from engine.scenarios.checks import check_scenarios
    from engine.scenarios.load import load_scenarios
    from engine.scenarios.stories import stories

    everything = checked(folder, list(dict.fromkeys([*files, *folder.files])), proved=files)
    by_process = {plan.process: plan for plan in everything.values()}
    found = Stories(folder, {path: everything[path] for path in files})
    company = folder.company
    for path, plan in found.plans.items():
        beside = scenario_file(path)
        if not beside.is_file():
            continue
        loaded, problems = load_scenarios(read(beside), shown(beside))
        problems = (*problems, *(check_scenarios(loaded, plan, company.directory) if loaded else ()))
        if loaded is None or problems:
            said = "Expected scenarios without problems, but found {count} in {file}:\n{problems}"
            told = joined((Said("  {problem}", problem=one) for one in problems), "\n")
            raise Refused("bad-scenarios", Said(said, count=len(problems), file=shown(beside), problems=told))
        found.by_path[path] = list(stories(loaded, plan, by_process, company.directory, company.calendars))
    return found


def test(
    named: Named = None,
    on: Annotated[On, typer.Option("--on", help="On the pure core, the time-skipping server, or both.")] = On.core,
    only: Annotated[str | None, typer.Option("--only", "-k", metavar="TEXT", help="Names that have this.")] = None,
    definitions: Definitions = DEFAULT_DEFINITIONS,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
) -> None:
    """Play the scenarios of definitions; on both stages they must come out literally the same."""
    from engine.scenarios.results import summary

    folder, screen = Folder(definitions), Screen(lang, as_json)
    loaded = load(folder, chosen(folder, named))
    stories = [story for story in loaded.all if not only or only in story.scenario.scenario]
    played: list[Played] = []
    with (
        stages(on) as play_on,
        screen.progress(len(stories), "scenarios") as advance,
        ThreadPoolExecutor(1 if on is On.core else AT_ONCE) as hands,
    ):
        for one in hands.map(play_on, stories):
            played.append(one)
            advance(1)
    if as_json:
        screen.data(_wire(summary(one.result for one in played), played))
    else:
        _draw(played, screen)
    if not all(one.passed for one in played):
        raise typer.Exit(1)


@contextmanager
def stages(on: On) -> "Iterator[Callable[[Story], Played]]":
    """How to play a story where it was asked for."""
    from engine.scenarios.core_stage import CoreStage
    from engine.scenarios.player import play
    from engine.scenarios.results import differences

    def on_core(story: "Story") -> Played:
        return Played((play(story, CoreStage, keep_turns=False),))

    if on is On.core:
        yield on_core
        return
    from proving.stage import temporal_stages

    with temporal_stages() as make_stage:

        def on_temporal(story: "Story") -> Played:
            real = play(story, make_stage)
            if on is On.temporal:
                return Played((real,))
            pure = play(story, CoreStage)
            return Played((pure, real), tuple(differences(pure, real)))

        yield on_temporal


def _wire(summed: dict[str, Any], played: Iterable[Played]) -> dict[str, Any]:
    """The summary, with the differences between the stages beside the failures."""
    by_name = {(one.result.process, one.result.scenario): one.differences for one in played}
    failed = [{**one, "differences": list(by_name[one["process"], one["scenario"]])} for one in summed["failed"]]
    return {**summed, "failed": failed}


def _draw(played: list[Played], screen: Screen) -> None:
    from engine.said.chinese import in_chinese

    for one in played:
        if one.passed:
            continue
        screen.line(f"{one.result.process}/{one.result.scenario}", style="bold red")
        for result in one.results:
            for failure in result.failures:
                screen.line(str(failure), in_chinese(failure.said))
        for difference in one.differences[:10]:
            screen.line(f"  core and Temporal differ: {difference}", f"  核心与 Temporal 不一致：{difference}")
    counted: dict[str, list[Played]] = {}
    for one in played:
        counted.setdefault(one.result.process, []).append(one)
    columns = (("process", "流程"), ("scenarios", "场景"), ("passed", "通过"), ("acceptance shown", "验收"))
    rows = [
        (process, len(some), sum(one.passed for one in some), len({a for one in some for a in one.result.acceptance}))
        for process, some in counted.items()
    ]
    screen.table(columns, rows)
    good = sum(one.passed for one in played)
    screen.line(f"{good} of {len(played)} scenarios passed.", f"{len(played)} 个场景，{good} 个通过。",
                style="green" if good == len(played) else "red")  # fmt: skip
