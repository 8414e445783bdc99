"""Stuck cases are found among the stored ones, and explained."""

from datetime import datetime, timedelta

from hand_made import START, HandMadeCase, ask_limit, company_with

from engine.runtime import events as e
from store import Store

LATER = START + timedelta(hours=5)


async def _case(store: Store, name: str, *people: str, due: str | None = "2 working days") -> HandMadeCase:
    case = HandMadeCase(f"c-{name}", business_key=name)
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1", *people, due=due))
    return case


async def _stuck(store: Store, now: datetime = LATER) -> list[tuple[str, str, str]]:
    return [(one.business_key, one.stuck, one.cause) for one in await store.stuck(now)]


async def test_healthy_cases_are_not_listed(store: Store) -> None:
    await _case(store, "a")
    assert await _stuck(store) == []


async def test_the_worst_come_first(store: Store) -> None:
    await _case(store, "late", "bob", due="1 working hours")
    await _case(store, "later", due="2 working hours")
    parked = await _case(store, "parked")
    await store.commit_turn(parked.turn(e.IncidentRaised("i1", "s1", "check", "condition-null", "…")))
    assert await _stuck(store) == [
        ("parked", "cannot_move", "data-gives-no-answer"),
        ("late", "does_not_move", "assignee-has-not-acted"),
        ("later", "does_not_move", "nobody-has-claimed"),
    ]
    assert [one.business_key for one in await store.stuck(LATER, limit=1)] == ["parked"]


async def test_tasks_of_people_who_have_left_cannot_move(store: Store) -> None:
    await _case(store, "a", "eve", due=None)
    await store.put_company(company_with(eve={"name": "叶", "left": "2026-03-01"}))
    assert await _stuck(store) == [("a", "cannot_move", "nobody-may-act")]


async def test_a_case_whose_called_case_is_stuck_is_stuck_too(store: Store) -> None:
    inner = await _case(store, "inner")
    await store.commit_turn(inner.turn(e.IncidentRaised("i1", "s1", "check", "no-rule", "…")))
    for name, below in (("middle", "inner"), ("outer", "middle")):
        case = HandMadeCase(f"c-{name}", business_key=name)
        await store.commit_turn(case.started())
        await store.commit_turn(
            case.turn(
                e.StepEntered("s1", "call", "l1", "call_process"),
                e.CaseCalled("s1", "call", "leave", False),
                e.CalledCaseKnown("s1", f"leave:{below}", f"c-{below}"),
            )
        )
    assert sorted(await _stuck(store)) == [
        ("inner", "cannot_move", "data-gives-no-answer"),
        ("middle", "cannot_move", "called-case"),
        ("outer", "cannot_move", "called-case"),
    ]
    explained = await store.explain("c-outer", LATER)
    assert explained is not None and explained.stuck is not None
    assert explained.stuck.root == "c-inner"


async def test_a_step_without_due_is_measured_by_those_before_it(store: Store) -> None:
    for number in range(10):
        case = await _case(store, f"old-{number}", "bob", due=None)
        await store.commit_turn(
            case.turn(
                e.TaskDecided("t1", "approve", "bob"),
                e.StepFinished("s1", "check"),
                e.CaseEnded("granted", "completed"),
                minutes=30,
            )
        )
    await _case(store, "open", "bob", due=None)
    assert await _stuck(store, START + timedelta(minutes=31)) == []
    (found,) = await store.stuck(START + timedelta(hours=1))
    assert (found.business_key, found.stuck) == ("open", "does_not_move")
    assert found.evidence[0].code == "usual" and found.evidence[0].values["working"] == 1800


async def test_a_case_will_be_late_by_what_the_fastest_needed(store: Store) -> None:
    for number in range(5):
        case = await _case(store, f"old-{number}", "bob")
        await store.commit_turn(case.turn(e.TaskDecided("t1", "approve", "bob"), e.StepFinished("s1", "check")))
        await store.commit_turn(case.turn(e.CaseEnded("granted", "completed"), minutes=120))
    case = await _case(store, "open", "bob")
    await store.commit_turn(case.turn(questions=[ask_limit("case", "3 working hours", START)]))
    assert await _stuck(store, START + timedelta(minutes=30)) == []
    assert await _stuck(store, START + timedelta(minutes=90)) == [("open", "will_be_late", "assignee-has-not-acted")]


async def test_what_only_the_shell_sees_is_told_to_the_list(store: Store) -> None:
    await _case(store, "a")
    found = await store.stuck(LATER, outside={"c-a": "no-worker"})
    assert [(one.cause, one.stuck) for one in found] == [("no-worker", "cannot_move")]


async def test_a_case_explains_what_it_waits_for(store: Store) -> None:
    await _case(store, "a", "bob")
    explained = await store.explain("c-a", LATER)
    assert explained is not None and explained.stuck is None
    (waits,) = explained.waits
    assert (waits.step, waits.cause, waits.people) == ("check", "assignee-has-not-acted", ("bob",))
    assert waits.evidence[0].values["working"] == 3 * 3600 + 58 * 60


async def test_an_ended_case_waits_for_nothing_and_an_unknown_one_is_unknown(store: Store) -> None:
    await store.commit_turn(HandMadeCase("c1").started(e.CaseEnded("granted", "completed")))
    explained = await store.explain("c1", LATER)
    assert explained is not None and (explained.waits, explained.stuck) == ((), None)
    assert await store.explain("c2", LATER) is None


async def test_the_next_try_of_a_failing_service_is_what_comes_next_by_itself(store: Store) -> None:
    case = HandMadeCase("c-a", business_key="a")
    again_at = START + timedelta(minutes=2)
    await store.commit_turn(case.started())
    await store.commit_turn(case.turn(e.StepEntered("s1", "ship", "l1", "service_task")))
    await store.commit_turn(
        case.turn(
            e.ServiceCalled("s1#1", "s1", "ship", "http.post", 1),
            e.ServiceFailed("s1#1", "s1", "failed", "timeout", again_at),
        )
    )
    explained = await store.explain("c-a", START)
    assert explained is not None and [one.cause for one in explained.waits] == ["service-failing"]
    assert [(one.at, one.rung, one.step) for one in explained.coming] == [(again_at, "retry", "ship")]
    seen = await store.case("c-a")
    assert seen is not None and seen.case.next_at == again_at
    tried = case.turn(e.DeadlineReached("s1", "retry"), e.ServiceCalled("s1#2", "s1", "ship", "http.post", 2))
    await store.commit_turn(tried)
    explained = await store.explain("c-a", START)
    assert explained is not None and not explained.coming


async def test_what_is_left_is_not_tried_again(store: Store) -> None:
    case = HandMadeCase("c-a", business_key="a")
    await store.commit_turn(case.started())
    await store.commit_turn(
        case.turn(
            e.StepEntered("s1", "ship", "l1", "service_task"),
            e.ServiceFailed("s1#1", "s1", "failed", "timeout", START + timedelta(minutes=2)),
            e.StepCancelled("s1", "ship", "event: stop"),
        )
    )
    explained = await store.explain("c-a", START)
    assert explained is not None and not explained.coming
