"""What people keep of cases and starts: cases they follow, favourite starts, and which case one was copied from."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from engine.calendars import Text
from store import following_cases
from store.following_cases import FollowedCase
from store.reads import Reads
from store.statements import insert_if_new
from store.tables.followed import copied_cases, favourites, follows
from store.tables.projection import cases
from store.world import NoCompany

LOOKED_BACK = 200
"""Cases of a person that say what they start often."""


@dataclass(frozen=True)
class StartUsed:
    """A start somebody has used lately: how often, when last, and for which case."""

    process: str
    start: str
    times: int
    last: datetime
    case_id: str


class Followed(Reads):
    """The part of the store for what people follow, like, and have copied."""

    async def follow(self, case_id: str, person: str) -> None:
        """Somebody follows a case; once more changes nothing. Following gives no right."""
        at = self._clock()

        def put(connection: Connection) -> None:
            turns = connection.scalar(select(cases.c.turns).where(cases.c.case_id == case_id))
            row = {"person": person, "case_id": case_id, "at": at, "told": turns}
            connection.execute(insert_if_new(connection.dialect.name, follows), row)

        await self._database.write(put)

    async def unfollow(self, case_id: str, person: str) -> None:
        """Somebody does not follow a case any more."""
        own = (follows.c.case_id == case_id, follows.c.person == person)
        await self._database.write(lambda db: db.execute(delete(follows).where(*own)) and None)

    async def followed_gone_on(self, limit: int) -> list[FollowedCase]:
        """Followed cases that have gone on since those who follow them were told."""
        return await self._database.read(lambda db: following_cases.gone_on(db, limit))

    async def note_followed(self, followed: FollowedCase, text: Text | None) -> bool:
        """Who follows a case is told, or need not be (no text). False: another worker has. Raises `NoCompany`."""

        def note(connection: Connection) -> bool:
            company = self._company.read(connection)
            if company is None:
                raise NoCompany
            return following_cases.note_told(connection, company, followed, text, self._clock())

        return await self._database.write(note)

    async def follows(self, case_id: str, person: str) -> bool:
        """Whether somebody follows a case."""
        own = select(follows.c.at).where(follows.c.case_id == case_id, follows.c.person == person)
        return await self._database.read(lambda db: db.scalar(own) is not None)

    async def followers(self, case_id: str) -> list[str]:
        """Who follows a case."""
        listed = select(follows.c.person).where(follows.c.case_id == case_id).order_by(follows.c.person)
        return await self._database.read(lambda db: [*db.scalars(listed)])

    async def set_favourite(self, person: str, process: str, start: str, favourite: bool) -> None:
        """A start is one of somebody's favourites, or is not any more."""

        def put(connection: Connection) -> None:
            key = {"person": person, "process": process, "start": start}
            if favourite:
                connection.execute(insert_if_new(connection.dialect.name, favourites), {**key, "at": self._clock()})
            else:
                same = (favourites.c[name] == value for name, value in key.items())
                connection.execute(delete(favourites).where(*same))

        await self._database.write(put)

    async def favourites(self, person: str) -> list[tuple[str, str]]:
        """Somebody's favourite starts, in the order they became so: process and start."""
        listed = select(favourites.c.process, favourites.c.start).where(favourites.c.person == person)
        return await self._database.read(
            lambda db: [(row.process, row.start) for row in db.execute(listed.order_by(favourites.c.at))]
        )

    async def starts_used(self, person: str) -> list[StartUsed]:
        """What somebody has started lately, the latest first."""
        columns = (cases.c.process, cases.c.start, cases.c.started_at, cases.c.case_id)
        latest = select(*columns).where(cases.c.initiator == person, cases.c.caller_case.is_(None))
        latest = latest.order_by(cases.c.started_at.desc()).limit(LOOKED_BACK)
        rows = await self._database.read(lambda db: [tuple(row) for row in db.execute(latest)])
        times = Counter((process, start) for process, start, *_ in rows)
        last = {(process, start): (at, case_id) for process, start, at, case_id in reversed(rows)}
        found = [StartUsed(*key, times[key], *last[key]) for key in times]
        return sorted(found, key=lambda one: one.last, reverse=True)

    async def note_copy(self, case_id: str, copy_of: str) -> None:
        """A case is begun with what another one holds."""
        row = {"case_id": case_id, "copy_of": copy_of}
        await self._database.write(lambda db: db.execute(insert_if_new(db.dialect.name, copied_cases), row) and None)

    async def copied_from(self, case_id: str) -> str | None:
        """The case another one was copied from."""
        found = select(copied_cases.c.copy_of).where(copied_cases.c.case_id == case_id)
        return await self._database.read(lambda db: db.scalar(found))
