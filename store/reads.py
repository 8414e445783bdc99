"""What can be asked of the store. Each method reads one consistent state."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection

from engine.administering.access import Concerned, Standing
from store import copies, deployments, inboxes, outbox, queries, reading, revocations, rights, world
from store.copies import CopyEntry
from store.database import Database
from store.inboxes import InboxFilter
from store.outbox import Outgoing
from store.pace import Pace
from store.queries import CaseFilter
from store.reading import Eyes, Reader
from store.revocations import Revocation
from store.rows import AttachmentRow, DeadlineRow, IncidentRow, NoticeRow, TaskRow
from store.tables.projection import cases
from store.views import CaseDetail, CasePage, HearingCase, HistoryTurn, InboxPage, QueueCount

Wire = dict[str, Any]
Clock = Callable[[], datetime]


class Reads:
    """The half of the store that changes nothing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._company = world.CompanyKept()
        self._pace = Pace()

    async def cases(
        self,
        *,
        process: str | None = None,
        status: Literal["open", "ended"] | None = None,
        stage: str | None = None,
        initiator: str | None = None,
        search: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
        reader: Reader | None = None,
        visible_to: Standing | None = None,
    ) -> CasePage:
        """Cases, the newest first. `search` looks in key, title and the words of the definition's `search`.

        With a `reader`, here and below: as that person may see it (`store.reading`). With `visible_to` only those that
        somebody may find.
        """
        visible = rights.visible_to(visible_to, self._clock()) if visible_to is not None else None
        wanted = CaseFilter(process, status, stage, initiator, search, visible)

        def listed(db: Connection) -> CasePage:
            page = queries.list_cases(db, wanted, limit, cursor)
            eyes = self._eyes(db, reader)
            return page if eyes is None else CasePage(tuple(reading.listed(eyes, page.cases)), page.cursor)

        return await self._database.read(listed)

    async def managers(self) -> list[str]:
        """All who answer for somebody, or for a process, today. Raises `NoCompany`."""

        def found(db: Connection) -> list[str]:
            company = self._company.read(db)
            if company is None:
                raise world.NoCompany
            return self._company.standings.managers(db, company.directory, self._clock())

        return await self._database.read(found)

    async def standing(self, person: str, roles: Iterable[str] = ()) -> Standing:
        """What somebody is in the company now, with these roles of their account. Raises `NoCompany`."""

        def found(db: Connection) -> Standing:
            company = self._company.read(db)
            if company is None:
                raise world.NoCompany
            return self._company.standings.read(db, company.directory, person, roles, self._clock())

        return await self._database.read(found)

    async def answering_for(self, process: str, now: datetime) -> frozenset[str]:
        """Who answers for a process now; nobody for an unknown one. Raises `NoCompany`."""

        def found(db: Connection) -> frozenset[str]:
            company = self._company.read(db)
            if company is None:
                raise world.NoCompany
            return rights.answering_for(db, company.directory, process, now)

        return await self._database.read(found)

    async def open_cases_by_plan(self) -> dict[str, int]:
        """How many cases run, by the digest of their plan."""
        return await self._database.read(lambda db: deployments.open_cases(db, cases.c.plan))

    async def open_cases_by_process(self) -> dict[str, int]:
        """How many cases run, by process."""
        return await self._database.read(lambda db: deployments.open_cases(db, cases.c.process))

    async def concerned(self, case_id: str) -> Concerned | None:
        """Whom a case concerns, for `engine.administering.access`; None for an unknown one."""
        return await self._database.read(lambda db: rights.concerned(db, case_id, self._clock()))

    async def broken_cases(self, limit: int = 100) -> list[tuple[str, str]]:
        """Case and workflow id of cases whose turns do not follow each other."""
        return await self._database.read(lambda db: queries.broken_cases(db, limit))

    async def newest_keys(self, process: str, begins: str, limit: int) -> list[str]:
        """The business keys of a process that begin so, the newest cases first."""
        return await self._database.read(lambda db: queries.newest_keys(db, process, begins, limit))

    async def open_among(self, case_ids: Sequence[str]) -> list[str]:
        """Those of these cases that are open."""
        return await self._database.read(lambda db: queries.open_among(db, case_ids))

    async def find_case(self, ref: str) -> str | None:
        """The case id for what people write: a case id, `process:key`, or a key that only one case has."""
        return await self._database.read(lambda db: queries.find_case(db, ref))

    async def case(self, case_id: str, *, reader: Reader | None = None) -> CaseDetail | None:
        """Where a case stands, and what comes next by itself."""

        def shown(db: Connection) -> CaseDetail | None:
            detail, eyes = queries.show_case(db, case_id), self._eyes(db, reader)
            return detail if detail is None or eyes is None else reading.shown(eyes, detail)

        return await self._database.read(shown)

    async def task(self, case_id: str, task: str) -> TaskRow | None:
        """One task of a case, open or done."""
        return await self._database.read(lambda db: queries.find_task(db, case_id, task))

    async def history(
        self, case_id: str, *, after: int = 0, limit: int = 1000, reader: Reader | None = None
    ) -> list[HistoryTurn]:
        """The turns of a case with their events, from turn `after + 1` on."""

        def told(db: Connection) -> list[HistoryTurn]:
            turns, eyes = queries.history(db, case_id, after, limit), self._eyes(db, reader)
            detail = None if eyes is None else queries.show_case(db, case_id)
            return turns if detail is None or eyes is None else reading.told(eyes, detail.case, turns)

        return await self._database.read(told)

    async def revocation(self, case_id: str) -> Revocation | None:
        """By which case this one is undone, or which one it undoes."""
        return await self._database.read(lambda db: revocations.of_case(db, case_id))

    async def copies(self, person: str, *, limit: int = 50) -> list[CopyEntry]:
        """The cases a person reads along, the latest first."""
        return await self._database.read(lambda db: copies.of_person(db, person, limit))

    async def attachments(self, case_id: str, *, reader: Reader | None = None) -> list[AttachmentRow]:
        """The files people have added to a case, in the order they came; none to who may not read the case."""

        def shown(db: Connection) -> list[AttachmentRow]:
            eyes = self._eyes(db, reader)
            return queries.attachments(db, case_id) if eyes is None or eyes.read(case_id) else []

        return await self._database.read(shown)

    async def inbox(
        self,
        person: str,
        *,
        standing: Literal["mine", "offered", "waiting"] | None = None,
        process: str | None = None,
        step: str | None = None,
        case_id: str | None = None,
        newest: bool = False,
        limit: int = 50,
        cursor: str | None = None,
    ) -> InboxPage:
        """What a person has to do or may take, by due time, without one last; or the newest first, in one page."""
        wanted = InboxFilter(standing, process, step, case_id, newest)
        return await self._database.read(lambda db: inboxes.list_inbox(db, person, wanted, limit, cursor))

    async def queues(self, process: str | None = None) -> list[QueueCount]:
        """Open tasks that nobody holds, by step."""
        return await self._database.read(lambda db: inboxes.queues(db, process))

    async def incidents(
        self, *, process: str | None = None, resolved: bool = False, limit: int = 100, reader: Reader | None = None
    ) -> list[IncidentRow]:
        """Open incidents, the oldest first; or those resolved, the latest first."""

        def listed(db: Connection) -> list[IncidentRow]:
            rows, eyes = queries.list_incidents(db, process, resolved, limit), self._eyes(db, reader)
            return rows if eyes is None else reading.incidents(eyes, rows)

        return await self._database.read(listed)

    async def deadlines(self, *, until: datetime, limit: int = 100) -> list[DeadlineRow]:
        """What falls due by itself up to `until`, in order of time."""
        return await self._database.read(lambda db: queries.list_deadlines(db, until, limit))

    async def notices(self, person: str, *, limit: int = 50) -> list[NoticeRow]:
        """What a person was told, the newest first."""
        return await self._database.read(lambda db: queries.list_notices(db, person, limit))

    async def hearing(self, message: str, key: str) -> list[HearingCase]:
        """The running cases that hear this message with this key."""
        return await self._database.read(lambda db: queries.hearing(db, message, key))

    async def outbox_failing(self, limit: int = 100, *, reader: Reader | None = None) -> list[Outgoing]:
        """What has failed at least once and has not left, given up or not; with a reader, as that person may see it."""

        def listed(db: Connection) -> list[Outgoing]:
            rows, eyes = outbox.failing(db, limit), self._eyes(db, reader)
            return rows if eyes is None else reading.letters(eyes, rows)

        return await self._database.read(listed)

    def _eyes(self, db: Connection, reader: Reader | None) -> Eyes | None:
        return None if reader is None else Eyes(db, reader, self._clock())
