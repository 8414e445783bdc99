"""Who reads what of a case: copies with their mark, comments for approvers, sealed cases."""

from hand_made import HandMadeCase, ask_who, who

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
