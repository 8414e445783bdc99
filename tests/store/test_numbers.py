"""Numbers: patterns, one number for one key, no gap and no double even when many ask at once."""

import asyncio
from datetime import datetime

import pytest
from hand_made import HandMadeCase

from engine.runtime import events as e
from engine.runtime.refusals import Rejected
from store import Store
from store.numbers import BadPattern, number_in, series_of

NOON = datetime.fromisoformat("2026-03-02T12:00:00+08:00")
LATE = datetime.fromisoformat("2026-03-02T16:30:00+00:00")
"""Half past midnight of the third in Shanghai."""


@pytest.mark.parametrize(
    ("pattern", "at", "series"),
    [
        ("QJ-{yyyymmdd}-{nnn}", NOON, "QJ-20260302-{nnn}"),
        ("QJ-{yyyymmdd}-{nnn}", LATE, "QJ-20260303-{nnn}"),
        ("{yyyymm}/{nnnn}", NOON, "202603/{nnnn}"),
        ("合{yyyy}第{n}号", NOON, "合2026第{n}号"),
        ("XS{nnnnn}", NOON, "XS{nnnnn}"),
    ],
)
def test_a_counter_counts_what_the_dates_of_its_pattern_leave_the_same(pattern: str, at: datetime, series: str) -> None:
    assert series_of(pattern, at, "Asia/Shanghai") == series


@pytest.mark.parametrize("pattern", ["QJ", "{nn}-{nn}", "{yyy}-{n}", "{}-{n}"])
def test_refuses_a_pattern_without_exactly_one_counter_or_with_unknown_places(pattern: str) -> None:
    with pytest.raises(BadPattern):
        series_of(pattern, NOON, "Asia/Shanghai")


def test_a_counter_grows_beyond_its_digits() -> None:
    assert [number_in("A-{nnn}", count) for count in (1, 999, 1000)] == ["A-001", "A-999", "A-1000"]


async def test_one_key_has_one_number_for_ever(store: Store) -> None:
    first = await store.allot_number("QJ-{yyyymmdd}-{nnn}", NOON, once="case 1")
    assert first == "QJ-20260302-001"
    assert await store.allot_number("QJ-{yyyymmdd}-{nnn}", LATE, once="case 1") == first
    assert await store.allot_number("QJ-{yyyymmdd}-{nnn}", NOON, once="case 2") == "QJ-20260302-002"
    assert await store.allot_number("QJ-{yyyymmdd}-{nnn}", LATE, once="case 3") == "QJ-20260303-001"


async def test_many_at_once_get_each_number_once_and_leave_none_out(store: Store) -> None:
    asked = [store.allot_number("{yyyy}-{nnn}", NOON, once=f"case {number % 20}") for number in range(40)]
    given = await asyncio.gather(*asked)
    assert given[:20] == given[20:]
    assert sorted(given[:20]) == [f"2026-{number:03}" for number in range(1, 21)]


async def test_a_key_is_given_once_refused_or_joined(store: Store) -> None:
    fresh = await store.reserve_case("leave", "QJ-1", "c1")
    assert fresh.fresh and fresh.workflow_id == "leave:QJ-1"
    again = await store.reserve_case("leave", "QJ-1", "c1")
    assert not again.fresh and again.case_id == "c1"
    with pytest.raises(Rejected) as refused:
        await store.reserve_case("leave", "QJ-1", "c2")
    assert refused.value.code == "key-taken"
    joined = await store.reserve_case("leave", "QJ-1", "c2", same_key="join")
    assert not joined.fresh and joined.case_id == "c1"
    assert (await store.reserve_case("other", "QJ-1", "c3")).fresh


async def test_a_key_of_a_case_that_never_began_can_be_given_again(store: Store) -> None:
    await store.reserve_case("leave", "QJ-1", "c1")
    await store.release_case("c1")
    assert (await store.reserve_case("leave", "QJ-1", "c2")).fresh


async def test_the_key_of_an_ended_case_is_used_again_only_where_that_is_allowed(store: Store) -> None:
    await store.reserve_case("leave", "QJ-1", "c1")
    await store.commit_turn(HandMadeCase("c1").started(e.CaseEnded("granted", "completed")))
    await store.release_case("c1")
    with pytest.raises(Rejected):
        await store.reserve_case("leave", "QJ-1", "c2", same_key="join")
    assert (await store.reserve_case("leave", "QJ-1", "c2", again=True)).fresh


async def test_of_many_who_want_a_key_one_gets_it(store: Store) -> None:
    asked = [store.reserve_case("leave", "QJ-1", f"c{number}", same_key="join") for number in range(10)]
    given = await asyncio.gather(*asked)
    assert len({one.case_id for one in given}) == 1
    assert [one.fresh for one in given].count(True) == 1


@pytest.mark.parametrize("key", ["", "k" * 201])
async def test_refuses_a_key_that_is_empty_or_too_long(store: Store, key: str) -> None:
    with pytest.raises(Rejected) as refused:
        await store.reserve_case("leave", key, "c1")
    assert refused.value.code == "bad-key"
