"""Open cases are looked at as they change, so that a page of what is stuck needs only to be read."""

import asyncio
import time
from datetime import datetime, timedelta

import structlog
from temporalio.client import Client

from activities.server import failing_cases
from store import Store
from store.store import utc_now
from store.world import NoCompany

log = structlog.get_logger()
AT_A_TIME = 200
SHARE = 20
"""A look that found nothing rests so many times as long as it took; one with work left, as long as it took."""

ASK_SERVER_AFTER = timedelta(seconds=30)
TEND_AFTER = timedelta(hours=6)


class Watching:
    """`round` looks at some cases; what the server says of failing ones is asked for more seldom."""

    def __init__(self, client: Client, store: Store) -> None:
        self._client = client
        self._store = store
        self._rest_until = 0.0
        self._asked: datetime | None = None
        self._tended: datetime | None = None
        self._outside: dict[str, str] = {}

    async def round(self) -> int:
        """Look at what has changed; gives at how many cases."""
        if time.monotonic() < self._rest_until:
            return 0
        begun = time.monotonic()
        now = utc_now()
        await self._ask_server(now)
        try:
            looked = await self._store.look(now, outside=self._outside, limit=AT_A_TIME)
        except NoCompany:
            return 0
        if self._tended is None or now - self._tended > TEND_AFTER:
            self._tended = now
            await self._store.forget_spells(now)
            await self._store.tend()
        took = time.monotonic() - begun
        if looked:
            await asyncio.sleep(took)
        else:
            self._rest_until = time.monotonic() + SHARE * took
        return looked

    async def _ask_server(self, now: datetime) -> None:
        if self._asked is None or now - self._asked > ASK_SERVER_AFTER:
            self._asked = now
            self._outside = dict.fromkeys(await failing_cases(self._client, self._store), "workflow-failing")
