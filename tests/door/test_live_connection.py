"""A live connection: what comes, and that it ends."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from doorway import Door

from api import live
from api.identity import Asker
from api.problems import Refusal
from store import Store
from store.changes import AT_ONCE, Change

BEGIN = datetime(2026, 3, 2, 1, tzinfo=UTC)


def change(number: int, person: str) -> Change:
    """One of many that come in one second."""
    at = BEGIN + timedelta(milliseconds=number / 2)
    return Change(f"case-{number}", 1, at, lists={person: frozenset({"mine"})})


async def test_a_connection_ends_in_time_whichever_task_reads_it(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LONGEST", 0.3)
    async with door.office.live.listening(Asker("ann", "session:x")) as listener:
        news = door.office.live.told(listener, None)
        listener.tell(change(7, "ann"))
        _, told = await asyncio.create_task(anext(news))
        assert (told.case_id, told.lists) == ("case-7", ["mine"])
        begun = time.monotonic()
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(asyncio.create_task(anext(news)), 60)
        assert time.monotonic() - begun < 10


async def test_however_much_happens_at_once_the_last_of_it_is_told() -> None:
    all_of_it = [*(change(number, "somebody") for number in range(3 * AT_ONCE)), change(3 * AT_ONCE, "ann")]

    class Busy:
        async def changes(self, since: datetime, limit: int = AT_ONCE) -> list[Change]:
            return [one for one in all_of_it if one.committed_at > since][:limit]

    feed = live.Live(cast(Store, Busy()), lambda: BEGIN)
    async with feed.listening(Asker("ann", "session:x")) as listener:
        told: Any = await listener.next(5)
    assert told is not None and told.case_id == f"case-{3 * AT_ONCE}"


async def test_who_finds_no_place_leaves_nothing_behind(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "IN_ALL", 1)
    feed = door.office.live
    async with feed.listening(Asker("ann", "session:x")):
        with pytest.raises(Refusal):
            async with feed.listening(Asker("bob", "session:y")):
                pass
    assert feed._listeners == {}
