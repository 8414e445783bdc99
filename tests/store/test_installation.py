"""An installation carried to another one: after that nothing is missing, and what is there already stays."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hand_made import A_COMPANY, START, Clock, HandMadeCase
from sqlalchemy import Boolean, Date, Integer, LargeBinary, Table, select
from test_deployments import plan

from engine.runtime import events as e
from store import Store
from store.carried_rows import IN_A_FORM_OF_THEIR_OWN, LEFT_BEHIND, WITH_A_CASE, WITH_THE_INSTALLATION, rows_of
from store.columns import Json, UTCDateTime
from store.files import StoredFile
from store.tables import PRIMARY

PLAN = plan()
SCAN = StoredFile("5c" * 32, "scan.pdf", "application/pdf", 9, START, "ann")
PAPER = {"digest": SCAN.digest, "name": "scan.pdf", "size": 9, "type": "application/pdf"}


@pytest.fixture
async def other(tmp_path: Path, clock: Clock) -> AsyncIterator[Store]:
    """Another installation, with nothing in it."""
    opened = await Store.open(f"sqlite:///{tmp_path}/other.db", clock=clock)
    yield opened
    await opened.dispose()


@pytest.fixture
async def full(store: Store) -> Store:
    """An installation with something in every table that goes along."""
    await store.deploy(PLAN, "a", "leave.yaml")
    await store.put_company(A_COMPANY)
    await store.allot_number("{yyyy}-{nnn}", START, once="1")
    await store.put_file(SCAN)
    case = HandMadeCase("c1")
    paper = e.DataWritten({"paper": PAPER}, "application")
    await store.commit_turn(replace(case.started(paper), plan_digest=PLAN.digest))
    with store._database.writing() as connection:
        for table in WITH_THE_INSTALLATION:
            if connection.execute(select(table)).first() is None:
                connection.execute(table.insert(), a_row(table))
        for table in WITH_A_CASE:
            for case_id in ("c1", "of-none"):
                connection.execute(table.insert(), a_row(table, case_id))
    return store


def a_row(table: Table, case_id: str = "of-none") -> dict[str, Any]:
    """A row with something in every column."""
    counted = table.autoincrement_column
    row = {column.name: a_value(column.type, f"{column.name} {case_id}") for column in table.columns}
    row |= {"case_id": case_id} if "case_id" in row else {}
    return {name: value for name, value in row.items() if counted is None or name != counted.name}


def a_value(kind: Any, text: str) -> Any:
    values = {
        UTCDateTime: START,
        Date: date(2026, 3, 2),
        Json: {"said": text},
        Integer: 7,
        LargeBinary: b"x",
        Boolean: True,
    }
    fitting = text[: getattr(kind, "length", None)]
    return next((value for one, value in values.items() if isinstance(kind, one)), fitting)


async def carried(store: Store, other: Store, *, installation: bool = True) -> dict[str, int]:
    """Out as a file, and in again."""
    export = {
        "installation": await store.export_installation(),
        "files": await store.export_files(),
        "case": await store.export_case("c1", None),
        "counters": await store.export_counters(),
    }
    read = json.loads(json.dumps(export))
    left = await other.import_installation(read["installation"]) if installation else {}
    for file in read["files"]:
        await other.import_file(file)
    await other.import_case(read["case"])
    await other.import_counters(read["counters"])
    return left


def in_it(store: Store) -> dict[str, list[Any]]:
    with store._database.reading() as connection:
        return {table.name: rows_of(connection, table) for table in PRIMARY if table not in LEFT_BEHIND}


async def test_after_export_and_import_into_an_empty_installation_nothing_is_missing(full: Store, other: Store) -> None:
    before = in_it(full)
    assert [name for name, rows in before.items() if not rows] == []
    assert await carried(full, other) == {}
    after = in_it(other)
    of_this_machine = ("sealed", "last_committed_at")
    for rows in (before["chains"], after["chains"]):
        for row in rows:
            assert [row.pop(name) is not None for name in of_this_machine]
    assert {name: sorted(map(str, rows)) for name, rows in after.items()} == {
        name: sorted(map(str, rows)) for name, rows in before.items()
    }
    assert await other.case("c1") == await full.case("c1")
    assert (await other.rebuild(compare_only=True)).different == ()


def test_every_primary_table_is_carried_or_left_for_a_reason() -> None:
    known = [*WITH_A_CASE, *WITH_THE_INSTALLATION, *IN_A_FORM_OF_THEIR_OWN, *LEFT_BEHIND]
    assert sorted(table.name for table in known) == sorted(table.name for table in PRIMARY)


async def test_what_is_different_in_the_place_of_a_row_is_left_and_counted(full: Store, other: Store) -> None:
    for store in (full, other):
        await store.put_setting("leave", "urgent", True)
    await other.deploy(PLAN, "a", "leave.yaml", by="somebody else, later")
    await other.put_setting("process of-none", "name of-none", 5)
    await other.add_to_register("register of-none", "key of-none", {"x": 1}, once="mine")
    left = await carried(full, other)
    assert left == {"settings": 1, "register_entries": 1}
    assert await other.settings("process of-none") == {"name of-none": 5}


async def test_one_case_takes_its_own_files_along(full: Store) -> None:
    await full.put_file(replace(SCAN, digest="77" * 32, name="of nobody.pdf"))
    [file] = await full.export_files(["c1"])
    assert (file["name"], [one["person"] for one in file["takes"]]) == ("scan.pdf", ["ann"])
    assert [one["name"] for one in await full.export_files()] == ["scan.pdf", "of nobody.pdf"]


async def test_what_the_first_form_of_an_export_did_not_have_is_not_asked_for(full: Store, other: Store) -> None:
    exported = await full.export_case("c1", None)
    assert exported is not None
    newer = ("commands", "copies_read", "revocations", "drafts")
    await other.import_case({name: part for name, part in {**exported, "form": 1}.items() if name not in newer})
    assert await other.case("c1") == await full.case("c1")
