"""Bringing a case's record back from its history, which is the truth.

A worker that was cut off may write a turn long after the server has given its work to another (a frozen machine, a
lock that was waited for). Such a record does not follow itself any more, or ends with a turn that its history does not
have. Both are found here, and put right without anybody having to ask for it.
"""

import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog
from temporalio.client import Client

from activities.confirming import has_turn
from engine.runtime.border import ReplayedTurn
from store import Rebuilt, Store, UnsealedTurn
from store.store import utc_now

log = structlog.get_logger()
AT_A_TIME = 50
AGAIN_AFTER = 600.0
"""Seconds until a record that could not be put right is tried again."""

TurnsOfCase = Callable[[Client, str], Awaitable[Sequence[ReplayedTurn]]]


async def rebuild_from_history(store: Store, turns: Sequence[ReplayedTurn]) -> Rebuilt:
    """Put the turns of a case's history in the place of what is stored."""
    return await store.replace_turns([(turn.commit, turn.resolution) for turn in turns])


class Repair:
    """Holds records against histories: those that do not follow themselves, and those at rest, once.

    `turns_of_case` reads a history; `resting_after` is how long a case stands still before its last turn is looked for.
    """

    def __init__(self, client: Client, store: Store, turns_of_case: TurnsOfCase, *, resting_after: float) -> None:
        self._client = client
        self._store = store
        self._turns_of_case = turns_of_case
        self._resting_after = timedelta(seconds=resting_after)
        self._looked_at: tuple[datetime, str] | None = None
        self._in_vain: dict[str, float] = {}

    async def round(self) -> int:
        """Put right what does not hold together, and look at some cases at rest. Gives how many were put right."""
        broken = await self._store.broken_cases(AT_A_TIME)
        lost = [(turn.case_id, turn.workflow_id) for turn in await self._resting() if not await self._confirmed(turn)]
        return sum([await self._put_right(case_id, workflow_id) for case_id, workflow_id in [*broken, *lost]])

    async def _resting(self) -> Sequence[UnsealedTurn]:
        """The next ones of those that nobody has confirmed; from the beginning again after the last."""
        before = utc_now() - self._resting_after
        found = await self._store.resting_turns(before, after=self._looked_at, limit=AT_A_TIME)
        self._looked_at = (found[-1].committed_at, found[-1].case_id) if found else None
        return found

    async def _confirmed(self, turn: UnsealedTurn) -> bool:
        if not await has_turn(self._client, turn.workflow_id, turn.turn, turn.digest):
            return False
        return await self._store.seal(turn.case_id, turn.turn, turn.digest)

    async def _put_right(self, case_id: str, workflow_id: str) -> bool:
        self._in_vain = {one: since for one, since in self._in_vain.items() if time.monotonic() - since < AGAIN_AFTER}
        if case_id in self._in_vain:
            return False
        try:
            turns = await self._turns_of_case(self._client, workflow_id)
            different = bool(turns) and bool((await rebuild_from_history(self._store, turns)).different)
        except Exception as broken:  # whatever is wrong with one record, the others are looked at
            log.error("record not put right", case=case_id, workflow=workflow_id, why=str(broken)[:300])
            different = False
        if different:
            log.warning("record put right from its history", case=case_id, workflow=workflow_id)
        else:
            self._in_vain[case_id] = time.monotonic()
        return different
