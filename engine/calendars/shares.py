"""Shares of the time allowed (escalation percentages) and pauses, in the same kind of time as the limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_FLOOR, Decimal

from engine.calendars.calendar import Calendar
from engine.calendars.durations import Duration
from engine.calendars.moments import BoundMoment
from engine.calendars.open_time import add_open, open_time
from engine.calendars.placing import counted_from, move
from engine.calendars.working_days import working_days_on

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Pause:
    """A stretch while which a limit stood still, and why. Instants are aware; `end` is not before `begin`."""

    begin: datetime
    end: datetime
    reason: str = ""


def can_pause(bound: BoundMoment) -> bool:
    """True for a limit that is a length of time; a date, or a count backwards from one, waits for nobody."""
    return bound.form == "within" or (bound.form == "relative" and bound.side == "after")


def pushed(at: datetime, pauses: Sequence[Pause], bound: BoundMoment, calendar: Calendar) -> datetime:
    """An instant (UTC) of a limit moved by the pauses that began before it, in the limit's own kind of time."""
    if not can_pause(bound):
        return at
    for pause in pauses:
        if pause.begin < at:
            at = _on(at, paused_length(pause, bound, calendar), bound, calendar)
    return at


def paused_length(pause: Pause, bound: BoundMoment, calendar: Calendar) -> timedelta:
    """How much of the limit's kind of time a pause took."""
    if _in_working_time(bound):
        return open_time(calendar, pause.begin, pause.end)
    return pause.end - pause.begin


def capped(pause: Pause, cap: Duration | None, calendar: Calendar) -> Pause:
    """The pause, ended by its cap if it lasted longer."""
    if cap is None:
        return pause
    return Pause(pause.begin, min(pause.end, move(pause.begin, cap, 1, calendar)), pause.reason)


def share(
    bound: BoundMoment, base: datetime, due: datetime, percent: Decimal, calendar: Calendar, pauses: Sequence[Pause]
) -> datetime | None:
    """When that percentage of the time allowed has passed, to the whole second; None for a count backwards.

    80 % of `10 working min` are eight working minutes, 200 % of `2 working days` are four working days. A limit without
    a length (a date, the end of a day) is shared between `base` and `due` by the clock.
    """
    if bound.side == "before":
        return None
    start = counted_from(bound, base, calendar)
    if due <= start:
        return due
    if _in_working_time(bound) and bound.duration is not None:
        at = _working_share(start, bound.duration, percent / _HUNDRED, calendar)
        return pushed(at, pauses, bound, calendar)
    paused = timedelta()
    if can_pause(bound):
        paused = sum((pause.end - pause.begin for pause in pauses if pause.begin < due), timedelta())
    return pushed(start + _part(due - start - paused, percent / _HUNDRED), pauses, bound, calendar)


def _in_working_time(bound: BoundMoment) -> bool:
    return can_pause(bound) and bound.duration is not None and bound.duration.only_working_time


def _on(at: datetime, length: timedelta, bound: BoundMoment, calendar: Calendar) -> datetime:
    return add_open(calendar, at, length) if _in_working_time(bound) else at + length


def _working_share(start: datetime, duration: Duration, part: Decimal, calendar: Calendar) -> datetime:
    """Whole steps (days, or half days where the calendar counts them) by the calendar, the rest of a step in open time.

    So 100 % is the due time to the second and 200 % twice as many days, also where the days are of different length.
    """
    step = Decimal("0.5") if calendar.counts_half_days else Decimal(1)
    steps = duration.working_days * part / step
    whole = steps.to_integral_value(ROUND_FLOOR)
    at = working_days_on(calendar, start, whole * step, 1)
    if steps != whole:
        following = working_days_on(calendar, start, (whole + 1) * step, 1)
        at = add_open(calendar, at, _part(open_time(calendar, at, following), steps - whole))
    return add_open(calendar, at, _part(timedelta(seconds=duration.working_seconds), part))


def _part(length: timedelta, part: Decimal) -> timedelta:
    """A fraction of a length, cut to the whole second, so that a reminder never comes too late; all of it exactly."""
    if part == part.to_integral_value():
        return length * int(part)
    seconds = Decimal(length // timedelta(microseconds=1)) * part / 1_000_000
    return timedelta(seconds=int(seconds.to_integral_value(ROUND_FLOOR)))
