"""Before days off a manager gets one letter of what lapses before noon of the next working day."""

from datetime import datetime, timedelta

import pytest
from hand_made import A_COMPANY, START, HandMadeCase

from activities.digests import Digests
from engine.administering.digests import week_ends
from store import Store

FRIDAY = datetime.fromisoformat("2026-03-06T14:30:00+08:00")


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-03-06T14:30:00+08:00", True),
        ("2026-03-06T13:59:00+08:00", False),
        ("2026-03-05T15:00:00+08:00", False),
        ("2026-03-07T15:00:00+08:00", False),
    ],
)
def test_the_week_ends_in_the_afternoon_before_days_off(now: str, ends: bool) -> None:
    assert week_ends(A_COMPANY.directory, A_COMPANY.calendars, datetime.fromisoformat(now)) is ends


async def test_who_answers_for_it_is_told_once_and_nobody_else(store: Store) -> None:
    due = FRIDAY + timedelta(days=3) - START
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1", "bob", due=f"{int(due.total_seconds() // 3600) - 4} h", sealed=1))
    await store.seal("c1", 2, case.digest)
    rounds = Digests(store, lambda: FRIDAY)
    assert (await rounds.round(), await rounds.round()) == (1, 0)
    assert await Digests(store, lambda: FRIDAY).round() == 0  # another worker, or again
    letters = [one for one in await store.outbox_sealed() if one.payload.get("about") == "case.week_ahead"]
    assert [one.payload["to"] for one in letters] == [["max"]]
    assert "1 件" in letters[0].payload["text"]["zh"] and "QJ-1" in letters[0].payload["text"]["zh"]


async def test_nobody_is_told_of_nothing(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1", "bob", due="30 days"))
    assert await Digests(store, lambda: FRIDAY).round() == 0
