"""How work flows over HTTP: figures of steps, who holds how much, what lapsed and what will."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.runtime.commands import Promise
from tests.api.late import some_days_later
from tests.api.leave import BOSS, BY, leave

pytestmark = pytest.mark.asyncio(loop_scope="session")
ABOVE = "gu-weimin"


async def got(house: Any, address: str, person: str = ABOVE, days: int = 30, **query: Any) -> dict[str, Any]:
    async with some_days_later(house, person, days=days) as desk:
        answered = await desk.get(f"/api/{address}", params=query)
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


async def test_figures_of_a_process_say_where_its_cases_wait(house: Any) -> None:
    await leave(house)
    found = await got(house, "statistics/leave-request")
    step = next(one for one in found["steps"] if one["step"] == "approve")
    assert step["waiting"] == step["overdue"] >= 1
    assert step["heat"] == 4
    assert step["arrived"] == 0, "all of them came before the last seven days"
    assert found["open"] >= 1
    assert found["name"]["en"]


async def test_a_process_nobody_has_deployed_is_not_found(house: Any) -> None:
    async with some_days_later(house, ABOVE) as desk:
        assert (await desk.get("/api/statistics/nothing")).status_code == 404


async def test_a_superior_sees_how_much_their_people_hold_and_nobody_elses(house: Any) -> None:
    await leave(house)
    found = await got(house, "load")
    line = next(one for one in found["people"] if one["person"]["id"] == BOSS)
    assert line["open"] >= line["overdue"] >= 1
    assert line["here"] == "here"
    assert BOSS not in [one["person"]["id"] for one in (await got(house, "load", "luo-jing"))["people"]]


async def test_figures_of_single_people_can_be_switched_off(house: Any) -> None:
    await leave(house)
    object.__setattr__(house.settings, "figures_of_people", False)
    try:
        found = await got(house, "load")
    finally:
        object.__setattr__(house.settings, "figures_of_people", True)
    assert (found["by_person"], found["people"]) == (False, [])


async def test_what_falls_due_is_told_until_noon_of_the_next_working_day(house: Any) -> None:
    case_id, task = await leave(house)
    now = datetime.now(UTC)
    found = await got(house, "coming", days=0, until=(now + timedelta(days=14)).isoformat(), limit=200)
    line = next(one for one in found["items"] if one["case"]["case_id"] == case_id)
    assert (line["task"], line["reach"]) == (task, "here")
    assert line["left"] > 0
    soon = await got(house, "coming", days=0)
    assert datetime.fromisoformat(soon["until"]) > now


async def test_lapses_are_counted_per_department_and_process(house: Any) -> None:
    await leave(house)
    lines = (await got(house, "lapses"))["items"]
    line = next(one for one in lines if (one["process"], one["department"]) == ("leave-request", "ecommerce"))
    assert line["open_late"] >= 1
    assert line["department_name"]["zh"] == "电子商务部"


async def test_promises_of_late_tasks_are_told_with_what_became_of_them(house: Any) -> None:
    case_id, task = await leave(house)
    at = datetime.now(UTC) + timedelta(days=10)
    said = Promise(task, at + timedelta(days=1), "tomorrow")
    await house.office.cases.command(case_id, said, by=ABOVE, at=at)
    told = await got(house, "promises", days=10)
    line = next(one for one in told["items"] if one["case"]["case_id"] == case_id)
    assert (line["by"]["id"], line["comment"], line["fate"]) == (ABOVE, "tomorrow", "open")
    later = await got(house, "promises", days=30)
    assert next(one["fate"] for one in later["items"] if one["case"]["case_id"] == case_id) == "broken"
    assert later["broken"] >= 1


@pytest.mark.parametrize(
    "address", ["statistics/leave-request", "load", "lapses", "promises", "coming", "unreachable", "incidents"]
)
async def test_who_answers_for_nobody_sees_none_of_it(house: Any, as_person: Any, address: str) -> None:
    async with as_person(BY) as desk:
        refused = await desk.get(f"/api/{address}")
    assert (refused.status_code, refused.json()["code"]) == (403, "no-right")


async def test_nothing_is_parked_and_nobody_is_out_of_reach(house: Any) -> None:
    assert (await got(house, "incidents"))["items"] == []
    assert (await got(house, "unreachable"))["total"] == 0
    assert isinstance((await got(house, "learnt"))["items"], list)
