"""Revoking (撤销已通过): an ended case is never edited; within its window a linked case undoes it, once.

What it is given is calculated from the ended case as it stood. Codes: `not-revocable`, `not-ended`, `already-revoked`,
`window-over`, `may-not-revoke`, `comment-missing`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.calendars import BoundMoment, parse_duration
from engine.model.plan import Plan
from engine.model.revoke import Revoke
from engine.model.values import read_value, write_value
from engine.people import may_do
from engine.runtime.beginning import first_state
from engine.runtime.binding import bind_who
from engine.runtime.builder import TurnBuilder
from engine.runtime.facts import Facts
from engine.runtime.facts_found import informed
from engine.runtime.limit_rules import COMPANY_CALENDAR
from engine.runtime.refusals import Parked, Rejected
from engine.runtime.stimuli import Started
from engine.runtime.world import World

Wire = dict[str, Any]


@dataclass(frozen=True)
class EndedCase:
    """What is known of a case that is to be undone; `data` as JSON. `ended_at` None: it runs. `undone_by`: a case."""

    case_id: str
    business_key: str
    initiator: str | None
    started_at: datetime
    ended_at: datetime | None
    end: str | None
    completed: bool
    data: Mapping[str, Any]
    undone_by: str | None = None


@dataclass(frozen=True)
class Undoing:
    """The case that undoes another one: its process, and what it is given."""

    process: str
    data: Wire


def revoke(plan: Plan, ended: EndedCase, *, by: str, reason: str, at: datetime, world: World) -> Undoing:
    """The case to open, where this person may undo that one now. Raises `Rejected`."""
    rule = plan.definition.revoke
    if rule is None:
        raise Rejected("not-revocable", f"Expected a process whose cases can be revoked, but {plan.process} is none")
    if ended.ended_at is None:
        raise Rejected("not-ended", f"Expected an ended case, but {ended.business_key} runs; withdraw it")
    if not ended.completed or (rule.ends and ended.end not in rule.ends):
        raise Rejected("not-revocable", f"Expected an end that can be revoked, but it ended as {ended.end}")
    if ended.undone_by is not None:
        raise Rejected("already-revoked", f"Expected a case not revoked yet, but {ended.undone_by} does so")
    if not reason.strip():
        raise Rejected("comment-missing", "Expected the reason of the revocation, but it is empty")
    _must_be_within(plan, rule, ended.ended_at, at, world)
    return Undoing(rule.process, _given(plan, rule, ended, by, at, world))


def _must_be_within(plan: Plan, rule: Revoke, ended_at: datetime, at: datetime, world: World) -> None:
    moment = BoundMoment(rule.within, "within", duration=parse_duration(rule.within))
    calendar = plan.definition.calendar or COMPANY_CALENDAR
    until = world.calendars.instant(moment, ended_at, calendar=calendar).at
    if at > until:
        raise Rejected("window-over", f"Expected this until {until.isoformat(timespec='minutes')}, but that has passed")


def _given(plan: Plan, rule: Revoke, ended: EndedCase, by: str, at: datetime, world: World) -> Wire:
    """What the process is given, for somebody who may revoke; facts are looked up as they are needed."""

    def given(facts: Facts) -> Wire:
        turn = _as_it_stood(plan, ended, at, world, facts)
        if not may_do(by, bind_who(turn, rule.by, None), world.directory, at, process=plan.process).ok:
            raise Rejected("may-not-revoke", f"Expected somebody who may revoke this, but {by} may not")
        return {name: write_value(turn.calculate(value)) for name, value in rule.with_.items()}

    try:
        return informed(given, world)
    except Parked as parked:
        raise Rejected("not-possible-now", parked.text) from None


def _as_it_stood(plan: Plan, ended: EndedCase, at: datetime, world: World, facts: Facts) -> TurnBuilder:
    started = Started(ended.started_at, ended.case_id, "", ended.business_key, ended.initiator, zone=world.zone)
    zone = ZoneInfo(world.zone)
    fields = plan.definition.data
    data = {name: read_value(fields[name], value, zone) for name, value in ended.data.items() if name in fields}
    return TurnBuilder(plan, replace(first_state(plan, started), data=data), at, facts)
