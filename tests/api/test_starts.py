"""What one may begin, its form, where it would go, and beginning it."""

from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")
LEAVE = {"from_day": "2027-03-08", "to_day": "2027-03-09", "reason": "a wedding", "cover": "yuan-fang"}
AT = "/api/starts/leave-request/application"


async def got(house: Any, person: str | None, path: str, **params: Any) -> Any:
    async with house.as_person(person) as desk:
        answer = await desk.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()


async def sent(house: Any, person: str | None, method: str, path: str, body: Any = None, **headers: str) -> Any:
    async with house.as_person(person) as desk:
        return await desk.request(method, path, json=body, headers=headers)


async def test_what_one_may_start_is_listed_by_department_and_nothing_else(house: Any) -> None:
    mine = await got(house, "cao-min", "/api/starts")
    named = {item["process"] for group in mine["groups"] for item in group["items"]}
    assert "leave-request" in named
    assert "finance-refund" not in named
    assert {group["name"]["zh"] for group in mine["groups"]} >= {"客服部"}


async def test_nobody_who_is_not_signed_in_sees_starts(house: Any) -> None:
    assert (await sent(house, None, "GET", "/api/starts")).status_code == 401


async def test_a_start_one_may_not_make_looks_like_one_there_is_not(house: Any) -> None:
    others = await sent(house, "cao-min", "GET", "/api/starts/finance-refund/applied")
    missing = await sent(house, "cao-min", "GET", "/api/starts/no-such-process/begin")
    assert others.status_code == missing.status_code == 404
    assert others.json() == missing.json()


async def test_the_form_says_what_is_required_and_what_is_calculated(house: Any) -> None:
    form = await got(house, "cao-min", AT)
    fields = {field["path"]: field for field in form["form"]["fields"]}
    assert fields["from_day"]["fill"] == "require"
    assert fields["special_reason"]["fill"] == "edit"
    assert fields["reason"]["label"] == {"zh": "事由", "en": "Reason"}
    assert form["name"]["en"] == "Leave"


async def test_the_way_is_told_before_sending_with_whom_it_goes_to_and_until_when(house: Any) -> None:
    answer = await sent(house, "cao-min", "POST", f"{AT}/preview", {"data": {**LEAVE, "to_day": "2027-03-19"}})
    told = answer.json()
    assert answer.status_code == 200
    assert told["problems"] == []
    by_step = {step["step"]: step for step in told["way"]["steps"]}
    assert [one["name"]["zh"] for one in by_step["approve"]["people"]] == ["孙丽华"]
    assert by_step["gm_approves"]["depends"] == []
    assert by_step["approve"]["due"] < by_step["gm_approves"]["due"]


async def test_what_is_wrong_is_told_for_each_field_in_both_languages(house: Any) -> None:
    answer = await sent(house, "cao-min", "POST", f"{AT}/preview", {"data": {"from_day": "soon"}})
    problems = {one["path"]: one["sentence"] for one in answer.json()["problems"]}
    assert set(problems) >= {"from_day", "to_day", "reason", "cover"}
    assert all(one["zh"] and one["en"] for one in problems.values())
    depends = {step["step"]: step["depends"] for step in answer.json()["way"]["steps"]}
    assert depends["gm_approves"] == [
        {"zh": "如 工作日天数 > 超过几天须总经理批准", "en": "if Working days > General manager above this many days"}
    ]


async def test_a_draft_is_kept_fills_the_form_and_goes(house: Any) -> None:
    assert (await sent(house, "cao-min", "PUT", f"{AT}/draft", {"data": {"reason": "moving house"}})).status_code == 200
    form = await got(house, "cao-min", AT)
    assert {one["path"]: one["value"] for one in form["form"]["fields"]}["reason"] == "moving house"
    assert (await sent(house, "cao-min", "DELETE", f"{AT}/draft")).status_code == 204
    assert (await got(house, "cao-min", AT))["draft"] is None


async def test_a_draft_holds_only_fields_of_the_form(house: Any) -> None:
    refused = await sent(house, "cao-min", "PUT", f"{AT}/draft", {"data": {"slip_no": "1"}})
    assert refused.status_code == 422


async def test_favourites_are_ones_own(house: Any) -> None:
    assert (await sent(house, "cao-min", "PUT", f"{AT}/favourite", {"favourite": True})).status_code == 204
    assert [one["process"] for one in (await got(house, "cao-min", "/api/starts"))["favourites"]] == ["leave-request"]
    assert (await got(house, "yuan-fang", "/api/starts"))["favourites"] == []
    await sent(house, "cao-min", "PUT", f"{AT}/favourite", {"favourite": False})
    assert (await got(house, "cao-min", "/api/starts"))["favourites"] == []


async def test_who_may_starts_it_for_somebody_else_whose_case_it_is(house: Any) -> None:
    form = await got(house, "gong-li", AT, for_person="li-xiaoyu")
    assert (form["whose"], form["for_person"]["id"]) == ("either", "li-xiaoyu")
    told = (await sent(house, "gong-li", "POST", f"{AT}/preview", {"data": LEAVE, "for_person": "li-xiaoyu"})).json()
    approve = next(step for step in told["way"]["steps"] if step["step"] == "approve")
    assert [one["id"] for one in approve["people"]] == ["zhao-minghui"]
    body = {"process": "leave-request", "start": "application", "data": LEAVE, "for_person": "li-xiaoyu"}
    begun = await sent(house, "gong-li", "POST", "/api/cases", body)
    case_id = begun.json()["case_id"]
    page = await got(house, "li-xiaoyu", f"/api/cases/{case_id}")
    assert (page["case"]["starter"]["id"], page["case"]["started_by"]["id"]) == ("li-xiaoyu", "gong-li")
    first = page["way"]["steps"][0]
    assert ([one["id"] for one in first["people"]], first["on_behalf_of"]["id"]) == (["gong-li"], "li-xiaoyu")
    followed = await got(house, "gong-li", "/api/cases", list="followed")
    assert case_id in [one["case_id"] for one in followed["items"]]


async def test_nobody_else_starts_it_for_others(house: Any) -> None:
    assert (await got(house, "cao-min", AT))["whose"] == "own"
    assert (await sent(house, "cao-min", "GET", f"{AT}?for_person=li-xiaoyu")).status_code == 404
    body = {"process": "leave-request", "start": "application", "data": LEAVE, "for_person": "li-xiaoyu"}
    refused = await sent(house, "cao-min", "POST", "/api/cases", body)
    assert refused.json()["code"] == "not-for-another"
