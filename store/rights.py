"""Rights in the store: what somebody is in the company, whom a case concerns, and the condition lists are filtered by.

The rule is `engine.administering.access`; `visible_to` is the same rule over the tables, so that a page of a list is
found by index. A list leaves out what somebody could once have claimed, and another one has taken.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, or_, select, true

from engine.administering.access import Concerned, Ownership, Standing, standing_of
from engine.people import Directory
from store import deployments
from store.reading import readers_of
from store.tables.projection import cases, copies, inbox, tasks


def standing(
    connection: Connection, directory: Directory, person: str, roles: Iterable[str], now: datetime
) -> Standing:
    """What somebody is in the company now."""
    return standing_of(person, roles, directory, list(_ownerships(connection)), now)


def _ownerships(connection: Connection) -> Iterable[Ownership]:
    for one in deployments.newest_of_all(connection):
        plan = deployments.plan(connection, one.digest)
        if plan is not None:
            yield Ownership(one.process, plan.definition.department, plan.definition.owner)


def concerned(connection: Connection, case_id: str) -> Concerned | None:
    """Whom a case concerns; None for an unknown one."""
    row = connection.execute(select(cases.c.process, cases.c.sealed).where(cases.c.case_id == case_id)).one_or_none()
    if row is None:
        return None
    at_work = connection.scalars(select(inbox.c.person).where(inbox.c.case_id == case_id))
    return Concerned(row.process, row.sealed, readers_of(connection, case_id), frozenset(at_work))


def visible_to(who: Standing) -> ColumnElement[bool]:
    """The cases (rows of `cases`) that somebody may find; of sealed ones they are not in, they read no word."""
    if who.reads_all:
        return true()
    people = [who.person, *sorted(who.people)]
    mine = (
        cases.c.initiator.in_(people),
        cases.c.case_id.in_(select(inbox.c.case_id).where(inbox.c.person.in_(people))),
        cases.c.case_id.in_(select(tasks.c.case_id).where(tasks.c.by == who.person, tasks.c.done_at.is_not(None))),
        cases.c.case_id.in_(select(copies.c.case_id).where(copies.c.person == who.person)),
    )
    owned = (cases.c.process.in_(sorted(who.owns)),) if who.owns else ()
    return or_(*mine, *owned)
