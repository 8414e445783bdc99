"""How long things took: samples of finished steps and cases, measured in working time and kept for a while."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from engine.calendars import Calendars
from engine.insight import Known, Situation, least_time
from engine.insight.history import percentile, spread_of
from engine.runtime.limit_keys import CASE, read_key
from store.company import Company
from store.conditions import FINISHED_STEP
from store.tables.projection import cases, steps

SAMPLES = 100
"""Of the latest entries of a step."""

KEPT_FOR = timedelta(minutes=10)


@dataclass
class Pace:
    """What was measured, by what it was measured of."""

    _kept: dict[Hashable, tuple[datetime, int | None]] = field(default_factory=dict)
    _spreads: dict[Hashable, tuple[datetime, tuple[int, ...]]] = field(default_factory=dict)

    def spread(
        self, connection: Connection, calendars: Calendars, process: str, step: str, calendar: str | None,
        now: datetime,
    ) -> tuple[int, ...]:  # fmt: skip
        """The working seconds of the latest entries of a step, the shortest first."""
        key = (process, step, calendar, calendars.version)
        kept = self._spreads.get(key)
        if kept is None or abs(now - kept[0]) >= KEPT_FOR:
            spans = select(steps.c.entered_at, steps.c.left_at).where(*_finished(process, step))
            kept = self._spreads[key] = (now, spread_of(_spans(connection, spans), calendars, calendar))
        return kept[1]

    def usual(
        self, connection: Connection, calendars: Calendars, process: str, step: str, calendar: str | None,
        now: datetime,
    ) -> int | None:  # fmt: skip
        """The 90th percentile of working seconds in a step; None where too few have been through it."""
        return percentile(self.spread(connection, calendars, process, step, calendar, now), 90)

    def least(
        self, connection: Connection, calendars: Calendars, process: str, step: str, target: str | None,
        calendar: str | None, now: datetime,
    ) -> int | None:  # fmt: skip
        """The fewest working seconds from the end of a step to the end of `target`, or of the case."""
        key = ("least", process, step, target, calendar, calendars.version)
        if (kept := self._fresh(key, now)) is not None:
            return kept[1]
        measured = least_time(_spans(connection, _onward(process, step, target)), calendars, calendar)
        self._kept[key] = (now, measured)
        return measured

    def _fresh(self, key: Hashable, now: datetime) -> tuple[datetime, int | None] | None:
        kept = self._kept.get(key)
        return kept if kept is not None and abs(now - kept[0]) < KEPT_FOR else None

    def known(self, connection: Connection, company: Company, situation: Situation, now: datetime) -> Known:
        """What is known for judging a situation: only what its steps and limits ask for."""
        usual: dict[str, int] = {}
        least: dict[tuple[str, str | None], int] = {}
        calendars = company.calendars
        for here in situation.standing:
            if here.first_due is None:
                calendar = situation.calendar(here.step)
                took = self.usual(connection, calendars, situation.process, here.step, calendar, now)
                usual.update({here.step: took} if took is not None else {})
            for target in _targets(situation, now):
                calendar = situation.calendar(None)
                took = self.least(connection, calendars, situation.process, here.step, target, calendar, now)
                least.update({(here.step, target): took} if took is not None else {})
        return Known(calendars, company.directory, usual, least)


def _targets(situation: Situation, now: datetime) -> Iterable[str | None]:
    """Where limits that are still ahead lead to."""
    clocks = situation.plan.definition.clocks if situation.plan else {}
    for limit in situation.limits:
        if limit.due is None or limit.due < now:
            continue
        named = read_key(limit.key)
        if named.owner == CASE and not named.is_timer:
            yield None
        elif named.clock in clocks:
            yield clocks[named.clock].to


def _finished(process: str, step: str) -> tuple[Any, ...]:
    return steps.c.process == process, steps.c.step == step, FINISHED_STEP


def _onward(process: str, step: str, target: str | None) -> Any:
    if target is None:
        ended = (cases.c.case_id == steps.c.case_id) & (cases.c.status == "completed")
        return select(steps.c.left_at, cases.c.ended_at).join(cases, ended).where(*_finished(process, step))
    later = steps.alias("later")
    reached = (
        (later.c.case_id == steps.c.case_id)
        & (later.c.step == target)
        & (later.c.status == "finished")
        & (later.c.left_at >= steps.c.left_at)
    )
    return select(steps.c.left_at, later.c.left_at).join(later, reached).where(*_finished(process, step))


def _spans(connection: Connection, statement: Any) -> Sequence[tuple[datetime, datetime]]:
    rows = connection.execute(statement.order_by(steps.c.left_at.desc()).limit(SAMPLES))
    return [(row[0], row[1]) for row in rows]
