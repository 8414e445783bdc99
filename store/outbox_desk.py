"""The part of the store for what leaves it: messages and notices of sealed turns, tried until they are sent."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from store import outbox, short_limits
from store.outbox import Outgoing
from store.reads import Reads
from store.short_limits import BoardRule


class WhatLeaves(Reads):
    """What waits to leave, what has, and what could not."""

    async def outbox_sealed(self, limit: int = 100, *, lease: timedelta = timedelta(seconds=60)) -> list[Outgoing]:
        """What may leave now, in order; it is not given to another asker before `lease` has passed."""
        now = self._clock()
        if not await self._database.read(lambda db: outbox.may_leave(db, now)):
            return []
        return await self._database.write(lambda db: outbox.take(db, now, limit, lease))

    async def mark_sent(self, keys: Sequence[str]) -> None:
        """These have left."""
        await self._database.write(lambda db: outbox.mark_sent(db, keys, self._clock()))

    async def mark_failed(self, key: str, error: str, *, again_at: datetime | None) -> None:
        """This did not leave: try again at `again_at`; None gives it up, visibly."""
        await self._database.write(lambda db: outbox.mark_failed(db, key, error, again_at))

    async def put_off(self, key: str, until: datetime) -> None:
        """This waits until then, without having failed."""
        await self._database.write(lambda db: outbox.put_off(db, key, until))

    async def send_again(self, key: str) -> None:
        """Try now what was given up, or what waits for its next attempt."""
        await self._database.write(lambda db: outbox.try_again(db, key, self._clock()))

    async def outbox_untried(self, case_id: str, turn: int) -> int:
        """How many messages of a case, up to a turn, nobody has tried to send yet."""
        return await self._database.read(lambda db: outbox.untried(db, case_id, turn))

    async def tell_of_short_limits(self, rule: BoardRule) -> int:
        """Queue a notice for each superior of people with several lapsed short limits; gives how many."""

        def tell(connection: Connection) -> int:
            company = self._company.read(connection)
            return short_limits.tell(connection, company, rule, self._clock()) if company else 0

        return await self._database.write(tell)
