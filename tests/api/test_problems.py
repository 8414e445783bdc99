"""Every error has the one shape, a code, and a sentence in both languages."""

from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_it_says_that_it_runs(as_person: Any) -> None:
    async with as_person(None) as desk:
        found = await desk.get("/api/health")
    assert found.status_code == 200
    assert found.json()["processes"] >= 26


async def test_an_address_nobody_knows_is_a_problem_with_a_code(as_person: Any) -> None:
    async with as_person(None) as desk:
        found = await desk.get("/api/nothing")
    assert found.status_code == 404
    assert found.headers["content-type"] == "application/problem+json"
    wrong = found.json()
    assert wrong["code"] == "unknown-address"
    assert wrong["sentence"]["zh"] and wrong["sentence"]["en"]
