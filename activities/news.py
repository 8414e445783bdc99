"""People are told of what is new for them to do: in their working time, outside their quiet hours, in one letter.

What somebody else has done before it leaves is not told.
"""

import hashlib
import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog

from activities.notices import TaskLine, Wording
from activities.one_by_one import one_by_one
from activities.ports import Letter
from activities.postman import Postman, Receiver
from engine.administering.reaching import MOST_TOLD
from engine.runtime.telling import works_at
from store import Store
from store.company import Company
from store.news import News, NewTask
from store.store import utc_now

log = structlog.get_logger()
LEASE = timedelta(seconds=60)
BATCH = 500
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
MOST_ATTEMPTS = 12


class NewsRound:
    """`round` finds what has come to people, and tells what is to be told now.

    `after`: seconds in which who looks at a task, or does it, is told nothing.
    """

    def __init__(self, store: Store, postman: Postman, after: float = 60.0) -> None:
        self._store = store
        self._after = timedelta(seconds=after)
        self._postman = postman

    async def round(self) -> int:
        """Gives how many people were told something."""
        if not self._postman.has_ports:
            return 0
        company = await self._store.company()
        if company is None:
            return 0
        await self._find(company)
        due = await self._store.due_news(BATCH, LEASE)
        of_each = [list(told) for _, told in itertools.groupby(due, key=lambda one: one.person)]
        return len(await one_by_one(partial(self._tell, company), of_each))

    async def _find(self, company: Company) -> None:
        taken = await self._store.take_news(LEASE, BATCH)
        if taken is None:
            return
        now, new = taken
        receivers = {one.person: one for one in await self._postman.receivers(one.person for one in new)}
        noted = [(one, *self._plan(one, receivers[one.person], company, now)) for one in new]
        # A full batch: there is more of the same time.
        await self._store.note_news(noted, now if len(new) < BATCH else None)

    def _plan(self, new: NewTask, to: Receiver, company: Company, now: datetime) -> tuple[datetime, str]:
        """When somebody is told of a task, and whether at all."""
        if new.count > MOST_TOLD or not self._postman.reaches(to, "task"):
            return now, "none"
        works = works_at(new.person, now + self._after, company.directory, company.calendars)
        return self._postman.leaves(to, works), "waiting"

    async def _tell(self, company: Company, told: Sequence[News]) -> None:
        (to,) = await self._postman.receivers([told[0].person])
        lines = [line for one in told if (line := await self._line(one)) is not None]
        if not lines:
            return
        wording = Wording(company.directory.zone, company.directory)
        subject, text = wording.tasks(lines)
        only = lines[0].task if len(lines) == 1 else None
        link = self._postman.link(only.case_id, only.task) if only else self._postman.inbox
        key = hashlib.sha256("/".join(f"{one.case_id}{one.task}" for one in told).encode()).hexdigest()
        done = frozenset.intersection(*(frozenset(one.sent) for one in told))
        brought = await self._postman.bring(to, "task", Letter(subject, text, link, f"{to.person}/{key}"), done)
        at = datetime.now(UTC).isoformat()
        again = None if brought.for_good else self._again(told)
        if brought.error:
            log.warning("not told", person=to.person, why=brought.error)
        await self._store.settle_news(told, dict.fromkeys(brought.sent, at), brought.error, again_at=again)

    async def _line(self, one: News) -> TaskLine | None:
        task, detail = await self._store.task(one.case_id, one.task), await self._store.case(one.case_id)
        if task is None or detail is None:
            return None
        return TaskLine(task, detail.case, await self._store.plan(detail.case.plan))

    def _again(self, told: Sequence[News]) -> datetime | None:
        attempts = max(one.attempts for one in told) + 1
        if attempts >= MOST_ATTEMPTS:
            return None
        doubled: timedelta = FIRST_PAUSE * 2 ** min(attempts - 1, 10)
        return utc_now() + min(doubled, LONGEST_PAUSE)
