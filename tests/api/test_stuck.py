"""What is stuck over HTTP: for those who answer for it, with counts, filters, causes in words and clusters."""

from typing import Any

import pytest

from proving.office import until
from tests.api.late import some_days_later
from tests.api.leave import BOSS, BY, leave

pytestmark = pytest.mark.asyncio(loop_scope="session")
ABOVE = "gu-weimin"


async def stuck(house: Any, person: str, **query: Any) -> dict[str, Any]:
    async with some_days_later(house, person) as desk:
        answered = await desk.get("/api/stuck", params={"limit": 200, **query})
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


async def test_a_late_task_is_stuck_and_its_cause_said_in_both_languages(house: Any) -> None:
    case_id, _ = await leave(house)
    row = next(one for one in (await stuck(house, ABOVE))["items"] if one["case"]["case_id"] == case_id)
    assert (row["stuck"], row["cause"]["code"]) == ("does_not_move", "assignee-has-not-acted")
    assert "赵明辉" in row["cause"]["sentence"]["zh"]
    assert "Zhao Minghui" in row["cause"]["sentence"]["en"]
    assert row["step"]["name"]["zh"] == "部门经理审批"
    assert [one["id"] for one in row["holders"]] == [BOSS]
    assert row["stuck_for"] > 8 * 3600
    assert row["harm"]["left"] < 0
    assert row["case"]["version"] >= 1
    assert row["case"]["title"]["zh"].startswith("李晓宇")


async def at_rest(house: Any) -> tuple[dict[str, Any], dict[str, int], int] | None:
    """What is stuck, how much of each class, how much of leave; None: a case of another test came in between."""
    found = await stuck(house, ABOVE)
    by_class = {
        one["stuck"]: len((await stuck(house, ABOVE, **{"class": one["stuck"]}))["items"]) for one in found["counts"]
    }
    of_leave = len((await stuck(house, ABOVE, process="leave-request"))["items"])
    again = await stuck(house, ABOVE)
    return (found, by_class, of_leave) if again["counts"] == found["counts"] else None


async def test_counts_filters_and_total_agree(house: Any) -> None:
    await leave(house)
    found, by_class, of_leave = await until(lambda: at_rest(house))
    counted = {one["stuck"]: one["now"] for one in found["counts"]}
    assert by_class == counted
    assert found["total"] == sum(counted.values()) == len(found["items"])
    process = next(one for one in found["processes"] if one["id"] == "leave-request")
    assert process["name"]["zh"] == "请假"
    assert of_leave == process["count"]
    assert found["fresh"]["looked_at"] is not None
    assert (found["fresh"]["waiting"], found["fresh"]["unexplained"], found["fresh"]["workers"]) == (0, 0, True)


async def test_who_answers_for_nobody_is_told_so_and_others_see_their_own(house: Any) -> None:
    case_id, _ = await leave(house)
    async with some_days_later(house, BY) as desk:
        refused = await desk.get("/api/stuck")
    assert (refused.status_code, refused.json()["code"]) == (403, "no-right")
    elsewhere = await stuck(house, "luo-jing")
    assert case_id not in [one["case"]["case_id"] for one in elsewhere["items"]]


async def test_what_the_superior_is_to_see_to_is_theirs(house: Any) -> None:
    case_id, _ = await leave(house)
    mine = await stuck(house, ABOVE, mine=True)
    assert case_id in [one["case"]["case_id"] for one in mine["items"]]
    assert all(one["mine"] for one in mine["items"])


async def test_many_cases_by_one_person_are_one_cluster(house: Any) -> None:
    for _ in range(2):
        await leave(house)
    async with some_days_later(house, ABOVE) as desk:
        found = (await desk.get("/api/clusters")).json()
    cluster = next(one for one in found["items"] if [person["id"] for person in one["people"]] == [BOSS])
    assert cluster["count"] == len(cluster["case_ids"]) >= 2
    assert cluster["act"] == "nudge"
    assert cluster["shared"]["zh"] == "赵明辉"
