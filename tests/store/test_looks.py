"""Open cases are looked at as they change; what is stuck is kept as spells, and lists are read from those."""

from datetime import UTC, datetime, timedelta

import pytest
from hand_made import A_COMPANY, START, HandMadeCase, company_with

from engine.administering.access import Standing
from engine.insight.months import last_months
from engine.runtime import events as e
from store import Store, stuck_lists, stuck_seen
from store.stuck_lists import Spell
from store.stuck_seen import StuckFilter

LATER = START + timedelta(hours=5)
ALL = Standing("op", frozenset({"operator"}))
MAX = Standing("max", people=frozenset({"ann", "bob", "eve"}))


async def _case(store: Store, name: str, *people: str, due: str | None = "1 working hours") -> HandMadeCase:
    case = HandMadeCase(f"c-{name}", business_key=name)
    await store.commit_turn(case.started())
    await store.commit_turn(case.with_task("t1", *people, due=due))
    return case


async def _listed(store: Store, who: Standing = ALL, now: datetime = LATER, **wanted: object) -> list[Spell]:
    while await store.look(now):
        pass
    return list((await store.stuck_list(StuckFilter(who, **wanted), now)).page.spells)  # type: ignore[arg-type]


async def test_what_is_stuck_is_found_once_and_stays_until_it_moves(store: Store) -> None:
    case = await _case(store, "late", "bob")
    await _case(store, "fine", "bob", due="9 working days")
    (spell,) = await _listed(store)
    assert (spell.case_id, spell.stuck, spell.cause) == ("c-late", "does_not_move", "assignee-has-not-acted")
    assert spell.shared == "person:bob"
    (again,) = await _listed(store, now=LATER + timedelta(hours=2))
    assert again.position == spell.position
    assert again.stuck_for > spell.stuck_for
    await store.commit_turn(
        case.turn(
            e.TaskDecided("t1", "approve", "bob"), e.StepFinished("s1", "check"), e.CaseEnded("done", "completed")
        )
    )
    assert await _listed(store, now=LATER + timedelta(hours=3)) == []


async def test_another_cause_is_another_spell(store: Store) -> None:
    case = await _case(store, "a", "bob")
    (before,) = await _listed(store)
    await store.commit_turn(case.turn(e.IncidentRaised("i1", "s1", "check", "condition-null", "…")))
    (after,) = await _listed(store, now=LATER + timedelta(hours=1))
    assert (before.stuck, after.stuck) == ("does_not_move", "cannot_move")
    assert before.position != after.position


async def test_nothing_is_looked_at_twice_without_a_reason(store: Store) -> None:
    await _case(store, "a", "bob")
    assert await store.look(LATER) == 1
    assert await store.look(LATER) == 0
    assert await store.look(LATER + timedelta(hours=2)) == 1


async def test_the_trend_tells_a_day_and_a_week_ago(store: Store) -> None:
    await _case(store, "old", "bob")
    await _listed(store)
    now = LATER + timedelta(days=1)
    parked = await _case(store, "new", "ann", due=None)
    await store.commit_turn(parked.turn(e.IncidentRaised("i1", "s1", "check", "condition-null", "…"), minutes=60 * 24))
    await _listed(store, now=now)
    counts = {one.stuck: one for one in (await store.stuck_list(StuckFilter(ALL), now)).counts}
    late = counts["does_not_move"]
    assert (late.now, late.yesterday, late.last_week) == (1, 1, 0)
    assert (counts["cannot_move"].now, counts["cannot_move"].yesterday) == (1, 0)


async def test_what_came_again_and_again_is_told_by_months_of_the_company(store: Store) -> None:
    await _case(store, "a", "bob")
    case = await _case(store, "b", "bob")
    await _listed(store)
    await store.commit_turn(case.turn(e.TaskDecided("t1", "approve", "bob"), e.CaseEnded("done", "completed")))
    (_,) = await _listed(store, now=LATER + timedelta(hours=3))
    months = last_months(LATER, A_COMPANY.directory.zone, 2)
    assert [one.name for one in months] == ["2026-03", "2026-02"]
    (line,) = await store.learnt(StuckFilter(ALL), months)
    assert (line.month, line.cause, line.count, line.ended) == ("2026-03", "assignee-has-not-acted", 2, 1)
    began = (await _listed(store, now=LATER + timedelta(hours=3)))[0].began
    assert line.seconds == round((LATER + timedelta(hours=3) - began).total_seconds())
    assert await store.learnt(StuckFilter(MAX, process="another"), months) == []


def test_a_month_begins_by_the_clock_of_the_company() -> None:
    evening = datetime.fromisoformat("2026-02-28T17:00:00+00:00")
    assert last_months(evening, A_COMPANY.directory.zone, 1)[0].name == "2026-03"
    assert [one.name for one in last_months(evening, UTC, 3)] == ["2026-02", "2026-01", "2025-12"]


async def test_a_superior_sees_what_concerns_their_people_and_nobody_else_does(store: Store) -> None:
    await _case(store, "a", "bob")
    assert [one.case_id for one in await _listed(store, MAX)] == ["c-a"]
    assert await _listed(store, Standing("eve")) == []
    owner = Standing("eve", owns=frozenset({"leave"}))
    assert [one.case_id for one in await _listed(store, owner)] == ["c-a"]


@pytest.mark.parametrize("much", [0, 5_000], ids=["each is asked", "theirs are looked up"])
async def test_whoever_sees_much_is_told_the_same(store: Store, monkeypatch: pytest.MonkeyPatch, much: int) -> None:
    monkeypatch.setattr(stuck_seen, "MUCH", much)
    monkeypatch.setattr(stuck_lists, "walks", lambda *_: not much)
    for name in ("a", "b"):
        await _case(store, name, "bob")
    await _case(store, "c", "max")
    assert sorted(one.case_id for one in await _listed(store, MAX)) == ["c-a", "c-b", "c-c"]
    found = await store.stuck_list(StuckFilter(MAX), LATER)
    assert (found.facets.total, sum(one.now for one in found.counts)) == (3, 3)
    (cluster,), alone, _ = await store.clusters(StuckFilter(MAX), LATER)
    assert (cluster.count, cluster.case_ids, alone) == (2, ("c-b", "c-a"), 1)


async def test_what_lapses_next_is_counted_and_begins_with_the_first(store: Store) -> None:
    for name, person in (("a", "bob"), ("b", "kit"), ("c", "bob")):
        await _case(store, name, person)
    rows, all_of_them = await store.lapsing(MAX, START, START + timedelta(days=30), limit=1)
    assert ([one.case_id for one in rows], all_of_them) == (["c-a"], 2)
    assert await store.lapsing(Standing("kim"), START, START + timedelta(days=30)) == ([], 0)


async def test_what_is_over_is_nobodys_to_set_going_again(store: Store) -> None:
    case = await _case(store, "a", "bob")
    await _listed(store)
    assert (await store.stuck_list(StuckFilter(MAX), LATER)).facets.mine == 1
    await store.commit_turn(case.turn(e.TaskDecided("t1", "approve", "bob"), e.CaseEnded("done", "completed")))
    await _listed(store, now=LATER + timedelta(hours=1))
    found = await store.stuck_list(StuckFilter(MAX), LATER + timedelta(days=1))
    assert (found.facets.mine, found.facets.total) == (0, 0)
    assert sum(one.yesterday for one in found.counts) == 1


async def test_what_is_theirs_to_fix_is_told_apart(store: Store) -> None:
    await _case(store, "a", "bob")
    assert [one.case_id for one in await _listed(store, MAX, mine=True)] == ["c-a"]
    assert await _listed(store, ALL, mine=True) == []


async def test_a_changed_directory_is_looked_at_again(store: Store) -> None:
    await _case(store, "a", "eve", due=None)
    assert await _listed(store) == []
    await store.put_company(company_with(eve={"name": "叶", "left": "2026-03-01"}))
    (spell,) = await _listed(store)
    assert spell.cause == "nobody-may-act"


async def test_cases_that_share_a_cause_are_one_cluster(store: Store) -> None:
    for number in range(3):
        await _case(store, f"b{number}", "bob")
    await _case(store, "alone", "ann")
    await _listed(store)
    clusters, alone, _ = await store.clusters(StuckFilter(ALL), LATER)
    assert [(one.shared, one.count, len(one.case_ids)) for one in clusters] == [("person:bob", 3, 3)]
    assert alone == 1


async def test_pages_go_on_where_the_last_one_ended(store: Store) -> None:
    for number in range(5):
        await _case(store, f"b{number}", "bob")
    await _listed(store)
    seen: list[str] = []
    cursor: str | None = None
    while True:
        found = await store.stuck_list(StuckFilter(ALL), LATER, limit=2, cursor=cursor)
        seen += [one.case_id for one in found.page.spells]
        cursor = found.page.cursor
        if cursor is None:
            break
    assert sorted(seen) == [f"c-b{number}" for number in range(5)]
    assert len(seen) == 5
