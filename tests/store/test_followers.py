"""Those who follow a case are told when others have moved it, once; who may not read it is told nothing."""

from hand_made import A_COMPANY, HandMadeCase

from activities.followers import Followers
from engine.runtime import events as e
from store import Store


async def _followed(store: Store, *people: str) -> HandMadeCase:
    """A case of ann's that these people follow, in which bob then decides."""
    await store.put_company(A_COMPANY)
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1", "bob"))
    await store.seal("c1", case.number, case.digest)
    for person in people:
        await store.follow("c1", person)
    return case


async def _decided(store: Store, case: HandMadeCase) -> None:
    await store.commit_turn(case.turn(e.TaskDecided("t1", "done", "bob", None, "")))
    await store.seal("c1", case.number, case.digest)


async def _told(store: Store) -> list[tuple[str, str]]:
    letters = [one for one in await store.outbox_sealed() if one.payload.get("about") == "case.followed"]
    return [(one.payload["to"][0], one.payload["text"]["zh"]) for one in letters]


async def test_who_follows_a_case_is_told_once_that_it_has_moved(store: Store) -> None:
    case = await _followed(store, "ann", "max")
    assert await Followers(store).round() == 0
    await _decided(store, case)
    assert (await Followers(store).round(), await Followers(store).round()) == (2, 0)
    told = await _told(store)
    assert sorted(person for person, _ in told) == ["ann", "max"] and told[0][1].startswith("现在：")


async def test_who_may_not_read_it_or_does_not_follow_it_any_more_is_told_nothing(store: Store) -> None:
    case = await _followed(store, "eve", "max")
    await store.unfollow("c1", "max")
    await _decided(store, case)
    await Followers(store).round()
    assert await _told(store) == []


async def test_what_does_not_move_it_is_not_told(store: Store) -> None:
    case = await _followed(store, "ann")
    await store.commit_turn(case.turn(e.DataWritten({"note": "x"}, "check", "bob")))
    await store.seal("c1", case.number, case.digest)
    assert await Followers(store).round() == 1
    assert await _told(store) == []
