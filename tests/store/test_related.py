"""Cases that point at another one: what is known of it, by whom; what they use of it together, two at once too."""

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hand_made import A_COMPANY, Clock, HandMadeCase

from engine.runtime import events as e
from engine.runtime.questions import AskRelated, Pointing
from store import Store

AT_CONTRACT = Pointing("HT-1", "contract", "payment", "", "ann", ("contract",), "amount", ("refused",))


def held(amount: str, related: str = "ht1") -> e.DataWritten:
    """What a payment holds of its contract."""
    kept = {"case": related, "process": "contract", "key": "HT-1", "seen": {}, "used": "0", "limit": "100"}
    return e.DataWritten({"contract": kept, "amount": amount}, "application", "ann")


def payment(id: str) -> HandMadeCase:
    return HandMadeCase(id, process="payment", business_key=f"FK-{id}")


async def contract(store: Store, *, sealed: bool = False, by: str = "ann") -> HandMadeCase:
    await store.put_company(A_COMPANY)
    made = HandMadeCase("ht1", process="contract", business_key="HT-1")
    begun = e.CaseStarted("ht1", "contract", "HT-1", "by_hand", by, sealed=sealed)
    await store.commit_turn(made.turn(begun, e.CaseDescribed("水泵合同", {"amount": "100.00"}, ("pump",))))
    return made


async def used(store: Store, to: Pointing = AT_CONTRACT) -> Decimal | None:
    known = (await store.known_cases([to]))[to]
    return known.used if known is not None else None


async def test_what_others_use_is_summed_up_without_what_is_undone_refused_or_ones_own(store: Store) -> None:
    await contract(store)
    for id, amount, end in (("p1", "10.50", "paid"), ("p2", "20", "refused"), ("p3", "30", None), ("p4", "5", "")):
        case = payment(id)
        await store.commit_turn(case.started(held(amount)))
        if end is not None:
            ended = e.CaseEnded(end, "completed") if end else e.CaseEnded("cancelled", "cancelled")
            await store.commit_turn(case.turn(ended))
    other = payment("p5")
    await store.commit_turn(other.started(held("40", related="ht2")))
    assert await used(store) == Decimal("40.50")
    assert await used(store, replace(AT_CONTRACT, own="p3")) == Decimal("10.50")
    assert await used(store, replace(AT_CONTRACT, summed="")) == 0


async def test_a_link_that_is_changed_or_emptied_counts_where_it_points_now(store: Store) -> None:
    await contract(store)
    case = payment("p1")
    await store.commit_turn(case.started(held("10")))
    await store.commit_turn(case.turn(held("10", related="ht2")))
    assert await used(store) == 0
    await store.commit_turn(case.turn(held("15")))
    assert await used(store) == 15
    await store.commit_turn(case.turn(e.DataWritten({"contract": None}, "pay")))
    assert await used(store) == 0
    assert (await store.rebuild()).different == ()


async def test_of_two_at_once_that_would_use_more_than_there_is_one_is_refused(store: Store) -> None:
    await contract(store)
    first, second = payment("p1"), payment("p2")
    for case in (first, second):
        await store.commit_turn(case.started())

    def turn(case: HandMadeCase) -> Any:
        asked = AskRelated(replace(AT_CONTRACT, wanted="ht1", own=case.case_id), "HT-1", "any", "amount", "60")
        return case.turn(held("60"), questions=(asked,))  # type: ignore[arg-type]

    answers = await asyncio.gather(*(store.commit_turn(turn(case)) for case in (first, second)))
    refused = [one.resolution["refused"] for one in answers if one.resolution.get("refused")]
    assert [(one["code"], one["field"]) for one in refused] == [("over-limit", "amount")]
    assert "40" in refused[0]["message"] and "已用 60" in refused[0]["zh"]
    assert await used(store) == 60


async def test_who_may_not_read_it_points_at_nothing_and_no_account_helps(store: Store) -> None:
    await contract(store, by="eve")
    asked = {person: replace(AT_CONTRACT, person=person) for person in ("eve", "max", "bob", None)}
    known = await store.known_cases(list(asked.values()))
    reads = {person: (one := known[to]) is not None and one.reads for person, to in asked.items()}
    assert reads == {"eve": True, "max": True, "bob": False, None: True}
    missing = replace(AT_CONTRACT, wanted="HT-2")
    assert await store.known_cases([missing]) == {missing: None}
    assert await used(store, replace(AT_CONTRACT, processes=("order",))) is None


async def test_no_other_case_takes_the_place_of_one_that_was_picked_nor_hides_one_that_was_named(store: Store) -> None:
    """Keys may be typed: one that is called as the id of another, and one of the same key that is not for ann."""
    await contract(store, by="eve")
    called_so = HandMadeCase("ht2", process="contract", business_key="ht1")
    await store.commit_turn(called_so.turn(e.CaseStarted("ht2", "contract", "ht1", "by_hand", "ann"), minutes=30))
    of_same_key = HandMadeCase("ht3", process="frame", business_key="HT-1")
    await store.commit_turn(of_same_key.turn(e.CaseStarted("ht3", "frame", "HT-1", "by_hand", "ann"), minutes=-30))
    picked = replace(AT_CONTRACT, wanted="ht1", processes=("contract", "frame"))
    named = replace(picked, wanted="HT-1")
    known = await store.known_cases([picked, named])
    assert [(one.case, one.reads) for one in known.values() if one is not None] == [("ht1", False), ("ht3", True)]


async def test_a_sealed_case_is_known_to_those_in_it_alone(store: Store) -> None:
    await contract(store, sealed=True, by="eve")
    asked = [replace(AT_CONTRACT, person=person) for person in ("eve", "max")]
    known = await store.known_cases(asked)
    assert [(one is not None and (one.reads, one.sealed)) for one in known.values()] == [(True, True), (False, True)]
    for person, found in (("eve", ["ht1"]), ("max", [])):
        who = await store.standing(person)
        choices = await store.candidates(who, replace(AT_CONTRACT, wanted="HT", person=person), "any", 10)
        assert [one.row.case_id for one in choices] == found


async def test_what_may_be_picked_is_found_by_its_words_the_newest_first(store: Store, clock: Clock) -> None:
    made = await contract(store)
    later = HandMadeCase("ht2", process="contract", business_key="HT-2", at=made.at)
    await store.commit_turn(later.turn(e.CaseStarted("ht2", "contract", "HT-2", "by_hand", "ann"), minutes=30))
    await store.commit_turn(made.turn(e.CaseEnded("signed", "completed")))
    who = await store.standing("ann")

    async def found(words: str, status: str = "any", limit: int = 10) -> list[str]:
        choices = await store.candidates(who, replace(AT_CONTRACT, wanted=words), status, limit)
        return [one.row.business_key for one in choices]

    assert await found("") == ["HT-2", "HT-1"] and await found("", limit=1) == ["HT-2"]
    assert await found("水泵") == ["HT-1"] == await found("PUMP ht")
    assert await found("", "ended") == ["HT-1"] and await found("", "open") == ["HT-2"]
    assert await found("nothing") == []
