"""A return is shown before it is done, by the rule itself; who sent a case back sees what is different."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cli.folder import Folder
from cli.stories import load
from engine.insight.differences import Difference, since_return
from engine.insight.previewing import Preview, preview_return
from engine.runtime import Rejected
from engine.runtime import commands as c
from engine.runtime.events import PathChanged
from engine.runtime.stimuli import Commanded
from engine.runtime.world import World
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.stage import CaseLook

FOLDER = Folder(Path(__file__).parent)
START = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FILES = {path.stem: path for path in FOLDER.files if path.parent.name == "rules"}


class Office:
    """A case of one of the definitions here, led by hand."""

    def __init__(self, process: str, **handed_in: object) -> None:
        story = next(iter(load(FOLDER, [FILES[process]]).all))
        self.setting = story.setting
        self.stage = CoreStage(story.setting)
        self.at = START
        self.stage.start("asked", dict(handed_in), by="ini", at=START)

    @property
    def case(self) -> CaseLook:
        return self.stage.look().cases[0]

    def does(self, by: str, step: str, outcome: str | None = None, **data: object) -> None:
        self.acts(by, c.Complete(self.task(step, by), outcome, dict(data)))

    def returns(self, by: str, step: str, to: str, **data: object) -> None:
        self.acts(by, c.Return(self.task(step, by), to, dict(data), "look again"))

    def preview(self, by: str, step: str, to: str, **data: object) -> Preview:
        world = World(self.setting.directory, self.setting.calendars)
        returned = Commanded(self.at, "p", by, c.Return(self.task(step, by), to, dict(data), "look again"))
        return preview_return(self.case.plan, self.case.state, returned, world)

    def task(self, step: str, by: str) -> str:
        found = [task for task in self.case.state.tasks.values() if task.step == step]
        return next((task.id for task in found if by in (task.holder, *task.offered)), found[0].id)

    def acts(self, by: str, command: c.Command) -> None:
        self.at += timedelta(minutes=10)
        self.stage.command(self.case.case_id, command, id=f"k{self.at:%H%M}", by=by, at=self.at)

    @property
    def events(self) -> list[object]:
        return [event for turn in self.case.turns for event in turn.events]


def signed_office() -> Office:
    office = Office("straight-back", amount=180000)
    office.does("fay", "draft")
    office.does("ann", "checked", "agree")
    return office


def test_a_preview_names_what_is_left_who_signs_again_and_the_new_due_times_and_does_nothing() -> None:
    office = signed_office()
    before = office.case.state
    shown = office.preview("meg", "signed", "draft", reason="freight")
    assert (shown.left, shown.again, shown.stands) == (("signed",), ("draft",), ("checked",))
    assert shown.offered == {"draft": ("fay",)} and not shown.waits
    assert shown.due["draft"] == START + timedelta(days=1, minutes=20)
    assert office.case.state == before


def test_what_was_shown_is_what_comes() -> None:
    office = signed_office()
    office.at += timedelta(minutes=10)
    shown = office.preview("meg", "signed", "draft", reason="freight")
    office.at -= timedelta(minutes=10)
    office.returns("meg", "signed", "draft", reason="freight")
    tasks = list(office.case.state.tasks.values())
    assert [(task.step, task.due) for task in tasks] == list(shown.due.items())
    assert tuple(office.case.state.carried) == shown.stands


def test_in_a_vote_the_preview_says_that_it_waits() -> None:
    office = Office("returns", kind="all")
    office.does("fay", "draft")
    shown = office.preview("ann", "together", "draft")
    assert shown.waits and shown.left == ()


@pytest.mark.parametrize(("by", "code"), [("ann", "not-yours"), ("meg", "field-missing")])
def test_a_preview_is_refused_as_the_return_would_be(by: str, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        signed_office().preview(by, "signed", "draft")
    assert refused.value.code == code


def test_a_step_that_is_new_on_the_way_straight_back_is_recorded_as_a_changed_path() -> None:
    office = signed_office()
    office.returns("meg", "signed", "draft", reason="freight")
    office.does("fay", "draft", amount=900000)
    assert [(one.step, one.what) for one in office.events if isinstance(one, PathChanged)] == [("by_director", "new")]


def test_who_takes_back_what_was_sent_straight_back_is_on_that_way_again() -> None:
    office = signed_office()
    office.returns("meg", "signed", "draft", reason="freight")
    draft = office.task("draft", "fay")
    office.does("fay", "draft", amount=200000)
    office.acts("fay", c.TakeBack(draft))
    office.does("fay", "draft", amount=900000)
    assert [one.step for one in office.events if isinstance(one, PathChanged)] == ["by_director"]


def test_nothing_is_recorded_where_the_path_is_the_same() -> None:
    office = signed_office()
    office.returns("meg", "signed", "draft", reason="freight")
    office.does("fay", "draft", amount=200000)
    assert not [one for one in office.events if isinstance(one, PathChanged)]


def test_who_sent_it_back_sees_the_differences_when_it_comes_again() -> None:
    office = signed_office()
    office.returns("meg", "signed", "draft", reason="freight")
    office.does("fay", "draft", amount=200000)
    assert since_return(office.events, "signed", ["amount", "opinion"]) == [  # type: ignore[arg-type]
        Difference("amount", "180000.00", "200000.00")
    ]


def test_who_has_sent_nothing_back_sees_none() -> None:
    office = signed_office()
    office.returns("meg", "signed", "draft", reason="freight")
    office.does("fay", "draft", amount=200000)
    assert since_return(office.events, "checked", ["amount"]) == []  # type: ignore[arg-type]
