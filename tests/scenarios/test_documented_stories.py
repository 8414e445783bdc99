"""The example on the page about scenarios is itself a definition with stories that play."""

import re
from pathlib import Path

from engine.compiler import Known, compile_definition
from engine.scenarios.acts import ACTS
from engine.scenarios.checks import check_scenarios
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.load import load_scenarios
from engine.scenarios.outcomes import Then
from engine.scenarios.player import play
from engine.scenarios.stories import stories
from tests.scenarios.stage_door import CALENDARS, DIRECTORY

PAGE = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    found = re.search(rf"```yaml {kind}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_on_the_page_plays() -> None:
    compiled = compile_definition(block("definition"), "stationery.yaml", known=Known())
    assert compiled.plan is not None, "\n".join(map(str, compiled.problems))
    loaded, problems = load_scenarios(block("scenarios"), "scenarios.md")
    assert loaded is not None, "\n".join(map(str, problems))
    assert not check_scenarios(loaded, compiled.plan, DIRECTORY)
    for story in stories(loaded, compiled.plan, {}, DIRECTORY, CALENDARS):
        result = play(story, CoreStage)
        assert result.passed, "\n".join(map(str, result.failures)) + result.happened["en"]


def test_the_page_names_every_act_and_every_expectation() -> None:
    missing = [word for word in (*ACTS, *Then.model_fields) if f"`{word}`" not in PAGE and word != "pass"]
    assert missing == []
