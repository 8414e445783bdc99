"""Live lists: who is concerned hears of a change at once, and nobody else does."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
import pytest_asyncio

from server import serving
from tests.api.leave import BOSS, BY, leave

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(house: Any) -> AsyncIterator[str]:
    """The API over a socket: an answer without an end needs one."""
    async with serving(house.office, "127.0.0.1", 0) as found:
        yield found


@contextlib.asynccontextmanager
async def heard(address: str, person: str, **headers: str) -> AsyncIterator[Any]:
    """A connection of somebody; gives the events as they come."""
    own = {"x-person": person, **headers}
    client = httpx2.AsyncClient(base_url=address, timeout=60, headers=own)
    async with client, client.stream("GET", "/api/events") as answer:
        yield answer


async def next_change(answer: Any, case_id: str) -> tuple[str, Any]:
    """The next event about a case, with its mark."""
    mark = ""
    async for line in answer.aiter_lines():
        if line.startswith("id: "):
            mark = line[4:]
        if line.startswith("data: ") and json.loads(line[6:])["case_id"] == case_id:
            return mark, json.loads(line[6:])
    raise AssertionError("the connection ended")


async def test_a_task_that_comes_is_heard_by_whose_it_is_and_by_the_starter(house: Any, address: str) -> None:
    async with heard(address, BOSS) as boss, heard(address, BY) as starter, asyncio.timeout(60):
        case_id, task = await leave(house)
        _, told = await next_change(boss, case_id)
        _, other = await next_change(starter, case_id)
    assert told["tasks"] == [task]
    assert {"mine", "group"} <= set(told["lists"])
    assert "started" in other["lists"] and "mine" not in other["lists"]


async def test_a_stranger_hears_nothing(house: Any, address: str) -> None:
    async with heard(address, "wang-xiulan") as stranger:
        case_id, _ = await leave(house)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1.5):
                await next_change(stranger, case_id)


async def test_who_comes_back_hears_what_was_missed(house: Any, address: str) -> None:
    async with heard(address, BOSS) as boss, asyncio.timeout(60):
        first, _ = await leave(house)
        mark, _ = await next_change(boss, first)
    missed, _ = await leave(house)
    async with heard(address, BOSS, **{"last-event-id": mark}) as boss, asyncio.timeout(60):
        _, told = await next_change(boss, missed)
    assert told["case_id"] == missed


async def test_one_person_has_only_so_many_connections(house: Any, address: str) -> None:
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(8):
            await stack.enter_async_context(heard(address, "wen-jiajia"))
        async with httpx2.AsyncClient(base_url=address, headers={"x-person": "wen-jiajia"}) as client:
            refused = await client.get("/api/events")
    assert (refused.status_code, refused.json()["code"]) == (429, "too-many")


async def test_nobody_listens_without_sign_in(address: str) -> None:
    async with httpx2.AsyncClient(base_url=address) as client:
        assert (await client.get("/api/events")).status_code == 401
