"""Open limits follow the calendars, on the real server: when a calendar is changed, with a reason."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from activities.client import OpenedCase
from activities.messages import signal_case
from activities.recalculating import Recalculating
from engine.compiler import Known, compile_definitions
from engine.runtime.border import CALENDARS_CHANGED
from engine.runtime.commands import Claim, Release
from engine.runtime.stimuli import CalendarsChanged
from proving import office as offices
from proving.office import Office, until
from store.recalculating import SETTLED
from workflows.replaying import turns_of_case

COUNTED = """
process: counted
name: {zh: 计时, en: Counted}
department: office
business_key: ref
data: {ref: {type: text}}
start: {by_hand: {by: {role: staff}, form: {require: [ref]}}}
steps:
  - {user_task: check, assign: {role: clerk}, due: 2 working days}
  - end: over
"""


async def counted(here: Office, ref: str) -> OpenedCase:
    """A case of which somebody has to check something within two working days."""
    (made,) = compile_definitions({"counted.yaml": COUNTED}, Known(calendar="always", escalation={})).values()
    assert made.plan is not None
    await here.store.deploy(made.plan, COUNTED, "counted.yaml")
    return await here.start("counted", ref)


async def test_a_changed_calendar_moves_an_open_limit_once_and_says_why(office: Office) -> None:
    opened = await counted(office, "calendar-1")
    before = await office.open_task(opened.case_id)
    company = offices.company()
    assert before.due is not None
    closed = {company.directory.day_of(before.due - timedelta(days=1)).isoformat(): {"hours": []}}
    to_be = replace(company, calendars=company.calendars.overlaid({"always": {"days": closed}}))
    await office.store.put_company(to_be, by="dora", reason="no power")
    rounds = Recalculating(office.client, office.store, lambda: datetime.now(UTC) + SETTLED + timedelta(seconds=1))
    while await office.store.must_recalculate(datetime.now(UTC) + SETTLED):
        await rounds.round()

    async def moved() -> datetime | None:
        task = await office.find_task(opened.case_id)
        return task.due if task is not None and task.due != before.due else None

    assert await until(moved) == before.due + timedelta(days=1)
    (why,) = [one for one in await office.store.explanations(opened.case_id) if one.about == "due"]
    assert why.follows and why.version == to_be.calendars.version
    assert "before the calendars were changed by Dora" in why.text.en and why.text.en.endswith("no power")
    said = CalendarsChanged(datetime.now(UTC), (before.task,), company.calendars.version, "dora", "no power")
    turns = len(await office.store.history(opened.case_id))
    await signal_case(office.client, opened.workflow_id, CALENDARS_CHANGED, said)

    async def told_again() -> bool:
        return len(await office.store.history(opened.case_id)) > turns

    await until(told_again)
    assert (await office.store.history(opened.case_id))[-1].events == ()
    assert (await office.store.rebuild([opened.case_id], compare_only=True)).different == ()


async def test_a_worker_that_did_not_know_the_signal_leaves_a_history_that_replays(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = await counted(office, "calendar-2")
    task = await office.open_task(opened.case_id)
    said = CalendarsChanged(datetime.now(UTC), (task.task,), "before", "dora", "no power")
    with monkeypatch.context() as before:
        before.setattr("temporalio.workflow.patched", lambda id: False)
        await signal_case(office.client, opened.workflow_id, CALENDARS_CHANGED, said)
        await office.command(opened.case_id, Claim(task.task), by="ben")
    await office.command(opened.case_id, Release(task.task), by="ben")
    turns = await turns_of_case(office.client, opened.workflow_id)
    stored = await office.store.history(opened.case_id)
    assert [one.commit.turn["digest"] for one in turns] == [one.digest for one in stored]
    assert "calendars-changed" not in [one.stimulus["kind"] for one in stored]
