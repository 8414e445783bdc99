"""Lists of tasks are filtered by what the summary of their cases says, and by the version they run on."""

from typing import Any

import pytest
from hand_made import A_COMPANY, HandMadeCase

from engine.runtime import events as e
from store import Store
from store.summary_filters import Comparison, SummaryWanted
from store.task_lists import Wanted

SUMMARIES: dict[str, dict[str, Any]] = {
    "c1": {"amount": "900.00", "title": "泵 检修", "urgent": True, "day": "2026-03-02", "kind": "repair"},
    "c2": {"amount": "12000.50", "title": "泵 采购", "urgent": False, "day": "2026-03-09", "kind": "purchase"},
    "c3": {"amount": None, "title": "100% 绿化", "receiver.name": "王敏"},
}


async def _some_tasks(store: Store) -> None:
    await store.put_company(A_COMPANY)
    for number, (case_id, summary) in enumerate(SUMMARIES.items(), 1):
        case = HandMadeCase(case_id, business_key=f"QJ-{number}")
        await store.commit_turn(case.started(e.CaseDescribed(case_id, summary, ())))
        await store.commit_turn(case.with_task("t1", "bob"))


async def _found(store: Store, *fields: SummaryWanted, **more: Any) -> list[str]:
    page = await store.tasks_listed(lambda _: Wanted("mine", "bob", fields=fields, **more))
    return sorted(one.case.case_id for one in page.items)


@pytest.mark.parametrize(
    ("path", "comparison", "value", "found"),
    [
        ("amount", ">=", "1000", ["c2"]),
        ("amount", "<=", "900", ["c1"]),
        ("amount", ">=", "0", ["c1", "c2"]),
        ("title", "~", "泵", ["c1", "c2"]),
        ("title", "~", "%", ["c3"]),
        ("kind", "=", "repair", ["c1"]),
        ("kind", "=", "rep", []),
        ("urgent", "=", "true", ["c1"]),
        ("day", ">=", "2026-03-03", ["c2"]),
        ("receiver.name", "~", "王", ["c3"]),
        ("unknown", "=", "x", []),
    ],
)
async def test_a_field_of_the_summary_is_asked_for(
    store: Store, path: str, comparison: Comparison, value: str, found: list[str]
) -> None:
    await _some_tasks(store)
    assert await _found(store, SummaryWanted(path, comparison, value)) == found


async def test_all_that_is_asked_for_must_be_so(store: Store) -> None:
    await _some_tasks(store)
    at_least, at_most = SummaryWanted("amount", ">=", "500"), SummaryWanted("amount", "<=", "1000")
    assert await _found(store, at_least, at_most) == ["c1"]
    assert await _found(store, at_least, process="leave") == ["c1", "c2"]
    assert await _found(store, at_least, version=7) == []
