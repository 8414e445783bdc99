"""Lists of tasks over HTTP: whose they are, how pressing, found by pieces of their words, counted."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from proving.office import until
from tests.api.leave import BOSS, BY, leave

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_task_is_on_its_holders_list_and_on_nobody_elses(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    async with as_person(BOSS) as desk:
        listed = (await desk.get("/api/tasks")).json()["items"]
    async with as_person("wen-jiajia") as desk:
        others = (await desk.get("/api/tasks")).json()["items"]
    row = next(one for one in listed if one["case_id"] == case_id)
    assert (row["task"], row["standing"], row["due_state"], row["agree"]) == (task, "mine", "fine", "approve")
    assert row["starter"]["name"] == {"zh": "李晓宇", "en": "Li Xiaoyu"}
    assert row["title"]["zh"].startswith("李晓宇: ")
    assert row["step_name"] == {"zh": "部门经理审批", "en": "The department manager approves"}
    assert [one["label"]["zh"] for one in row["summary"]][:2] == ["从", "至"]
    assert 0 < row["remaining_seconds"] <= 8 * 3600
    assert case_id not in [one["case_id"] for one in others]


async def test_the_team_of_a_superior_is_seen_by_them_alone(house: Any, as_person: Any) -> None:
    case_id, _ = await leave(house)
    seen = {}
    for person in ("gu-weimin", BY):
        async with as_person(person) as desk:
            seen[person] = (await desk.get("/api/tasks", params={"list": "team", "limit": 200})).json()["items"]
    row = next(one for one in seen["gu-weimin"] if one["case_id"] == case_id)
    assert (row["standing"], row["holder"]["id"]) == ("others", BOSS)
    assert seen[BY] == []


async def test_counts_are_those_of_the_lists(house: Any, as_person: Any) -> None:
    await leave(house)

    async def at_rest() -> tuple[dict[str, Any], dict[str, int]] | None:
        async with as_person(BOSS) as desk:
            counts = (await desk.get("/api/tasks/counts")).json()
            listed = {
                name: len((await desk.get("/api/tasks", params={"list": name, "limit": 200})).json()["items"])
                for name in ("mine", "group", "waiting")
            }
            again = (await desk.get("/api/tasks/counts")).json()
        return (counts, listed) if again == counts else None  # a case of another test may come in between

    counts, listed = await until(at_rest)
    assert {name: counts[name] for name in listed} == listed
    assert counts["badge"] == counts["mine"] > 0
    assert counts["team"] is not None


@pytest.mark.parametrize("due", ["late", "soon"])
async def test_a_task_that_is_not_pressing_is_not_among_the_pressing_ones(house: Any, as_person: Any, due: str) -> None:
    case_id, _ = await leave(house)
    async with as_person(BOSS) as desk:
        listed = (await desk.get("/api/tasks", params={"due": due, "limit": 200})).json()["items"]
    assert case_id not in [one["case_id"] for one in listed]


async def test_a_list_comes_in_pages_that_lose_nothing(house: Any, as_person: Any) -> None:
    mine = {(await leave(house))[0] for _ in range(3)}
    found: list[str] = []
    async with as_person(BOSS) as desk:
        for sort in ("due", "newest"):
            found, cursor = [], None
            while True:
                asked = {"limit": 2, "sort": sort, **({"cursor": cursor} if cursor else {})}
                page = (await desk.get("/api/tasks", params=asked)).json()
                found += [one["case_id"] for one in page["items"]]
                cursor = page["cursor"]
                if cursor is None:
                    break
            assert mine <= set(found) and len(found) == len(set(found))


async def test_a_cursor_nobody_gave_is_refused(as_person: Any) -> None:
    async with as_person(BOSS) as desk:
        found = await desk.get("/api/tasks", params={"cursor": "bm90IGEgY3Vyc29y"})
    assert (found.status_code, found.json()["code"]) == (422, "bad-cursor")


async def test_two_characters_and_the_tail_of_a_number_find_it(house: Any, as_person: Any) -> None:
    case_id, _ = await leave(house)
    number = (await house.store.case(case_id)).case.business_key
    async with as_person(BOSS) as desk:
        for search, hits in (("晓宇", False), (number[-3:], True), (f"qj {number[-5:]}", True), ("没有的词", False)):
            listed = (await desk.get("/api/tasks", params={"search": search, "limit": 200})).json()["items"]
            assert (case_id in [one["case_id"] for one in listed]) is hits, search


async def test_nobody_sees_tasks_without_sign_in(as_person: Any) -> None:
    async with as_person(None) as desk:
        for path in ("/api/tasks", "/api/tasks/counts"):
            assert (await desk.get(path)).status_code == 401


async def test_a_list_is_taken_along_as_a_sheet_in_which_nothing_is_a_formula(house: Any, as_person: Any) -> None:
    case_id, _ = await leave(house, reason='=HYPERLINK("http://evil")')
    key = (await house.store.case(case_id)).case.business_key
    async with as_person(BOSS) as desk:
        taken = await desk.get("/api/tasks.xlsx")
    rows = list(load_workbook(BytesIO(taken.content)).active.iter_rows())
    row = next(one for one in rows if one[0].value == key)
    assert taken.headers["content-disposition"].startswith("attachment")
    assert [one.value for one in rows[0]][:3] == ["编号", "种类", "任务"]
    assert all(cell.data_type != "f" for one in rows for cell in one)
    assert row[5].value == "李晓宇"
