"""The page of a task: all in one answer, with what each decision would really do."""

import time
from typing import Any

import pytest

from engine.calendars import Text
from tests.api.leave import BOSS, BY, leave

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def page_of(as_person: Any, person: str, case_id: str, task: str) -> Any:
    async with as_person(person) as desk:
        found = await desk.get(f"/api/tasks/{case_id}/{task}")
    assert found.status_code == 200, found.text
    return found.json()


def decision(page: Any, name: str) -> Any:
    return next(one for one in page["decisions"] if one["id"] == name)


async def test_under_each_button_stands_what_it_does(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house, days=1)
    page = await page_of(as_person, BOSS, case_id, task)
    approve, refuse, back = (decision(page, name) for name in ("approve", "refuse", "start"))
    assert (approve["manner"], refuse["manner"], back["manner"]) == ("agree", "refuse", "return")
    assert [one["people"][0]["id"] for one in approve["consequence"]["next"]] == [BY]
    assert "李晓宇" in approve["consequence"]["sentence"]["zh"]
    assert refuse["consequence"]["ends"]["zh"]
    assert refuse["comment"] == "required"
    assert [one["people"][0]["id"] for one in back["consequence"]["next"]] == [BY]


async def test_who_returns_or_refuses_is_offered_reasons_those_of_the_process_first(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    ours = Text(zh="请先与同事商量顶班。", en="Please settle first who covers.")
    await house.store.put_phrases("leave-request", "return", [ours], by=BOSS)
    page = await page_of(as_person, BOSS, case_id, task)
    await house.store.put_phrases("leave-request", "return", None, by=BOSS)
    approve, refuse, back = (decision(page, name) for name in ("approve", "refuse", "start"))
    assert back["reasons"][0] == ours.to_wire() and len(back["reasons"]) > 1
    assert refuse["reasons"] and ours.to_wire() not in refuse["reasons"]
    assert approve["reasons"] == [] and page["phrases"]


async def test_what_is_needed_next_depends_on_the_case(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house, days=5)
    page = await page_of(as_person, BOSS, case_id, task)
    assert [one["people"][0]["id"] for one in decision(page, "approve")["consequence"]["next"]] == ["gu-weimin"]


async def test_the_page_says_why_me_and_until_when(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    page = await page_of(as_person, BOSS, case_id, task)
    assert len(page["why"]) == 2
    assert "赵明辉" in page["why"][0]["zh"]
    assert {one["path"]: one["text"]["zh"] for one in page["form"]["fields"]}["cover"] == "张可"
    assert page["item"]["standing"] == "mine"


async def test_the_way_is_told_from_the_start_to_what_comes(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    page = await page_of(as_person, BOSS, case_id, task)
    states = [(one["step"], one["state"]) for one in page["path"]]
    assert states[0] == ("start", "done")
    assert ("approve", "now") in states
    assert ("hand_over", "next") in states
    assert ("gm_approves", "skipped") in states


async def test_verbs_say_whether_they_are_allowed(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    verbs = {one["verb"]: one for one in (await page_of(as_person, BOSS, case_id, task))["verbs"]}
    assert verbs["transfer"]["allowed"] and verbs["hold"]["allowed"] and verbs["ask"]["allowed"]
    assert (verbs["resume"]["allowed"], verbs["resume"]["code"]) == (False, "not-held")
    assert verbs["resume"]["why_not"]["zh"]


async def test_who_has_no_part_in_it_does_not_see_it(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    async with as_person("wang-xiulan") as desk:
        found = await desk.get(f"/api/tasks/{case_id}/{task}")
        nothing = await desk.get("/api/tasks/nothing/nothing")
    assert found.status_code == nothing.status_code == 404


async def test_the_starter_reads_it_and_cannot_decide_it(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    page = await page_of(as_person, BY, case_id, task)
    assert page["decisions"] == []
    assert {one["verb"]: one["allowed"] for one in page["verbs"]}["transfer"] is False


async def test_a_page_is_there_at_once(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    await page_of(as_person, BOSS, case_id, task)
    began = time.perf_counter()
    await page_of(as_person, BOSS, case_id, task)
    assert time.perf_counter() - began < 1
