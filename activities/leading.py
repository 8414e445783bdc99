"""What is open is led from one company to the next: one worker at a time, a bounded number of cases with each step."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from temporalio.client import Client

from store import Store
from store.store import utc_now

T = TypeVar("T")
LEASE = timedelta(seconds=60)
AT_A_TIME = 100
AT_ONCE = 8


class Leading(ABC):
    """`round` leads some cases. `clock` says what day it is for the company, and what is still ahead."""

    def __init__(self, client: Client, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self._client = client
        self._store = store
        self._clock = clock

    async def round(self) -> int:
        """Look through some cases; gives 1 when there may be more, else 0."""
        return int(await self._step(self._clock()))

    @abstractmethod
    async def _step(self, now: datetime) -> bool:
        """One step of the way, if there is one to go and no other worker is at it; gives whether there may be more."""

    async def _tell_all(self, found: Sequence[T], tell: Callable[[T], Awaitable[None]]) -> None:
        slots = asyncio.Semaphore(AT_ONCE)

        async def told(one: T) -> None:
            async with slots:
                await tell(one)

        await asyncio.gather(*map(told, found))
