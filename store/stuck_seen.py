"""Which spells somebody sees, and which part of them is asked for; the rule is `engine.administering.access`."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select

from engine.administering.access import Standing
from engine.insight import CauseCode, StuckClass
from store.looks import OPEN_SPELL
from store.tables.watching import stuck_concerns, stuck_spells

MUCH = 5_000
OPEN_CONCERN = ~stuck_concerns.c.over


@dataclass(frozen=True)
class StuckFilter:
    """Whose list, and which part of it; what is None does not matter. `mine`: what is theirs to set going again."""

    who: Standing
    stuck: StuckClass | None = None
    process: str | None = None
    department: str | None = None
    cause: CauseCode | None = None
    shared: str | None = None
    mine: bool = False


def open_and(wanted: StuckFilter, *, one_by_one: bool = False) -> list[ColumnElement[bool]]:
    """Spells that go on, those asked for. `one_by_one`: each is asked whether it is theirs, for who sees most; else
    theirs are looked up."""
    named = (
        (stuck_spells.c.stuck, wanted.stuck), (stuck_spells.c.process, wanted.process),
        (stuck_spells.c.department, wanted.department), (stuck_spells.c.cause, wanted.cause),
        (stuck_spells.c.shared, wanted.shared),
    )  # fmt: skip
    # Walked in another order, what is chosen is asked of each: an index of it would give all of them, to be sorted.
    chosen = [(column + "" if one_by_one else column) == value for column, value in named if value is not None]
    return [OPEN_SPELL, *chosen, *visible(wanted.who, mine=wanted.mine, one_by_one=one_by_one)]


def sees_much(connection: Connection, who: Standing) -> bool:
    """Whether so much concerns somebody that it is quicker to ask of each spell whether it does."""
    some = concerns_of(who.person).limit(MUCH + 1).subquery()
    return who.reads_all or int(connection.scalar(select(func.count()).select_from(some)) or 0) > MUCH


def visible(who: Standing, *, mine: bool, one_by_one: bool) -> list[ColumnElement[bool]]:
    """What somebody answers for; `mine`, what is theirs to set going again.

    `one_by_one` (see `open_and`) holds of spells that are over, too.
    """
    concerning = _asked_of_each if one_by_one else _looked_up
    theirs = [concerning(who.person, True)] if mine else []
    if who.reads_all:
        return theirs
    seen = concerning(who.person, False)
    owned = stuck_spells.c.process.in_(sorted(who.owns))
    return [or_(seen, owned) if who.owns else seen, *theirs]


def _looked_up(person: str, fixes: bool) -> ColumnElement[bool]:
    return stuck_spells.c.position.in_(concerns_of(person, fixes=fixes))


def concerns_of(person: str, *, fixes: bool = False) -> Any:
    """The spells that go on and concern somebody, or are theirs to set going again."""
    found = select(stuck_concerns.c.spell).where(stuck_concerns.c.person == person, OPEN_CONCERN)
    return found.where(stuck_concerns.c.fixes) if fixes else found


def _asked_of_each(person: str, fixes: bool) -> ColumnElement[bool]:
    same = (stuck_concerns.c.person == person, stuck_concerns.c.spell == stuck_spells.c.position)
    return exists().where(*same, stuck_concerns.c.fixes) if fixes else exists().where(*same)
