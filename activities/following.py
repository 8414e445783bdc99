"""Open tasks follow the directory: the cases concerned are told when it has changed, or a stand-in begins or ends.

Every worker does this round; one at a time leads, a bounded number of cases with each step. Being told twice changes
nothing: a case offers a task anew only where its people are others.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from temporalio.client import Client

from activities.messages import signal_case
from engine.runtime.border import DIRECTORY_CHANGED
from engine.runtime.retargeting import may_differ
from engine.runtime.stimuli import DirectoryChanged
from store import Store
from store.open_tasks import ConcernedCase
from store.store import utc_now

log = structlog.get_logger()
LEASE = timedelta(seconds=60)
AT_A_TIME = 100
AT_ONCE = 8


class Following:
    """`round` leads some of the open tasks. `clock` says what day it is for the company."""

    def __init__(self, client: Client, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self._client = client
        self._store = store
        self._clock = clock

    async def round(self) -> int:
        """Look through some cases; gives 1 when there may be more, else 0."""
        now = self._clock()
        if not await self._store.must_follow(now):
            return 0
        taken = await self._store.take_way(now, LEASE)
        if taken is None:
            return 0
        way, before, after = taken
        if not may_differ(before, after):
            await self._store.let_go_of_way(way, None, now)
            return 0
        found, done_to = await self._store.concerned_cases(before, after, after=way.done_to, limit=AT_A_TIME)
        slots = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._tell(case, before.directory.version, slots) for case in found))
        await self._store.let_go_of_way(way, done_to, self._clock())
        return 1

    async def _tell(self, case: ConcernedCase, before: str, slots: asyncio.Semaphore) -> None:
        gone = tuple(dict.fromkeys(person for task in case.tasks for person in task.gone))
        changed = DirectoryChanged(self._clock(), tuple(task.task for task in case.tasks), before, gone)
        async with slots:
            await signal_case(self._client, case.workflow_id, DIRECTORY_CHANGED, changed)
        log.info("directory followed", case=case.case_id, tasks=list(changed.tasks), gone=list(gone))
