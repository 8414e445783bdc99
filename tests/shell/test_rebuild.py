"""The record of a case, made again from its history: byte for byte the same, whatever has become of the database."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_asyncio

from activities.repairing import rebuild_from_history
from proving.office import Office, open_office
from proving.stories import STORIES
from workflows.replaying import turns_of_case

QUICK = sorted(set(STORIES) - {"failing-service", "reminded-and-lapsed"})


@pytest_asyncio.fixture
async def short_runs(server: str, tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(server, tmp_path, turns_a_run=5) as here:
        here.tag = f"{uuid4().hex[:6]}-"
        yield here


async def test_histories_say_what_the_database_says(short_runs: Office) -> None:
    office = short_runs
    played = await asyncio.gather(*(STORIES[name](office) for name in QUICK))
    for workflow_id in [one for ids in played for one in ids]:
        rebuilt = await rebuild_from_history(office.store, await turns_of_case(office.client, workflow_id))
        assert rebuilt.different == (), workflow_id
    assert (await office.store.rebuild(compare_only=True)).different == ()


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM turns WHERE n > 2",
        "UPDATE turns SET digest = 'other' WHERE n = 3",
        """UPDATE turns SET events = replace(events, '三天', '五天')""",
        "DELETE FROM tasks",
    ],
)
async def test_a_record_that_was_harmed_is_brought_back(short_runs: Office, harm: str) -> None:
    office = short_runs
    (workflow_id,) = await STORIES["returned-and-granted"](office)
    case_id = await office.store.find_case(workflow_id)
    assert case_id is not None
    before = await office.store.history(case_id)
    await asyncio.to_thread(_execute, office.settings.database.removeprefix("sqlite:///"), harm)
    await rebuild_from_history(office.store, await turns_of_case(office.client, workflow_id))
    await office.store.rebuild([case_id])
    after = await office.store.history(case_id)
    assert [(one.digest, one.events) for one in after] == [(one.digest, one.events) for one in before]
    assert (await office.store.verify(case_id)).broken == ()
    assert (await office.store.rebuild(compare_only=True)).different == ()


def _execute(file: str, harm: str) -> None:
    with sqlite3.connect(file, timeout=20) as database:
        assert database.execute(harm).rowcount
