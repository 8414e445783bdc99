"""Related cases: found as one types, picked under rights, shown on both cases with what is used."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from proving.house import DEFINITIONS

pytestmark = pytest.mark.asyncio(loop_scope="session")
AT = "/api/starts/aftersales-compensation/applied"
FIND = "/api/related/aftersales-compensation/for_return"
ORDER = DEFINITIONS.parent / "docs" / "examples" / "order.json"
REFUND = {
    "order_no": "TB-88",
    "type": "refund-only",
    "amount": "10.00",
    "paid_amount": "100.00",
    "reason": "late",
    "evidence": "chat",
}
RETURN = {
    "order_no": "TB-77",
    "buyer_id": "li_mei",
    "kind": "return-refund",
    "reason": "defect",
    "lines": [{"sku": "SOCK-1", "qty": 1}],
}


async def got(house: Any, person: str, path: str, status: int = 200, **params: Any) -> Any:
    async with house.as_person(person) as desk:
        answer = await desk.get(path, params=params)
        assert answer.status_code == status, answer.text
        return answer.json()


async def a_file(house: Any, person: str) -> Any:
    async with house.as_person(person) as desk:
        answer = await desk.post("/api/files", files={"file": ("slip.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40)})
        assert answer.status_code == 201, answer.text
        return answer.json()


async def compensation(house: Any, person: str, picked: Any, amount: str = "20.00") -> dict[str, Any]:
    photo = await a_file(house, person)
    return {"order_no": "TB-77", "cause": "defect", "amount": amount, "photos": [photo], "for_return": picked}


async def test_a_return_is_found_by_its_words_picked_and_shown_on_both_sides(house: Any) -> None:
    back = await house.start("fu-rong", "return-exchange", "recorded", RETURN)
    fields = {field["path"]: field for field in (await got(house, "fu-rong", AT))["form"]["fields"]}
    assert fields["for_return"]["pick_from"] == FIND.removeprefix("/api")
    (found,) = (await got(house, "fu-rong", FIND, search="tb-77"))["items"]
    assert found["case_id"] == back
    assert found["title"]["en"].startswith("Return TB-77")
    assert (found["value"]["used"], found["value"]["limit"]) == ("0", None)
    given = await compensation(house, "fu-rong", found["value"])
    mine = await house.start("fu-rong", "aftersales-compensation", "applied", given)
    shown = await got(house, "fu-rong", f"/api/cases/{mine}")
    assert [(one["how"], one["case_id"], one["step"]["en"]) for one in shown["related"]] == [
        ("points_at", back, "Return it belongs to")
    ]
    searched = await got(house, "fu-rong", "/api/cases", list="started", search=found["business_key"])
    assert {one["case_id"] for one in searched["items"]} == {mine, back}
    copy = await got(house, "fu-rong", AT, copy_of=mine)
    kept = next(field for field in copy["form"]["fields"] if field["path"] == "for_return")
    assert (kept["value"]["case"], kept["text"]["zh"]) == (back, found["business_key"])
    there = await got(house, "fu-rong", f"/api/cases/{back}")
    assert [(one["how"], one["case_id"]) for one in there["related"]] == [("pointed_at_by", mine)]
    assert [(one["used"], one["limit"], one["currency"]) for one in there["uses"]] == [("20.00", None, "CNY")]
    (again,) = (await got(house, "fu-rong", FIND, search=found["business_key"]))["items"]
    assert again["value"]["used"] == "20.00"
    by_key = await compensation(house, "fu-rong", again["business_key"], "7.00")
    second = await house.start("fu-rong", "aftersales-compensation", "applied", by_key)
    data = (await got(house, "fu-rong", f"/api/cases/{second}/data"))["form"]["fields"]
    kept = {field["path"]: (field["value"], field["text"]["zh"]) for field in data}
    assert kept["for_return"][0]["used"] == "20.00"
    assert kept["for_return"][1] == found["business_key"]
    (named,) = (await got(house, "fu-rong", "/api/related", case_id=[back, "nothing"]))["items"]
    assert (named["business_key"], named["title"]) == (found["business_key"], found["title"])


async def test_what_one_may_not_read_is_not_found_and_refused_like_what_is_not_there(house: Any) -> None:
    order = {**json.loads(ORDER.read_text("utf-8")), "order_no": "TB-88", "placed_at": datetime.now(UTC).isoformat()}
    hidden = await house.start("cao-min", "order-lifecycle", "recorded", order)
    (seen,) = (await got(house, "cao-min", "/api/related/finance-refund/order", search="TB-88"))["items"]
    assert (await got(house, "fu-rong", "/api/related/finance-refund/order", search="TB-88"))["items"] == []
    assert (await got(house, "fu-rong", "/api/related", case_id=hidden))["items"] == []
    told = []
    for picked in (seen["value"], "TB-88", "TB-89"):
        data = {**REFUND, "order": picked}
        async with house.as_person("fu-rong") as desk:
            refused = await desk.post(
                "/api/cases", json={"process": "finance-refund", "start": "applied", "data": data}
            )
            preview = await desk.post("/api/starts/finance-refund/applied/preview", json={"data": data})
        assert (refused.status_code, refused.json()["code"]) == (422, "no-such-case")
        assert [one["path"] for one in preview.json()["problems"]] == ["order"]
        told.append(refused.json()["fields"][0]["sentence"]["zh"].replace("TB-88", "TB-89"))
    assert len(set(told)) == 1


async def test_of_what_a_field_may_point_at_only_a_field_of_type_case_is_asked(house: Any) -> None:
    await got(house, "fu-rong", "/api/related/aftersales-compensation/amount", 404)
    await got(house, "fu-rong", "/api/related/no-such-process/for_return", 404)
    back = await house.start("fu-rong", "return-exchange", "recorded", RETURN)
    await got(house, "cao-min", f"/api/cases/{back}/related/for_return", 404)
