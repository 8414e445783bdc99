"""What people wait for is served by indexes, whatever the size: no list reads a whole table, none is sorted."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hand_made import A_COMPANY, START, Clock, HandMadeCase
from sqlalchemy import event, text

from engine.administering.access import Standing
from engine.runtime.questions import Pointing
from store import Schedule, Store

Ask = Callable[[Store], Awaitable[Any]]

AT_LEAVE = Pointing("QJ-1", "leave", "payment", "", "ann", ("leave",), "amount")
MANAGER = Standing("max", people=frozenset({"ann", "bob"}), owns=frozenset({"leave"}))

ASKED: dict[str, Ask] = {
    "inbox": lambda store: store.inbox("ann"),
    "inbox, mine": lambda store: store.inbox("ann", standing="mine"),
    "inbox of a step": lambda store: store.inbox("ann", process="leave", step="check"),
    "copies": lambda store: store.copies("ann"),
    "cases": lambda store: store.cases(),
    "cases of a process": lambda store: store.cases(process="leave"),
    "open cases of a process": lambda store: store.cases(process="leave", status="open"),
    "cases of an initiator": lambda store: store.cases(initiator="ann"),
    "cases by words": lambda store: store.cases(search="请假"),
    "cases visible to somebody": lambda store: store.cases(visible_to=Standing("ann")),
    "cases visible to a manager": lambda store: store.cases(visible_to=MANAGER),
    "whom a case concerns": lambda store: store.concerned("c1"),
    "a case that is pointed at": lambda store: store.known_cases([replace(AT_LEAVE, person=None)]),
    "cases that may be picked": lambda store: store.candidates(Standing("ann"), AT_LEAVE, "any", 20),
    "open cases that may be picked": lambda store: store.candidates(MANAGER, replace(AT_LEAVE, wanted=""), "open", 20),
    "case": lambda store: store.case("c1"),
    "case by key": lambda store: store.find_case("QJ-1"),
    "history": lambda store: store.history("c1"),
    "queues": lambda store: store.queues("leave"),
    "incidents": lambda store: store.incidents(),
    "deadlines": lambda store: store.deadlines(until=START),
    "notices": lambda store: store.notices("ann"),
    "hearing": lambda store: store.hearing("paid", "K1"),
    "outbox": lambda store: store.outbox_sealed(),
    "unsettled commands": lambda store: store.unsettled_commands(),
    "command": lambda store: store.command("k1"),
    "past instants": lambda store: store.past_instants("leave", "daily"),
    "schedule runs": lambda store: store.schedule_runs(Schedule("leave", "daily"), besides="c1"),
    "refused starts": lambda store: store.refused_starts(),
    "stuck": lambda store: store.stuck(START + timedelta(days=9)),
}

SMALL = {"deployments", "company", "chains", "alembic_version"}
"""Tables that hold one row for something the company has few of, or are read by the row they join."""


@pytest.mark.parametrize("asked", ASKED)
async def test_no_list_reads_a_whole_table(tmp_path: Path, clock: Clock, asked: str) -> None:
    store = await Store.open(f"sqlite:///{tmp_path}/banjie.db", clock=clock, synchronous="NORMAL")
    await store.put_company(A_COMPANY)
    case = HandMadeCase("c1")
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1"))
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            statements.append((statement, parameters))

    event.listen(store._database.engine, "before_cursor_execute", note)
    await ASKED[asked](store)
    event.remove(store._database.engine, "before_cursor_execute", note)
    assert statements
    with store._database.reading() as connection:
        for statement, parameters in statements:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plan = [row[3] for row in rows]
            # An index read in the order of the list ends with its page; one without WHERE or LIMIT would not.
            whole = [one for one in plan if re.match(r"SCAN (?!.*USING).*", one) and not _is_small(one)]
            assert not whole, f"{statement}\n{plan}"
            sorting = [one for one in plan if "TEMP B-TREE FOR ORDER BY" in one]
            assert not sorting or "OF ORDER BY" in str(sorting) or _is_short(statement), f"{statement}\n{plan}"
    await store.dispose()


def _is_small(line: str) -> bool:
    return (
        any(re.search(rf"\b{name}\b", line) for name in SMALL) or "CONSTANT ROW" in line or "subquery" in line.lower()
    )


def _is_short(statement: str) -> bool:
    """Sorted is one case, or what is short by its condition."""
    return (
        "case_id = ?" in statement
        or "case_id IN" in statement
        or "business_key = ?" in statement
        or any(
            short in statement for short in ("FROM outbox", "JOIN message_keys", "FROM inbox \nWHERE inbox.person IN")
        )
    )


async def test_statistics_are_not_needed(tmp_path: Path) -> None:
    """The plans above hold in a database nobody has analysed, which is what an office has."""
    store = await Store.open(f"sqlite:///{tmp_path}/banjie.db")
    with store._database.reading() as connection:
        found = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'"))
        assert found.scalar() == 0
    await store.dispose()


async def test_sqlite_is_told_what_its_tables_hold(tmp_path: Path, clock: Clock) -> None:
    store = await Store.open(f"sqlite:///{tmp_path}/banjie.db", clock=clock, synchronous="NORMAL")
    await store.commit_turn(HandMadeCase("c1").started())
    await store.tend()
    counted = text("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'cases'")
    assert await store._database.read(lambda db: db.scalar(counted))
    await store.dispose()
