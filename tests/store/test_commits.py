"""Commits: one transaction a turn, the stored answer for the same one, and the history wins."""

import pytest
from hand_made import Clock, HandMadeCase, ask_notice, ask_who, company_with, send, who

from engine.runtime import events as e
from engine.runtime import questions as q
from engine.runtime.turn import Resolution
from engine.runtime.wire import encode
from store import Store
from store.commits import TurnSealed


async def test_gives_who_may_act_and_by_when(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    committed = await store.commit_turn(case.with_task("t1"))
    offered, limit = committed.resolution["events"]
    assert (offered["kind"], offered["to"]) == ("task-offered", ["ann", "bob", "eve"])
    assert (limit["kind"], limit["key"]) == ("limit-set", "t1")
    assert not committed.repeated


async def test_gives_the_stored_answer_to_the_same_turn(store: Store, clock: Clock) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    turn = case.with_task("t1")
    first = await store.commit_turn(turn)
    await store.put_company(company_with(zoe={"name": "赵", "roles": ["clerk"]}))
    clock.advance(hours=1)
    again = await store.commit_turn(turn)
    assert again.repeated
    assert again.resolution == first.resolution
    assert [one.committed_at for one in await store.history("c1")] == [clock.now.replace(hour=10)] * 2


async def test_a_different_turn_takes_the_place_of_a_phantom_and_of_all_after_it(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    lost = case.fork()
    await store.commit_turn(lost.with_task("t1", "bob"))
    await store.commit_turn(lost.turn(e.TaskDecided("t1", "approve", "bob"), sealed=1))
    await store.commit_turn(case.with_task("t1", "ann"))
    history = await store.history("c1")
    assert [(one.turn, one.digest) for one in history] == [
        (1, case.made[0].turn["digest"]),
        (2, case.made[1].turn["digest"]),
    ]
    assert not (await store.inbox("bob")).entries
    assert [entry.task.status for entry in (await store.inbox("ann")).entries] == ["open"]
    assert (await store.verify("c1")).whole


async def test_unsent_notices_and_messages_of_a_phantom_vanish(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    lost = case.fork()
    await store.commit_turn(lost.turn(questions=[ask_notice("check", "bob")], requests=[send("m1")]))
    await store.commit_turn(case.turn(questions=[ask_notice("check", "ann")]))
    await store.seal("c1", 2)
    assert [one.payload["to"] for one in await store.outbox_sealed()] == [["ann"]]


async def test_what_left_by_mistake_does_not_leave_again(store: Store, clock: Clock) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    lost = case.fork()
    committed = await store.commit_turn(lost.turn(questions=[ask_notice("check", "bob")], requests=[send("m1")]))
    await store.seal("c1", 2)
    left = await store.outbox_sealed()
    await store.mark_sent([one.key for one in left])
    assert [one.key for one in left] == ["c1/2/0", "c1/2/1"]
    case.turn(e.StageReached("审批"), questions=[ask_notice("check", "bob"), ask_notice("check", "ann")])
    (told,) = committed.resolution["events"]
    nothing, both = encode(Resolution()), committed.resolution | {"events": [told, told | {"to": ["ann"]}]}
    await store.replace_turns(list(zip(case.made, (nothing, both), strict=True)))
    clock.advance(minutes=5)
    again = await store.outbox_sealed()
    assert [one.payload["to"] for one in again] == [["ann"]]
    assert again[0].key.startswith("c1/2/1~"), "the key of what has left is not given to anything else"


async def test_a_worker_that_was_cut_off_cannot_write_over_what_the_history_has(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    cut_off = case.fork()
    await store.commit_turn(case.with_task("t1", "ann"))
    await store.seal("c1", 2, case.digest)
    with pytest.raises(TurnSealed, match="has turn 2 of leave:QJ-1"):
        await store.commit_turn(cut_off.with_task("t1", "bob"))
    assert [entry.task.status for entry in (await store.inbox("ann")).entries] == ["open"]
    assert (await store.verify("c1")).whole


async def test_a_commit_is_no_answer_to_its_command(store: Store, clock: Clock) -> None:
    """Only the case says what a command came to: the history may not keep the turn."""
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.remember_command("k1", "c1", "leave:QJ-1", "ann", {"command": {"verb": "claim"}}, clock.now)
    await store.commit_turn(case.fork().turn(e.TaskClaimed("t1", "ann"), command="k1"))
    waiting = await store.command("k1")
    assert waiting is not None and (waiting.status, waiting.answer, waiting.turn) == ("waiting", None, 2)
    await store.commit_turn(case.turn(e.StageReached("审批")))
    lost = await store.command("k1")
    assert lost is not None and (lost.status, lost.turn) == ("waiting", None)


async def test_a_command_answered_by_a_phantom_waits_again(store: Store, clock: Clock) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.remember_command("k1", "c1", "leave:QJ-1", "ann", {"command": {"verb": "claim"}}, clock.now)
    lost = case.fork()
    await store.commit_turn(lost.turn(e.TaskClaimed("t1", "ann"), command="k1"))
    await store.settle_command("k1", answer={"turn": 2, "at": lost.made[-1].turn["at"]})
    await store.commit_turn(case.turn(e.StageReached("审批")))
    waiting = await store.command("k1")
    assert waiting is not None and (waiting.status, waiting.answer) == ("waiting", None)


async def test_a_turn_that_does_not_follow_is_written_and_marks_the_case(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    elsewhere = case.fork()
    elsewhere.turn(e.StageReached("审批"))
    case.turn(e.StageReached("办理"))
    await store.commit_turn(case.made[-1])
    await store.commit_turn(elsewhere.turn(e.StageReached("归档")))
    detail = await store.case("c1")
    assert detail is not None
    assert detail.case.needs_repair
    assert detail.case.stage == "归档"
    assert "turn 3: does not follow the turn before it" in (await store.verify("c1")).broken


async def test_a_first_turn_that_is_missing_marks_the_case(store: Store) -> None:
    case = HandMadeCase("c1")
    case.started()
    await store.commit_turn(case.with_task("t1"))
    detail = await store.case("c1")
    assert detail is not None and detail.case.needs_repair
    assert detail.case.business_key == "QJ-1"


async def test_a_missing_right_refuses_the_turn_and_nothing_is_written(store: Store, clock: Clock) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    before = case.fork()
    await store.remember_command("k1", "c1", "leave:QJ-1", "bob", {"command": {"verb": "press"}}, clock.now)
    right = q.AskMay("bob", who(role="head"), "not-allowed", "Expected a head, but bob is none", case.at)
    committed = await store.commit_turn(
        case.turn(e.StageReached("办理"), questions=[right, ask_notice("check", "ann")], command="k1")
    )
    assert committed.resolution["refused"]["code"] == "not-allowed"
    assert committed.resolution["events"] == []
    assert len(await store.history("c1")) == 1
    waiting = await store.command("k1")
    assert waiting is not None and (waiting.status, waiting.turn) == ("waiting", None), "the case tells its sender"
    await store.commit_turn(before.turn(e.StageReached("审批")))
    assert [one.turn for one in await store.history("c1")] == [1, 2]


async def test_a_refused_turn_takes_a_phantom_away_too(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    lost = case.fork()
    await store.commit_turn(lost.turn(e.StageReached("审批")))
    right = q.AskMay("bob", who(role="head"), "not-allowed", "Expected a head, but bob is none", case.at)
    await store.commit_turn(case.turn(e.StageReached("办理"), questions=[right]))
    detail = await store.case("c1")
    assert detail is not None
    assert (detail.case.turns, detail.case.stage) == (1, None)


async def test_refuses_a_command_that_makes_the_data_too_large(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started(e.DataWritten({"report": "很" * 80_000}, "application")))
    committed = await store.commit_turn(case.turn(e.DataWritten({"more": "x" * 30_000}, "check"), command="k1"))
    assert committed.resolution["refused"]["code"] == "too-large"
    assert len(await store.history("c1")) == 1


async def test_takes_what_machines_bring_even_when_it_is_large(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started(e.DataWritten({"report": "很" * 80_000}, "application")))
    await store.commit_turn(case.turn(e.DataWritten({"more": "x" * 30_000}, "service")))
    assert len(await store.history("c1")) == 2


async def test_everybody_gets_a_turn_where_the_rule_says_so(store: Store) -> None:
    holders = []
    for number in range(4):
        case = HandMadeCase(f"c{number}", business_key=f"QJ-{number}")
        rule = who(role="clerk", pick="round_robin")
        committed = await store.commit_turn(case.started(questions=[ask_who("s1", "t1", rule)]))
        holders.append(committed.resolution["events"][0]["assignee"])
    assert holders == ["ann", "bob", "eve", "ann"]


async def test_the_least_busy_gets_it_where_the_rule_says_so(store: Store) -> None:
    for number, person in enumerate(["ann", "ann", "eve"]):
        case = HandMadeCase(f"c{number}", business_key=f"QJ-{number}")
        await store.commit_turn(case.started(questions=[ask_who("s1", "t1", who(person))]))
    case = HandMadeCase("c9", business_key="QJ-9")
    committed = await store.commit_turn(
        case.started(questions=[ask_who("s1", "t1", who(role="clerk", pick="least_busy"))])
    )
    assert committed.resolution["events"][0]["assignee"] == "bob"
