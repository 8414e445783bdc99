"""Cases put right from their histories, and cases carried to another installation."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from hand_made import A_COMPANY, START, Clock, HandMadeCase, ask_notice, send
from test_deployments import plan

from engine.runtime import events as e
from engine.runtime.border import CommitTurn
from engine.runtime.refusals import Rejected
from store import IndexedDocument, Store

PLAN = plan()


@pytest.fixture
async def other(tmp_path: Path, clock: Clock) -> AsyncIterator[Store]:
    """Another installation."""
    opened = await Store.open(f"sqlite:///{tmp_path}/other.db", clock=clock)
    await opened.put_company(A_COMPANY)
    yield opened
    await opened.dispose()


async def _a_case(store: Store) -> HandMadeCase:
    await store.deploy(PLAN, "a", "leave.yaml")
    await store.reserve_case("leave", "QJ-1", "c1")
    case = HandMadeCase("c1")
    for make in (
        lambda: case.started(e.DataWritten({"days": 3}, "application")),
        lambda: case.with_task("t2"),
        lambda: case.turn(e.TaskClaimed("t2", "bob"), questions=[ask_notice("check", "max")], requests=[send("m1")]),
    ):
        await store.commit_turn(replace(make(), plan_digest=PLAN.digest))
    case.made = [replace(one, plan_digest=PLAN.digest) for one in case.made]
    return case


async def _carried(store: Store, state: bytes | None) -> dict[str, object]:
    exported = await store.export_case("c1", state)
    assert exported is not None
    carried: dict[str, object] = json.loads(json.dumps(exported))
    return carried


async def test_a_case_is_carried_whole(store: Store, other: Store) -> None:
    await _a_case(store)
    await store.index_document(_scan())
    took, state = await other.import_case(await _carried(store, b"packed"))
    assert (took.digest, state) == (PLAN.digest, b"packed")
    assert await other.case("c1") == await store.case("c1")
    assert await other.documents("c1") == await store.documents("c1")
    assert (await other.verify("c1")) == (await store.verify("c1"))
    assert (await other.inbox("bob")).entries == (await store.inbox("bob")).entries
    assert not (await other.reserve_case("leave", "QJ-1", "c1")).fresh
    with pytest.raises(Rejected):
        await other.reserve_case("leave", "QJ-1", "c2")
    assert (await other.rebuild(compare_only=True)).different == ()


def _scan() -> IndexedDocument:
    return IndexedDocument("c1/f1", "c1", "scan", "", START, name="合同.pdf", digest="d" * 64, size=7)


async def test_what_has_left_at_home_does_not_leave_again_abroad(store: Store, other: Store) -> None:
    case = await _a_case(store)
    await store.seal("c1", 3, case.digest)
    (first, *_) = await store.outbox_sealed(1)
    await store.mark_sent([first.key])
    await other.import_case(await _carried(store, None))
    assert [one.key for one in await other.outbox_sealed()] == ["c1/3/1"]


async def test_refuses_a_case_that_is_here_and_a_key_that_is_taken(store: Store, other: Store) -> None:
    await _a_case(store)
    carried = await _carried(store, None)
    await other.import_case(carried)
    with pytest.raises(Rejected) as refused:
        await other.import_case(carried)
    assert refused.value.code == "already-here"
    with pytest.raises(Rejected) as refused:
        await other.import_case({**carried, "form": 3})
    assert refused.value.code == "newer-form"


async def test_refuses_a_case_whose_key_another_has(store: Store, other: Store) -> None:
    await _a_case(store)
    await other.reserve_case("leave", "QJ-1", "c9")
    with pytest.raises(Rejected) as refused:
        await other.import_case(await _carried(store, None))
    assert refused.value.code == "key-taken"
    assert await other.case("c1") is None


async def test_nobody_exports_an_unknown_case(store: Store) -> None:
    assert await store.export_case("c9", None) is None


async def test_counters_go_on_where_they_stood(store: Store, other: Store, clock: Clock) -> None:
    for number in range(3):
        await store.allot_number("{yyyy}-{nnn}", clock(), once=str(number))
    await other.allot_number("{yyyy}-{nnn}", clock(), once="x")
    counters = await store.export_counters()
    await other.import_counters(counters)
    assert await other.allot_number("{yyyy}-{nnn}", clock(), once="y") == "2026-004"
    await other.import_counters(counters)
    assert await other.allot_number("{yyyy}-{nnn}", clock(), once="z") == "2026-005"


async def _history(store: Store, case: HandMadeCase) -> list[tuple[CommitTurn, dict[str, object]]]:
    """What a replay of the history would collect: turns with the answers their commits gave."""
    return [(one, (await store.commit_turn(one)).resolution) for one in case.made]


async def test_a_case_is_put_right_from_its_history(store: Store, clock: Clock) -> None:
    case = await _a_case(store)
    history = await _history(store, case)
    before = await store.case("c1"), await store.verify("c1"), await store.history("c1")
    wrong = case.fork()
    wrong.number, wrong.digest = 2, case.made[1].turn["digest"]
    await store.commit_turn(wrong.turn(e.StageReached("错")))
    await store.commit_turn(wrong.turn(e.StageReached("更错")))
    clock.advance(hours=1)
    put_right = await store.replace_turns(history)
    assert put_right.different == ("c1",)
    after = await store.case("c1"), await store.verify("c1")
    assert after == before[:2]
    assert [one.events for one in await store.history("c1")] == [one.events for one in before[2]]
    again = await store.replace_turns(history)
    assert again.different == ()
    await store.seal("c1", 3)
    assert [one.key for one in await store.outbox_sealed()] == ["c1/3/0", "c1/3/1"]


async def test_a_turn_on_its_way_into_the_history_is_left_where_it_is(store: Store, clock: Clock) -> None:
    case = await _a_case(store)
    history = await _history(store, case)
    await store.commit_turn(case.turn(e.StageReached("办理")))
    assert (await store.replace_turns(history)).different == ()
    assert len(await store.history("c1")) == 4
    clock.advance(minutes=2)
    assert (await store.replace_turns(history)).different == ("c1",)
    assert len(await store.history("c1")) == 3
    assert (await store.verify("c1")).whole


async def test_a_case_that_was_lost_comes_back_from_its_history(store: Store, other: Store) -> None:
    history = await _history(store, await _a_case(store))
    await other.replace_turns(history)
    assert await other.case("c1") == await store.case("c1")
    assert await other.verify("c1") == await store.verify("c1")
