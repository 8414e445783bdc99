"""Commands are stored before they are sent, go one at a time for a case, and are settled once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hand_made import Clock

from engine.runtime.refusals import Rejected
from store import Store, StoredCommand

PAYLOAD = {"command": {"verb": "complete", "task": "t1", "outcome": "approve"}}


async def remember(store: Store, clock: Clock, id: str, case: str = "c1", **more: Any) -> StoredCommand:
    """A command of ann's."""
    payload = more.pop("payload", PAYLOAD)
    return await store.remember_command(id, case, f"leave:{case}", more.pop("by", "ann"), payload, clock(), **more)


async def status(store: Store, id: str) -> str:
    found = await store.command(id)
    assert found is not None
    return found.status


async def test_a_repeated_command_is_answered_as_it_stands(store: Store, clock: Clock) -> None:
    first = await remember(store, clock, "k1", on_behalf_of="max", via="session 7")
    assert (first.status, first.on_behalf_of, first.via, first.payload) == ("waiting", "max", "session 7", PAYLOAD)
    await store.settle_command("k1", answer={"turn": 2, "at": "now"})
    clock.advance(minutes=1)
    again = await remember(store, clock, "k1", on_behalf_of="max")
    assert (again.status, again.answer, again.at) == ("answered", {"turn": 2, "at": "now"}, first.at)


@pytest.mark.parametrize(
    "other", [{"payload": {"command": {"verb": "claim", "task": "t1"}}}, {"by": "bob"}, {"case": "c2"}]
)
async def test_refuses_the_id_of_another_command(store: Store, clock: Clock, other: dict[str, Any]) -> None:
    await remember(store, clock, "k1")
    with pytest.raises(Rejected) as refused:
        await remember(store, clock, "k1", **other)
    assert refused.value.code == "id-used"


async def test_refuses_too_large_a_command_before_writing(store: Store, clock: Clock) -> None:
    with pytest.raises(Rejected) as refused:
        await remember(store, clock, "k1", payload={"command": {"data": "很" * 100_000}})
    assert refused.value.code == "too-large"
    assert "256 KB" in refused.value.message and "293 KB" in refused.value.message
    assert await store.command("k1") is None


@pytest.mark.parametrize("text", ["a\x00b", "half \ud83d"])
async def test_refuses_text_no_database_can_hold(store: Store, clock: Clock, text: str) -> None:
    with pytest.raises(Rejected) as refused:
        await remember(store, clock, "k1", payload={"command": {"comment": text}})
    assert refused.value.code == "bad-text"


async def test_takes_text_that_only_looks_so(store: Store, clock: Clock) -> None:
    payload = {"command": {"comment": "\\u0000 😀 很"}}
    assert (await remember(store, clock, "k1", payload=payload)).payload == payload


async def test_one_command_of_a_case_is_in_flight_and_the_oldest_goes_first(store: Store, clock: Clock) -> None:
    for id in ("k1", "k2"):
        await remember(store, clock, id)
    await remember(store, clock, "k3", "c2")
    assert not await store.take_command("k2")
    assert await store.take_command("k1")
    assert await store.take_command("k3")
    assert not await store.take_command("k1")
    await store.settle_command("k1", refusal={"code": "not-yours", "message": "…"})
    assert await store.take_command("k2")
    assert [await status(store, id) for id in ("k1", "k2", "k3")] == ["refused", "in_flight", "in_flight"]


async def test_a_command_whose_sender_died_is_sent_again_after_its_lease(store: Store, clock: Clock) -> None:
    await remember(store, clock, "k1")
    assert await store.take_command("k1", lease=timedelta(seconds=30))
    assert await store.unsettled_commands() == []
    clock.advance(seconds=31)
    assert [one.id for one in await store.unsettled_commands()] == ["k1"]
    assert await store.take_command("k1")


async def test_the_reconciler_sees_the_oldest_of_each_case(store: Store, clock: Clock) -> None:
    for id, case in (("k1", "c1"), ("k2", "c1"), ("k3", "c2")):
        await remember(store, clock, id, case)
        clock.advance(seconds=10)
    assert [one.id for one in await store.unsettled_commands()] == ["k1", "k3"]
    early = datetime.fromisoformat("2026-03-02T10:00:05+08:00")
    assert [one.id for one in await store.unsettled_commands(before=early)] == ["k1"]
    await store.settle_command("k1", answer={})
    assert [one.id for one in await store.unsettled_commands()] == ["k2", "k3"]


async def test_the_first_settlement_stands(store: Store, clock: Clock) -> None:
    await remember(store, clock, "k1")
    await store.settle_command("k1", answer={"turn": 2})
    await store.settle_command("k1", refusal={"code": "late"})
    found = await store.command("k1")
    assert found is not None and (found.status, found.refusal) == ("answered", None)
    with pytest.raises(ValueError, match="an answer or a refusal"):
        await store.settle_command("k1")
