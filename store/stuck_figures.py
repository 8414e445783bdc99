"""How much is stuck: one tally of all that somebody sees, from which every count and every filter is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, func, select

from engine.administering.access import Standing
from engine.insight import CauseCode, StuckClass
from engine.insight.stuck import ORDER
from store.stuck_seen import StuckFilter, concerns_of, open_and, sees_much, visible
from store.tables.watching import stuck_spells

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Counted:
    """How many are stuck in one way: now, a day ago, a week ago."""

    stuck: StuckClass
    now: int
    yesterday: int
    last_week: int


@dataclass(frozen=True)
class Facets:
    """How many spells there are by value of each filter, the most first; of the cause with all other filters."""

    total: int
    mine: int
    processes: tuple[tuple[str, int], ...]
    departments: tuple[tuple[str, int], ...]
    causes: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Line:
    """How many spells agree in all this: now, a day ago, a week ago."""

    stuck: StuckClass
    process: str
    department: str
    cause: CauseCode
    now: int
    yesterday: int
    last_week: int


@dataclass(frozen=True)
class Tally:
    """All that somebody sees; `mine`: how many of them are theirs to set going again."""

    lines: tuple[Line, ...]
    mine: int

    def counts(self, wanted: StuckFilter) -> tuple[Counted, ...]:
        """How many are stuck in each way, and were: of a process and a department, with any cause."""
        chosen = [one for one in self.lines if _agrees(one.process, wanted.process)
                  and _agrees(one.department, wanted.department)]  # fmt: skip
        return tuple(_counted(stuck, [one for one in chosen if one.stuck == stuck]) for stuck in ORDER)

    def facets(self, wanted: StuckFilter) -> Facets:
        """What there is to filter by."""
        chosen = [
            one for one in self.lines
            if one.now and _agrees(one.stuck, wanted.stuck) and _agrees(one.process, wanted.process)
            and _agrees(one.department, wanted.department) and _agrees(one.cause, wanted.cause)
        ]  # fmt: skip
        return Facets(
            sum(one.now for one in chosen),
            self.mine,
            _summed((one.process, one.now) for one in chosen),
            _summed((one.department, one.now) for one in chosen),
            _summed((one.cause, one.now) for one in chosen),
        )


def _agrees(value: str, wanted: str | None) -> bool:
    return wanted is None or value == wanted


def _counted(stuck: StuckClass, lines: Sequence[Line]) -> Counted:
    return Counted(
        stuck,
        sum(one.now for one in lines),
        sum(one.yesterday for one in lines),
        sum(one.last_week for one in lines),
    )


def _summed(counted: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for name, count in counted:
        found[name] = found.get(name, 0) + count
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))


_OF = stuck_spells.c
_ALIKE = (_OF.stuck, _OF.process, _OF.department, _OF.cause)


def tally(connection: Connection, wanted: StuckFilter, now: datetime) -> Tally:
    """Count what somebody sees, or what of it is theirs; of the other filters only `shared` matters."""
    asked = StuckFilter(wanted.who, shared=wanted.shared, mine=wanted.mine)
    return Tally((*_going_on(connection, asked, now), *_over(connection, asked, now)), _mine(connection, wanted.who))


def _going_on(connection: Connection, asked: StuckFilter, now: datetime) -> Iterable[Line]:
    ago = (func.sum(case((_OF.began <= now - length, 1), else_=0)) for length in (DAY, WEEK))
    counted = (
        select(*_ALIKE, func.count(), *ago)
        .where(*open_and(asked, one_by_one=sees_much(connection, asked.who)))
        .group_by(*_ALIKE)
    )
    return [
        Line(row[0], row[1], row[2], row[3], row[4], int(row[5]), int(row[6])) for row in connection.execute(counted)
    ]


def _over(connection: Connection, asked: StuckFilter, now: datetime) -> Iterable[Line]:
    """Spells that went on a day or a week ago, and are over."""
    ago = (
        func.sum(case(((_OF.began <= now - length) & (_OF.ended_at > now - length), 1), else_=0))
        for length in (DAY, WEEK)
    )
    shared = [] if asked.shared is None else [_OF.shared == asked.shared]
    seen = visible(asked.who, mine=asked.mine, one_by_one=True)
    counted = select(*_ALIKE, *ago).where(_OF.ended_at > now - WEEK, *shared, *seen).group_by(*_ALIKE)
    return [Line(row[0], row[1], row[2], row[3], 0, int(row[4]), int(row[5])) for row in connection.execute(counted)]


def _mine(connection: Connection, who: Standing) -> int:
    return int(connection.scalar(select(func.count()).select_from(concerns_of(who.person, fixes=True).subquery())) or 0)
