"""Open limits follow the calendars: the cases concerned are told when these have changed.

Every worker does this round; one at a time leads, a bounded number of cases with each step. Being told twice changes
nothing: what comes at the same instant as before leaves no trace in a case.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from temporalio.client import Client

from activities.messages import signal_case
from engine.runtime.border import CALENDARS_CHANGED
from engine.runtime.stimuli import CalendarsChanged
from store import Store
from store.moving_limits import MovedCase
from store.recalculating import CalendarsNow
from store.store import utc_now

log = structlog.get_logger()
LEASE = timedelta(seconds=60)
AT_A_TIME = 100
AT_ONCE = 8


class Recalculating:
    """`round` leads the limits of some cases. `clock` says what is still ahead."""

    def __init__(self, client: Client, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self._client = client
        self._store = store
        self._clock = clock

    async def round(self) -> int:
        """Look through some cases; gives 1 when there may be more, else 0."""
        now = self._clock()
        if not await self._store.must_recalculate(now):
            return 0
        taken = await self._store.take_limits(now, LEASE)
        if taken is None:
            return 0
        way, to = taken
        if not to.differ:
            await self._store.let_go_of_limits(way, None, now)
            return 0
        found, done_to = await self._store.moved_cases(to, now, after=way.done_to, limit=AT_A_TIME)
        slots = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._tell(case, to, slots) for case in found))
        await self._store.let_go_of_limits(way, done_to, self._clock(), told=len(found))
        return 1

    async def _tell(self, case: MovedCase, to: CalendarsNow, slots: asyncio.Semaphore) -> None:
        changed = CalendarsChanged(self._clock(), case.limits, to.before, to.by, to.reason)
        async with slots:
            await signal_case(self._client, case.workflow_id, CALENDARS_CHANGED, changed)
        log.info("calendars followed", case=case.case_id, limits=list(case.limits))
