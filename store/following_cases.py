"""Cases that have gone on since those who follow them were told, and the letters that tell them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from engine.calendars import Text
from engine.runtime.events import NoticeAddressed
from engine.runtime.telling import leaving, list_of
from store import besides, outbox
from store.company import Company
from store.tables.followed import follows
from store.tables.primary import chains
from store.tables.projection import cases

ABOUT = "case.followed"


@dataclass(frozen=True)
class FollowedCase:
    """A case somebody follows: told to them up to a turn, now at a later one."""

    person: str
    case_id: str
    told: int
    turns: int


def gone_on(connection: Connection, limit: int) -> list[FollowedCase]:
    """Followed cases with turns that are confirmed and not told."""
    statement = (
        select(follows.c.person, follows.c.case_id, follows.c.told, cases.c.turns)
        .join(cases, cases.c.case_id == follows.c.case_id)
        .join(chains, chains.c.case_id == follows.c.case_id)
        .where(cases.c.turns > func.coalesce(follows.c.told, -1), chains.c.sealed >= chains.c.last)
        .order_by(follows.c.case_id, follows.c.person)
        .limit(limit)
    )
    # Who began to follow before this was told is told of what comes from now on.
    return [
        FollowedCase(row.person, row.case_id, row.turns if row.told is None else row.told, row.turns)
        for row in connection.execute(statement)
    ]


def note_told(
    connection: Connection, company: Company, followed: FollowedCase, text: Text | None, now: datetime
) -> bool:
    """Told up to its turn; with a text, in a letter that leaves as they work, with the others of the half day. False:
    somebody else has noted it."""
    own = (follows.c.person == followed.person, follows.c.case_id == followed.case_id)
    before = func.coalesce(follows.c.told, -1) < followed.turns
    if connection.execute(update(follows).where(*own, before).values(told=followed.turns)).rowcount == 0:
        return False
    if text is not None:
        person, list_name = followed.person, list_of(followed.person, ABOUT)
        lists: Mapping[str, datetime] = outbox.last_lists(connection, [list_name])
        leaves = leaving((person,), (), ABOUT, now, company.directory, company.calendars, lists)
        notice = NoticeAddressed(ABOUT, (person,), text.to_wire(), now, leaves=leaves, raised=(person,))
        key = f"followed/{followed.case_id}/{person}/{followed.turns}"
        besides.tell(connection, besides.Told(key, followed.case_id, notice, list_name))
    return True
