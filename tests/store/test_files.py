"""Files: who may have one, and which nothing speaks of any more."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hand_made import START, Clock, HandMadeCase, send
from sqlalchemy import text

from engine.administering.access import Standing
from engine.runtime import events as e
from engine.runtime.refusals import Rejected
from store import Draft, IndexedDocument, RefusedStart, Store, commands
from store.commands import NewCommand
from store.database import Database
from store.files import StoredFile
from store.reading import Reader

ANN, BOB, EVE = Reader("ann"), Reader("bob"), Reader("eve")
LATER = START + timedelta(days=40)
"""A month after it was handed in, nobody has used it."""
CV = StoredFile("c0" * 32, "cv.pdf", "application/pdf", 9, START, "ann")
PAPER = {"digest": CV.digest, "name": "cv.pdf", "size": 9, "type": "application/pdf"}


async def a_case(store: Store, *, sealed: bool = False, key: str = "QJ-1", data: Any = None) -> HandMadeCase:
    """A case of ann's with the file in one of its fields; bob decides."""
    case = HandMadeCase(f"c-{key}", business_key=key)
    begun = e.CaseStarted(case.case_id, "leave", key, "by_hand", "ann", sealed=sealed)
    await store.commit_turn(case.turn(begun, e.DataWritten(data or {"cv": PAPER}, "by_hand", "ann")))
    await store.commit_turn(case.with_task("t1", "bob"))
    return case


async def refused(store: Store, reader: Reader | Standing) -> str:
    with pytest.raises(Rejected) as found:
        await store.file_for(CV.digest, reader)
    return found.value.code


async def test_everybody_gets_a_file_of_a_case_that_is_not_sealed(store: Store) -> None:
    await store.put_file(CV)
    await a_case(store)
    for reader in (ANN, BOB, EVE, Reader()):
        assert await store.file_for(CV.digest, reader) == CV


async def test_a_file_of_a_sealed_case_is_for_who_is_in_it(store: Store) -> None:
    await store.put_file(replace(CV, by="max"))
    await a_case(store, sealed=True)
    for reader in (ANN, BOB, Reader("max")):
        assert (await store.file_for(CV.digest, reader)).name == "cv.pdf"
    assert await refused(store, EVE) == "file-not-yours" == await refused(store, Reader())
    await a_case(store, key="QJ-2", data={"rows": [{"paper": PAPER}]})
    assert await store.file_for(CV.digest, EVE), "another case that refers to it is not sealed"


async def test_who_answers_for_a_process_gets_its_files_but_none_of_sealed_cases(store: Store) -> None:
    await store.put_file(CV)
    owner, nobody = Standing("zoe", owns=frozenset({"leave"})), Standing("tom")
    await a_case(store, sealed=True)
    assert await refused(store, owner) == "file-not-yours"
    await a_case(store, key="QJ-2")
    assert await store.file_for(CV.digest, owner) == CV
    assert await refused(store, nobody) == "file-not-yours"


async def test_a_file_no_case_refers_to_is_for_who_has_handed_it_in_or_has_a_draft_with_it(store: Store) -> None:
    await store.put_file(CV)
    await store.put_file(replace(CV, by="bob"))
    await store.save_draft(Draft("max", START, process="leave", start="application", data={"cv": PAPER}))
    for reader in (ANN, BOB, Reader("max")):
        assert await store.file_for(CV.digest, reader) == CV
    assert await refused(store, EVE) == "file-not-yours"


async def test_who_asks_for_what_was_never_handed_in_is_told_so(store: Store) -> None:
    await a_case(store)
    assert await refused(store, ANN) == "unknown-file"


async def test_a_case_has_referred_to_a_file_for_ever(store: Store) -> None:
    await store.put_file(CV)
    case = await a_case(store)
    await store.commit_turn(case.turn(e.DataWritten({"cv": None}, "fill", "ann")))
    assert await store.file_for(CV.digest, EVE)
    assert await idle(store) == [] and (await store.rebuild(compare_only=True)).different == ()


async def idle(store: Store) -> list[StoredFile]:
    return await store.idle_files(LATER - timedelta(days=30))


async def attached(store: Store) -> None:
    await store.commit_turn(HandMadeCase("c1").started(e.FilesAttached("ann", (PAPER,), "", None)))


async def drafted(store: Store) -> None:
    await store.save_draft(Draft("ann", START, "c1", "t1", data={"cv": PAPER}))


async def asked(store: Store) -> None:
    await store.remember_command("1", "c1", "leave:QJ-1", "ann", {"command": {"data": {"cv": PAPER}}}, START)


async def answered_lately(store: Store) -> None:
    await asked(store)
    await store.settle_command("1", answer={"turn": 1})


async def refused_at_the_door(store: Store) -> None:
    await store.note_refused_start(
        RefusedStart("c1", "leave", "told", "message", "m1", {"cv": PAPER}, None, START, "unknown-person", "nobody")
    )


async def on_a_register(store: Store) -> None:
    await store.add_to_register("people", "K1", {"cv": PAPER}, once="1")


async def sent_to_another_case(store: Store) -> None:
    told = replace(send("m1"), data={"cv": PAPER})
    await store.commit_turn(HandMadeCase("c1").started(requests=[told]))


async def issued(store: Store) -> None:
    await store.index_document(IndexedDocument("d", "c1", "scan", "", START, digest=CV.digest))


@pytest.mark.parametrize(
    "spoken_of",
    [attached, drafted, asked, answered_lately, refused_at_the_door, on_a_register, sent_to_another_case, issued],
    ids=lambda use: use.__name__,
)
async def test_a_file_of_which_anything_speaks_is_not_idle(
    store: Store, clock: Clock, spoken_of: Callable[[Store], Any]
) -> None:
    await store.put_file(CV)
    assert await idle(store) == [CV]
    clock.now = LATER
    await spoken_of(store)
    assert await idle(store) == []
    if spoken_of is not sent_to_another_case:  # of what is only in the record the slow search alone knows
        assert not await store.remove_file(CV.digest, LATER - timedelta(days=30), lambda: pytest.fail("it is used"))


async def test_a_file_is_found_in_the_record_even_where_the_read_model_has_lost_it(store: Store) -> None:
    await store.put_file(CV)
    await a_case(store)
    with store._database.writing() as connection:
        connection.execute(text("DELETE FROM case_files"))
    assert await idle(store) == []


async def test_a_file_that_was_just_handed_in_again_is_not_idle(store: Store) -> None:
    await store.put_file(CV)
    assert await idle(store) == [CV]
    await store.put_file(replace(CV, by="bob", at=LATER))
    assert await idle(store) == []
    assert not await store.remove_file(CV.digest, LATER, lambda: pytest.fail("it was just handed in"))


async def test_an_act_that_is_just_being_stored_keeps_its_file(store: Store) -> None:
    await store.put_file(CV)
    act = NewCommand("1", "c1", "leave:QJ-1", "ann", {"command": {"data": {"cv": PAPER}}}, LATER)
    with store._database.writing() as connection:
        commands.remember(connection, act)
        removing = asyncio.create_task(store.remove_file(CV.digest, LATER, lambda: pytest.fail("it is used")))
        await asyncio.sleep(0.2)
        assert not removing.done()
    assert await removing is False


async def test_what_is_removed_is_unknown_and_what_cannot_be_removed_stays(store: Store) -> None:
    def away() -> None:
        raise Rejected("file-store-away", "Expected …")

    await store.put_file(CV)
    with pytest.raises(Rejected):
        await store.remove_file(CV.digest, LATER, away)
    assert await store.file(CV.digest) == CV
    gone: list[str] = []
    assert await store.remove_file(CV.digest, LATER, lambda: gone.append("content"))
    assert gone == ["content"] and await store.file(CV.digest) is None
    with pytest.raises(Rejected) as found:
        await asked(store)
    assert found.value.code == "unknown-file"
    with pytest.raises(Rejected):
        await drafted(store)


async def test_an_older_database_is_told_by_its_turns_which_cases_refer_to_which_files(url: str, store: Store) -> None:
    await store.put_file(CV)
    case = await a_case(store, data={"rows": [{"paper": PAPER}]})
    await store.commit_turn(case.turn(e.FilesAttached("ann", (PAPER, "on paper"), "", None)))
    database = Database.connect(url)
    with database.writing() as connection:
        for table in ("case_files", "file_takes"):
            connection.execute(text(f"DROP TABLE {table}"))
        with Operations.context(MigrationContext.configure(connection)):
            import_module("store.migrations.versions.0017_who_has_handed_files_in").upgrade()
    await database.dispose()
    assert (await store.rebuild(compare_only=True)).different == ()
    assert await store.file_for(CV.digest, ANN) == CV and await idle(store) == []
