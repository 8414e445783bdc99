"""A story on Temporal comes out literally as on the pure core: the same turns, the same digests, the same notices."""

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

DEFINITIONS = Path(__file__).parent.parent.parent / "definitions"
STORIES = {
    "finance-refund": 3,
    "stockout-handling": 2,
    "warehouse-dispatch": 3,
}
"""How many stories of which process: calls, lists, deadlines, documents, messages. All: `starter.py test --on both`."""


def stories() -> list[Story]:
    found = []
    folder = Folder(DEFINITIONS)
    for process, count in STORIES.items():
        files = [path for path in folder.files if path.stem == process]
        found += list(load(folder, files).all)[:count] if files else []
    return found


@pytest.fixture(scope="module")
def on_temporal() -> Iterator[Callable[[Setting], Stage]]:
    with temporal_stages() as make_stage:
        yield make_stage


@pytest.mark.slow
@pytest.mark.parametrize(
    "story", stories(), ids=lambda story: f"{story.setting.plan.process}/{story.scenario.scenario}"
)
def test_a_story_makes_the_same_turns_on_both_stages(story: Story, on_temporal: Callable[[Setting], Stage]) -> None:
    pure, real = play(story, CoreStage), play(story, on_temporal)
    assert [str(failure) for failure in real.failures] == [str(failure) for failure in pure.failures]
    assert differences(pure, real) == []
