"""Hand-overs are carried out: each case by one command of its own, the rest in the store.

Every worker does this round; a worker that dies leaves its items to the others. A command is sent under the same id
however often it is tried, so that it takes effect once.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta

import structlog

from activities.client import Answered, CaseClient
from engine.administering.handing_over import Item, outcome_of
from engine.runtime import Rejected
from engine.runtime.commands import Command, HandBack, HandOver
from store import Store
from store.handing_over import TakenItem

log = structlog.get_logger()
LEASE = timedelta(seconds=60)
OUTSTANDING = 50
AT_ONCE = 8


class HandingOver:
    """`round` does some items. At most fifty commands are outstanding."""

    def __init__(self, store: Store, cases: CaseClient) -> None:
        self._store = store
        self._cases = cases

    async def round(self) -> int:
        """Gives how many items were taken."""
        if not await self._store.hand_overs_wait():
            return 0
        taken = await self._store.take_hand_over_items(OUTSTANDING, LEASE)
        slots = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._do(one, slots) for one in taken))
        return len(taken)

    async def _do(self, taken: TakenItem, slots: asyncio.Semaphore) -> None:
        async with slots:
            if taken.item.kind != "case":
                await self._store.do_hand_over_item(taken)
                return
            item = await self._in_case(taken)
        if item is not None:
            await self._store.settle_hand_over_item(taken, item)

    async def _in_case(self, taken: TakenItem) -> Item | None:
        """What became of a case; None: it is pending, and asked for again."""
        try:
            answered = await self._cases.command(
                taken.item.subject, _command(taken), by=taken.by, id=_command_id(taken), via="hand-over"
            )
        except Rejected as refusal:
            log.info("hand-over refused", case=taken.item.subject, code=refusal.code)
            never = refusal.code == "not-handed-over"
            status = "undone" if taken.undoing and never else "kept" if taken.undoing else "refused"
            return replace(taken.item, status=status, code=refusal.code, text=refusal.message)  # type: ignore[arg-type]
        if not isinstance(answered, Answered):
            return None
        turns = await self._store.history(taken.item.subject, after=answered.turn - 1, limit=1)
        came = outcome_of(turns[0].events) if turns else {}
        kept = bool(taken.undoing and came.get("left"))
        said = {**taken.item.said, "undone" if taken.undoing else "came": came}
        status = "kept" if kept else "undone" if taken.undoing else "done"
        return replace(taken.item, said=said, status=status, code="acted-on" if kept else "")  # type: ignore[arg-type]


def _command(taken: TakenItem) -> Command:
    if taken.undoing:
        return HandBack(taken.hand_over, taken.reason)
    return HandOver(taken.person, taken.to, taken.hand_over, taken.reason)


def _command_id(taken: TakenItem) -> str:
    how = "back" if taken.undoing else "over"
    return f"hand-{how}/{taken.hand_over}/{taken.item.subject}"
