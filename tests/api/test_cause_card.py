"""The cause card of a late case, and acting on it: nudged, reassigned, promised, by who may; refused to others."""

from typing import Any

import pytest

from tests.api.late import some_days_later
from tests.api.leave import BOSS, BY, leave

pytestmark = pytest.mark.asyncio(loop_scope="session")
ABOVE = "gu-weimin"
OTHER = "qian-wenbo"
ELSEWHERE = "yang-guanghui"


async def card(house: Any, case_id: str, person: str = ABOVE, **later: Any) -> dict[str, Any]:
    async with some_days_later(house, person, **later) as desk:
        answered = await desk.get(f"/api/stuck/{case_id}")
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


def action(found: dict[str, Any], act: str) -> dict[str, Any]:
    return next(one for one in found["actions"] if one["act"] == act)


async def test_the_card_says_why_with_whom_and_for_how_long(house: Any) -> None:
    case_id, task = await leave(house)
    found = await card(house, case_id)
    assert found["stuck"] == "does_not_move"
    (wait,) = found["waits"]
    assert wait["cause"]["code"] == "assignee-has-not-acted"
    assert any("赵明辉" in proof["text"]["zh"] for proof in wait["evidence"])
    (span,) = found["timeline"]
    assert (span["how"], [one["id"] for one in span["people"]], span["until"]) == ("held", [BOSS], None)
    assert span["working"] > 8 * 3600
    assert found["tried"] == []
    assert {one["how"] for one in found["expected"]} == {"as_it_is", "reassigned"}
    assert action(found, "nudge")["may"] and action(found, "nudge")["suggested"]
    assert action(found, "reassign")["subject"] == task


async def test_what_is_not_allowed_says_why(house: Any) -> None:
    case_id, _ = await leave(house)
    found = await card(house, case_id, BOSS)
    for act in ("skip", "cancel", "correct"):
        assert not action(found, act)["may"]
        assert "运维" in action(found, act)["why_not"]["zh"]
    promise = action(found, "promise")
    assert not promise["may"] and promise["why_not"]["zh"] and promise["why_not"]["en"]
    assert action(found, "pause")["may"], "it is their own"


async def test_an_act_is_looked_at_before_it_is_done(house: Any) -> None:
    case_id, task = await leave(house)
    body = {"act": "reassign", "subject": task, "to": OTHER, "text": "出差"}
    async with some_days_later(house, ABOVE) as desk:
        shown = await desk.post(f"/api/stuck/{case_id}/preview", json=body)
        again = (await desk.get(f"/api/stuck/{case_id}")).json()
    assert shown.status_code == 200, shown.text
    lines = [one["zh"] for one in shown.json()["lines"]]
    assert any("钱文博" in line and "出差" in line for line in lines)
    assert again["tried"] == [], "nothing was done"


async def test_a_superior_reassigns_and_the_card_tells_it(house: Any) -> None:
    case_id, task = await leave(house)
    body = {"subject": task, "to": OTHER, "text": "出差"}
    async with house.as_person(ABOVE) as desk:
        done = await desk.post(f"/api/cases/{case_id}/operate/reassign", json=body)
    assert (done.status_code, done.json()["status"]) == (200, "done"), done.text
    found = await card(house, case_id)
    assert [one["people"][0]["id"] for one in found["timeline"]] == [BOSS, OTHER]
    (tried,) = found["tried"]
    assert (tried["what"], tried["by"]["id"], tried["worked"]) == ("reassign", ABOVE, False)


async def test_a_nudge_reaches_who_has_it_and_is_remembered(house: Any) -> None:
    case_id, _ = await leave(house)
    async with house.as_person(ABOVE) as desk:
        done = await desk.post(f"/api/cases/{case_id}/operate/nudge", json={"subject": "approve", "text": "请今天办"})
        assert done.status_code == 200, done.text
        again = await desk.post(f"/api/cases/{case_id}/operate/nudge", json={"subject": "approve", "text": "快"})
    assert again.json()["code"] == "urged-already"
    found = await card(house, case_id)
    assert [one["what"] for one in found["tried"]] == ["nudge"]
    async with some_days_later(house, ABOVE) as desk:
        rows = (await desk.get("/api/stuck", params={"limit": 200})).json()["items"]
    assert next(one for one in rows if one["case"]["case_id"] == case_id)["nudged_at"] is not None


async def test_against_the_definition_only_operators_act(house: Any) -> None:
    case_id, _ = await leave(house)
    async with house.as_person(BOSS) as desk:
        refused = await desk.post(f"/api/cases/{case_id}/operate/cancel", json={"text": "不要了"})
    assert (refused.status_code, refused.json()["code"]) == (403, "no-right")
    async with some_days_later(house, "chen-zhiyuan", days=0, roles=("operator",)) as desk:
        done = await desk.post(f"/api/cases/{case_id}/operate/cancel", json={"text": "重复提交"})
    assert done.status_code == 200, done.text


async def test_an_operator_who_is_no_superior_overrides_and_it_is_recorded(house: Any) -> None:
    case_id, task = await leave(house)
    body = {"subject": task, "to": OTHER, "text": "无人处理"}
    async with some_days_later(house, "chen-zhiyuan", days=0, roles=("operator",)) as desk:
        done = await desk.post(f"/api/cases/{case_id}/operate/reassign", json=body)
    assert done.status_code == 200, done.text
    turns = await house.store.history(case_id)
    assert [one["verb"] for turn in turns for one in turn.events if one["kind"] == "overridden"] == ["reassign"]


async def test_others_know_nothing_of_it(house: Any, as_person: Any) -> None:
    case_id, _ = await leave(house)
    async with as_person("luo-jing") as desk:
        assert (await desk.get(f"/api/stuck/{case_id}")).status_code == 404
        assert (await desk.post(f"/api/cases/{case_id}/operate/nudge", json={"text": "x"})).status_code == 404
    async with as_person(BY) as desk:
        refused = await desk.get(f"/api/stuck/{case_id}")
    assert (refused.status_code, refused.json()["code"]) == (403, "no-right")


async def test_many_are_nudged_with_a_canary(house: Any) -> None:
    first, _ = await leave(house)
    second, _ = await leave(house)
    body = {"act": "nudge", "case_ids": [first, second], "text": "请今天办", "canary": 1}
    async with house.as_person(ABOVE) as desk:
        done = (await desk.post("/api/stuck/batch", json=body)).json()
        again = (await desk.post("/api/stuck/batch", json=body)).json()
    assert [one["status"] for one in done["items"]] == ["done", "done"]
    assert ([one["status"] for one in again["items"]], again["stopped"]) == (["refused", "skipped"], True)
    assert again["items"][0]["sentence"]["zh"]


async def test_many_are_each_their_own_act_and_those_of_others_are_not_named(house: Any) -> None:
    cases = [(await leave(house))[0] for _ in range(3)]
    body = {"act": "nudge", "case_ids": cases, "text": "请今天办", "canary": 1}
    async with house.as_person(ABOVE) as desk:
        key = {"idempotency-key": "k" * 64}
        done = (await desk.post("/api/stuck/batch", json=body, headers=key)).json()
        once_more = (await desk.post("/api/stuck/batch", json=body, headers=key)).json()
    async with house.as_person(ELSEWHERE) as desk:
        others = (await desk.post("/api/stuck/batch", json=body)).json()
    assert [one["status"] for one in done["items"]] == ["done"] * 3
    assert once_more == done  # an answer that was lost on its way is given again, and stops nothing
    assert all(one["business_key"] for one in done["items"])
    assert {(one["status"], one["business_key"]) for one in others["items"]} == {("refused", ""), ("skipped", "")}
