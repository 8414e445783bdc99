"""The read model can be thrown away; the record of a case shows when it was touched."""

import pytest
from hand_made import HandMadeCase, ask_limit
from sqlalchemy import text

from engine.runtime import events as e
from store import Store
from store.tables import PROJECTIONS


async def _some_cases(store: Store) -> None:
    for number in range(3):
        case = HandMadeCase(f"c{number}", business_key=f"QJ-{number}")
        await store.commit_turn(case.started(e.DataWritten({"n": number, "深": {"a": [1, None]}}, "application")))
        await store.commit_turn(case.with_task("t2"))
        await store.commit_turn(case.turn(e.TaskClaimed("t2", "bob"), questions=[ask_limit("case", "1 week")]))
    await store.commit_turn(case.turn(e.TaskDecided("t2", "approve", "bob"), e.CaseEnded("granted", "completed")))


async def _dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All projections, byte for byte as the database has them."""
    found = {}
    with store._database.reading() as connection:
        for table in PROJECTIONS:
            columns = ", ".join(f'"{column.name}"' for column in table.primary_key)
            rows = connection.execute(text(f'SELECT * FROM "{table.name}" ORDER BY {columns}'))
            found[table.name] = [tuple(row) for row in rows]
    return found


async def test_projections_are_dropped_and_made_again_byte_for_byte(store: Store) -> None:
    await _some_cases(store)
    before = await _dump(store)
    assert all(before[name] for name in ("cases", "case_data", "tasks", "inbox", "limits", "steps"))
    with store._database.writing() as connection:
        for table in PROJECTIONS:
            connection.execute(text(f'DROP TABLE "{table.name}"'))
    rebuilt = await store.rebuild()
    assert (rebuilt.cases, rebuilt.turns, rebuilt.different) == (3, 10, ("c0", "c1", "c2"))
    assert await _dump(store) == before
    assert (await store.rebuild()).different == ()


async def test_rebuild_finds_and_mends_what_is_different(store: Store) -> None:
    await _some_cases(store)
    before = await _dump(store)
    with store._database.writing() as connection:
        connection.execute(text("UPDATE tasks SET holder = 'eve' WHERE case_id = 'c1'"))
        connection.execute(text("DELETE FROM inbox WHERE case_id = 'c0'"))
        connection.execute(text("INSERT INTO case_data VALUES ('c9', '{}')"))
    assert (await store.rebuild(compare_only=True)).different == ("c0", "c1")
    assert (await store.rebuild(["c1"])).different == ("c1",)
    assert (await store.rebuild()).different == ("c0",)
    assert await _dump(store) == before


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE turns SET events = '[]' WHERE case_id = 'c1' AND n = 3", "turn 3: what it decided is not what"),
        ("UPDATE turns SET stimulus = '{}' WHERE case_id = 'c1' AND n = 1", "turn 1: its record is not what"),
        ("DELETE FROM turns WHERE case_id = 'c1' AND n = 2", "turn 3: expected turn 2 before it, but it is missing"),
        (
            "UPDATE turns SET previous = 'x' WHERE case_id = 'c1' AND n = 2",
            "turn 2: does not follow the turn before it",
        ),
    ],
)
async def test_a_touched_record_is_found(store: Store, change: str, found: str) -> None:
    await _some_cases(store)
    assert (await store.verify("c1")).whole
    with store._database.writing() as connection:
        connection.execute(text(change))
    verified = await store.verify("c1")
    assert any(one.startswith(found) for one in verified.broken), verified.broken
    assert (await store.verify("c2")).whole
