"""Every error has the one shape, a code, and a sentence in both languages."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from api.problems import Problem

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


async def test_the_problem_on_the_page_of_the_api_has_the_shape_of_problems() -> None:
    page = Path(__file__).parents[2] / "docs" / "api.md"
    (written,) = re.findall(r"^```json\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert Problem.model_validate(json.loads(written)).code == "already-claimed"
