"""What was promised of a late task: by whom, until when, and whether it was kept."""

from datetime import timedelta

import pytest
from hand_made import A_COMPANY, START, HandMadeCase

from engine.administering.access import Standing
from engine.runtime import events as e
from store import Store


async def _promised(store: Store) -> HandMadeCase:
    """max promises bob's task within two hours of the start of it all."""
    await store.put_company(A_COMPANY)
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1", "bob"))
    await store.commit_turn(case.turn(e.PromiseMade("t1", "max", START + timedelta(hours=2), "this morning")))
    return case


async def _fates(store: Store, who: Standing, hours: float) -> list[tuple[str, str, str]]:
    found = await store.promised(who, START - timedelta(days=1), START + timedelta(hours=hours))
    return [(one.promise.by, one.promise.comment, one.fate) for one in found]


@pytest.mark.parametrize(("hours", "fate"), [(1, "open"), (3, "broken")])
async def test_a_promise_is_open_until_its_moment_then_broken(store: Store, hours: float, fate: str) -> None:
    await _promised(store)
    assert await _fates(store, await store.standing("max"), hours) == [("max", "this morning", fate)]


async def test_it_is_kept_by_who_does_it_in_time(store: Store) -> None:
    case = await _promised(store)
    await store.commit_turn(case.turn(e.TaskDecided("t1", "done", "bob", None, ""), minutes=30))
    assert await _fates(store, await store.standing("max"), 3) == [("max", "this morning", "kept")]


async def test_it_is_broken_where_it_was_done_too_late(store: Store) -> None:
    case = await _promised(store)
    await store.commit_turn(case.turn(e.TaskDecided("t1", "done", "bob", None, ""), minutes=180))
    assert await _fates(store, await store.standing("max"), 5) == [("max", "this morning", "broken")]


async def test_it_is_seen_by_who_answers_for_it_alone(store: Store) -> None:
    await _promised(store)
    assert await _fates(store, await store.standing("bob"), 1) == []
    assert len(await _fates(store, Standing("zoe", owns=frozenset({"leave"})), 1)) == 1
    assert len(await _fates(store, Standing("zoe", frozenset({"auditor"})), 1)) == 1
