"""People found as they are typed, each with their place in the company."""

from datetime import date

import pytest
from doorway import Door
from shipped import COMPANY

from engine.people import Directory, read_directory
from engine.people.lookup import found_people, namesakes

TODAY = date(2026, 11, 22)


def names(directory: Directory, typed: str, lately: tuple[str, ...] = ()) -> list[str]:
    return found_people(directory, typed, TODAY, lately)


@pytest.mark.parametrize(
    "typed",
    [
        "陈致远",
        "致远",
        "chenzhiyuan",
        "czy",
        "chenzy",
        "zhiyuan",
        "CZY",
        "信息 czy",
        "xinxi chen",
        "czy IT",
    ],
)
def test_somebody_is_found_by_name_sound_initials_and_department(typed: str) -> None:
    assert "chen-zhiyuan" in names(COMPANY.directory, typed)


@pytest.mark.parametrize("typed", ["czx", "zyc", "财务 czy", "nobody-at-all"])
def test_who_is_not_meant_is_not_found(typed: str) -> None:
    assert "chen-zhiyuan" not in names(COMPANY.directory, typed)


def test_a_name_comes_before_a_department_and_people_named_lately_before_others() -> None:
    directory = read_directory(
        {
            "departments": {"li": {"name": {"zh": "李堡组", "en": "Li"}}},
            "people": {
                "wu": {"name": "吴一", "department": "li"},
                "li": {"name": "李一"},
                "li-2": {"name": "李二"},
                "lv": {"name": "吕三"},
                "gone": {"name": "李四", "left": "2020-01-01"},
            },
        }
    )
    assert names(directory, "李") == ["li", "li-2", "wu"]
    assert names(directory, "李", ("li-2",)) == ["li-2", "li", "wu"]
    assert names(directory, "lvsan") == names(directory, "lusan") == ["lv"]
    assert names(directory, "", ("lv",))[0] == "lv"


def test_people_of_one_name_in_one_department_are_told_apart() -> None:
    directory = read_directory({"people": {"a": {"name": "张伟"}, "b": {"name": "张伟"}, "c": {"name": "张薇"}}})
    assert namesakes(directory, ["a", "b", "c"]) == {"a", "b"}


async def test_a_picker_asks_page_by_page(office: Door) -> None:
    async with office.as_person("cao-min") as browser:
        first = (await browser.get("/api/people", params={"limit": 3})).json()
        second = (await browser.get("/api/people", params={"limit": 3, "cursor": first["cursor"]})).json()
        found = (await browser.get("/api/people", params={"search": "czy"})).json()["items"]
        bad = await browser.get("/api/people", params={"cursor": "nonsense"})
    assert not {one["id"] for one in first["items"]} & {one["id"] for one in second["items"]}
    assert [one["id"] for one in found] == ["chen-zhiyuan"] and found[0]["department"]["zh"] == "信息技术部"
    assert bad.json()["code"] == "bad-cursor"


async def test_a_card_tells_the_place_of_somebody_and_keeps_what_is_theirs(office: Door) -> None:
    async with office.as_person("cao-min") as clerk:
        card = (await clerk.get("/api/people/sun-lihua")).json()
        nobody = await clerk.get("/api/people/no-such-person")
    async with office.as_person("feng-yaqin", "administrator") as admin:
        seen = (await admin.get("/api/people/cao-min")).json()
    assert card["posts"] and card["superior"]["id"] and card["reports"]
    assert card["account"] is None and card["open_tasks"] is None
    assert seen["account"]["user_name"] == "cao-min" and seen["open_tasks"] == 0
    assert (nobody.status_code, nobody.json()["code"]) == (404, "unknown-person")


async def test_that_somebody_stands_in_is_for_everybody_and_why_for_those_concerned(office: Door) -> None:
    (hr, *_) = COMPANY.directory.holders("hr")
    reasons = {}
    async with office.as_person(hr) as browser:
        body = {"person": "deng-hui", "absent": "gu-weimin", "reason": "住院"}
        number = (await browser.post("/api/stand-ins", json=body)).json()["number"]
    for person in (hr, "gu-weimin", "deng-hui", "yuan-fang"):
        async with office.as_person(person) as browser:
            told = (await browser.get("/api/people/gu-weimin")).json()["stand_ins"]
        reasons[person] = next(one["reason"] for one in told if one["number"] == number)
    assert reasons == {hr: "住院", "gu-weimin": "住院", "deng-hui": "住院", "yuan-fang": ""}


async def test_departments_come_after_the_one_they_belong_to(office: Door) -> None:
    async with office.as_person("cao-min") as browser:
        listed = (await browser.get("/api/departments")).json()["items"]
        roles = (await browser.get("/api/roles")).json()["items"]
        posts = (await browser.get("/api/posts")).json()["items"]
    seen: set[str] = set()
    for one in listed:
        assert one["parent"] in (None, *seen)
        seen.add(one["id"])
    assert any(one["holders"] for one in roles) and posts is not None
