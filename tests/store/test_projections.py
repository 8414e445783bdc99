"""Projections are a pure function of events; what is over stays as it is."""

from dataclasses import fields
from datetime import timedelta
from typing import get_args

import pytest
from hand_made import START

from engine.runtime import events as e
from store.projections import Held, TurnFacts, fold, read_event
from store.projections.fold import HANDLERS, HISTORY_ONLY
from store.rows import ROWS, CaseRow, DataRow, DeadlineRow, InboxRow, LimitRow, Row, StepRow, TaskRow
from store.tables import PRIMARY, PROJECTIONS, metadata

DUE = START + timedelta(days=1)


def folded(*turns: tuple[e.Event, ...]) -> Held:
    """The rows after these turns, each a minute after the other."""
    held, digest = Held("c1"), ""
    for n, events in enumerate(turns, 1):
        at = START + timedelta(minutes=n)
        held = fold(held, TurnFacts("c1", "leave", "leave:K", "p", n, at, f"d{n}", digest, events))
        digest = f"d{n}"
    return held


CREATED = (e.StepEntered("s1", "check", "l1", "user_task"), e.TaskCreated("t1", "s1", "check", 0))


def task_after(*turns: tuple[e.Event, ...]) -> TaskRow:
    """The task of step `check` after these turns, of which the first creates it."""
    row = folded(CREATED, *turns).get(TaskRow, "t1")
    assert row is not None
    return row


def offered(*people: str, assignee: str | None = None) -> e.TaskOffered:
    return e.TaskOffered("t1", "s1", "check", 0, people, assignee)


def lists(held: Held) -> dict[str, str]:
    """Whose list the open tasks are on, and how."""
    return {row.person: row.standing for row in held.with_derived().all(InboxRow).values()}


def test_every_event_has_a_projection_or_is_history_only() -> None:
    known = set(HANDLERS) | HISTORY_ONLY
    assert set(get_args(e.Event)) == known
    assert not set(HANDLERS) & HISTORY_ONLY


def test_no_table_is_both_primary_and_projection() -> None:
    primary, projections = {table.name for table in PRIMARY}, {table.name for table in PROJECTIONS}
    assert not primary & projections
    assert primary | projections == set(metadata.tables)
    assert projections == {kind.TABLE for kind in ROWS}


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_has_the_columns_of_its_table(kind: type[Row]) -> None:
    table = metadata.tables[kind.TABLE]
    assert [field.name for field in fields(kind)] == [column.name for column in table.columns]
    assert [column.name for column in table.primary_key] == ["case_id", *kind.KEY]


def test_an_event_is_read_by_its_kind() -> None:
    assert read_event({"kind": "task-claimed", "task": "t1", "by": "ann"}) == e.TaskClaimed("t1", "ann")


def test_fold_does_not_touch_what_it_is_given() -> None:
    held = folded(CREATED)
    before = held.copy().rows
    fold(held, TurnFacts("c1", "leave", "leave:K", "p", 2, START, "d2", "d1", (offered("ann"),)))
    assert held.rows == before


def test_an_offered_task_is_on_the_list_of_everybody_it_is_offered_to() -> None:
    assert lists(folded(CREATED, (offered("ann", "bob"),))) == {"ann": "offered", "bob": "offered"}


def test_a_claimed_task_is_on_its_holders_list_alone_and_comes_back_when_released() -> None:
    claimed = (CREATED, (offered("ann", "bob"),), (e.TaskClaimed("t1", "bob"),))
    assert lists(folded(*claimed)) == {"bob": "mine"}
    assert lists(folded(*claimed, (e.TaskReleased("t1", "bob"),))) == {"ann": "offered", "bob": "offered"}


def test_a_transferred_task_is_anothers() -> None:
    row = task_after((offered("ann", assignee="ann"),), (e.TaskTransferred("t1", "ann", "eve", "忙"),))
    assert (row.holder, row.transfers, row.held_since) == ("eve", 1, START + timedelta(minutes=3))


def test_one_more_seat_begins_to_exist_when_it_is_offered() -> None:
    held = folded(CREATED, (e.TaskOffered("t1-2", "s1", "check", 1, ("eve",), "eve"),))
    row = held.get(TaskRow, "t1-2")
    assert row is not None and (row.seat, row.holder, row.status) == (1, "eve", "open")


def test_people_added_to_a_task_that_is_over_do_not_open_it() -> None:
    row = task_after((offered("ann"),), (e.TaskDecided("t1", "approve", "ann"),), (offered("bob"),))
    assert (row.status, row.outcome, row.offered) == ("decided", "approve", ("ann",))


def test_a_decision_by_timeout_says_so() -> None:
    row = task_after((offered("ann"),), (e.TaskDecided("t1", "approve", "timeout", by_timeout=True),))
    assert row.by_timeout and row.status == "decided"


def test_a_case_that_ends_leaves_nothing_open() -> None:
    held = folded(
        CREATED,
        (offered("ann"), e.LimitSet("t1", DUE, {"remind": DUE}), e.KeyListened("paid", "K1")),
        (e.CaseEnded("granted", "completed"),),
    )
    assert held.case.status == "completed" and held.case.at_steps == () and held.case.next_at is None
    assert lists(held) == {} and not held.all(DeadlineRow) and not held.all(LimitRow)
    assert [row.status for row in held.all(StepRow).values()] == ["cancelled"]


def test_a_limit_stands_with_what_it_limits_and_its_rungs_come_by_themselves() -> None:
    rung = START + timedelta(hours=5)
    held = folded(CREATED, (offered("ann"), e.LimitSet("t1", DUE, {"remind": rung, "lapse": DUE}, "office", "v1")))
    assert held.all(TaskRow)["t1",].due == DUE
    assert sorted(held.all(DeadlineRow)) == [("t1", "lapse"), ("t1", "remind")]
    assert (held.case.next_at, held.case.next_key, held.case.next_rung) == (rung, "t1", "remind")


@pytest.mark.parametrize(("key", "rung"), [("s1:timer", "timer"), ("case.nag", "timer"), ("t1|remind", "remind")])
def test_a_timer_is_a_deadline_and_no_limit(key: str, rung: str) -> None:
    held = folded(CREATED, (e.LimitSet(key, DUE),))
    assert list(held.all(DeadlineRow)) == [(key, rung)]
    assert not held.all(LimitRow)


def test_a_limit_of_one_more_seat_is_no_timer() -> None:
    held = folded(CREATED, (e.TaskOffered("t1-2", "s1", "check", 1, ("eve",), "eve"), e.LimitSet("t1-2", DUE)))
    assert held.all(TaskRow)["t1-2",].due == DUE


def test_a_limit_that_is_gone_takes_its_repeated_rungs_along() -> None:
    held = folded(CREATED, (e.LimitSet("t1", DUE, {"remind": DUE}), e.LimitSet("t1|remind", DUE)))
    assert sorted(held.all(DeadlineRow)) == [("t1", "remind"), ("t1|remind", "remind")]
    after = folded(CREATED, (e.LimitSet("t1", DUE), e.LimitSet("t1|remind", DUE)), (e.DeadlineGone("t1"),))
    assert not after.all(DeadlineRow) and not after.all(LimitRow)


def test_nothing_comes_of_a_limit_that_stands_still() -> None:
    clock = "clock.reply"
    held = folded(CREATED, (e.LimitSet(clock, DUE, {"lapse": DUE}),), (e.ClockPaused(clock, "ask_customer"),))
    assert not held.all(DeadlineRow)
    row = held.all(LimitRow)[clock,]
    assert (row.due, row.paused_since, row.paused_for) == (DUE, START + timedelta(minutes=3), "ask_customer")
    again = folded(
        CREATED,
        (e.LimitSet(clock, DUE),),
        (e.ClockPaused(clock, "x"),),
        (e.ClockResumed(clock), e.LimitSet(clock, DUE)),
    )
    assert again.all(LimitRow)[clock,].paused_since is None


def test_data_is_written_at_fields_parts_columns_and_cells() -> None:
    held = folded(
        (e.DataWritten({"amount": "1.10", "lines": [{"sku": "a"}, {"sku": "b"}]}, "application"),),
        (e.DataWritten({"receiver.city": "上海", "lines.qty": [1, 2], "lines.1.sku": "c"}, "check"),),
    )
    row = held.get(DataRow)
    assert row is not None
    assert row.data == {
        "amount": "1.10",
        "lines": [{"sku": "a", "qty": 1}, {"sku": "c", "qty": 2}],
        "receiver": {"city": "上海"},
    }


def test_where_a_case_stands_leaves_out_steps_that_only_hold_others() -> None:
    held = folded(
        (e.StepEntered("s1", "both", "l1", "parallel"), e.StepEntered("s2", "law", "l2", "user_task")),
        (e.StepEntered("s3", "plan", "l3", "user_task"),),
    )
    row = held.get(CaseRow)
    assert row is not None and row.at_steps == ("law", "plan")
