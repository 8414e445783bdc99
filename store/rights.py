"""Rights in the store: what somebody is in the company, whom a case concerns, and the condition lists are filtered by.

The rule is `engine.administering.access`; `visible_to` is the same rule over the tables, so that a page of a list is
found by index. A list leaves out what somebody could once have claimed, and another one has taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select, true

from engine.administering import access
from engine.administering.access import Concerned, Ownership, Standing, standing_of
from engine.model.batch_plan import batch_process
from engine.model.plan import Plan
from engine.model.steps.user_task import UserTask
from engine.people import Directory
from store import deployments
from store.readers import readers_of, succeeded_by
from store.tables.people import openings
from store.tables.primary import deployments as deployed_ones
from store.tables.projection import cases, copies, inbox, tasks


@dataclass(frozen=True)
class _Kept:
    of: tuple[Directory | None, int, date | None] = (None, -1, None)
    owners: tuple[Ownership, ...] = ()
    lists: tuple[Ownership, ...] = ()
    standings: dict[str, Standing] = field(default_factory=dict)


class StandingsKept:
    """What people are in the company, worked out once for a directory, the definitions deployed and a day."""

    def __init__(self) -> None:
        self._kept = _Kept()

    def read(
        self, connection: Connection, directory: Directory, person: str, roles: Iterable[str], now: datetime
    ) -> Standing:
        """What somebody is now, with these roles of their account."""
        kept = self._of_today(connection, directory, now)
        found = kept.standings.get(person)
        if found is None:
            found = kept.standings[person] = standing_of(person, (), directory, kept.owners, now, kept.lists)
        return replace(found, roles=frozenset(roles), succeeded=succeeded_by(connection, person))

    def managers(self, connection: Connection, directory: Directory, now: datetime) -> list[str]:
        """All who answer for somebody, or for a process."""
        return sorted(access.managers(directory, self._of_today(connection, directory, now).owners, now))

    def _of_today(self, connection: Connection, directory: Directory, now: datetime) -> _Kept:
        deployed = int(connection.scalar(select(func.count()).select_from(deployed_ones)) or 0)
        of, kept = (directory, deployed, directory.day_of(now)), self._kept
        if kept.of != of:
            # Put in place at once: threads that read beside this one see all of the old or all of the new.
            plans = list(_newest_plans(connection))
            self._kept = kept = _Kept(of, tuple(map(_ownership, plans)), tuple(_released(plans)))
        return kept


def _newest_plans(connection: Connection) -> Iterable[Plan]:
    for one in deployments.newest_of_all(connection):
        plan = deployments.plan(connection, one.digest)
        if plan is not None:
            yield plan


def _ownership(plan: Plan) -> Ownership:
    return Ownership(plan.process, plan.definition.department, plan.definition.owner)


def _released(plans: Iterable[Plan]) -> Iterable[Ownership]:
    """The processes of lists that people release, each with who does."""
    for plan in plans:
        for step in plan.steps.values():
            if isinstance(step, UserTask) and step.batch is not None and step.batch.by is not None:
                process = batch_process(plan.process, step.id)
                yield Ownership(process, plan.definition.department, step.batch.by)


def answering_for(connection: Connection, directory: Directory, process: str, now: datetime) -> frozenset[str]:
    """Who answers for a process now."""
    plan = found.plan if (found := deployments.newest(connection, process)) else None
    return access.answering_for(_ownership(plan), directory, now) if plan is not None else frozenset()


def concerned(connection: Connection, case_id: str, now: datetime) -> Concerned | None:
    """Whom a case concerns; None for an unknown one."""
    row = connection.execute(select(cases.c.process, cases.c.sealed).where(cases.c.case_id == case_id)).one_or_none()
    if row is None:
        return None
    at_work = connection.scalars(select(inbox.c.person).where(inbox.c.case_id == case_id))
    opened = connection.scalars(select(openings.c.by).where(openings.c.case_id == case_id, openings.c.until > now))
    readers = readers_of(connection, case_id)
    return Concerned(row.process, row.sealed, readers, frozenset(at_work), frozenset(opened))


def visible_to(who: Standing, now: datetime) -> ColumnElement[bool]:
    """The cases (rows of `cases`) that somebody may find; of sealed ones they are not in, they read no word."""
    if who.reads_all:
        return true()
    people, own = sorted(who.people), [who.person, *sorted(who.succeeded)]
    opened = select(openings.c.case_id).where(openings.c.by == who.person, openings.c.until > now)
    mine = (
        cases.c.initiator.in_([*own, *people]),
        cases.c.started_by.in_([*own, *people]),
        cases.c.case_id.in_(opened),
        cases.c.case_id.in_(select(inbox.c.case_id).where(inbox.c.person == who.person)),
        cases.c.case_id.in_(select(tasks.c.case_id).where(tasks.c.by.in_(own), tasks.c.done_at.is_not(None))),
        cases.c.case_id.in_(select(copies.c.case_id).where(copies.c.person.in_(own))),
    )
    # What is on the lists of many people is too much to gather: each case is asked.
    seats = inbox.alias()
    at_work = (exists().where(seats.c.case_id == cases.c.case_id, seats.c.person.in_(people)),) if people else ()
    theirs = who.owns | who.releases
    owned = (cases.c.process.in_(sorted(theirs)),) if theirs else ()
    return or_(*mine, *at_work, *owned)
