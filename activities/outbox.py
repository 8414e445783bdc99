"""The outbox: what sealed turns tell the world leaves here, at least once, each with a key against doubles."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import structlog
from temporalio import activity

from activities.channels import Channels, NotBrought, QuietHours, Unrouted
from activities.client import CaseClient
from engine.runtime.border import LET_LEAVE, Leaving
from engine.runtime.requests import SendMessage
from engine.runtime.stimuli import MessageArrived, SendUnrouted
from engine.runtime.wire import decode_as
from store import Outgoing, Store
from store.store import utc_now

log = structlog.get_logger()
BATCH = 200
LOOK_AGAIN = 0.05
AT_ONCE = 8
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
MOST_ATTEMPTS = 25
LATECOMERS = tuple(timedelta(seconds=seconds) for seconds in (1, 4, 15))
"""When a message that no case heard is tried again; after that it was for nobody, which is no fault."""


class StartRefused(Exception):
    """A message has come to all that hear it, but what it should start was refused. The same again is no use."""


class NobodyYet(Exception):
    """No case hears a message of another one. The one it is for may be about to begin."""


class Outbox:
    """Sends what may leave: messages to cases by Signal, to parties outside and notices by their channel."""

    def __init__(self, store: Store, cases: CaseClient, channels: Channels) -> None:
        self._store = store
        self._cases = cases
        self._channels = channels

    async def round(self) -> int:
        """Send one batch; gives how many things were in it."""
        batch = await self._store.outbox_sealed(BATCH)
        lines: dict[str, list[Outgoing]] = {}
        for outgoing in batch:
            lines.setdefault(_line(outgoing), []).append(outgoing)
        slots = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._in_order(line, slots) for line in lines.values()))
        return len(batch)

    @activity.defn(name=LET_LEAVE)
    async def let_leave(self, leaving: Leaving) -> None:
        """Send what a case said up to a turn, before it says something by another way. Each has been tried once."""
        await self._store.seal(leaving.case_id, leaving.turn)
        while await self._store.outbox_untried(leaving.case_id, leaving.turn):
            if not await self.round():
                await asyncio.sleep(LOOK_AGAIN)  # another worker has them

    async def _in_order(self, line: Sequence[Outgoing], slots: asyncio.Semaphore) -> None:
        async with slots:
            # What stands in one list leaves in one letter; until that has left each line of it waits by itself.
            for together in [line] if line[0].list else [[one] for one in line]:
                await self._send(together)

    async def _send(self, together: Sequence[Outgoing]) -> None:
        try:
            await self._leave(together)
        except Exception as broken:  # whatever a channel has against it, the others go on
            for outgoing in together:
                await self._put_off(outgoing, broken)
        else:
            await self._store.mark_sent([one.key for one in together])

    async def _leave(self, together: Sequence[Outgoing]) -> None:
        outgoing, *more = together
        if more:
            await self._channels.tell_list(together)
            return
        if outgoing.kind == "notice":
            await self._channels.tell(outgoing)
            return
        message = decode_as(SendMessage, outgoing.payload)
        if message.to is not None or message.channel is not None:
            try:
                await self._channels.send(message, outgoing)
            except Unrouted:
                unrouted = SendUnrouted(outgoing.at, message.step, id=message.id)
                if not await self._cases.tell_unrouted(outgoing.case_id, unrouted):
                    raise  # the case has ended: nobody in it can be asked, so it stays visible here
            return
        key = message.key or ""
        arrived = MessageArrived(outgoing.at, message.id, message.message, key, message.data)
        delivered = await self._cases.deliver(arrived)
        if delivered.refused:
            raise StartRefused("; ".join(delivered.refused))
        if not (delivered.cases or delivered.started) and outgoing.attempts < len(LATECOMERS):
            raise NobodyYet(f"no case hears {message.message} with the key {key!r}")

    async def _put_off(self, outgoing: Outgoing, why: Exception) -> None:
        if isinstance(why, NobodyYet):
            again = utc_now() + LATECOMERS[outgoing.attempts]
            await self._store.mark_failed(outgoing.key, f"nobody yet: {why}", again_at=again)
            return
        if isinstance(why, QuietHours):
            await self._store.put_off(outgoing.key, why.until)
            return
        attempts = outgoing.attempts + 1
        again = utc_now() + min(FIRST_PAUSE * 2 ** min(attempts - 1, 12), LONGEST_PAUSE)
        give_up = attempts >= MOST_ATTEMPTS or _is_for_good(why)
        text = f"{type(why).__name__}: {why}"[:500]
        log.warning("not sent", key=outgoing.key, why=text, attempts=attempts, given_up=give_up)
        await self._store.mark_failed(outgoing.key, text, again_at=None if give_up else again)


def _is_for_good(why: Exception) -> bool:
    return isinstance(why, Unrouted | StartRefused) or (isinstance(why, NotBrought) and why.for_good)


def _line(outgoing: Outgoing) -> str:
    """What stays in order: what one case says to others, and what it says to people and parties outside. What is told
    in lists goes by list, whatever the case."""
    if outgoing.list is not None:
        return f"list/{outgoing.list}"
    outside = outgoing.kind == "notice" or outgoing.payload.get("to") or outgoing.payload.get("channel")
    return f"{'outside' if outside else 'cases'}/{outgoing.case_id}"
