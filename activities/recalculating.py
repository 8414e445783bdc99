"""Open limits follow the calendars: the cases concerned are told when these have changed.

Being told twice changes nothing: what comes at the same instant as before leaves no trace in a case.
"""

from datetime import datetime

import structlog

from activities.leading import AT_A_TIME, LEASE, Leading
from activities.messages import signal_case
from engine.runtime.border import CALENDARS_CHANGED
from engine.runtime.stimuli import CalendarsChanged
from store.moving_limits import MovedCase
from store.recalculating import CalendarsNow

log = structlog.get_logger()


class Recalculating(Leading):
    """`round` leads the limits of some cases."""

    async def _step(self, now: datetime) -> bool:
        taken = await self._store.take_limits(now, LEASE) if await self._store.must_recalculate(now) else None
        if taken is None:
            return False
        way, to = taken
        if not to.differ:
            await self._store.let_go_of_limits(way, None, now)
            return False
        found, done_to = await self._store.moved_cases(to, now, after=way.done_to, limit=AT_A_TIME)
        await self._tell_all(found, lambda case: self._tell(case, to))
        await self._store.let_go_of_limits(way, done_to, self._clock(), told=len(found))
        return True

    async def _tell(self, case: MovedCase, to: CalendarsNow) -> None:
        changed = CalendarsChanged(self._clock(), case.limits, to.before, to.by, to.reason)
        await signal_case(self._client, case.workflow_id, CALENDARS_CHANGED, changed)
        log.info("calendars followed", case=case.case_id, limits=list(case.limits))
