"""The outbox: what turns tell leaves only when they are sealed, at least once, each with a key."""

from datetime import timedelta

from hand_made import Clock, HandMadeCase, ask_notice, send

from engine.runtime import events as e
from store import Store


async def _told(store: Store) -> HandMadeCase:
    """A case whose second turn sends a message and tells two people two things."""
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    told = [ask_notice("check", "ann"), ask_notice("check.remind", "ann", "bob"), ask_notice("nobody")]
    await store.commit_turn(case.turn(questions=told, requests=[send("m1")]))
    return case


async def test_nothing_leaves_before_its_turn_is_sealed(store: Store) -> None:
    await _told(store)
    assert await store.outbox_sealed() == []


async def test_the_next_turn_seals_the_one_before(store: Store) -> None:
    case = await _told(store)
    await store.commit_turn(case.turn(e.StageReached("审批")))
    left = await store.outbox_sealed()
    assert [(one.key, one.kind) for one in left] == [
        ("c1/2/0", "message"),
        ("c1/2/1", "notice"),
        ("c1/2/2", "notice"),
    ]
    assert left[0].payload["id"] == "m1" and left[2].payload["to"] == ["ann", "bob"]


async def test_the_shell_may_say_that_the_history_has_less(store: Store) -> None:
    case = await _told(store)
    await store.commit_turn(case.turn(e.StageReached("审批"), sealed=1))
    assert await store.outbox_sealed() == []
    await store.commit_turn(case.turn(e.StageReached("办理"), sealed=3))
    assert len(await store.outbox_sealed()) == 3


async def test_a_turn_that_does_not_follow_seals_nothing(store: Store) -> None:
    case = await _told(store)
    case.digest = "another"
    await store.commit_turn(case.turn(e.StageReached("审批")))
    assert await store.outbox_sealed() == []


async def test_a_seal_with_another_digest_is_refused(store: Store) -> None:
    case = await _told(store)
    assert not await store.seal("c1", 2, "another")
    assert await store.outbox_sealed() == []
    assert await store.seal("c1", 2, case.digest)
    assert len(await store.outbox_sealed()) == 3


async def test_what_was_given_to_one_is_not_given_to_another_before_the_lease_ends(store: Store, clock: Clock) -> None:
    await _told(store)
    await store.seal("c1", 2)
    first = await store.outbox_sealed(2, lease=timedelta(seconds=60))
    second = await store.outbox_sealed(2)
    assert [len(first), len(second)] == [2, 1]
    await store.mark_sent([first[0].key])
    clock.advance(seconds=61)
    assert {one.key for one in await store.outbox_sealed()} == {first[1].key, second[0].key}


async def test_what_fails_is_tried_again_and_shows_its_last_error(store: Store, clock: Clock) -> None:
    await _told(store)
    await store.seal("c1", 2)
    (message, *_) = await store.outbox_sealed()
    await store.mark_failed(message.key, "connection refused", again_at=clock() + timedelta(minutes=1))
    assert message.key not in {one.key for one in await store.outbox_sealed()}
    failing = await store.outbox_failing()
    assert [(one.key, one.attempts, one.last_error, one.given_up) for one in failing] == [
        (message.key, 1, "connection refused", False)
    ]
    clock.advance(minutes=2)
    assert message.key in {one.key for one in await store.outbox_sealed()}


async def test_what_is_given_up_stays_visible_until_somebody_sends_it_again(store: Store, clock: Clock) -> None:
    await _told(store)
    await store.seal("c1", 2)
    (message, *rest) = await store.outbox_sealed()
    await store.mark_sent([one.key for one in rest])
    await store.mark_failed(message.key, "no such address", again_at=None)
    clock.advance(days=1)
    assert await store.outbox_sealed() == []
    assert [one.given_up for one in await store.outbox_failing()] == [True]
    await store.send_again(message.key)
    assert [one.key for one in await store.outbox_sealed()] == [message.key]


async def test_the_sweeper_sees_last_turns_that_hold_something_back(store: Store, clock: Clock) -> None:
    case = await _told(store)
    quiet = HandMadeCase("c2", business_key="QJ-2")
    await store.commit_turn(quiet.started())
    assert await store.unsealed_turns(clock()) == []
    clock.advance(seconds=5)
    (unsealed,) = await store.unsealed_turns(clock())
    assert (unsealed.case_id, unsealed.workflow_id, unsealed.turn) == ("c1", "leave:QJ-1", 2)
    assert unsealed.digest == case.digest
    await store.seal("c1", 2, unsealed.digest)
    assert await store.unsealed_turns(clock()) == []


async def test_people_see_what_they_were_told(store: Store) -> None:
    await _told(store)
    assert [one.about for one in await store.notices("ann")] == ["check.remind", "check"]
    assert [one.about for one in await store.notices("bob")] == ["check.remind"]
