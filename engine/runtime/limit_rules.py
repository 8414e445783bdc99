"""What the definition says of each limit: its moment, its calendar, its rungs. Keys name the owner
(`engine.runtime.limit_keys`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.model.limits import Clock, Rung
from engine.runtime.builder import TurnBuilder
from engine.runtime.limit_keys import CASE, limit_of, read_key
from engine.runtime.state import StepInstance

COMPANY_CALENDAR = "office"


@dataclass(frozen=True)
class LimitRule:
    """What the definition says about the limit of a key: its moment, where it counts, its rungs, what it is about."""

    moment: str
    calendar: str
    roll: str | None
    about: str
    rungs: Mapping[str, Rung] = field(default_factory=dict)
    list_id: str | None = None
    instance: str | None = None
    max_pause: str | None = None


def rule_of(turn: TurnBuilder, key: str) -> LimitRule | None:
    """The rule behind the key of a limit, or of a rung of it; None when its owner is not open any more."""
    definition = turn.plan.definition
    named = read_key(limit_of(key))
    if named.clock is not None:
        return _clock(turn, named.clock, definition.clocks[named.clock])
    if named.owner == CASE:
        return _limited(turn, definition, CASE, None) if named.event is None else _event(turn, named.event)
    task = turn.tasks.get(named.owner)
    here = turn.steps.get(task.instance if task else named.owner)
    if here is None:
        return None
    step: Any = turn.plan.steps[here.step]
    if named.waits:
        return LimitRule(step.timer, _calendar(turn, step.calendar), step.roll, "", {}, here.list, here.id)
    if named.event is not None:
        event = (getattr(step, "first_of", None) or {}).get(named.event) or step.events[named.event]
        calendar = _calendar(turn, event.calendar or step.calendar)
        return LimitRule(event.timer, calendar, event.roll, "", {}, here.list, here.id)
    rule = _limited(turn, step, step.id, here)
    return replace(rule, moment=task.side.due or rule.moment) if task is not None and task.side is not None else rule


def _event(turn: TurnBuilder, event_id: str) -> LimitRule:
    event = turn.plan.definition.events[event_id]
    return LimitRule(event.timer or "", _calendar(turn, event.calendar), event.roll, "", {}, None)


def place_of(turn: TurnBuilder, key: str) -> str | None:
    """The step instance a limit is about; of the case or a clock, the one where the case stands, if any is open."""
    owner = read_key(key).owner
    task = turn.tasks.get(owner)
    instance = task.instance if task else owner
    return instance if instance in turn.steps else next(iter(turn.steps), None)


def _limited(turn: TurnBuilder, limited: Any, about: str, here: StepInstance | None) -> LimitRule:
    rungs = {rung_id: rung for rung_id, rung in (limited.escalation or {}).items() if isinstance(rung, Rung)}
    where = (here.list, here.id) if here else (None, None)
    return LimitRule(limited.due or "", _calendar(turn, limited.calendar), limited.roll, about, rungs, *where)


def _clock(turn: TurnBuilder, clock_id: str, clock: Clock) -> LimitRule:
    rule = _limited(turn, clock, clock_id, None)
    return replace(rule, max_pause=clock.max_pause)


def calendar_of(turn: TurnBuilder, step: Any) -> str:
    """The calendar by which a step counts."""
    return _calendar(turn, getattr(step, "calendar", None))


def _calendar(turn: TurnBuilder, own: str | None) -> str:
    return own or turn.plan.definition.calendar or COMPANY_CALENDAR


def is_limited(limited: Any) -> bool:
    """Whether something has a due time, or rungs at moments of their own."""
    return limited.due is not None or bool(limited.escalation)
