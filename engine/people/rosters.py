"""Rosters (值班表): who is on duty at an instant, and until when that is so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from engine.people.directory import Directory, Shift
from engine.people.who import BoundWho, each_once


def people_on_duty(directory: Directory, who: BoundWho, at: datetime) -> tuple[str, ...]:
    """Those on duty at an instant, in the order their shifts are written; in the instant it ends a shift is over."""
    return each_once(one for shift in _shifts(directory, who) if shift.first <= at < shift.last for one in shift.people)


def duty_changes(directory: Directory, who: BoundWho, at: datetime) -> datetime | None:
    """When others are on duty next: the first instant after `at` at which a shift begins or ends."""
    instants = (one for shift in _shifts(directory, who) for one in (shift.first, shift.last))
    return min((one for one in instants if one > at), default=None)


def _shifts(directory: Directory, who: BoundWho) -> Iterator[Shift]:
    """The shifts a rule is about: of its roster, on its post where it names one."""
    roster, *posts = who.names
    known = directory.rosters.get(roster)
    for shift in known.shifts if known else ():
        if not posts or shift.post in posts:
            yield shift
