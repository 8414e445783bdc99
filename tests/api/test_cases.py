"""Cases over HTTP: begun once, listed by what they are to somebody, told as a parcel is tracked, and acted on."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from tests.api.leave import BOSS, BY, leave

pytestmark = pytest.mark.asyncio(loop_scope="session")
STRANGER = "wen-jiajia"


async def got(house: Any, person: str | None, path: str, **params: Any) -> Any:
    async with house.as_person(person) as desk:
        answer = await desk.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()


async def sent(house: Any, person: str | None, path: str, body: Any = None, **headers: str) -> Any:
    async with house.as_person(person) as desk:
        return await desk.post(path, json={} if body is None else body, headers=headers)


async def status(house: Any, person: str | None, path: str) -> int:
    async with house.as_person(person) as desk:
        return int((await desk.get(path)).status_code)


async def test_a_case_is_begun_once_however_often_it_is_sent(house: Any) -> None:
    data = {"from_day": "2027-04-05", "to_day": "2027-04-06", "reason": "family", "cover": "zhang-ke"}
    body = {"process": "leave-request", "start": "application", "data": data}
    key = {"Idempotency-Key": "begun-once-0001"}
    first = await sent(house, BY, "/api/cases", body, **key)
    again = await sent(house, BY, "/api/cases", body, **key)
    assert first.status_code == again.status_code == 200
    assert first.json()["case_id"] == again.json()["case_id"]
    assert first.json()["status"] == "done"


async def test_a_start_that_does_not_fit_names_every_field(house: Any) -> None:
    refused = await sent(house, BY, "/api/cases", {"process": "leave-request", "start": "application", "data": {}})
    assert refused.status_code == 422
    assert {one["path"] for one in refused.json()["fields"]} >= {"from_day", "to_day", "reason", "cover"}


async def test_the_starter_sees_it_among_those_started_with_who_has_it(house: Any) -> None:
    case_id, _ = await leave(house)
    mine = await got(house, BY, "/api/cases", list="started")
    row = next(one for one in mine["items"] if one["case_id"] == case_id)
    assert row["status"] == "open"
    assert [one["name"]["zh"] for one in row["holders"][0]["people"]] == ["赵明辉"]
    assert row["stage"] == {"zh": "待批准", "en": "Waiting for approval"}
    assert row["next"]["sentence"]["zh"]


async def test_cases_are_found_by_two_characters_and_by_the_tail_of_a_number(house: Any) -> None:
    case_id, _ = await leave(house)
    key = (await got(house, BY, f"/api/cases/{case_id}"))["case"]["business_key"]
    for search in (key[-7:], "zhang"):
        found = await got(house, BY, "/api/cases", list="all", search=search, status="open")
        assert case_id in [one["case_id"] for one in found["items"]], search
    assert (await got(house, BY, "/api/cases", list="all", search="没有这个词"))["items"] == []


async def test_a_case_one_has_no_part_in_looks_like_none(house: Any) -> None:
    case_id, _ = await leave(house)
    for part in ("", "/history", "/data", "/files", "/comments", "/diagram"):
        assert await status(house, STRANGER, f"/api/cases/{case_id}{part}") == 404
        assert await status(house, None, f"/api/cases/{case_id}{part}") == 401
    assert case_id not in [one["case_id"] for one in (await got(house, STRANGER, "/api/cases"))["items"]]
    assert (await sent(house, STRANGER, f"/api/cases/{case_id}/comment", {"comment": "hello"})).status_code == 404


async def test_the_page_tells_where_it_is_what_comes_and_what_one_may_do(house: Any) -> None:
    case_id, task = await leave(house, days=12)
    page = await got(house, BY, f"/api/cases/{case_id}")
    way = {step["step"]: step for step in page["way"]["steps"]}
    assert way["start"]["state"] == "done"
    assert (way["approve"]["state"], way["approve"]["task"]) == ("now", task)
    assert (way["gm_approves"]["state"], way["gm_approves"]["depends"]) == ("coming", [])
    assert [stage["state"] for stage in page["stages"]][:2] == ["now", "coming"]
    verbs = {one["verb"]: one["possible"] for one in page["verbs"]}
    assert verbs["recall"] and verbs["withdraw"] and verbs["comment"] and verbs["follow"]
    assert page["urgeable"] == ["approve"]
    assert all(one["sentence"]["zh"] and one["sentence"]["en"] for one in page["coming"])


async def test_who_has_opened_their_task_is_told_with_the_case(house: Any) -> None:
    case_id, task = await leave(house)

    async def reached() -> list[Any]:
        page = await got(house, BY, f"/api/cases/{case_id}")
        return [one for step in page["way"]["steps"] for one in step["reached"]]

    before = await reached()
    assert all(one["opened_at"] is None for one in before)
    await got(house, BOSS, f"/api/tasks/{case_id}/{task}")
    (opened,) = await reached()
    assert (opened["person"]["id"], opened["failed"]) == (BOSS, False) and opened["opened_at"]


async def test_a_step_that_was_returned_is_told_once_and_of_what_nobody_waits_for_nothing(house: Any) -> None:
    case_id, task = await leave(house)
    body = {"to": "start", "comment": "dates", "data": {}}
    returned = await sent(house, BOSS, f"/api/tasks/{case_id}/{task}/return", body)
    assert returned.status_code in (200, 202), returned.text
    steps = (await got(house, BY, f"/api/cases/{case_id}"))["way"]["steps"]
    behind = [one for one in steps if one["step"] == "approve" and one["state"] in ("done", "cancelled")]
    assert [one["text"]["zh"] for one in behind] == ["退回"]
    assert not any(BOSS in one["text"]["en"] for one in steps), "people are called by their names"


async def test_what_is_closed_to_somebody_says_why(house: Any) -> None:
    case_id, _ = await leave(house)
    page = await got(house, BOSS, f"/api/cases/{case_id}")
    closed = {one["verb"]: one["why_not"] for one in page["verbs"] if not one["possible"]}
    assert closed["withdraw"]["en"].startswith("Expected li-xiaoyu") or closed["withdraw"]["en"]


async def test_history_tells_who_did_what_in_both_languages(house: Any) -> None:
    case_id, _ = await leave(house)
    assert (await sent(house, BY, f"/api/cases/{case_id}/comment", {"comment": "请尽快"})).status_code == 200
    told = (await got(house, BY, f"/api/cases/{case_id}/history"))["items"]
    said = next(one for one in told if one["kind"] == "comment-made")
    assert "李晓宇" in said["sentence"]["zh"] and "Li Xiaoyu" in said["sentence"]["en"]
    assert said["by"]["id"] == BY
    assert [one["text"] for one in (await got(house, BY, f"/api/cases/{case_id}/comments"))["items"]] == ["请尽快"]


async def test_the_data_is_a_document_with_what_is_calculated(house: Any) -> None:
    case_id, _ = await leave(house, days=3)
    shown = await got(house, BY, f"/api/cases/{case_id}/data")
    fields = {one["path"]: one for one in shown["form"]["fields"]}
    assert fields["reason"]["text"]["zh"] == "family"
    assert fields["cover"]["text"]["zh"] == "张可"
    assert fields["days"]["value"] == 3
    assert {one["zh"] for one in shown["empty"]} >= {"未提前申请的特殊原因"}


async def test_fields_that_were_never_put_before_somebody_are_hidden_from_them(house: Any) -> None:
    case_id, _ = await leave(house)
    own = {one["path"] for one in (await got(house, BY, f"/api/cases/{case_id}/data"))["form"]["fields"]}
    superior = {one["path"] for one in (await got(house, BOSS, f"/api/cases/{case_id}/data"))["form"]["fields"]}
    assert "asked_on" not in own
    assert "asked_on" in superior
    history = (await got(house, BY, f"/api/cases/{case_id}/history"))["items"]
    assert not [one for one in history if "申请日" in one["sentence"]["zh"]]


async def test_the_form_of_anothers_task_shows_only_the_fields_one_reads(house: Any) -> None:
    case_id, task = await leave(house)
    own, superior = [await got(house, who, f"/api/tasks/{case_id}/{task}") for who in (BY, BOSS)]
    assert "late" in {one["path"] for one in superior["form"]["fields"]}
    assert {"from_day", "reason"} <= {one["path"] for one in own["form"]["fields"]}
    assert "late" not in {one["path"] for one in own["form"]["fields"]}


async def test_the_diagram_shows_where_it_stands(house: Any) -> None:
    case_id, _ = await leave(house)
    drawn = await got(house, BY, f"/api/cases/{case_id}/diagram")
    marks = {one["node"]: one["state"] for one in drawn["marks"]}
    assert marks["start"] == "done"
    assert marks["approve"] == "now"
    assert {box["id"] for box in drawn["narrow"]["boxes"]} == {node["id"] for node in drawn["nodes"]}


async def test_a_definition_is_drawn_for_everybody_who_is_signed_in(house: Any) -> None:
    drawn = await got(house, STRANGER, "/api/definitions/contract-review/diagram")
    assert len(drawn["nodes"]) > 30
    assert drawn["marks"] == []
    assert await status(house, None, "/api/definitions/contract-review/diagram") == 401
    assert await status(house, STRANGER, "/api/definitions/no-such/diagram") == 404
    assert await status(house, STRANGER, "/api/definitions/contract-review/diagram?version=99") == 404


async def test_a_starter_urges_recalls_and_withdraws(house: Any) -> None:
    case_id, _ = await leave(house)
    assert (await sent(house, BY, f"/api/cases/{case_id}/urge", {"comment": "please"})).status_code == 200
    again = await sent(house, BY, f"/api/cases/{case_id}/urge", {"comment": "please"})
    assert (again.status_code, again.json()["code"]) == (409, "urged-already")
    assert (await sent(house, BY, f"/api/cases/{case_id}/recall")).status_code == 200
    assert (await sent(house, BY, f"/api/cases/{case_id}/recall")).json()["code"] == "already-draft"
    assert (await sent(house, BY, f"/api/cases/{case_id}/withdraw", {"comment": "not needed"})).status_code == 200
    ended = await got(house, BY, f"/api/cases/{case_id}")
    assert ended["case"]["end"]["zh"] == "已撤回"


async def test_only_the_starter_withdraws(house: Any) -> None:
    case_id, _ = await leave(house)
    refused = await sent(house, BOSS, f"/api/cases/{case_id}/withdraw", {"comment": "no"})
    assert (refused.status_code, refused.json()["code"]) == (409, "not-the-starter")


async def test_a_case_is_followed_and_no_more(house: Any) -> None:
    case_id, _ = await leave(house)
    await sent(house, BOSS, f"/api/cases/{case_id}/follow")
    await sent(house, BOSS, f"/api/cases/{case_id}/follow")
    followed = await got(house, BOSS, "/api/cases", list="followed")
    assert [one["case_id"] for one in followed["items"]] == [case_id]
    assert followed["items"][0]["followed"]
    await sent(house, BOSS, f"/api/cases/{case_id}/unfollow")
    assert (await got(house, BOSS, "/api/cases", list="followed"))["items"] == []


async def test_a_case_is_copied_into_a_new_one_and_linked(house: Any) -> None:
    case_id, _ = await leave(house)
    form = await got(house, BY, "/api/starts/leave-request/application", copy_of=case_id)
    filled = {one["path"]: one["value"] for one in form["form"]["fields"]}
    assert (filled["reason"], filled["cover"]) == ("family", "zhang-ke")
    assert form["copied"]["case_id"] == case_id
    data = {path: filled[path] for path in ("from_day", "to_day", "reason", "cover")}
    body = {"process": "leave-request", "start": "application", "data": data, "copy_of": case_id}
    new = (await sent(house, BY, "/api/cases", body)).json()["case_id"]
    related = (await got(house, BY, f"/api/cases/{new}"))["related"]
    assert [(one["how"], one["case_id"], one["readable"]) for one in related] == [("copied_from", case_id, True)]
    assert related[0]["business_key"] and related[0]["title"]["zh"] and BY not in related[0]["title"]["zh"]
    task = await house.task_of(new, "approve")
    asked = await sent(house, BOSS, f"/api/tasks/{new}/{task}/ask", {"to": [STRANGER], "comment": "请说明"})
    assert asked.status_code == 200, asked.text
    (others,) = (await got(house, STRANGER, f"/api/cases/{new}"))["related"]
    assert (others["readable"], others["business_key"], others["title"]["zh"]) == (False, "", "")
    assert others["process_name"]["zh"] == "请假"


async def test_a_copy_has_a_draft_of_its_own(house: Any) -> None:
    case_id, _ = await leave(house)
    at = "/api/starts/leave-request/application"
    async with house.as_person(BY) as desk:
        await desk.put(f"{at}/draft", json={"data": {"reason": "moving house"}})
        copied = await desk.put(f"{at}/draft", params={"copy_of": case_id}, json={"data": {"reason": "family again"}})
        assert copied.status_code == 200, copied.text
    form = await got(house, BY, at, copy_of=case_id)
    filled = {one["path"]: one["value"] for one in form["form"]["fields"]}
    assert (filled["reason"], filled["cover"]) == ("family again", "zhang-ke")
    data = {path: filled[path] for path in ("from_day", "to_day", "reason", "cover")}
    body = {"process": "leave-request", "start": "application", "data": data, "copy_of": case_id}
    assert (await sent(house, BY, "/api/cases", body)).status_code == 200
    assert (await got(house, BY, at, copy_of=case_id))["draft"] is None
    assert (await got(house, BY, at))["draft"]["data"] == {"reason": "moving house"}
    async with house.as_person(BY) as desk:
        assert (await desk.delete(f"{at}/draft")).status_code == 204


async def test_a_case_one_may_not_read_is_not_copied(house: Any) -> None:
    case_id, _ = await leave(house)
    async with house.as_person(STRANGER) as desk:
        form = await desk.get("/api/starts/leave-request/application", params={"copy_of": case_id})
        draft = await desk.put(
            "/api/starts/leave-request/application/draft", params={"copy_of": case_id}, json={"data": {}}
        )
    body = {"process": "leave-request", "start": "application", "data": {}, "copy_of": case_id}
    assert (form.status_code, draft.status_code) == (404, 404)
    assert (await sent(house, STRANGER, "/api/cases", body)).status_code == 404


async def test_the_list_is_a_sheet_in_which_nothing_is_a_formula(house: Any) -> None:
    await leave(house, reason='=HYPERLINK("http://evil")')
    async with house.as_person(BY) as desk:
        answer = await desk.get("/api/cases.xlsx", params={"list": "started"})
    assert answer.status_code == 200
    page = load_workbook(BytesIO(answer.content)).active
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 10
    assert not [cell for cell in cells if cell.data_type == "f"]
    started = datetime.strptime(page["H2"].value, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    assert timedelta() <= datetime.now(UTC) - started < timedelta(minutes=10)


async def test_pages_of_a_list_lose_and_repeat_nothing(house: Any) -> None:
    for _ in range(3):
        await leave(house)
    whole = [one["case_id"] for one in (await got(house, BY, "/api/cases", list="started", limit=200))["items"]]
    paged: list[str] = []
    cursor = None
    while True:
        found = await got(house, BY, "/api/cases", list="started", limit=2, **({"cursor": cursor} if cursor else {}))
        paged += [one["case_id"] for one in found["items"]]
        cursor = found["cursor"]
        if cursor is None:
            break
    assert paged == whole
    bad = await status(house, BY, "/api/cases?cursor=x")
    assert bad == 422


async def test_messages_are_brought_by_operators_alone(house: Any) -> None:
    body = {"message": "slip-printed", "key": "none"}
    assert (await sent(house, BY, "/api/messages", body)).status_code == 403
    brought = await sent(house, BY, "/api/messages", body, **{"x-roles": "operator"})
    assert (brought.status_code, brought.json()["cases"]) == (200, [])
