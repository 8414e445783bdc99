"""Lists are filtered by right as the rule says it of each case."""

from hand_made import A_COMPANY, HandMadeCase, who

from engine.administering.access import Standing, is_in, reading_of
from engine.runtime import events as e
from engine.runtime import questions as q
from store import Store

PEOPLE = ("ann", "bob", "eve", "max", "tom")


async def _some_cases(store: Store) -> None:
    """c1: begun by ann, at bob. c2: begun by eve, tom reads along. c3: sealed, begun by eve, done by nobody."""
    await store.put_company(A_COMPANY)
    first, second = HandMadeCase("c1", business_key="QJ-1"), HandMadeCase("c2", business_key="QJ-2")
    await store.commit_turn(first.started())
    await store.commit_turn(first.with_task("t1", "bob"))
    copy = q.AskCopies("case", who("tom"), second.at, "n1")
    begun = e.CaseStarted("c2", "leave", "QJ-2", "by_hand", "eve")
    await store.commit_turn(second.turn(begun, questions=(copy,)))
    third = HandMadeCase("c3", business_key="QJ-3")
    sealed = e.CaseStarted("c3", "leave", "QJ-3", "by_hand", "eve", sealed=True)
    await store.commit_turn(third.turn(sealed))


async def test_a_list_shows_exactly_what_the_rule_lets_somebody_read(store: Store) -> None:
    await _some_cases(store)
    roles = [frozenset[str](), frozenset({"operator"}), frozenset({"auditor"}), frozenset({"administrator"})]
    for person in PEOPLE:
        for role in roles:
            standing = await store.standing(person, role)
            found = {row.case_id for row in (await store.cases(visible_to=standing)).cases}
            concerned = {case: await store.concerned(case) for case in ("c1", "c2", "c3")}
            assert found == {
                case for case, one in concerned.items() if one and reading_of(standing, one) != "nothing"
            }, (person, role)


async def test_max_finds_what_his_people_began_and_tom_what_he_reads_along(store: Store) -> None:
    await _some_cases(store)
    seen = {}
    for person in PEOPLE:
        page = await store.cases(visible_to=await store.standing(person))
        seen[person] = sorted(row.case_id for row in page.cases)
    assert seen["ann"] == ["c1"] == seen["bob"] and seen["eve"] == ["c2", "c3"]
    assert seen["max"] == ["c1", "c2", "c3"]


async def test_owners_find_the_cases_of_their_process(store: Store) -> None:
    await _some_cases(store)
    page = await store.cases(visible_to=Standing("zoe", owns=frozenset({"leave"})))
    assert len(page.cases) == 3
    assert (await store.cases(visible_to=Standing("zoe", owns=frozenset({"order"})))).cases == ()


async def test_to_whom_a_held_task_was_offered_back_is_in_the_case(store: Store) -> None:
    await _some_cases(store)
    case = await store.concerned("c1")
    assert case is not None and is_in("bob", case) and not is_in("tom", case)
    assert await store.concerned("unknown") is None
