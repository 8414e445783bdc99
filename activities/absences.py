"""At the day's start, superiors hear what is due today of people of theirs who are away with nobody standing in."""

from collections.abc import Callable
from datetime import datetime

from engine.administering.absences import day_has_begun, day_of, due_while_absent
from store import Store
from store.store import utc_now


class Absences:
    """`round` tells once for each superior and day. `clock` says what day it is for the company."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self._store = store
        self._clock = clock
        self._looked: tuple[object, ...] = ()

    async def round(self) -> int:
        """Look once in a day, and again when the directory has changed; gives how many superiors are told."""
        company, now = await self._store.company(), self._clock()
        if company is None:
            return 0
        directory = company.directory
        day = directory.day_of(now)
        if self._looked == (day, directory.version) or not day_has_begun(directory, company.calendars, now):
            return 0
        due = await self._store.tasks_due(*day_of(directory, now))
        told = await self._store.tell_of_absence(day, due_while_absent(due, directory, day))
        self._looked = (day, directory.version)
        return told
