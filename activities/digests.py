"""Before days off managers get a letter of what lapses before noon of the next working day: one each, as they work."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from activities.notices import step_name
from activities.one_by_one import one_by_one
from engine.administering.digests import MOST_LISTED, Ahead, told_ahead, week_ends
from engine.calendars import Text
from engine.insight.heat import noon_of_next_working_day
from store import Store
from store.company import Company
from store.rows import TaskRow
from store.store import utc_now


class Digests:
    """`round` tells once for each manager and day. `clock` says what day it is for the company."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self._store = store
        self._clock = clock
        self._told: date | None = None

    async def round(self) -> int:
        """Look once on such a day; gives how many managers are told."""
        company, now = await self._store.company(), self._clock()
        if company is None:
            return 0
        day = company.directory.day_of(now)
        if self._told == day or not week_ends(company.directory, company.calendars, now):
            return 0
        managers = await self._store.managers()
        until = noon_of_next_working_day(company.calendars, now, company.directory.zone)
        told = await one_by_one(lambda person: self._tell(company, person, day, now, until), managers)
        if len(told) == len(managers):
            self._told = day
        return sum(told)

    async def _tell(self, company: Company, person: str, day: date, now: datetime, until: datetime) -> bool:
        who = await self._store.standing(person)
        rows, count = await self._store.lapsing(who, now, until, limit=MOST_LISTED)
        if not rows:
            return False
        text = told_ahead(await self._ahead(rows), count, until, company.directory)
        return await self._store.tell_week_ahead(day, person, text, rows[0].case_id)

    async def _ahead(self, rows: Sequence[TaskRow]) -> list[Ahead]:
        found = []
        for row in rows:
            detail = await self._store.case(row.case_id)
            if detail is None or row.due is None:
                continue
            name = step_name(await self._store.plan(detail.case.plan), row.step)
            people = (row.holder,) if row.holder else row.offered
            found.append(Ahead(detail.case.business_key, Text(**name), people, row.due))
        return found
