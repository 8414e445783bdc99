"""Drafts: one for each person and task, or start; those of a task go with it."""

from dataclasses import replace

import pytest
from hand_made import A_COMPANY, START, HandMadeCase

from engine.runtime import events as e
from engine.runtime.refusals import Rejected
from store import Draft, Store

MINE = Draft("ann", START, "c1", "t1", data={"amount": "12.50"}, outcome="approve", comment="soon", turn=3)


async def test_a_draft_is_its_authors_and_the_last_one_stands(store: Store) -> None:
    await store.save_draft(MINE)
    later = replace(MINE, data={"amount": "13"})
    await store.save_draft(later)
    assert await store.draft("ann", case_id="c1", task="t1") == later
    assert await store.draft("bob", case_id="c1", task="t1") is None
    await store.drop_draft(later)
    assert await store.drafts_of("ann") == []


async def test_a_start_has_drafts_of_its_own(store: Store) -> None:
    begun = Draft("ann", START, process="leave", start="application", data={"days": 2})
    await store.save_draft(begun)
    await store.save_draft(MINE)
    assert await store.draft("ann", process="leave", start="application") == begun
    assert sorted(one.process for one in await store.drafts_of("ann")) == ["", "leave"]


@pytest.mark.parametrize("over", [e.TaskDecided("t1", "approve", "bob"), e.TaskCancelled("t1", "not needed")])
async def test_drafts_of_a_task_that_is_over_go_with_it(store: Store, over: e.Event) -> None:
    await store.put_company(A_COMPANY)
    case = HandMadeCase("c1")
    for commit in (case.started(), case.with_task()):
        await store.commit_turn(commit)
    other = replace(MINE, case_id="c2")
    for one in (MINE, replace(MINE, person="bob"), other):
        await store.save_draft(one)
    await store.commit_turn(case.turn(e.TaskClaimed("t1", "bob")))
    assert await store.draft("ann", case_id="c1", task="t1") == MINE
    await store.commit_turn(case.turn(over))
    assert await store.drafts_of("bob") == []
    assert await store.drafts_of("ann") == [other]


async def test_a_draft_is_handed_over_to_who_has_none(store: Store) -> None:
    await store.save_draft(MINE)
    await store.hand_draft_over(MINE, "eve")
    assert await store.draft("eve", case_id="c1", task="t1") == replace(MINE, person="eve")
    await store.save_draft(MINE)
    with pytest.raises(Rejected) as refused:
        await store.hand_draft_over(MINE, "eve")
    assert refused.value.code == "draft-there"
    assert await store.draft("ann", case_id="c1", task="t1") == MINE


async def test_a_draft_that_is_too_large_is_refused(store: Store) -> None:
    with pytest.raises(Rejected) as refused:
        await store.save_draft(replace(MINE, data={"note": "x" * 300_000}))
    assert refused.value.code == "too-large"
