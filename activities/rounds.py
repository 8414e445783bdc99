"""What is done again and again beside the cases: sending, confirming, asking once more, starting, putting right.

Every worker does these rounds; what one has taken the others leave alone for a while.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TypeVar

import structlog
from temporalio.client import Client

from activities.absences import Absences
from activities.boards import Boards
from activities.client import CaseClient
from activities.confirming import has_turn
from activities.digests import Digests
from activities.followers import Followers
from activities.following import Following
from activities.handing_over import HandingOver
from activities.news import NewsRound
from activities.outbox import Outbox
from activities.publishing import Publishing
from activities.recalculating import Recalculating
from activities.repairing import Repair
from activities.scheduling import Scheduling
from activities.watching import Watching
from store import Store, UnsealedTurn
from store.store import utc_now

T = TypeVar("T")
log = structlog.get_logger()
AT_ONCE = 8
FOLLOW_AFTER = 4
"""So much more seldom it is asked whether people have changed: that happens a few times a day."""
REPAIR_AFTER = 20
"""Records are held against their histories, and absences looked at, so much more seldom than all else is done."""


class Rounds:
    """`sweep` confirms last turns, `resend` asks again what has no answer. Outbox, schedules, repair and
    what follows the directory: rooms of their own."""

    def __init__(
        self,
        client: Client,
        store: Store,
        cases: CaseClient,
        outbox: Outbox,
        scheduling: Scheduling,
        repair: Repair,
        following: Following,
        recalculating: Recalculating,
        absences: Absences,
        digests: Digests,
        followers: Followers,
        handing_over: HandingOver,
        boards: Boards,
        publishing: Publishing,
        watching: Watching,
        news: NewsRound,
        *,
        unsealed_after: float = 2.0,
        resend_after: float = 15.0,
    ) -> None:
        self._client = client
        self._store = store
        self._cases = cases
        self._outbox = outbox
        self._scheduling = scheduling
        self._repair = repair
        self._following = following
        self._recalculating = recalculating
        self._absences = absences
        self._digests = digests
        self._followers = followers
        self._handing_over = handing_over
        self._boards = boards
        self._publishing = publishing
        self._watching = watching
        self._news = news
        self._unsealed_after = timedelta(seconds=unsealed_after)
        self._resend_after = timedelta(seconds=resend_after)

    async def keep_going(self, every: float) -> None:
        """All rounds, until cancelled; `every` is the pause between two of a kind, in seconds."""
        async with asyncio.TaskGroup() as group:
            for work in (self._outbox.round, self.sweep, self.resend, self._scheduling.round):
                group.create_task(_again_and_again(work, every))
            people = (self._following.round, self._handing_over.round, self._news.round)
            for work in (*people, self._recalculating.round, self._publishing.round, self._watching.round):
                group.create_task(_again_and_again(work, FOLLOW_AFTER * every))
            looking = (self._absences.round, self._digests.round, self._boards.round, self._followers.round)
            for seldom in (self._repair.round, *looking):
                group.create_task(_again_and_again(seldom, REPAIR_AFTER * every))

    async def once(self) -> int:
        """One of each: confirm, send, ask again, start, put right. Gives how much there was to do."""
        done = await self.sweep() + await self._outbox.round() + await self.resend()
        done += await self._scheduling.round() + await self._following.round() + await self._handing_over.round()
        done += await self._recalculating.round() + await self._publishing.round()
        done += await self._watching.round() + await self._news.round()
        done += await self._repair.round() + await self._absences.round() + await self._digests.round()
        return done + await self._boards.round() + await self._followers.round()

    async def sweep(self) -> int:
        """Confirm last turns by looking into their histories, and seal those that are there."""
        unsealed = await self._store.unsealed_turns(utc_now() - self._unsealed_after)
        sealed = await _together([self._confirm(turn) for turn in unsealed])
        return sum(sealed)

    async def resend(self) -> int:
        """Send commands again that nobody has answered."""
        waiting = await self._store.unsettled_commands(before=utc_now() - self._resend_after)
        await _together([self._cases.resend(stored) for stored in waiting])
        return len(waiting)

    async def _confirm(self, turn: UnsealedTurn) -> bool:
        if not await has_turn(self._client, turn.workflow_id, turn.turn, turn.digest):
            return False
        return await self._store.seal(turn.case_id, turn.turn, turn.digest)


async def _together(work: Sequence[Awaitable[T]]) -> list[T]:
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(waiting: Awaitable[T]) -> T:
        async with slots:
            return await waiting

    return await asyncio.gather(*map(one, work))


async def _again_and_again(work: Callable[[], Awaitable[int]], every: float) -> None:
    while True:
        try:
            busy = await work()
        except Exception as broken:  # the database or the server is away: they come back
            log.warning("round failed", round=work.__qualname__, why=f"{type(broken).__name__}: {broken}"[:300])
            busy = 0
        await asyncio.sleep(0 if busy else every)
