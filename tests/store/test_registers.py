"""Registers are numbered without gaps; documents are indexed by case."""

import asyncio

import pytest
from hand_made import START

from engine.runtime.refusals import Rejected
from store import IndexedDocument, Store


async def test_lines_are_numbered_and_found_by_key(store: Store) -> None:
    first = await store.add_to_register("contracts", "HT-1", {"amount": "1.10"}, once="a", by="ann", case_id="c1")
    second = await store.add_to_register("contracts", "HT-2", {}, once="b")
    assert (first.number, second.number) == (1, 2)
    assert await store.register_entry("contracts", "HT-1") == first
    assert [one.key for one in await store.register("contracts", after=1)] == ["HT-2"]
    assert (await store.add_to_register("complaints", "HT-1", {}, once="c")).number == 1
    assert await store.registers() == {"complaints": 1, "contracts": 2}


async def test_adding_the_same_once_more_changes_nothing(store: Store) -> None:
    first = await store.add_to_register("contracts", "HT-1", {"amount": "1.10"}, once="a")
    assert await store.add_to_register("contracts", "HT-1", {"amount": "1.10"}, once="a") == first
    assert await store.registers() == {"contracts": 1}


async def test_refuses_a_key_that_is_in_the_register(store: Store) -> None:
    await store.add_to_register("contracts", "HT-1", {}, once="a")
    with pytest.raises(Rejected) as refused:
        await store.add_to_register("contracts", "HT-1", {}, once="b")
    assert refused.value.code == "key-taken"
    assert (await store.add_to_register("contracts", "HT-2", {}, once="b")).number == 2


async def test_an_update_lays_values_over_a_line_and_is_done_once(store: Store) -> None:
    await store.add_to_register("contracts", "HT-1", {"amount": "1.10", "signed": False}, once="a")
    changed = await store.update_register("contracts", "HT-1", {"signed": True}, once="b", by="max")
    assert (changed.number, changed.revision, changed.entry) == (1, 2, {"amount": "1.10", "signed": True})
    await store.update_register("contracts", "HT-1", {"signed": False}, once="c")
    again = await store.update_register("contracts", "HT-1", {"signed": True}, once="b")
    assert again == changed, "a repeated change answers what it came to then"
    line = await store.register_entry("contracts", "HT-1")
    assert line is not None and (line.revision, line.entry["signed"]) == (3, False)


async def test_an_update_makes_a_line_that_is_missing(store: Store) -> None:
    made = await store.update_register("check-forms", "SO-1", {"received": True}, once="a")
    assert (made.number, made.revision) == (1, 1)


async def test_many_lines_at_once_leave_no_gap(store: Store) -> None:
    added = [store.add_to_register("seals", f"S-{number}", {}, once=str(number)) for number in range(15)]
    assert sorted(one.number for one in await asyncio.gather(*added)) == list(range(1, 16))


async def test_documents_are_indexed_once(store: Store) -> None:
    issued = IndexedDocument(
        "c1/s4", "c1", "sales_bill", "XS-20260302-001", START, copies={"white": "ecommerce", "red": "customer"}
    )
    scan = IndexedDocument("c1/f1", "c1", "scan", "", START, name="合同.pdf", digest="d" * 64, size=3_000_000, by="ann")
    assert (await store.index_document(issued)).copies == issued.copies
    await store.index_document(scan)
    assert (await store.index_document(IndexedDocument("c1/s4", "c1", "sales_bill", "other", START))).number == (
        "XS-20260302-001"
    )
    assert [one.document for one in await store.documents("c1")] == ["sales_bill", "scan"]
    assert (await store.documents("c1"))[1] == scan.__class__(
        **{**scan.__dict__, "at": (await store.documents("c1"))[1].at}
    )
