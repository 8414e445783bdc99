"""The part of the store for cases that point at others: what may be picked, what is known of it, what is used of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, select

from engine.administering.access import Standing
from engine.model.plan import Plan
from engine.runtime.questions import Pointing
from engine.runtime.related import pointing
from engine.runtime.world import KnownCase
from store import deployments, related, rights, world
from store.conditions import OPEN_CASE
from store.grams import has, pieces_of
from store.reading import Eyes, Reader
from store.reads import Reads
from store.related import known_case, used_of
from store.rows import CaseRow
from store.tables.projected_links import related_cases
from store.tables.projection import cases
from store.tables.search import case_search


@dataclass(frozen=True)
class Candidate:
    """A case somebody may pick, and what the world tells of it."""

    row: CaseRow
    known: KnownCase


@dataclass(frozen=True)
class Use:
    """What all cases of a process that point at a case by one field use of it. `plan`: the newest of that process."""

    plan: Plan
    field: str
    used: Decimal


class PointingCases(Reads):
    """Cases that may be pointed at, always under the right of who asks."""

    async def known_cases(self, asked: Sequence[Pointing]) -> dict[Pointing, KnownCase | None]:
        """What is known now of each case that is pointed at, under the right of who does. Raises `NoCompany`."""
        now = self._clock()

        def found(db: Connection) -> dict[Pointing, KnownCase | None]:
            company = self._company.read(db)
            if company is None:
                raise world.NoCompany
            return related.known_cases(db, self._company.standings, company.directory, asked, now)

        return await self._database.read(found)

    async def candidates(self, who: Standing, to: Pointing, status: str, limit: int) -> list[Candidate]:
        """Cases somebody may pick, the newest first, that have all the words of `to.wanted`."""
        now = self._clock()
        return await self._database.read(lambda db: candidates(db, who, to, status, limit, now))


def candidates(
    connection: Connection, who: Standing, to: Pointing, status: str, limit: int, now: datetime
) -> list[Candidate]:
    """Cases somebody may pick, the newest first, that have all the words of `to.wanted`."""
    statement = select(cases).where(cases.c.process.in_(to.processes), cases.c.case_id != to.own)
    statement = statement.where(rights.visible_to(who, now))
    if status != "any":
        statement = statement.where(OPEN_CASE if status == "open" else cases.c.status != "open")
    pieces = pieces_of(to.wanted)
    if pieces:
        statement = statement.join(case_search, case_search.c.case_id == cases.c.case_id).where(has(pieces))
    newest = statement.order_by(cases.c.started_at.desc(), cases.c.case_id.desc()).limit(limit)
    rows = [CaseRow(*row) for row in connection.execute(newest)]
    eyes = Eyes(connection, Reader(who.person), now)
    rows = [row for row in rows if not row.sealed or eyes.read_sealed(row.case_id)]
    used = used_of(connection, [row.case_id for row in rows], to)
    return [Candidate(row, known_case(row, to, used[row.case_id], reads=True)) for row in rows]


def uses_of(connection: Connection, case_id: str) -> list[Use]:
    """What those that point at a case use of it, for each process and field that sums that up."""
    ways = select(related_cases.c.process, related_cases.c.field).where(related_cases.c.related == case_id).distinct()
    found: list[Use] = []
    for process, field in connection.execute(ways.order_by(related_cases.c.process, related_cases.c.field)):
        deployed = deployments.newest(connection, process)
        declared = deployed.plan.definition.data.get(field) if deployed is not None else None
        if deployed is not None and declared is not None and declared.sum is not None:
            to = pointing(deployed.plan, field, case_id, own="", person=None)
            found.append(Use(deployed.plan, field, used_of(connection, [case_id], to)[case_id]))
    return found
