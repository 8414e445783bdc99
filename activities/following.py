"""Open tasks follow the directory: the cases concerned are told when it has changed, or a stand-in begins or ends.

Being told twice changes nothing: a case offers a task anew only where its people are others.
"""

from datetime import datetime

import structlog

from activities.leading import AT_A_TIME, LEASE, Leading
from activities.messages import signal_case
from engine.runtime.border import DIRECTORY_CHANGED
from engine.runtime.retargeting import may_differ
from engine.runtime.stimuli import DirectoryChanged
from store.open_tasks import ConcernedCase

log = structlog.get_logger()


class Following(Leading):
    """`round` leads some of the open tasks."""

    async def _step(self, now: datetime) -> bool:
        taken = await self._store.take_way(now, LEASE) if await self._store.must_follow(now) else None
        if taken is None:
            return False
        way, before, after = taken
        if not may_differ(before, after):
            await self._store.let_go_of_way(way, None, now)
            return False
        found, done_to = await self._store.concerned_cases(before, after, after=way.done_to, limit=AT_A_TIME)
        await self._tell_all(found, lambda case: self._tell(case, before.directory.version))
        await self._store.let_go_of_way(way, done_to, self._clock())
        return True

    async def _tell(self, case: ConcernedCase, before: str) -> None:
        gone = tuple(dict.fromkeys(person for task in case.tasks for person in task.gone))
        changed = DirectoryChanged(self._clock(), tuple(task.task for task in case.tasks), before, gone)
        await signal_case(self._client, case.workflow_id, DIRECTORY_CHANGED, changed)
        log.info("directory followed", case=case.case_id, tasks=list(changed.tasks), gone=list(gone))
