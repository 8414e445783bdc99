"""Every rule of human work that is no verb is shown by stories that play on the core and on Temporal alike."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.folder import Folder
from cli.stories import load
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.player import Story, play
from engine.scenarios.results import differences
from engine.scenarios.stage import Setting, Stage
from proving.stage import temporal_stages

FOLDER = Folder(Path(__file__).parent)
STORIES = list(load(FOLDER, [path for path in FOLDER.files if path.parent.name == "rules"]).all)


def name_of(story: Story) -> str:
    return f"{story.setting.plan.process}/{story.scenario.scenario}"


FIRST = list({story.setting.plan.process: story for story in reversed(STORIES)}.values())


@pytest.mark.parametrize("story", STORIES, ids=name_of)
def test_story_of_a_rule_plays_on_the_core(story: Story) -> None:
    result = play(story, CoreStage)
    assert result.passed, "\n".join(map(str, result.failures)) + "\n" + result.happened.get("en", "")


@pytest.fixture(scope="module")
def on_temporal() -> Iterator[Callable[[Setting], Stage]]:
    with temporal_stages() as make_stage:
        yield make_stage


@pytest.mark.slow
@pytest.mark.parametrize("story", FIRST, ids=name_of)
def test_first_story_of_each_rule_makes_the_same_turns_on_temporal(
    story: Story, on_temporal: Callable[[Setting], Stage]
) -> None:
    pure, real = play(story, CoreStage), play(story, on_temporal)
    assert [str(failure) for failure in real.failures] == []
    assert differences(pure, real) == []
