"""Every rule of human work that is no verb is shown by stories that play on the core and on Temporal alike."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from cli.folder import Folder
from cli.stories import load
from engine.runtime.events import NoticeAddressed
from engine.runtime.telling import letters
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.player import Story, play
from engine.scenarios.results import differences
from engine.scenarios.seen import events_of
from engine.scenarios.stage import CaseLook, Look, Setting, Stage
from engine.scenarios.timeline import printed, timeline
from proving import staging
from proving.stage import temporal_stages
from store import Outgoing

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


PAGE = Path(__file__).parents[2] / "docs" / "human-work.md"
BY_NAME = {name_of(story): story for story in STORIES}
AFTER_THE_HOLIDAY = datetime.fromisoformat("2026-10-08T09:00:00+08:00")


def cases_of(story: Story) -> tuple[CaseLook, ...]:
    """The cases of a story as they stand at its end."""
    looks: list[Look] = []

    class Seen(CoreStage):
        def close(self) -> None:
            looks.append(self.look())

    assert play(story, Seen).passed
    return looks[-1].cases


def test_the_documentation_prints_the_timeline_of_a_complaint_left_alone() -> None:
    story = BY_NAME["left-alone/over_national_day"]
    (case,) = cases_of(story)
    told = printed(timeline(case, "en", story.setting.zone, story.setting.directory), "en")
    found = re.search(r"<!-- left-alone -->\n```text\n(.*?)\n```", PAGE.read_text("utf-8"), re.S)
    assert found is not None and found[1] == told


def test_what_forty_complaints_raise_is_one_list_for_each_receiver_and_rung() -> None:
    """Every case has its own record; all of them leave in one letter when work begins."""
    cases = cases_of(BY_NAME["left-alone/forty_of_them"])
    notices = [[one.event for one in events_of(case) if isinstance(one.event, NoticeAddressed)] for case in cases]
    assert len(notices) == 40 and all(len(one) == 3 for one in notices)
    leaving = {(one.list, one.leaves) for case in notices for notice in case for one in letters(notice)}
    assert {leaves for _, leaves in leaving} == {AFTER_THE_HOLIDAY}
    assert {name for name, _ in leaving if "/own" not in name} == {"meg/lapse", "max/raise"}


@pytest.mark.slow
def test_on_temporal_what_several_cases_raise_over_the_holiday_leaves_in_one_letter(
    on_temporal: Callable[[Setting], Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[tuple[str, int]] = []

    class Letters(staging.OpenChannels):
        async def tell_list(self, notices: Sequence[Outgoing]) -> None:
            left.append((str(notices[0].list), len(notices)))

    monkeypatch.setattr(staging, "OpenChannels", Letters)
    assert play(BY_NAME["left-alone/three_until_work_begins"], on_temporal).passed
    assert {one for one in left if "/own" not in one[0]} == {("meg/lapse", 3), ("max/raise", 3)}
    assert ("ann/remind/own", 3) in left and len(left) == 8
