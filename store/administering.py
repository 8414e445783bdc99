"""The part of the store for administering: whom somebody named lately, what was done besides cases."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from store import audit, registers
from store.company import Company
from store.reads import Reads
from store.tables.primary import commands, company
from store.world import from_wire

LOOKED_BACK = 100
"""Commands of somebody that say whom they have named lately."""
_NAMING = ("to", "people", "person")


class Administering(Reads):
    """Reads for the pages of people, and for what is done besides cases."""

    async def named_lately(self, person: str) -> list[str]:
        """Whom somebody has named in their last commands, the latest first."""
        latest = select(commands.c.payload).where(commands.c.by == person).order_by(commands.c.position.desc())
        found = await self._database.read(lambda db: list(db.scalars(latest.limit(LOOKED_BACK))))
        return list(dict.fromkeys(named for payload in found for named in _named(payload)))

    async def deeds(
        self, wanted: audit.Wanted, *, limit: int = 50, cursor: str | None = None
    ) -> tuple[list[audit.Deed], str | None]:
        """Who did what when, the latest first, page by page. Raises `Rejected` `bad-cursor`."""
        return await self._database.read(lambda db: audit.deeds(db, wanted, limit, cursor))

    async def registers_of(self, processes: Collection[str]) -> set[str]:
        """The registers that cases of these processes have written into."""
        return await self._database.read(lambda db: registers.written_by(db, processes))

    async def register_lines(
        self, register: str, search: str = "", *, after: int = 0, limit: int = 100
    ) -> list[tuple[registers.RegisterEntry, bool]]:
        """Lines in order, after number `after`, whose key or words have `search`; each with whether its case is
        sealed: such a one is not found by its words."""
        return await self._database.read(lambda db: registers.searched(db, register, search, after, limit))

    async def company_versions(self, limit: int = 50) -> list[tuple[int, datetime, str | None]]:
        """The versions of organisation and calendars, the latest first: number, when, by whom."""
        listed = select(company.c.version, company.c.at, company.c.by).order_by(company.c.version.desc()).limit(limit)
        return await self._database.read(lambda db: [(row.version, row.at, row.by) for row in db.execute(listed)])

    async def company_written(self) -> Company | None:
        """The newest version as it was deployed, without what is administered beside it."""
        newest = select(company.c.content).order_by(company.c.version.desc()).limit(1)
        content = await self._database.read(lambda db: db.scalar(newest))
        return from_wire(content) if content is not None else None

    async def keys_of(self, case_ids: Sequence[str]) -> dict[str, str]:
        """The business keys of these cases."""
        return await self._database.read(lambda db: audit.keys_of(db, case_ids))

    async def cases_called(self, case_ids: Sequence[str]) -> dict[str, audit.Called]:
        """What people call these cases and their tasks."""
        return await self._database.read(lambda db: audit.called(db, case_ids))


def _named(payload: Mapping[str, Any]) -> Iterator[str]:
    command = payload.get("command", payload)
    for key in _NAMING:
        value = command.get(key) if isinstance(command, Mapping) else None
        yield from [value] if isinstance(value, str) else [one for one in value or () if isinstance(one, str)]
