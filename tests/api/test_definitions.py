"""Definitions are read, compared, checked, played and published by two people, through the API."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from api.apart import AT_ONCE, apart

pytestmark = pytest.mark.asyncio(loop_scope="session")
DEFINITIONS = Path(__file__).parents[2] / "definitions"
LEAVE = (DEFINITIONS / "hr" / "leave-request.yaml").read_text(encoding="utf-8")
STORIES = (DEFINITIONS / "hr" / "leave-request.scenarios.yaml").read_text(encoding="utf-8")
OWNER, HEAD, STRANGER = "feng-yaqin", "gu-weimin", "cao-min"


async def test_everybody_reads_what_is_deployed(as_person: Any) -> None:
    async with as_person(STRANGER) as desk:
        found = {one["process"]: one for one in (await desk.get("/api/definitions")).json()}
        shown = (await desk.get("/api/definitions/leave-request")).json()
    assert found["leave-request"]["name"] == {"zh": "请假", "en": "Leave"}
    assert not found["leave-request"]["may_publish"]
    assert shown["newest"] and shown["source"] == LEAVE and shown["scenarios"] == STORIES


async def test_a_process_nobody_knows_is_not_found(as_person: Any) -> None:
    async with as_person(STRANGER) as desk:
        found = await desk.get("/api/definitions/no-such-process")
    assert (found.status_code, found.json()["code"]) == (404, "unknown-process")


async def test_a_text_is_checked_where_it_stands(as_person: Any) -> None:
    async with as_person(STRANGER) as desk:
        well = (await desk.post("/api/definitions/check", json={"text": LEAVE, "scenarios": STORIES})).json()
        wrong = (
            await desk.post("/api/definitions/check", json={"text": LEAVE.replace("user_task:", "user_tusk:", 1)})
        ).json()
    assert well["process"] == "leave-request" and not well["problems"] and not well["scenario_problems"]
    assert wrong["digest"] is None
    assert wrong["problems"][0]["line"] > 1 and "user_task" in wrong["problems"][0]["hint"]["en"]
    assert wrong["problems"][0]["message"]["zh"].endswith("。")


async def test_an_editor_is_told_what_it_may_complete(as_person: Any) -> None:
    async with as_person(STRANGER) as desk:
        told = (await desk.get("/api/definitions/-/workshop")).json()
    assert "user_task" in told["definition"]["$defs"]["UserTask"]["properties"]
    assert "when" in told["scenarios"]["$defs"]["Scenario"]["properties"]
    assert "gm" in told["known"]["roles"] and "office" in told["known"]["calendars"]
    assert "leave-request" in told["known"]["processes"]


async def test_it_is_proved_where_that_is_asked_for(as_person: Any) -> None:
    async with as_person(STRANGER) as desk:
        found = (await desk.post("/api/definitions/check", json={"text": LEAVE, "proof": True})).json()
    assert found["states"] > 10 and found["proved"] is not None


async def test_scenarios_are_seen_to_play(as_person: Any) -> None:
    async with as_person(STRANGER) as desk:
        asked = {"text": LEAVE, "scenarios": STORIES, "only": "two_days"}
        found = (await desk.post("/api/definitions/play", json=asked)).json()
    (story,) = found["stories"]
    assert story["passed"] and story["happened"][0]["sentence"]["zh"]
    assert {"approve", "hand_over"} <= {line["step"] for line in story["happened"]}
    assert story["happened"] == sorted(story["happened"], key=lambda line: line["at"])


async def test_a_version_is_published_by_two_people_and_differs_from_the_last(as_person: Any, house: Any) -> None:
    text = LEAVE.replace("name: {zh: 申请请假, en: Ask for leave}", "name: {zh: 我要请假, en: Ask for leave}")
    asked = {"text": text, "note": "按人事意见改按钮"}
    async with as_person(OWNER) as owner, as_person(HEAD) as head, as_person(STRANGER) as stranger:
        refused = await stranger.post("/api/definitions/leave-request/publications", json=asked)
        made = (await owner.post("/api/definitions/leave-request/publications", json=asked)).json()
        way = f"/api/definitions/leave-request/publications/{made['id']}"
        alone = await owner.post(f"{way}/confirm")
        waits = (await head.get("/api/definitions/leave-request/publications")).json()[0]
        read = (await head.get(way)).json()
        done = (await head.post(f"{way}/confirm")).json()
        again = await head.post(f"{way}/withdraw")
        told = (await stranger.get("/api/definitions/leave-request/versions/1/to/2")).json()
        await house.store.deploy((await house.store.deployments("leave-request"))[1].plan, LEAVE, "leave-request.yaml")
    assert (refused.status_code, refused.json()["code"]) == (403, "no-right")
    assert made["state"] == "waiting" and waits["may_confirm"]
    assert HEAD in {one["id"] for one in made["waits_for"]} and OWNER not in {one["id"] for one in made["waits_for"]}
    assert read["source"] == text and [one["id"] for one in read["differences"]["told"]] == ["application"]
    assert (alone.status_code, alone.json()["code"]) == (409, "second-person-needed")
    assert (done["state"], done["version"], done["waits_for"]) == ("published", 2, [])
    assert (again.status_code, again.json()["code"]) == (409, "not-waiting")
    assert [(one["kind"], one["what"], one["id"]) for one in told["told"]] == [("changed", "start", "application")]
    assert {line["mark"] for line in told["lines"]} == {"", "+", "-"}


async def test_the_same_behaviour_is_not_published_again(as_person: Any) -> None:
    async with as_person(OWNER) as owner:
        asked = {"text": LEAVE + "\n# nothing else\n", "note": "注释"}
        refused = await owner.post("/api/definitions/leave-request/publications", json=asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing-new")


async def test_stopped_starts_begin_no_case_until_they_may_go_on(as_person: Any, house: Any) -> None:
    from engine.runtime import Rejected

    data = {"sku": "A100", "cause": "season", "reason": "x", "valid_from": "2030-01-01"}
    async with as_person("qian-wenbo") as owner, as_person(STRANGER) as stranger:
        refused = await stranger.post("/api/definitions/product-pricing/stop", json={"reason": "等新制度"})
        stopped = await owner.post("/api/definitions/product-pricing/stop", json={"reason": "等新制度"})
        listed = {one["process"]: one for one in (await stranger.get("/api/definitions")).json()}
        with pytest.raises(Rejected) as found:
            await house.office.cases.start("product-pricing", "proposal", data, by="ding-jie")
        await owner.post("/api/definitions/product-pricing/go-on")
    await house.office.cases.start("product-pricing", "proposal", data, by="ding-jie")
    assert refused.status_code == 403 and stopped.status_code == 204
    assert found.value.code == "starts-stopped"
    assert listed["product-pricing"]["stopped"] == "等新制度"


async def test_work_that_takes_too_long_is_refused_in_time_and_so_is_what_waits_for_its_turn() -> None:
    assert await apart(abs, -3, within=60) == 3
    begun = time.monotonic()
    slow = [apart(time.sleep, 60, within=0.3) for _ in range(AT_ONCE + 1)]
    ended = await asyncio.gather(*slow, return_exceptions=True)
    assert {getattr(one, "code", None) for one in ended} == {"takes-too-long"}
    assert time.monotonic() - begun < 5
