"""What people look at: cases, inboxes, histories; in pages, in the right order."""

from datetime import timedelta

import pytest
from hand_made import START, HandMadeCase, ask_limit, ask_notice

from cli.endings import Refused
from cli.lookup import case_of
from engine.runtime import events as e
from engine.runtime.refusals import Rejected
from store import Store


async def _cases(store: Store, count: int) -> list[HandMadeCase]:
    """Cases that started a minute apart; every third has ended."""
    made = []
    for number in range(count):
        case = HandMadeCase(f"c{number:02}", business_key=f"QJ-{number:02}")
        case.at = START + timedelta(hours=number)
        await store.commit_turn(
            case.started(e.CaseDescribed(f"请假{number:02}", {"days": number}, ("上海 Office", f"No{number}")))
        )
        if number % 3 == 0:
            granted = e.StageReached({"zh": "已批", "en": "granted"})
            await store.commit_turn(case.turn(granted, e.CaseEnded("granted", "completed")))
        made.append(case)
    return made


async def test_cases_come_newest_first_in_pages(store: Store) -> None:
    await _cases(store, 7)
    seen, cursor = [], None
    while True:
        page = await store.cases(limit=3, cursor=cursor)
        seen.append([one.case_id for one in page.cases])
        if (cursor := page.cursor) is None:
            break
    assert seen == [["c06", "c05", "c04"], ["c03", "c02", "c01"], ["c00"]]


async def test_a_page_begun_loses_and_doubles_nothing_when_cases_are_added(store: Store) -> None:
    await _cases(store, 4)
    first = await store.cases(limit=2)
    late = HandMadeCase("c99", business_key="QJ-99")
    late.at = START + timedelta(days=9)
    await store.commit_turn(late.started())
    second = await store.cases(limit=2, cursor=first.cursor)
    assert [one.case_id for one in (*first.cases, *second.cases)] == ["c03", "c02", "c01", "c00"]


async def test_cases_are_filtered(store: Store) -> None:
    await _cases(store, 7)
    await store.commit_turn(HandMadeCase("x1", "purchase", "CG-1").started())

    async def listed(**wanted: str) -> list[str]:
        return [one.case_id for one in (await store.cases(**wanted)).cases]  # type: ignore[arg-type]

    assert await listed(process="purchase") == ["x1"]
    assert await listed(process="leave", status="ended") == ["c06", "c03", "c00"]
    assert await listed(process="leave", status="open") == ["c05", "c04", "c02", "c01"]
    assert await listed(stage="granted") == ["c06", "c03", "c00"] == await listed(stage="已批")
    assert await listed(stage="批") == []
    assert len(await listed(initiator="ann")) == 8


@pytest.mark.parametrize(
    ("search", "found"),
    [("qj-04", ["c04"]), ("请假0", 7), ("上海", 7), ("office no5", ["c05"]), ("100%", []), ("_", []), ("No1", ["c01"])],
)
async def test_cases_are_found_by_key_title_and_words(store: Store, search: str, found: list[str] | int) -> None:
    await _cases(store, 7)
    cases = [one.case_id for one in (await store.cases(search=search)).cases]
    assert (len(cases) if isinstance(found, int) else cases) == found


async def test_a_title_in_two_languages_is_found_in_both(store: Store) -> None:
    title = {"zh": "请假 安", "en": "Leave of Ann"}
    await store.commit_turn(HandMadeCase("c1", business_key="QJ-1").started(e.CaseDescribed(title, {}, ())))
    for search in ("请假", "leave of"):
        assert [one.title for one in (await store.cases(search=search)).cases] == [title]


async def test_refuses_a_cursor_nobody_gave(store: Store) -> None:
    with pytest.raises(Rejected) as refused:
        await store.cases(cursor="abc")
    assert refused.value.code == "bad-cursor"


async def test_a_case_is_found_by_what_people_write(store: Store) -> None:
    await store.reserve_case("leave", "QJ-1", "c1")
    await store.commit_turn(HandMadeCase("c1").started())
    await store.commit_turn(HandMadeCase("c2", "purchase", "CG-1").started())
    await store.commit_turn(HandMadeCase("c3", "purchase", "QJ-1").started())
    assert await store.find_case("c1") == "c1"
    assert await store.find_case("leave:QJ-1") == "c1"
    assert await store.find_case("purchase:QJ-1") == "c3"
    assert await store.find_case("CG-1") == "c2"
    assert await store.find_case("QJ-1") is None, "two cases have this key"
    assert await store.find_case("leave:QJ-9") is None


async def test_a_case_shows_where_it_stands_and_what_comes_next(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started(e.DataWritten({"days": 3}, "application"), e.KeyListened("paid", "K1")))
    await store.commit_turn(case.with_task("t2", questions=[ask_limit("case.nag", "1 working day", case.at)]))
    await store.commit_turn(
        case.turn(
            e.StepEntered("s3", "ship", "l2", "service_task"),
            e.IncidentRaised("i4", "s3", "ship", "service-failed", "timeout"),
            e.StepEntered("s5", "dispatch", "l3", "call_process"),
            e.CaseCalled("s5", "dispatch", "warehouse", False),
            e.CalledCaseKnown("s5", "warehouse:W1", "w1"),
        )
    )
    detail = await store.case("c1")
    assert detail is not None
    assert (detail.data, detail.heard) == ({"days": 3}, {"paid": "K1"})
    check, ship, dispatch = detail.open_steps
    assert check.tasks[0].offered == ("ann", "bob", "eve") and check.due == check.tasks[0].due
    assert check.row.entered_at == START + timedelta(minutes=2)
    assert ship.incident is not None and ship.incident.code == "service-failed"
    assert dispatch.called is not None and dispatch.called.workflow_id == "warehouse:W1"
    assert detail.case.at_steps == ("check", "dispatch", "ship")
    assert (detail.case.open_incidents, len(detail.incidents)) == (1, 1)
    assert [(one.key, one.rung) for one in detail.next] == [("case.nag", "timer")]
    assert detail.case.next_at == detail.next[0].at == START + timedelta(days=1, minutes=1)


async def test_a_key_of_several_cases_is_asked_back_for(store: Store) -> None:
    await store.commit_turn(HandMadeCase("c1", "leave", "N-1").started())
    await store.commit_turn(HandMadeCase("c2", "purchase", "N-1").started())
    assert (await case_of(store, "leave:N-1")).case.case_id == "c1"
    with pytest.raises(Refused) as refused:
        await case_of(store, "N-1")
    assert refused.value.code == "which-case" and "purchase:N-1" in str(refused.value.hint)


async def test_nobody_knows_an_unknown_case(store: Store) -> None:
    assert await store.case("c1") is None
    assert await store.history("c1") == []


async def test_an_inbox_has_what_is_mine_and_what_is_offered_by_due_time(store: Store) -> None:
    dues = {"a": "3 working days", "b": "1 working day", "c": None, "d": "2 working days"}
    for name, due in dues.items():
        case = HandMadeCase(f"c-{name}", business_key=name)
        await store.commit_turn(case.started(e.CaseDescribed(f"请假{name}", {}, ())))
        await store.commit_turn(case.with_task("t1", *(["ann"] if name == "a" else []), due=due))
    page = await store.inbox("ann")
    assert [one.business_key for one in page.entries] == ["b", "d", "a", "c"]
    assert [one.standing for one in page.entries] == ["offered", "offered", "mine", "offered"]
    assert (page.entries[0].title, page.entries[0].workflow_id) == ("请假b", "leave:b")
    assert [one.business_key for one in (await store.inbox("ann", standing="mine")).entries] == ["a"]
    assert [one.business_key for one in (await store.inbox("bob")).entries] == ["b", "d", "c"]
    first = await store.inbox("ann", limit=3)
    second = await store.inbox("ann", limit=3, cursor=first.cursor)
    assert [one.business_key for one in (*first.entries, *second.entries)] == ["b", "d", "a", "c"]
    assert second.cursor is None
    (queue,) = await store.queues()
    assert (queue.process, queue.step, queue.waiting) == ("leave", "check", 3)


async def test_a_task_done_is_on_nobodys_list_but_can_be_looked_up(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1", "ann"))
    await store.commit_turn(case.turn(e.TaskDecided("t1", "refuse", "ann", comment="不符")))
    assert (await store.inbox("ann")).entries == ()
    task = await store.task("c1", "t1")
    assert task is not None and (task.status, task.outcome, task.comment) == ("decided", "refuse", "不符")
    assert await store.task("c1", "t9") is None


async def test_the_history_has_turns_with_events_and_what_they_followed_from(store: Store) -> None:
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1"))
    await store.commit_turn(case.turn(e.TaskClaimed("t1", "bob"), questions=[ask_notice("check", "max")]))
    (second, third) = await store.history("c1", after=1)
    assert [event["kind"] for event in second.events] == ["step-entered", "task-created", "task-offered", "limit-set"]
    assert [event["kind"] for event in third.events] == ["task-claimed", "notice-addressed"]
    assert (third.at, third.stimulus["kind"]) == (START + timedelta(minutes=3), "alarm")
    assert [second.sealed, third.sealed] == [True, False]
    assert [one.turn for one in await store.history("c1", after=1, limit=1)] == [2]


async def test_messages_find_the_running_cases_that_hear_them(store: Store) -> None:
    for number, key in enumerate(["K1", "K1", "K2"]):
        case = HandMadeCase(f"c{number}", business_key=f"QJ-{number}")
        await store.commit_turn(case.started(e.KeyListened("paid", key)))
    await store.commit_turn(case.turn(e.CaseEnded("granted", "completed")))
    assert [one.workflow_id for one in await store.hearing("paid", "K1")] == ["leave:QJ-0", "leave:QJ-1"]
    assert await store.hearing("paid", "K2") == []


async def test_incidents_come_oldest_first_and_go_when_resolved(store: Store) -> None:
    for number in range(3):
        case = HandMadeCase(f"c{number}", business_key=f"QJ-{number}")
        case.at = START - timedelta(hours=number)
        await store.commit_turn(case.started())
        await store.commit_turn(case.turn(e.IncidentRaised("i1", "s1", "ship", "no-case", "…")))
    await store.commit_turn(case.turn(e.IncidentResolved("i1", "retry", "max", "mended")))
    assert [one.case_id for one in await store.incidents()] == ["c1", "c0"]
    (resolved,) = await store.incidents(resolved=True)
    assert (resolved.case_id, resolved.how, resolved.by, resolved.reason) == ("c2", "retry", "max", "mended")
    assert await store.incidents(process="purchase") == []


async def test_deadlines_come_in_order_of_time(store: Store) -> None:
    for name, moment in (("a", "2 h"), ("b", "1 h"), ("c", "3 h")):
        case = HandMadeCase(f"c-{name}", business_key=name)
        await store.commit_turn(case.started(questions=[ask_limit("case.nag", moment, START)]))
    due = await store.deadlines(until=START + timedelta(hours=2))
    assert [(one.case_id, one.rung) for one in due] == [("c-b", "timer"), ("c-a", "timer")]
