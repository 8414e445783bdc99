"""The record of what people did in cases: the verb and the step, as people call them."""

from typing import Any

import pytest

from engine.runtime.commands import Complete
from tests.api.leave import BOSS, BY, leave

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_was_done_in_a_case_is_told_by_the_names_of_its_definition(as_person: Any, house: Any) -> None:
    case_id, task = await leave(house)
    async with as_person(BY) as starter, as_person("chen-zhiyuan", "auditor") as auditor:
        await starter.post(f"/api/cases/{case_id}/urge", json={"step": "approve", "comment": "请尽快"})
        await house.office.cases.command(case_id, Complete(task, "approve"), by=BOSS)
        lines = (await auditor.get("/api/audit", params={"case": case_id})).json()["items"]
    said = [(one["said"]["zh"], one["said"]["en"]) for one in lines]
    assert said[0][0].endswith(" · 部门经理审批") and said[1] == ("催办 · 部门经理审批", said[1][1])
    assert all("t1" not in zh and "请尽快" not in zh for zh, _ in said)
