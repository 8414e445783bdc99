"""Live lists: one look at what was committed for all who listen in this process, handed to whom it concerns."""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from api.problems import Refusal
from api.shapes.tasks import Changes
from engine.administering import access
from store import Store
from store.changes import AT_ONCE, Change
from store.paging import instant_of

if TYPE_CHECKING:
    from api.identity import Asker

log = structlog.get_logger()
EVERY = 0.5
"""Seconds between two looks."""
OVERLAP = timedelta(seconds=5)
"""What was committed so shortly before is looked at again: a turn is stamped before it is committed."""
RESUMED = timedelta(minutes=10)
"""Who comes back later than that asks for the lists anew."""
A_PERSON = 8
IN_ALL = 2000
"""Connections; more are refused."""
KEPT = 200
"""Changes that wait for a listener; one who does not take them is let go, and comes back."""
LONGEST = 600.0
"""Seconds a connection lasts: whoever comes back is asked once more who they are."""


@dataclass(eq=False)
class Listener:
    """Somebody's open connection."""

    asker: "Asker"
    waiting: asyncio.Queue[Change | None] = field(default_factory=lambda: asyncio.Queue(KEPT))

    async def next(self, within: float) -> Change | None:
        """The next change; None when the connection ends, or none has come within so many seconds."""
        try:
            return await asyncio.wait_for(self.waiting.get(), max(within, 0))
        except TimeoutError:
            return None

    def tell(self, change: Change) -> bool:
        """Hand a change over; False: they are too slow."""
        try:
            self.waiting.put_nowait(change)
        except asyncio.QueueFull:
            return False
        return True


class Live:
    """The feed of a process. It looks only while somebody listens."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._listeners: dict[str, list[Listener]] = {}
        self._seen: OrderedDict[tuple[str, int, datetime], None] = OrderedDict()
        self._looking: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def _place(self, asker: "Asker") -> Iterator[Listener]:
        has, in_all = len(self._listeners.get(asker.person, ())), sum(map(len, self._listeners.values()))
        if has >= A_PERSON or in_all >= IN_ALL:
            said = f"Expected at most {A_PERSON} live connections of one person, but there are more"
            raise Refusal(429, "too-many", said, "实时连接过多，请关闭一些页面。", headers={"Retry-After": "10"})
        listener, own = Listener(asker), self._listeners.setdefault(asker.person, [])
        own.append(listener)
        try:
            yield listener
        finally:
            own.remove(listener)
            if not own:
                self._listeners.pop(asker.person, None)

    @contextlib.asynccontextmanager
    async def listening(self, asker: "Asker") -> AsyncIterator[Listener]:
        """A connection of somebody. Raises 429 `too-many`."""
        with self._place(asker) as listener:
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look())
            yield listener

    async def told(self, listener: Listener, since: datetime | None) -> AsyncIterator[tuple[str, Changes]]:
        """What concerns a listener, as it comes; first what they missed since an instant. Each with its mark."""
        person = listener.asker.person
        if since is not None and self._clock() - since < RESUMED:
            for change in await self._store.changes(since):
                if (missed := await self._for(change, listener.asker)) is not None:
                    yield _mark(change), missed
        # Each piece may be asked for by another task, so no limit of time can be begun in one and end in the next.
        now = asyncio.get_running_loop().time
        ends = now() + LONGEST
        while (coming := await listener.next(ends - now())) is not None:
            if (shown := await self._for(coming, listener.asker)) is not None:
                yield _mark(coming), shown
        log.debug("a live connection has ended", person=person)

    async def _for(self, change: Change, asker: "Asker") -> Changes | None:
        """What somebody is told of a change; nothing of a case they may not see."""
        lists = set(change.lists.get(asker.person, ()))
        if asker.person in change.followers and (lists or await self._may_read(change.case_id, asker)):
            lists.add("followed")
        if not lists:
            return None
        return Changes(lists=sorted(lists), case_id=change.case_id, turn=change.turn, tasks=list(change.tasks))

    async def _may_read(self, case_id: str, asker: "Asker") -> bool:
        case = await self._store.concerned(case_id)
        who = await self._store.standing(asker.person, asker.roles)
        return case is not None and access.reading_of(who, case) != "nothing"

    async def _look(self) -> None:
        """Look again and again until nobody listens."""
        since = self._clock()
        while self._listeners:
            try:
                found = await self._since(since - OVERLAP)
            except Exception as fault:  # a database that is away for a while comes back
                log.warning("changes cannot be read", fault=str(fault))
                await asyncio.sleep(10 * EVERY)
                continue
            self._spread(self._new(found))
            since = max((one.committed_at for one in found), default=since)
            await asyncio.sleep(EVERY)

    async def _since(self, since: datetime) -> list[Change]:
        """All that was committed after an instant, however much that is."""
        found = await self._store.changes(since)
        last = found
        while len(last) == AT_ONCE and last[-1].committed_at > since:
            since = last[-1].committed_at
            last = await self._store.changes(since)
            found = [*found, *last]
        return found

    def _new(self, found: Iterable[Change]) -> Iterable[Change]:
        for change in found:
            key = (change.case_id, change.turn, change.committed_at)
            if key not in self._seen:
                self._seen[key] = None
                yield change
        while len(self._seen) > 20_000:
            self._seen.popitem(last=False)

    def _spread(self, changes: Iterable[Change]) -> None:
        for change in changes:
            for person in {*change.lists, *change.followers} & self._listeners.keys():
                for listener in list(self._listeners[person]):
                    if not listener.tell(change):
                        self._let_go(listener)

    def _let_go(self, listener: Listener) -> None:
        while not listener.waiting.empty():
            listener.waiting.get_nowait()
        listener.waiting.put_nowait(None)


def _mark(change: Change) -> str:
    return change.committed_at.isoformat()


def since_of(mark: str | None) -> datetime | None:
    """The instant behind a mark; None for one that is none."""
    try:
        return instant_of(mark) if mark else None
    except (ValueError, OverflowError):
        return None
