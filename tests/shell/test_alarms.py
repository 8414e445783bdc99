"""Deadlines: what falls due happens in its order, by the instants it was set for, however late anybody looks."""

from datetime import timedelta
from pathlib import Path

import pytest

import worker
from activities.client import Answered, Pending
from engine.runtime.commands import Complete
from proving import connectors
from proving.office import Office, office, until
from store.views import HistoryTurn


async def stimuli(here: Office, case_id: str) -> list[HistoryTurn]:
    return await here.store.history(case_id)


async def test_people_are_reminded_and_told_when_it_is_due(office: Office) -> None:
    await office.store.put_setting("ten-tasks", "within", "5 s")
    case = await office.start("ten-tasks", "T-1")
    due = (await office.open_task(case.case_id)).due
    assert due is not None

    async def told() -> bool:
        return len(await office.store.notices("ana")) == 2

    await until(told)
    notices = sorted(await office.store.notices("ana"), key=lambda one: one.at)
    assert [(one.about, one.at) for one in notices] == [
        ("task_1.remind", due - timedelta(seconds=1)),
        ("task_1.lapse", due),
    ]


@pytest.mark.parametrize(
    ("seconds_after_the_reminder", "order"), [(1, ["alarm", "commanded"]), (0, ["commanded"]), (-1, ["commanded"])]
)
async def test_what_was_due_before_a_command_happens_before_it_and_the_very_instant_is_in_time(
    server: str, tmp_path: Path, seconds_after_the_reminder: int, order: list[str]
) -> None:
    """No worker is there while both come, so only their instants say which was first."""
    async with office(server, tmp_path, command_timeout=2.0) as here:
        await here.store.put_setting("ten-tasks", "within", "5 s")
        async with worker.running(here.settings, here.client, here.store, connectors=connectors):
            case = await here.start("ten-tasks", f"T-2{seconds_after_the_reminder}")
            task = await here.open_task(case.case_id)
        assert task.due is not None
        at = task.due - timedelta(seconds=1) + timedelta(seconds=seconds_after_the_reminder)
        answer = await here.cases.command(case.case_id, Complete(task.task, "done"), by="ana", at=at, id="late")
        assert isinstance(answer, Pending)
        async with worker.running(here.settings, here.client, here.store, connectors=connectors):

            async def answered() -> bool:
                again = await here.cases.command(case.case_id, Complete(task.task, "done"), by="ana", at=at, id="late")
                return isinstance(again, Answered)

            await until(answered)
            turns = await stimuli(here, case.case_id)
    assert [turn.stimulus["kind"] for turn in turns][1 : 1 + len(order)] == order
    assert turns[len(order)].at == at
