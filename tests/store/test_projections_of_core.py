"""What the projections say of a case is what its state is, for every story of every definition, after every act."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cli.folder import Folder, read, scenario_file, shown
from engine.model.plan import Plan
from engine.model.values import write_value
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.load import load_scenarios
from engine.scenarios.player import play
from engine.scenarios.stage import CaseLook, Look, Setting
from engine.scenarios.stories import stories
from store.projections import Held, TurnFacts, fold
from store.rows import DataRow, DeadlineRow, HeardRow, IncidentRow, StepRow, TaskRow

ROOT = Path(__file__).parents[2]
FOLDERS = (Folder(ROOT / "definitions"), Folder(ROOT / "tests" / "human_work"))
"""The company's own, and those in which every verb of human work is used."""
TOLD = [(folder, path) for folder in FOLDERS for path in folder.files if scenario_file(path).exists()]


class Watched(CoreStage):
    """A stage on which the projections are held against the state whenever somebody looks."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._held: dict[str, tuple[int, Held]] = {}
        self.compared = 0

    def look(self) -> Look:
        seen = super().look()
        for case in seen.cases:
            self._compare(case)
        return seen

    def _compare(self, case: CaseLook) -> None:
        count, held = self._held.get(case.case_id, (0, Held(case.case_id)))
        if len(case.turns) == count:
            return  # nothing has happened to it since it was compared
        for turn in case.turns[count:]:
            facts = TurnFacts(
                case.case_id, case.plan.process, f"{case.plan.process}:{case.state.business_key}", case.plan.digest,
                turn.number, turn.at, turn.digest, turn.previous, tuple(turn.events),
            )  # fmt: skip
            held = fold(held, facts)
        self._held[case.case_id] = len(case.turns), held
        assert projected(held) == stated(case)
        self.compared += 1


def projected(held: Held) -> dict[str, Any]:
    """What the rows say is open."""
    data = held.get(DataRow)
    return {
        "ended": held.case.end,
        "repair": held.case.needs_repair,
        "tasks": {
            row.task: (row.offered, row.holder, row.due, row.held_until, row.holds, row.lent_to, row.offered_back)
            for row in held.all(TaskRow).values()
            if row.status in ("created", "open")
        },
        "steps": {row.instance for row in held.all(StepRow).values() if row.status == "open"},
        "deadlines": {(row.key, row.rung, row.at) for row in held.all(DeadlineRow).values()},
        "incidents": {row.incident for row in held.all(IncidentRow).values() if row.resolved_at is None},
        "keys": {row.message: row.message_key for row in held.all(HeardRow).values()},
        "data": _filled(data.data if data else {}),
    }


def stated(case: CaseLook) -> dict[str, Any]:
    """What the state of the core says is open. Until when a message is kept is no event."""
    state = case.state
    return {
        "ended": state.ended,
        "repair": False,
        "tasks": {
            one.id: (one.offered, one.holder, one.due, one.held_until, one.holds, one.lent_to, one.offered_back)
            for one in state.tasks.values()
        },
        "steps": {here.id for here in state.steps.values() if here.phase == "working"},
        "deadlines": {(one.key, one.rung, one.at) for one in state.deadlines.values() if one.rung != "keep"},
        "incidents": set(state.incidents),
        "keys": dict(state.keys),
        "data": _filled({name: write_value(value) for name, value in state.data.items()}),
    }


def _filled(value: Any) -> Any:
    """Without what is empty: the core fills objects up with the parts they lack."""
    if isinstance(value, dict):
        return {name: _filled(part) for name, part in value.items() if part is not None}
    return [_filled(part) for part in value] if isinstance(value, list) else value


@cache
def plans_of(number: int) -> dict[str, Plan]:
    """The plans of one of the folders, compiled once."""
    folder = FOLDERS[number]
    compiled = folder.compiled(folder.files)
    return {found.plan.process: found.plan for found in compiled.values() if found.plan is not None}


@pytest.mark.parametrize(("folder", "path"), TOLD, ids=[path.stem for _, path in TOLD])
def test_the_projections_are_what_the_state_is(folder: Folder, path: Path) -> None:
    plans = plans_of(FOLDERS.index(folder))
    loaded, problems = load_scenarios(read(scenario_file(path)), shown(scenario_file(path)))
    assert loaded is not None, problems
    company = folder.company
    stages: list[Watched] = []

    def watched(setting: Setting) -> Watched:
        stages.append(Watched(setting))
        return stages[-1]

    for story in stories(loaded, plans[path.stem], plans, company.directory, company.calendars):
        play(story, watched, explain="never")
    assert sum(stage.compared for stage in stages) > len(stages)
