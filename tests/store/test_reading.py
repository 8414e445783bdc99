"""Who reads what of a case: copies with their mark, comments for approvers, sealed cases."""

from dataclasses import replace
from datetime import timedelta

from hand_made import START, HandMadeCase, ask_who, who

from engine.compiler import Known, compile_definition
from engine.runtime import events as e
from engine.runtime import questions as q
from store import Store
from store.reading import Reader

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
