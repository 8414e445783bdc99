"""The part of the store for open limits that follow the calendars: how far they have, and which are still to move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from engine.calendars import Calendars
from engine.people import Directory
from store import directory, moving_limits, world
from store.directory import OPEN_LIMITS, Way
from store.moving_limits import Looked, MovedCase
from store.reads import Reads
from store.tables.primary import company

SETTLED = timedelta(seconds=5)
"""A turn that was being written when the calendars changed, and counted by those of before, is there by then: no
commit takes longer."""


@dataclass(frozen=True)
class CalendarsNow:
    """The calendars that open limits are led to, and those of before; who has changed them, and why."""

    before: str
    calendars: Calendars
    directory: Directory
    by: str | None
    reason: str

    @property
    def differ(self) -> bool:
        """Whether anything can come at another instant."""
        return self.before != self.calendars.version


@dataclass(frozen=True)
class Progress:
    """How far open limits follow the calendars: of which version of the company, since when, who has changed it and
    why; how many cases were told, and how many with limits have still to be looked at."""

    version: int
    at: datetime
    by: str | None
    reason: str
    told: int
    left: int


class OpenLimits(Reads):
    """Open limits are led from the calendars of one version of the company to those of the next."""

    async def limits_that_move(
        self, calendars: Calendars, directory: Directory, changed: Sequence[str], *, most: int
    ) -> Looked:
        """Which open limits of these calendars, and which timers, would be due at another instant by other ones; the
        first due first."""
        now = self._clock()
        return await self._database.read(
            lambda db: moving_limits.looked_at(db, calendars, directory, changed, most, now)
        )

    async def must_recalculate(self, now: datetime) -> bool:
        """Whether open limits have to be led to other calendars."""
        return await self._database.read(lambda db: _must(db, now))

    async def take_limits(self, now: datetime, lease: timedelta) -> tuple[Way, CalendarsNow] | None:
        """Be the one worker that leads the open limits; None when another one is."""
        return await self._database.write(lambda db: _taken(db, now, lease))

    async def let_go_of_limits(self, taken: Way, done_to: str | None, now: datetime, told: int = 0) -> None:
        """Cases up to `done_to` have been looked at and `told` of them told; None: all of them."""
        await self._database.write(lambda db: directory.let_go(db, taken, done_to, now, told))

    async def moved_cases(
        self, to: CalendarsNow, now: datetime, *, after: str = "", limit: int = 100
    ) -> tuple[Sequence[MovedCase], str | None]:
        """Cases with limits that come at other instants, among the next `limit` after one; and up to which case these
        were, None for the last ones."""

        def looked(db: Connection) -> tuple[Sequence[MovedCase], str | None]:
            some = moving_limits.cases_with_limits(db, after, limit)
            found = moving_limits.moved_cases(db, some, to.calendars, to.directory, now)
            return found, some[-1] if len(some) == limit else None

        return await self._database.read(looked)

    async def limits_progress(self) -> Progress | None:
        """How far the open limits are; None before the first company."""
        return await self._database.read(_progress)


def _must(db: Connection, now: datetime) -> bool:
    version, known = world.newest_version(db), directory.way(db, OPEN_LIMITS)
    if version is None:
        return False
    if known is None or not known.is_over:
        return True
    if known.now.company == version.company:
        return False
    at, _, _ = _change(db, version.company)
    return bool(at <= now - SETTLED)


def _taken(db: Connection, now: datetime, lease: timedelta) -> tuple[Way, CalendarsNow] | None:
    taken = directory.take_way(db, OPEN_LIMITS, now, lease)
    if taken is None:
        return None
    after = world.company_of(db, taken.now)
    same = taken.now.company == taken.before.company
    before = after if same else world.company_of(db, taken.before)
    _, by, reason = _change(db, taken.now.company)
    return taken, CalendarsNow(before.calendars.version, after.calendars, after.directory, by, reason)


def _change(db: Connection, version: int) -> Any:
    """When a version of the company was made, by whom and why."""
    return db.execute(select(company.c.at, company.c.by, company.c.reason).where(company.c.version == version)).one()


def _progress(db: Connection) -> Progress | None:
    version, known = world.newest_version(db), directory.way(db, OPEN_LIMITS)
    if version is None:
        return None
    at, by, reason = _change(db, version.company)
    waits = known is not None and known.is_over and known.now.company != version.company
    if known is None or (known.is_over and not waits):
        return Progress(version.company, at, by, reason, known.told if known else 0, 0)
    left = moving_limits.count_cases_with_limits(db, "" if waits else known.done_to)
    return Progress(version.company, at, by, reason, 0 if waits else known.told, left)
