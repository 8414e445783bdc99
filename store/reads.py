"""What can be asked of the store. Each method reads one consistent state."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Literal

from engine.insight import Explained, Stuck
from store import queries, stuck, world
from store.database import Database
from store.pace import Pace
from store.queries import CaseFilter
from store.rows import DeadlineRow, IncidentRow, NoticeRow, TaskRow
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
    ) -> CasePage:
        """Cases, the newest first. `search` looks in key, title and the words of the definition's `search`."""
        wanted = CaseFilter(process, status, stage, initiator, search)
        async with self._database.reading() as connection:
            return await queries.list_cases(connection, wanted, limit, cursor)

    async def find_case(self, ref: str) -> str | None:
        """The case id for what people write: a case id, `process:key`, or a key that only one case has."""
        async with self._database.reading() as connection:
            return await queries.find_case(connection, ref)

    async def case(self, case_id: str) -> CaseDetail | None:
        """Where a case stands, and what comes next by itself."""
        async with self._database.reading() as connection:
            return await queries.show_case(connection, case_id)

    async def task(self, case_id: str, task: str) -> TaskRow | None:
        """One task of a case, open or done."""
        async with self._database.reading() as connection:
            return await queries.find_task(connection, case_id, task)

    async def history(self, case_id: str, *, after: int = 0, limit: int = 1000) -> list[HistoryTurn]:
        """The turns of a case with their events, from turn `after + 1` on."""
        async with self._database.reading() as connection:
            return await queries.history(connection, case_id, after, limit)

    async def inbox(
        self,
        person: str,
        *,
        standing: Literal["mine", "offered"] | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> InboxPage:
        """What a person has to do or may take, by due time; without one last."""
        async with self._database.reading() as connection:
            return await queries.list_inbox(connection, person, standing, limit, cursor)

    async def queues(self, process: str | None = None) -> list[QueueCount]:
        """Open tasks that nobody holds, by step."""
        async with self._database.reading() as connection:
            return await queries.queues(connection, process)

    async def incidents(
        self, *, process: str | None = None, resolved: bool = False, limit: int = 100
    ) -> list[IncidentRow]:
        """Open incidents, the oldest first; or those resolved, the latest first."""
        async with self._database.reading() as connection:
            return await queries.list_incidents(connection, process, resolved, limit)

    async def deadlines(self, *, until: datetime, limit: int = 100) -> list[DeadlineRow]:
        """What falls due by itself up to `until`, in order of time."""
        async with self._database.reading() as connection:
            return await queries.list_deadlines(connection, until, limit)

    async def notices(self, person: str, *, limit: int = 50) -> list[NoticeRow]:
        """What a person was told, the newest first."""
        async with self._database.reading() as connection:
            return await queries.list_notices(connection, person, limit)

    async def hearing(self, message: str, key: str) -> list[HearingCase]:
        """The running cases that hear this message with this key."""
        async with self._database.reading() as connection:
            return await queries.hearing(connection, message, key)

    async def stuck(self, now: datetime, *, outside: Mapping[str, str] | None = None, limit: int = 200) -> list[Stuck]:
        """Every case that is stuck: what cannot move first, then what does not, then what will be late.

        `outside`: case id to a cause only the shell can see (`no-worker`, `workflow-failing`). Raises `NoCompany`.
        """
        async with self._database.reading() as connection:
            company = await self._company.read(connection)
            return await stuck.list_stuck(connection, company, self._pace, now, outside or {}, limit)

    async def explain(self, case_id: str, now: datetime, *, outside: str | None = None) -> Explained | None:
        """What a case waits for, the evidence, and what happens next by itself; None for an unknown case.

        Raises `NoCompany`.
        """
        async with self._database.reading() as connection:
            company = await self._company.read(connection)
            return await stuck.explain_case(connection, company, self._pace, case_id, now, outside)
