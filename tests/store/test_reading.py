"""Who reads what of a case: copies with their mark, comments for approvers, sealed cases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hand_made import START, Clock, HandMadeCase, ask_who, send, who

from engine.administering.openings import Keepers, Opening
from engine.compiler import Known, compile_definition
from engine.runtime import Rejected
from engine.runtime import events as e
from engine.runtime import questions as q
from store import Store
from store.directory import Author
from store.reading import Reader
from store.task_lists import TaskList, Wanted

ANN, BOB, EVE = Reader("ann"), Reader("bob"), Reader("eve")


async def _said(store: Store, reader: Reader | None) -> list[str]:
    turns = await store.history("c1", reader=reader)
    return [event["comment"] for turn in turns for event in turn.events if event["kind"] == "comment-made"]


async def test_a_comment_for_approvers_is_read_by_those_who_decide_alone(store: Store) -> None:
    case = HandMadeCase("c1")  # begun by ann
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1", "bob"))
    among_us = e.CommentMade("bob", "watch out", (), None, approvers=True)
    await store.commit_turn(case.turn(e.CommentMade("ann", "hello", (), None), among_us))
    assert await _said(store, BOB) == ["hello", "watch out"] == await _said(store, None)
    assert await _said(store, ANN) == ["hello"] == await _said(store, EVE) == await _said(store, Reader())
    hidden = next(turn for turn in await store.history("c1", reader=ANN) if turn.turn == 3)
    assert "watch out" not in str(hidden)


async def test_of_a_sealed_case_others_see_where_it_stands_and_no_word_of_it(store: Store) -> None:
    case = HandMadeCase("c1", business_key="QJ-1")
    told = e.CaseDescribed("a complaint about meg", {"about": "meg"}, ("meg",))
    sealed = e.CaseStarted("c1", "leave", "QJ-1", "by_hand", "ann", sealed=True)
    await store.commit_turn(case.turn(sealed, told, e.DataWritten({"about": "meg"}, "by_hand", "ann")))
    await store.commit_turn(case.with_task("t1", "bob"))
    for inside in (ANN, BOB):
        detail = await store.case("c1", reader=inside)
        assert detail is not None and detail.data == {"about": "meg"}
        assert [row.title for row in (await store.cases(reader=inside)).cases] == ["a complaint about meg"]
    outside = await store.case("c1", reader=EVE)
    assert outside is not None and [step.row.step for step in outside.open_steps] == ["check"]
    assert await store.history("c1", reader=EVE) == []
    listed = (await store.cases(reader=EVE)).cases
    assert [(row.business_key, row.title) for row in listed] == [("QJ-1", "")]
    assert "meg" not in str(outside) + str(listed)
    assert (await store.cases(search="meg")).cases == () and len((await store.cases(search="QJ-1")).cases) == 1


async def _sealed(store: Store) -> HandMadeCase:
    """A sealed case of ann's that bob checks."""
    case = HandMadeCase("c1")
    await store.commit_turn(case.turn(e.CaseStarted("c1", "leave", "QJ-1", "by_hand", "ann", sealed=True)))
    await store.commit_turn(case.with_task("t1", "bob"))
    return case


async def test_a_sealed_case_that_is_stuck_is_listed_and_repaired_blind(store: Store, clock: Clock) -> None:
    case = await _sealed(store)
    parked = e.IncidentRaised("i1", "s1", "check", "condition-null", "meg is not there")
    await store.commit_turn(case.turn(parked, requests=(send("m1", key="meg"),)))
    await store.seal("c1", 3)
    (letter,) = await store.outbox_sealed()
    await store.mark_failed(letter.key, "no route", again_at=None)
    caller = HandMadeCase("c2", business_key="QJ-2")
    called = (e.CaseCalled("s1", "call", "leave", False), e.CalledCaseKnown("s1", "leave:QJ-1", "c1"))
    await store.commit_turn(caller.started(e.StepEntered("s1", "call", "l1", "call_process"), *called))

    async def all_said(reader: Reader) -> str:
        stuck = await store.stuck(clock(), reader=reader)
        assert {one.business_key: one.cause for one in stuck} == {
            "QJ-1": "data-gives-no-answer", "QJ-2": "called-case",
        }  # fmt: skip
        (incident,) = await store.incidents(reader=reader)
        assert (incident.incident, incident.code) == ("i1", "condition-null")
        (failing,) = await store.outbox_failing(reader=reader)
        assert (failing.payload["message"], failing.last_error) == ("order-paid", "no route")
        explained = await store.explain("c1", clock(), reader=reader)
        return str([stuck, incident, failing, explained, await store.explanations("c1", reader=reader)])

    assert (await all_said(BOB)).count("meg is not there") == 5  # of the case itself, and of the one that waits for it
    assert "meg" not in await all_said(EVE) and "meg" not in await all_said(Reader())
    assert await store.explanations("c1", reader=BOB) and await store.explanations("c1", reader=EVE) == []


async def test_a_sealed_case_is_opened_by_two_people_until_its_time_is_over(store: Store, clock: Clock) -> None:
    case = await _sealed(store)
    among_us = e.CommentMade("bob", "watch out", (), None, approvers=True)
    await store.commit_turn(case.turn(e.CommentMade("ann", "hello", (), None), among_us))
    keepers = Keepers(("clerk",), ("head",))
    wanted = Opening("", "c1", "eve", "it hangs", 8, clock())
    asked = await store.ask_to_open(wanted, keepers)
    assert asked.id == "MJ-1" and await _said(store, EVE) == []
    with pytest.raises(Rejected, match="MJ-1 waits"):
        await store.ask_to_open(wanted, keepers)
    wrong = (("MJ-2", "max", "unknown-opening"), ("MJ-1", "eve", "same-person"), ("MJ-1", "bob", "may-not-open"))
    for number, by, code in wrong:
        with pytest.raises(Rejected) as refused:
            await store.answer_opening(number, by, "", keepers, confirmed=True)
        assert refused.value.code == code and await _said(store, EVE) == []
    opened = await store.answer_opening("MJ-1", "max", "", keepers, confirmed=True)
    assert opened.told == ("ann", "bob") and await store.openings() == [(opened, "QJ-1")]
    assert await _said(store, EVE) == ["hello"] and await _said(store, Reader("max")) == []
    await store.seal("c1", 1)
    letters = [(one.payload["about"], one.payload["to"]) for one in await store.outbox_sealed()]
    assert letters == [("case.opened", ["ann"]), ("case.opened", ["bob"])]
    clock.advance(hours=8)
    assert await _said(store, EVE) == [] and await store.openings_of("c1") == [opened]


async def test_a_successor_reads_what_the_leaver_read(store: Store, clock: Clock) -> None:
    case = await _sealed(store)
    await store.commit_turn(case.turn(e.TaskDecided("t1", "done", "bob"), e.CommentMade("ann", "hello", (), None)))
    stays = await store.hand_over("bob", "eve", Author("max", "", "stays"), leaves=False)
    assert (await store.hand_over_of(stays)) and await _said(store, EVE) == []  # bob is still there
    number = await store.hand_over("bob", "eve", Author("max", "", "leaves"))
    assert await _said(store, EVE) == []
    for taken in await store.take_hand_over_items(10, timedelta(seconds=60)):
        await store.do_hand_over_item(taken)
    assert await _said(store, EVE) == ["hello"] and await _said(store, Reader("max")) == []
    await store.undo_hand_over(number, Author("max", "", "undone"))
    assert await _said(store, EVE) == []


async def test_a_copy_is_on_the_list_of_who_has_it_and_is_marked_when_read(store: Store) -> None:
    case = HandMadeCase("c1")
    ask = q.AskCopies("case", who("bob"), case.at, "n1")
    await store.commit_turn(case.started(questions=(ask,)))
    [copy] = await store.copies("bob")
    assert (copy.copy.about, copy.business_key, copy.read_at) == ("case", "QJ-1", None)
    assert await store.copies("eve") == [] and await store.mark_read("c1", "eve") is None
    first = await store.mark_read("c1", "bob")
    assert first is not None and await store.mark_read("c1", "bob") == first
    assert [one.read_at for one in await store.copies("bob")] == [first]


async def test_a_copy_opens_a_sealed_case_but_no_comment_for_approvers(store: Store) -> None:
    case = HandMadeCase("c1")
    sealed = e.CaseStarted("c1", "leave", "QJ-1", "by_hand", "ann", sealed=True)
    said = e.CommentMade("bob", "watch out", (), None, approvers=True)
    await store.commit_turn(case.turn(sealed, questions=(q.AskCopies("case", who("eve"), case.at, "n1"),)))
    await store.commit_turn(case.turn(said, questions=(ask_who("s1", "t1", who("bob")),)))
    assert await store.history("c1", reader=EVE) and await _said(store, EVE) == []


async def test_attachments_are_in_order_and_those_of_a_sealed_case_for_who_is_in_it(store: Store) -> None:
    case = HandMadeCase("c1")
    sealed = e.CaseStarted("c1", "leave", "QJ-1", "by_hand", "ann", sealed=True)
    await store.commit_turn(case.turn(sealed))
    paper = {"digest": "a1" * 32, "name": "a.pdf", "size": 3, "type": "application/pdf"}
    two = e.FilesAttached("ann", (paper, "on paper"), "both sides", None)
    await store.commit_turn(case.turn(two, e.FilesAttached("ann", ("map.jpg",), "", "check")))
    found = await store.attachments("c1", reader=ANN)
    assert [(one.file, one.comment, one.step) for one in found] == [
        (paper, "both sides", None), ("on paper", "both sides", None), ("map.jpg", "", "check"),
    ]  # fmt: skip
    assert await store.attachments("c1", reader=EVE) == []


KEPT_TO_THEM = """\
process: leave
name: 请假
department: sales
business_key: ref
data: {ref: {type: text, numbering: 'QJ-{nnn}'}}
start: {asked: {by: {role: employee}}}
steps:
  - user_task: check
    assign: {role: clerk}
    visible: {unclaimed: offered, claimed: holder}
  - end: finished
"""


async def _people(store: Store, reader: Reader) -> tuple[list[object], list[str]]:
    """Whose the open task is, as this person sees it: offered and holder; and what the history tells of it."""
    detail = await store.case("c1", reader=reader)
    assert detail is not None
    [task] = detail.open_steps[0].tasks
    told = [event["kind"] for turn in await store.history("c1", reader=reader) for event in turn.events]
    return [task.offered, task.holder], [kind for kind in told if kind in ("task-offered", "task-claimed")]


async def test_whose_a_task_is_may_be_kept_to_those_it_is_offered_to_and_to_who_has_it(store: Store) -> None:
    plan = compile_definition(KEPT_TO_THEM, "leave.yaml", known=Known()).plan
    assert plan is not None
    await store.deploy(plan, KEPT_TO_THEM, "leave.yaml")
    case = HandMadeCase("c1")
    await store.commit_turn(replace(case.started(), plan_digest=plan.digest))
    await store.commit_turn(replace(case.with_task("t1", "ann", "bob"), plan_digest=plan.digest))
    for one in (ANN, BOB):
        assert await _people(store, one) == ([("ann", "bob"), None], ["task-offered"])
    assert await _people(store, EVE) == ([(), None], [])
    await store.commit_turn(replace(case.turn(e.TaskClaimed("t1", "bob")), plan_digest=plan.digest))
    assert await _people(store, BOB) == ([("ann", "bob"), "bob"], ["task-offered", "task-claimed"])
    assert await _people(store, ANN) == ([(), None], []) == await _people(store, EVE)
    assert [len((await store.inbox(one)).entries) for one in ("ann", "bob", "eve")] == [0, 1, 0]


async def test_the_page_of_a_task_keeps_whose_it_is_as_the_page_of_its_case_does(store: Store) -> None:
    plan = compile_definition(KEPT_TO_THEM, "leave.yaml", known=Known()).plan
    assert plan is not None
    await store.deploy(plan, KEPT_TO_THEM, "leave.yaml")
    case = HandMadeCase("c1")
    await store.commit_turn(replace(case.started(), plan_digest=plan.digest))
    await store.commit_turn(replace(case.with_task("t1", "ann", "bob"), plan_digest=plan.digest))
    claimed, lent = e.TaskClaimed("t1", "bob"), e.TaskLent("t1", "bob", "max", "please")
    await store.commit_turn(replace(case.turn(claimed, lent), plan_digest=plan.digest))
    seen = {}
    for person in ("bob", "max", "ann", "eve"):
        read = await store.task_read("c1", "t1", person)
        assert read is not None
        told = {event["kind"] for turn in read.turns for event in turn.events}
        rows = [(row.holder, row.lent_to) for row in (read.listed.task, *read.tasks)]
        seen[person] = (rows, told & {"task-offered", "task-claimed", "task-lent"})
    whole = ([("bob", "max")] * 2, {"task-offered", "task-claimed", "task-lent"})
    assert seen == {"bob": whole, "max": whole, "ann": ([(None, None)] * 2, set()), "eve": ([(None, None)] * 2, set())}


async def test_on_the_list_of_their_team_a_superior_reads_no_word_of_a_sealed_case(store: Store) -> None:
    for case_id, sealed in (("c1", True), ("c2", False)):
        case = HandMadeCase(case_id, business_key=case_id)
        begun = e.CaseStarted(case_id, "leave", case_id, "by_hand", "ann", sealed=sealed)
        await store.commit_turn(case.turn(begun, e.CaseDescribed("about meg", {"about": "meg"}, ("meg",))))
        await store.commit_turn(case.with_task("t1", "bob"))

    async def words(kind: TaskList, person: str) -> dict[str, tuple[object, object]]:
        page = await store.tasks_listed(lambda _: Wanted(kind, person, ("bob",)))
        return {one.case.business_key: (one.case.title, one.case.summary) for one in page.items}

    whole = ("about meg", {"about": "meg"})
    assert await words("team", "max") == {"c1": ("", {}), "c2": whole}
    assert await words("team", "ann") == {"c1": whole, "c2": whole} == await words("mine", "bob")


async def test_a_work_list_is_filtered_and_ordered_by_its_owner(store: Store) -> None:
    for name, process in (("a", "leave"), ("b", "purchase"), ("c", "leave")):
        case = HandMadeCase(f"c-{name}", process, business_key=name)
        case.at = START + timedelta(hours=ord(name))
        await store.commit_turn(case.started())
        await store.commit_turn(case.with_task("t1", "ann", due=None))

    async def keys(**wanted: object) -> list[str]:
        return [one.business_key for one in (await store.inbox("ann", **wanted)).entries]  # type: ignore[arg-type]

    assert await keys(newest=True) == ["c", "b", "a"] and await keys() == ["a", "b", "c"]
    assert await keys(process="leave") == ["a", "c"] and await keys(process="leave", newest=True) == ["c", "a"]
    assert await keys(step="check", process="purchase") == ["b"] and await keys(step="sign") == []
    assert await keys(case_id="c-b") == ["b"]
