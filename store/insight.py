"""The part of the store for those who look at cases from outside: what is stuck and why, how work flows."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from engine.administering.access import Standing
from engine.insight import Explained, Stuck
from engine.insight.months import Month
from engine.insight.short_limits import BoardLine
from engine.model.plan import Plan
from store import deployments, flow, looks, promises, queries, reading, rights, short_limits, stuck, stuck_lists, whys
from store.company import Company
from store.conditions import OPEN_CASE
from store.database import Database
from store.flow import HeldBy, Lapsed, ProcessFlow, Queue
from store.promises import Promised
from store.reading import Eyes, Reader
from store.reads import Clock, Reads
from store.rows import CaseRow, IncidentRow, TaskRow
from store.short_limits import BoardRule
from store.stuck import Suspicion
from store.stuck_figures import Counted, Facets, Tally, tally
from store.stuck_lists import FEW, ClusterRow, Fresh, Learnt, Spell, SpellPage
from store.stuck_seen import StuckFilter
from store.tables.primary import deployments as table
from store.tables.projection import cases
from store.whys import Explanation
from store.world import NoCompany

LOOK_AT_ONCE = 200

T = TypeVar("T")

COUNTED_FOR = timedelta(seconds=20)
"""How long counts of what is stuck are told again, where more cases are open than a page looks at itself."""

MOST_COUNTED = 500

MEASURED_FOR = timedelta(minutes=1)
"""How long the figures of a process are told again."""


@dataclass(frozen=True)
class StuckList:
    """A page of what is stuck, with all that stands around it. `urged`: when last, by case; `absent`: for whom those
    act who stand in, by case."""

    page: SpellPage
    counts: tuple[Counted, ...]
    facets: Facets
    fresh: Fresh
    urged: Mapping[str, datetime]
    absent: Mapping[str, tuple[str, ...]]


@dataclass
class _Measured:
    """Figures of processes, and counts of what is stuck where there is much; and when they were taken."""

    kept: dict[str, tuple[datetime, ProcessFlow]] = field(default_factory=dict)
    counted: dict[Hashable, tuple[datetime, Any]] = field(default_factory=dict)

    def again(self, key: Hashable, now: datetime, count: Callable[[], T]) -> T:
        """What was counted lately, else counted now."""
        kept = self.lately(key, now)
        if kept is None:
            if len(self.counted) >= MOST_COUNTED:
                self.counted.clear()
            kept = count()
            self.counted[key] = (now, kept)
        found: T = kept
        return found

    def lately(self, key: Hashable, now: datetime) -> Any:
        """What was counted lately; None: nothing was."""
        kept = self.counted.get(key)
        return kept[1] if kept is not None and abs(now - kept[0]) < COUNTED_FOR else None


class Insight(Reads):
    """Looking at cases from outside."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database, clock)
        self._measured = _Measured()

    async def stuck(
        self, now: datetime, *, outside: Mapping[str, str] | None = None, limit: int = 200,
        reader: Reader | None = None,
    ) -> list[Stuck]:  # fmt: skip
        """Every case that is stuck: what cannot move first, then what does not, then what will be late.

        `outside`: case id to a cause only the shell can see (`no-worker`, `workflow-failing`). Raises `NoCompany`.
        """
        suspects = Suspicion(self._company, self._pace, now, outside or {}, limit)
        return await self._database.read(lambda db: stuck.list_stuck(db, suspects, self._eyes(db, reader)))

    async def look(self, now: datetime, *, outside: Mapping[str, str] | None = None, limit: int = LOOK_AT_ONCE) -> int:
        """Judge open cases that have changed, whose time has come or that nobody looked at yet, and keep what is stuck.

        `outside` None: nobody has looked at the server. Gives how many were looked at; 0: all are judged as they are.
        Raises `NoCompany`.
        """
        asked = Suspicion(self._company, self._pace, now, outside or {}, limit, outside is not None)
        found = await self._database.read(lambda db: looks.judge(db, asked, limit))
        marked = await self._database.read(looks.marked)
        if not found.looked and not found.ended and marked[0] is not None and now - marked[0] < timedelta(seconds=5):
            return 0
        return await self._database.write(lambda db: looks.keep(db, found))

    async def catch_up(self, now: datetime) -> None:
        """Judge all that waits for it, where there are few open cases; with more, the workers do that."""
        few = select(func.count()).select_from(select(cases.c.case_id).where(OPEN_CASE).limit(FEW + 1).subquery())
        if await self._database.read(lambda db: int(db.scalar(few) or 0)) > FEW:
            return
        while await self.look(now) >= LOOK_AT_ONCE:
            pass

    async def cases_named(self, case_ids: Collection[str], *, reader: Reader) -> dict[str, CaseRow]:
        """These cases as somebody may see them in a list."""

        def found(db: Connection) -> dict[str, CaseRow]:
            rows = db.execute(select(cases).where(cases.c.case_id.in_(sorted(case_ids))))
            seen = reading.listed(Eyes(db, reader, self._clock()), [CaseRow(*row) for row in rows])
            return {one.case_id: one for one in seen}

        return await self._database.read(found)

    async def versions_of(self, digests: Collection[str]) -> dict[str, int]:
        """Which version of its process each of these plans is, the last one where it was several."""
        of = table.c.digest.in_(sorted(set(digests)))
        newest = select(table.c.digest, func.max(table.c.version)).where(of).group_by(table.c.digest)
        return await self._database.read(lambda db: {row[0]: row[1] for row in db.execute(newest)})

    async def forget_spells(self, now: datetime) -> int:
        """Take away what was stuck long ago; gives how many spells."""
        return await self._database.write(lambda db: looks.forget(db, now))

    async def stuck_list(
        self, wanted: StuckFilter, now: datetime, *, limit: int = 50, cursor: str | None = None
    ) -> StuckList:
        """What is stuck as it was last judged, by harm, with counts, trend and what there is to filter by."""

        def listed(db: Connection) -> StuckList:
            fresh = self._fresh(db, now)
            counts, facets = self._counted(db, wanted, now, fresh)
            walk = stuck_lists.walks(facets.total, limit, fresh.open_cases)
            page = stuck_lists.page(db, wanted, limit, cursor, sees_most=walk)
            ids = [one.case_id for one in page.spells]
            absent = stuck_lists.stood_in_for(db, page.spells)
            return StuckList(page, counts, facets, fresh, stuck_lists.urged_at(db, ids), absent)

        return await self._database.read(listed)

    def _counted(
        self, db: Connection, wanted: StuckFilter, now: datetime, fresh: Fresh
    ) -> tuple[tuple[Counted, ...], Facets]:
        """The counts and the facets; with one of what is shared, the facets are of that alone."""
        everything = self._tally(db, replace(wanted, shared=None), now, fresh)
        part = self._tally(db, wanted, now, fresh) if wanted.shared is not None else everything
        return everything.counts(wanted), part.facets(wanted)

    def _tally(self, db: Connection, wanted: StuckFilter, now: datetime, fresh: Fresh) -> Tally:
        """One for all filters of the page; where much is open, it is told again for a while."""
        if fresh.open_cases <= FEW:
            return tally(db, wanted, now)
        key = ("stuck", wanted.who, wanted.mine, wanted.shared)
        return self._measured.again(key, now, lambda: tally(db, wanted, now))

    def _fresh(self, db: Connection, now: datetime) -> Fresh:
        """How fresh the lists are; how many cases are open is told again for a while, where they are many."""
        known = self._measured.lately("open cases", now)
        found = stuck_lists.fresh(db, known)
        if known is None and found.open_cases > FEW:
            self._measured.again("open cases", now, lambda: found.open_cases)
        return found

    async def clusters(
        self, wanted: StuckFilter, now: datetime, *, limit: int = 50
    ) -> tuple[list[ClusterRow], int, Fresh]:
        """What several stuck cases have in common, the largest first; how many share nothing; how fresh that is."""

        def found(db: Connection) -> tuple[list[ClusterRow], int, Fresh]:
            fresh = self._fresh(db, now)
            if fresh.open_cases <= FEW:
                return *stuck_lists.clusters(db, wanted, limit), fresh
            key = ("clusters", wanted, limit)
            rows, alone = self._measured.again(key, now, lambda: stuck_lists.clusters(db, wanted, limit))
            return rows, alone, fresh

        return await self._database.read(found)

    async def learnt(self, wanted: StuckFilter, months: Sequence[Month]) -> list[Learnt]:
        """Which causes came again and again in these months, the latest first, by month."""
        return await self._database.read(lambda db: stuck_lists.learnt(db, wanted, months))

    async def short_limits(self, rule: BoardRule, now: datetime) -> list[BoardLine]:
        """What has lapsed lately of limits so short that nobody is reminded, by step and superior."""

        def found(connection: Connection) -> list[BoardLine]:
            company = self._company.read(connection)
            return short_limits.lines(connection, company, rule, now) if company else []

        return await self._database.read(found)

    async def explanations(self, case_id: str, *, reader: Reader | None = None) -> list[Explanation]:
        """Why it came to whom it came, is due when it is, was skipped, or was decided by itself; from the record. None
        of a case that the reader may not read."""

        def told(db: Connection) -> list[Explanation]:
            eyes = self._eyes(db, reader)
            return whys.explanations(db, case_id) if eyes is None or eyes.read(case_id) else []

        return await self._database.read(told)

    async def explain(
        self, case_id: str, now: datetime, *, outside: str | None = None, reader: Reader | None = None
    ) -> Explained | None:
        """What a case waits for, the evidence, and what happens next by itself; None for an unknown case.

        Raises `NoCompany`.
        """
        asked = Suspicion(self._company, self._pace, now, {case_id: outside} if outside else {})
        return await self._database.read(lambda db: stuck.explain_case(db, asked, case_id, self._eyes(db, reader)))

    # ---- how work flows ----

    async def process_flow(self, process: str, now: datetime) -> tuple[Plan, ProcessFlow, datetime] | None:
        """The figures of a process by its newest version, and when they were taken; None: it is not deployed."""

        def measured(db: Connection) -> tuple[Plan, ProcessFlow, datetime] | None:
            newest = deployments.newest(db, process)
            if newest is None:
                return None
            kept = self._measured.kept.get(newest.plan.digest)
            if kept is None or abs(now - kept[0]) >= MEASURED_FOR:
                taken = flow.of_process(db, self._pace, self._in_force(db), newest.plan, now)
                kept = self._measured.kept[newest.plan.digest] = (now, taken)
            return newest.plan, kept[1], kept[0]

        return await self._database.read(measured)

    async def held_by(self, people: Collection[str] | None, week: datetime, now: datetime) -> list[HeldBy]:
        """Who holds how much, and what came and went since the week began; those with most that is late first."""
        return await self._database.read(lambda db: flow.held_by(db, people, week, now))

    async def unclaimed(self, who: Standing, now: datetime) -> list[Queue]:
        """Tasks nobody has taken, by step, where somebody answers for those who could; the fullest first."""
        return await self._database.read(lambda db: flow.unclaimed(db, who, now))

    async def lapses(self, since: datetime, now: datetime) -> list[Lapsed]:
        """What was done in time and late since an instant, and what is late now, by process and person."""
        return await self._database.read(lambda db: flow.lapses(db, since, now))

    async def promised(self, who: Standing, since: datetime, now: datetime) -> list[Promised]:
        """What was promised of late tasks since an instant by those somebody answers for, and what became of it."""
        return await self._database.read(lambda db: promises.promised(db, who, since, now))

    async def lapsing(
        self, who: Standing, now: datetime, until: datetime, *, limit: int = 100
    ) -> tuple[list[TaskRow], int]:
        """Open tasks somebody answers for that fall due until then, the first first; and how many in all."""
        return await self._database.read(lambda db: flow.lapsing(db, who, now, until, limit))

    async def held_by_any(
        self, who: Standing, people: Collection[str], *, limit: int = 100
    ) -> tuple[list[TaskRow], int]:
        """Open tasks somebody answers for that these people hold; and how many in all."""
        return await self._database.read(lambda db: flow.held_by_any(db, who, people, limit))

    async def spell_of(self, case_id: str) -> Spell | None:
        """What a case is stuck by, as it was last judged."""
        return await self._database.read(lambda db: stuck_lists.of_case(db, case_id))

    async def took(self, process: str, step: str, plan: str, now: datetime) -> tuple[int, ...]:
        """The working seconds of the latest entries of a step, the shortest first."""

        def measured(db: Connection) -> tuple[int, ...]:
            found = deployments.plan(db, plan)
            own = getattr(found.steps.get(step), "calendar", None) if found else None
            calendar = own or (found.definition.calendar if found else None)
            return self._pace.spread(db, self._in_force(db).calendars, process, step, calendar, now)

        return await self._database.read(measured)

    async def incidents_of(self, who: Standing, *, resolved: bool = False, limit: int = 100) -> list[IncidentRow]:
        """Parked steps of what somebody answers for, the oldest first; or those put right, the latest first."""

        def found(db: Connection) -> list[IncidentRow]:
            rows = queries.list_incidents(db, None, resolved, 10 * limit)
            if not who.reads_all:
                ids = {row.case_id for row in rows}
                seen = select(cases.c.case_id).where(cases.c.case_id.in_(ids), rights.visible_to(who, self._clock()))
                mine = set(db.scalars(seen).all())
                rows = [row for row in rows if row.case_id in mine]
            return rows[:limit]

        return await self._database.read(found)

    async def urged_at(self, case_ids: Collection[str]) -> dict[str, datetime]:
        """When somebody last urged in each of these cases."""
        return await self._database.read(lambda db: stuck_lists.urged_at(db, list(case_ids)))

    def _in_force(self, connection: Connection) -> Company:
        company = self._company.read(connection)
        if company is None:
            raise NoCompany
        return company
