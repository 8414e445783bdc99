"""A step that keeps to those concerned whose its tasks are tells it to nobody else, nor by refusing what they ask."""

from typing import Any

import pytest

from api.definitions_told import around_of
from api.workshop import plan_of

pytestmark = pytest.mark.asyncio(loop_scope="session")
STARTER, BOSS = "li-xiaoyu", "zhao-minghui"
HEARING = """\
process: hearing
name: {zh: 听证, en: Hearing}
department: hr
owner: {role: hr}
business_key: number
data:
  number: {type: text, numbering: 'TZ-{yyyymmdd}-{nnn}'}
  subject: {type: text, name: {zh: 事由, en: Subject}}
start:
  ask: {by: {role: employee}, form: {require: [subject]}}
steps:
  - user_task: hear
    name: {zh: 听取, en: Hear}
    assign: {person: manager of(initiator)}
    visible: {unclaimed: offered, claimed: holder}
    form: {show: [subject]}
    outcomes: {heard: {}, refuse: {next: refused}}
  - end: closed
  - end: refused
"""
ACTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("claim", {}),
    ("complete", {"outcome": "heard"}),
    ("preview", {"verb": "complete", "outcome": "heard"}),
)


async def test_who_is_in_the_case_does_not_learn_whose_the_task_is(house: Any, as_person: Any) -> None:
    plan = plan_of(HEARING, await around_of(house.office))
    await house.store.deploy(plan, HEARING, "hearing.yaml")
    case_id = await house.start(STARTER, "hearing", "ask", {"subject": "noise"})
    where = f"/api/tasks/{case_id}/{await house.task_of(case_id, 'hear')}"
    async with as_person(STARTER) as starter, as_person(BOSS) as boss:
        asked = [f"/api/cases/{case_id}{part}" for part in ("", "/history", "/comments", "/diagram")]
        told = {
            address: (await starter.get(address)).text
            for address in (*asked, where, "/api/cases?list=started&process=hearing")
        }
        told |= {verb: (await starter.post(f"{where}/{verb}", json=body)).text for verb, body in ACTS}
        told["draft"] = (await starter.put(f"{where}/draft", json={"comment": "x"})).text
        own = (await boss.get(where)).text
    assert [one for one, said in told.items() if BOSS in said or "赵明辉" in said] == []
    assert '"not-yours"' in told["complete"] and '"not-yours"' in told["draft"] and '"already-claimed"' in told["claim"]
    assert BOSS in own
