"""The part of the store for starts that nobody stands at: schedules, and what the door refused."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from store import reading, refused_starts, schedules
from store.deployments import DeployedPlan
from store.insight import Insight
from store.reading import Reader
from store.refused_starts import RefusedStart
from store.schedules import Mark, PastInstant, Schedule, ScheduleView


class UnattendedStarts(Insight):
    """Marks and leases of schedules, what became of their instants, refused starts."""

    # ---- schedules ----

    async def schedules(self) -> list[ScheduleView]:
        """Every deployed schedule: when it starts a case next, and what became of the last time."""
        return await self._database.read(lambda db: schedules.overview(db, self._company.read(db)))

    async def past_instants(self, process: str, start: str, *, limit: int = 100) -> list[PastInstant]:
        """What became of the instants of a schedule, the latest first."""
        return await self._database.read(lambda db: schedules.past_instants(db, Schedule(process, start), limit))

    async def deployed_schedules(self) -> list[tuple[Schedule, DeployedPlan]]:
        """The schedules of the newest version of every process."""
        return await self._database.read(schedules.deployed)

    async def schedule_marks(self) -> dict[Schedule, Mark]:
        """How far every schedule is."""
        return await self._database.read(schedules.marks)

    async def begin_schedule(self, schedule: Schedule, rule: str, after: datetime) -> None:
        """A schedule is deployed, or has another rule: it has its first instant after `after`."""
        await self._database.write(lambda db: schedules.begin(db, schedule, rule, after))

    async def withdraw_schedules(self, gone: Iterable[Schedule]) -> None:
        """These are not deployed any more."""
        await self._database.write(lambda db: schedules.withdraw(db, gone))

    async def take_schedule(self, schedule: Schedule, now: datetime, lease: timedelta) -> Mark | None:
        """Be the one worker that is at a schedule; None when another one is."""
        return await self._database.write(lambda db: schedules.take(db, schedule, now, lease))

    async def settle_instants(self, taken: Mark, past: Sequence[PastInstant], now: datetime) -> None:
        """Write what became of instants, and let go of the schedule."""
        await self._database.write(lambda db: schedules.settle(db, taken, past, now))

    async def schedule_runs(self, schedule: Schedule, *, besides: str) -> bool:
        """Whether a case that this schedule opened still runs, other than case `besides`."""
        return await self._database.read(lambda db: schedules.runs(db, schedule, besides))

    # ---- refused starts ----

    async def note_refused_start(self, refused: RefusedStart) -> None:
        """Keep a start that was refused while nobody stood by."""
        await self._database.write(lambda db: refused_starts.note(db, refused, self._clock()))

    async def settle_refused_start(self, case_id: str, *, by: str | None = None, reason: str | None = None) -> bool:
        """It has begun after all, or `by` has let it go, with the reason. False: somebody else was first."""
        return await self._database.write(lambda db: refused_starts.settle(db, case_id, self._clock(), by, reason))

    async def refused_start(self, case_id: str) -> RefusedStart | None:
        """One of them, settled or not."""
        return await self._database.read(lambda db: refused_starts.find(db, case_id))

    async def refused_starts(self, limit: int = 100, *, reader: Reader | None = None) -> list[RefusedStart]:
        """Those nobody has settled, the oldest first; with a reader, of sealed processes without what was handed in."""

        def waiting(db: Connection) -> list[RefusedStart]:
            rows, eyes = refused_starts.waiting(db, limit), self._eyes(db, reader)
            return rows if eyes is None else reading.refused_starts(eyes, rows)

        return await self._database.read(waiting)
