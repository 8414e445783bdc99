"""Starts by schedule: opens the cases of the instants that have come.

Every worker does these rounds. Whoever is at a schedule holds it for a while; should two be at it nevertheless, or
one break off between opening a case and writing that down, it is still one case, for its id is made from the instant.
What is done about an instant is decided in `engine.runtime.schedules`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from activities.door import Asked
from activities.unattended import NOT_NEEDED, UnattendedStarts
from engine.calendars import Calendars
from engine.model.starts import Start
from engine.runtime import Rejected
from engine.runtime.schedules import begins_after, due, next_instant, rule_of, scheduled_case
from store import Deployment, PastInstant, Schedule, Store
from store.schedules import Mark
from store.store import utc_now

log = structlog.get_logger()

LEASE = timedelta(seconds=60)
"""How long one worker has a schedule to itself, and how long one rests after something broke."""

WITHDRAWN = ("unknown-process", "unknown-start")
"""Refusals of a definition that was deployed a moment ago and has no such start any more."""


@dataclass(frozen=True)
class Deployed:
    """A schedule as it is deployed: its start, the instant of its deployment, the day new cases start."""

    start: Start
    at: datetime
    publish: str | None


class Scheduling:
    """`round` does what is due. `clock` says what time it is for the company."""

    def __init__(self, store: Store, starts: UnattendedStarts, clock: Callable[[], datetime] = utc_now) -> None:
        self._store = store
        self._starts = starts
        self._clock = clock
        self._versions: list[Deployment] | None = None
        self._deployed: dict[Schedule, Deployed] = {}
        self._next: dict[tuple[Mark, str], datetime | None] = {}
        self._resting: dict[Schedule, datetime] = {}

    async def round(self) -> int:
        """Do what is due now, a piece of each schedule; gives how many instants were done with."""
        company = await self._store.company()
        if company is None:
            return 0
        await self._read_deployed()
        now, count = self._clock(), 0
        marks = await self._marked(company.calendars, now)
        for schedule, mark in marks.items():
            with self._others_go_on(schedule, now):
                if self._has_come(schedule, mark, company.calendars, now):
                    count += await self._do(schedule, company.calendars, now)
        return count

    async def _read_deployed(self) -> None:
        """Plans are read again only when something was deployed."""
        versions = await self._store.processes()
        if versions == self._versions:
            return
        found = await self._store.deployed_schedules()
        self._deployed = {
            schedule: Deployed(
                newest.plan.definition.start[schedule.start], newest.deployment.at, newest.plan.definition.publish
            )
            for schedule, newest in found
        }
        self._versions = versions

    async def _marked(self, calendars: Calendars, now: datetime) -> dict[Schedule, Mark]:
        """The marks of what is deployed: new ones begin, those of other rules begin anew, withdrawn ones go."""
        marks = await self._store.schedule_marks()
        gone = [schedule for schedule in marks if schedule not in self._deployed]
        fresh = [
            schedule
            for schedule, here in self._deployed.items()
            if (schedule not in marks or marks[schedule].rule != rule_of(here.start)) and not self._rests(schedule, now)
        ]
        for schedule in fresh:
            here = self._deployed[schedule]
            with self._others_go_on(schedule, now):
                after = begins_after(here.start, here.at, here.publish, calendars)
                await self._store.begin_schedule(schedule, rule_of(here.start), after)
        if gone:
            await self._store.withdraw_schedules(gone)
        return await self._store.schedule_marks() if gone or fresh else marks

    @contextmanager
    def _others_go_on(self, schedule: Schedule, now: datetime) -> Iterator[None]:
        """Whatever is wrong with one schedule is logged, and it is tried again after a while."""
        try:
            yield
        except Exception as broken:
            self._resting[schedule] = now + LEASE
            why = f"{type(broken).__name__}: {broken}"[:300]
            log.warning("schedule failed", process=schedule.process, start=schedule.start, why=why)

    def _rests(self, schedule: Schedule, now: datetime) -> bool:
        return self._resting.get(schedule, now) > now

    def _has_come(self, schedule: Schedule, mark: Mark, calendars: Calendars, now: datetime) -> bool:
        """Whether an instant has come and nobody is at it. What comes next is worked out once for a mark."""
        here = self._deployed.get(schedule)
        if here is None or mark.held_until > now or self._rests(schedule, now):
            return False
        asked = (mark, calendars.version)
        if asked not in self._next:
            if len(self._next) > 2 * len(self._deployed):
                self._next.clear()
            self._next[asked] = next_instant(here.start, calendars, mark.done_to)
        at = self._next[asked]
        return at is not None and at <= now

    async def _do(self, schedule: Schedule, calendars: Calendars, now: datetime) -> int:
        """Take a schedule, do the next piece of what is due, write it down, let go."""
        here = self._deployed[schedule]
        taken = await self._store.take_schedule(schedule, now, LEASE)
        if taken is None or taken.rule != rule_of(here.start):
            return 0
        past = await self._done(schedule, here.start, calendars, taken.done_to, now)
        for one in past:
            log.info("schedule", process=schedule.process, start=schedule.start, at=str(one.at), outcome=one.outcome)
        await self._store.settle_instants(taken, past, now)
        return len(past)

    async def _done(
        self, schedule: Schedule, start: Start, calendars: Calendars, after: datetime, now: datetime
    ) -> Sequence[PastInstant]:
        asking = due(start, calendars, after=after, now=now, running=False)
        if not asking or asking[0].verdict == "missed":
            return [PastInstant(one.at, "missed") for one in asking]
        (first,) = asking
        # The case of this very instant may run already: somebody opened it and broke off before writing that down.
        own = scheduled_case(schedule.process, schedule.start, first.at)
        if start.overlap == "skip" and await self._store.schedule_runs(schedule, besides=own):
            (first,) = due(start, calendars, after=after, now=now, running=True)
        if first.verdict == "overlaps":
            return [PastInstant(first.at, "overlaps")]
        return await self._open(schedule, first.at, own)

    async def _open(self, schedule: Schedule, at: datetime, case_id: str) -> Sequence[PastInstant]:
        """Open the case of an instant. It begins at that instant, however late it is opened."""
        asked = Asked(schedule.process, schedule.start, {}, None, at, case_id)
        try:
            opened = await self._starts.open(asked)
        except Rejected as refusal:
            if refusal.code in WITHDRAWN:
                return []
            if refusal.code == NOT_NEEDED:
                return [PastInstant(at, "not_needed")]
            await self._starts.keep(asked, "schedule", at.isoformat(), refusal)
            return [PastInstant(at, "refused")]
        return [PastInstant(at, "joined" if opened.joined else "opened", opened.case_id)]
