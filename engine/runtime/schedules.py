"""Starts by schedule: which instants are due, and what is done about each.

An instant is *missed* when more time than `catch_up` has passed since, and *overlaps* when `overlap: skip` forbids a
second case beside one that runs. Everything else that has come is opened, the oldest first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from engine.calendars import Calendars, TimeTextError, parse_duration, parse_schedule
from engine.model.starts import Start
from engine.runtime.derived_ids import derived_id

Verdict = Literal["open", "missed", "overlaps"]

MOST_AT_ONCE = 200
"""Missed instants named in one answer; after a long time away there may be more, which the next question finds."""

_JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True)
class Due:
    """An instant of a schedule that has come, and what becomes of it."""

    at: datetime
    verdict: Verdict


def rule_of(start: Start) -> str:
    """What makes the instants of a start: with other words here it is another schedule, and begins anew."""
    return " | ".join((start.schedule or "", start.calendar or "", start.roll or "none"))


def begins_after(start: Start, deployed: datetime, publish: str | None, calendars: Calendars) -> datetime:
    """After which instant a schedule has its first: its deployment, or the eve of the day that new cases start."""
    if publish is None:
        return deployed
    day = date.fromisoformat(publish)
    midnight = datetime.combine(day, time(), calendars.calendar(start.calendar).zone)
    return max(deployed, midnight - _JUST_BEFORE)


def due(start: Start, calendars: Calendars, *, after: datetime, now: datetime, running: bool) -> tuple[Due, ...]:
    """What to do next about the instants after `after` up to `now`: those missed, else the one that comes first.

    `running`: a case of this start still runs. Ask again after what has been done. Raises `CalendarError`.
    """
    late = parse_duration(start.catch_up)
    missed: list[Due] = []
    for at in _instants(start, calendars, after, now):
        if calendars.add(at, late, start.calendar) >= now:
            skipped = running and start.overlap == "skip"
            return tuple(missed) or (Due(at, "overlaps" if skipped else "open"),)
        missed.append(Due(at, "missed"))
        if len(missed) == MOST_AT_ONCE:
            break
    return tuple(missed)


def next_instant(start: Start, calendars: Calendars, after: datetime) -> datetime | None:
    """The first instant after `after`; None for a rule that never comes true. Raises `CalendarError`."""
    try:
        schedule = parse_schedule(start.schedule or "")
        return schedule.next_after(after, calendars, calendar=start.calendar, roll=start.roll or "none")
    except TimeTextError:
        return None


def scheduled_case(process: str, start_id: str, at: datetime) -> str:
    """The id of the case an instant opens: whoever opens it, however often, it is one case."""
    return derived_id("schedule", process, start_id, int(at.timestamp()))


def _instants(start: Start, calendars: Calendars, after: datetime, now: datetime) -> Iterator[datetime]:
    at = next_instant(start, calendars, after)
    while at is not None and at <= now:
        yield at
        at = next_instant(start, calendars, at)
