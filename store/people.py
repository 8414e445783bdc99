"""The part of the store for people: stand-ins, who has left, and the open tasks that follow the directory."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from engine.administering.absences import DueOfAbsent, DueTask
from engine.administering.handing_over import Item
from engine.administering.openings import Answer, Keepers, Opening
from engine.administering.stand_ins import Wanted
from engine.calendars import Text
from engine.people import StandIn
from engine.runtime.retargeting import Day, may_differ
from store import absences, directory, handing_over, hanging, items_outside, open_tasks, openings, world
from store.company import Company
from store.directory import OPEN_TASKS, Author, ChangeMade, Way
from store.handing_over import HandOver, TakenItem
from store.open_tasks import ConcernedCase
from store.tables.projection import inbox
from store.unattended import UnattendedStarts

Wire = dict[str, Any]


class People(UnattendedStarts):
    """Changes of the directory beside the organisation's file."""

    async def set_stand_in(self, wanted: Wanted, author: Author) -> str:
        """Let somebody stand in for somebody; gives its number. The same `once` again changes nothing.

        Raises `Rejected`, `NoCompany`.
        """
        now = self._clock()
        number, _ = await self._database.write(
            lambda db: directory.set_stand_in(db, self._company, wanted, author, now)
        )
        return number

    async def end_stand_in(self, number: str, author: Author) -> None:
        """End a stand-in from now on. Raises `Rejected`, `NoCompany`."""
        now = self._clock()
        await self._database.write(lambda db: directory.end_stand_in(db, self._company, number, author, now))

    async def stand_ins(self) -> list[tuple[StandIn, ChangeMade | None]]:
        """Every stand-in there is or was, with the change that made it. Raises `NoCompany`."""
        return await self._database.read(lambda db: list(directory.stand_ins_listed(db, self._company)))

    async def directory_changes(self) -> list[ChangeMade]:
        """Every change beside the organisation's file, in the order they were made."""
        return await self._database.read(directory.changes_made)

    async def count_open(self, person: str) -> int:
        """How many open tasks somebody has or may take."""
        counted = select(func.count()).select_from(inbox).where(inbox.c.person == person)
        return await self._database.read(lambda db: int(db.scalar(counted) or 0))

    async def counts_open(self, people: Collection[str]) -> dict[str, int]:
        """How many open tasks each of these has or may take; who has none is not in it."""
        counted = select(inbox.c.person, func.count().label("open")).where(inbox.c.person.in_(sorted(people)))
        return await self._database.read(
            lambda db: {row.person: int(row.open) for row in db.execute(counted.group_by(inbox.c.person))}
        )

    # ---- handing people over ----

    async def plan_hand_over(self, person: str, to: str, *, leaves: bool = True) -> list[Item]:
        """What hangs on somebody, item by item; nothing is done. Raises `Rejected`, `NoCompany`."""
        now = self._clock()
        return await self._database.read(lambda db: hanging.planned(db, self._company, person, to, now, leaves=leaves))

    async def hand_over(self, person: str, to: str, author: Author, *, leaves: bool = True) -> str:
        """Begin to hand somebody over; gives its id. The rounds of the workers do the rest. Raises as the plan."""
        now = self._clock()
        return await self._database.write(
            lambda db: handing_over.begin(db, self._company, person, to, author, now, leaves=leaves)
        )

    async def undo_hand_over(self, number: str, author: Author) -> None:
        """Begin to undo one, as far as nobody has acted on it. Raises `Rejected`, `NoCompany`."""
        now = self._clock()
        await self._database.write(lambda db: handing_over.undo(db, self._company, number, author, now))

    async def hand_over_of(self, number: str) -> HandOver | None:
        """A hand-over and what became of its items."""
        return await self._database.read(lambda db: handing_over.find(db, number))

    async def hand_overs(self) -> Sequence[HandOver]:
        """The newest first, without their items."""
        return await self._database.read(handing_over.listed)

    async def take_hand_over_items(self, limit: int, lease: timedelta) -> list[TakenItem]:
        """Some items to do, for this worker alone."""
        now = self._clock()
        return await self._database.write(lambda db: handing_over.take(db, now, lease, limit))

    async def hand_overs_wait(self) -> bool:
        """Whether any item is to be done."""
        return await self._database.read(handing_over.is_waiting)

    async def settle_hand_over_item(self, taken: TakenItem, item: Item) -> None:
        """Write what became of an item."""
        await self._database.write(lambda db: handing_over.settle(db, taken, item))

    async def do_hand_over_item(self, taken: TakenItem) -> None:
        """Do an item that is of no case."""
        now = self._clock()
        await self._database.write(lambda db: items_outside.do(db, self._company, taken, now))

    # ---- opening sealed cases ----

    async def ask_to_open(self, wanted: Opening, keepers: Keepers) -> Opening:
        """Ask to read a sealed case; gives the request with its number. Raises `Rejected`, `NoCompany`."""
        return await self._database.write(lambda db: openings.ask(db, self._company, wanted, keepers))

    async def answer_opening(self, number: str, by: str, said: str, keepers: Keepers, *, confirmed: bool) -> Opening:
        """Confirm such a request as the second person, or refuse it. Raises `Rejected`, `NoCompany`."""
        answer = Answer(by, said, self._clock(), confirmed)
        return await self._database.write(lambda db: openings.answer(db, self._company, number, answer, keepers))

    async def openings(self, limit: int = 100) -> list[tuple[Opening, str]]:
        """All requests, the latest first, each with the key of its case."""
        return await self._database.read(lambda db: openings.listed(db, limit))

    async def openings_of(self, case_id: str) -> list[Opening]:
        """What was asked of a case, in order."""
        return await self._database.read(lambda db: openings.of_case(db, case_id))

    # ---- what is due while somebody is away ----

    async def tasks_due(self, first: datetime, last: datetime) -> list[DueTask]:
        """Open tasks that are due from one instant up to another, with the keys of their cases."""
        return await self._database.read(lambda db: absences.tasks_due(db, first, last))

    async def tell_of_absence(self, day: date, told: Mapping[str, Sequence[DueOfAbsent]]) -> int:
        """Put what is due of people who are away on the pages of these superiors, and into a letter, once for each day.
        Raises `NoCompany`."""
        return await self._database.write(lambda db: absences.tell(db, self._company, day, told, self._clock()))

    async def tell_week_ahead(self, day: date, person: str, text: Text, case_id: str) -> bool:
        """Send a manager what lapses before the next working day, once; False: they have it. It hangs on `case_id`, one
        of those cases. Raises `NoCompany`."""
        return await self._database.write(
            lambda db: absences.tell_week_ahead(db, self._company, day, person, text, case_id, self._clock())
        )

    async def due_while_absent(self, superior: str, at: datetime | None = None) -> list[Wire]:
        """What was due of people who are away when the day began (of `at`; left out: today): person and tasks."""
        now = at or self._clock()
        return await self._database.read(lambda db: absences.told(db, self._company, superior, now))

    # ---- open tasks follow the directory ----

    async def must_follow(self, now: datetime) -> bool:
        """Whether the open tasks have to be led to another directory, or to another day of it."""
        return await self._database.read(lambda db: self._differs(db, now))

    def _differs(self, db: Connection, now: datetime) -> bool:
        known, version, company = directory.way(db, OPEN_TASKS), world.newest_version(db), self._company.read(db)
        if company is None or version is None:
            return False
        if known is None or not known.is_over or known.now != version:
            return True
        return may_differ(Day(company.directory, known.now_at), Day(company.directory, now))

    async def take_way(self, now: datetime, lease: timedelta) -> tuple[Way, Day, Day] | None:
        """Be the one worker that leads the open tasks; None when another one is. With the two directories."""
        return await self._database.write(lambda db: self._taken(db, now, lease))

    def _taken(self, db: Connection, now: datetime, lease: timedelta) -> tuple[Way, Day, Day] | None:
        taken = directory.take_way(db, OPEN_TASKS, now, lease)
        if taken is None:
            return None
        before = world.company_of(db, taken.before).directory
        after = before if taken.now == taken.before else world.company_of(db, taken.now).directory
        return taken, Day(before, taken.before_at), Day(after, taken.now_at)

    async def let_go_of_way(self, taken: Way, done_to: str | None, now: datetime) -> None:
        """Cases up to `done_to` have been told; None: all of them."""
        await self._database.write(lambda db: directory.let_go(db, taken, done_to, now))

    async def concerned_cases(
        self, before: Day, now: Day, *, after: str = "", limit: int = 100
    ) -> tuple[Sequence[ConcernedCase], str | None]:
        """Cases whose open tasks are other people's now than before, among the next `limit` after one; and up to which
        case these were, None for the last ones."""

        def looked(db: Connection) -> tuple[Sequence[ConcernedCase], str | None]:
            some = open_tasks.cases_with_open_tasks(db, after, limit)
            found = open_tasks.concerned_cases(db, some, before, now)
            return found, some[-1] if len(some) == limit else None

        return await self._database.read(looked)

    async def concerned_cases_of(
        self, person: str, before: Day, now: Day, *, limit: int = 100
    ) -> Sequence[ConcernedCase]:
        """Among the first `limit` cases with an open task of somebody, those whose tasks are other people's now."""

        def looked(db: Connection) -> Sequence[ConcernedCase]:
            own = select(inbox.c.case_id).where(inbox.c.person == person).distinct().order_by(inbox.c.case_id)
            return open_tasks.concerned_cases(db, list(db.scalars(own.limit(limit))), before, now)

        return await self._database.read(looked)

    async def company_to_be(self, company: Company) -> Company:
        """A company that is not deployed yet, with what is administered beside it."""
        return await self._database.read(lambda db: world.administered(db, company))
