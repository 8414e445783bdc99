"""Every verb of human work is shown by stories, done and refused, that play on the core and on Temporal alike."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from cli.folder import Folder
from cli.stories import load
from engine.runtime.commands import Command
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.player import Story, play
from engine.scenarios.results import differences
from engine.scenarios.stage import Setting, Stage
from proving.stage import temporal_stages

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from page import END, PAGE, page, verbs  # noqa: E402 - the page stands beside its test, and is a command of its own

FOLDER = Folder(HERE)
STORIES = list(load(FOLDER, [path for path in FOLDER.files if path.parent.name == "verbs"]).all)
OF_OPERATORS = {"retry", "correct", "skip", "move", "cancel", "hand_over", "hand_back"}
SHOWN_ELSEWHERE = {"claim", "release", "return", "press", "record"}
"""The first verbs, shown by tests/steps and by the catalogue's stories."""


def name_of(story: Story) -> str:
    return f"{story.setting.plan.process}/{story.scenario.scenario}"


@pytest.mark.parametrize("story", STORIES, ids=name_of)
def test_story_of_a_verb_plays_on_the_core(story: Story) -> None:
    result = play(story, CoreStage)
    assert result.passed, "\n".join(map(str, result.failures)) + "\n" + result.happened.get("en", "")


@pytest.fixture(scope="module")
def on_temporal() -> Iterator[Callable[[Setting], Stage]]:
    with temporal_stages() as make_stage:
        yield make_stage


FIRST = list({story.setting.plan.process: story for story in reversed(STORIES)}.values())


@pytest.mark.slow
@pytest.mark.parametrize("story", FIRST, ids=name_of)
def test_first_story_of_each_verb_makes_the_same_turns_on_temporal(
    story: Story, on_temporal: Callable[[Setting], Stage]
) -> None:
    pure, real = play(story, CoreStage), play(story, on_temporal)
    assert [str(failure) for failure in real.failures] == []
    assert differences(pure, real) == []


def test_every_verb_has_stories_in_which_it_is_done() -> None:
    commands = {kind.verb for kind in get_args(Command)} - OF_OPERATORS - SHOWN_ELSEWHERE
    shown = {one.verb for one in verbs() if one.done}
    assert commands - shown == set()


@pytest.mark.parametrize("verb", [one.verb for one in verbs()])
def test_every_verb_has_stories_in_which_it_is_refused(verb: str) -> None:
    assert next(one for one in verbs() if one.verb == verb).refused


def test_the_page_has_the_table_of_today() -> None:
    assert END in PAGE.read_text("utf-8")
    assert PAGE.read_text("utf-8") == page(), "Make it again: python tests/human_work/page.py"
