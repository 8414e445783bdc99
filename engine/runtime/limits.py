"""Limits, timers and clocks: asking when they come, what happens when they do, moving them when their fields move.

Keys name the owner, see `engine.runtime.limit_keys`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from engine.calendars import BoundMoment, parse_duration, parse_moment, parse_rung_moment
from engine.model.limits import Clock, Rung
from engine.runtime import revisions
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import ClockPaused, ClockResumed, DeadlineGone, IncidentResolved
from engine.runtime.limit_keys import CASE, RETRY, clock_key, deadline_name, event_key, limit_of, read_key
from engine.runtime.questions import AskLimit, AskRung
from engine.runtime.runners import runner_of
from engine.runtime.state import Limit, StepInstance

COMPANY_CALENDAR = "office"
Stretch = tuple[datetime, datetime]


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


# -- beginning and ending -------------------------------------------------------------------------------------------


def begin_case(turn: TurnBuilder) -> None:
    """The case's own limit, its timer events, and the clocks that count from its start."""
    definition = turn.plan.definition
    if is_limited(definition):
        ask(turn, CASE, turn.at)
    for event_id, event in definition.events.items():
        if event.timer is not None:
            ask(turn, event_key(None, event_id), turn.at)
    for clock_id, clock in definition.clocks.items():
        if clock.from_ is None:
            ask(turn, clock_key(clock_id), turn.at)


def begin_step(turn: TurnBuilder, step: Any, here: StepInstance) -> None:
    """A step's limit and timer events, the clocks it starts, and those that stand still while it is open."""
    if not runner_of(step).limits_its_tasks and is_limited(step):
        ask(turn, here.id, turn.at)
    first_of = step.first_of if step.kind == "wait" else None
    for event_id, event in {**step.events, **(first_of or {})}.items():
        if event.timer is not None:
            ask(turn, event_key(here.id, event_id), turn.at)
    for clock_id, clock in turn.plan.definition.clocks.items():
        if clock.from_ == step.id:
            ask(turn, clock_key(clock_id), turn.at)
        if step.id in (clock.paused_in or ()):
            pause(turn, clock_key(clock_id), step.id)


def end_step(turn: TurnBuilder, here: StepInstance) -> None:
    """What hung on a step is gone; clocks that lead to it stop, those it held still run again."""
    for key in [key for key in turn.limits if limit_of(key) == key and read_key(key).owner == here.id]:
        drop(turn, key)
    turn.deadlines.pop(deadline_name(here.id, RETRY), None)
    for clock_id, clock in turn.plan.definition.clocks.items():
        key = clock_key(clock_id)
        if clock.to == here.step:
            drop(turn, key)
        others = any(one.step in (clock.paused_in or ()) and one.id != here.id for one in turn.steps.values())
        if here.step in (clock.paused_in or ()) and not others:
            resume(turn, key)


def drop(turn: TurnBuilder, key: str) -> None:
    """A limit does not apply any more, nor do its deadlines."""
    if key not in turn.limits:
        return
    for one in [one for one in turn.limits if one == key or one.startswith(f"{key}|")]:
        del turn.limits[one]
    gone = [name for name in turn.deadlines if name.startswith(f"{key}|")]
    for name in gone:
        del turn.deadlines[name]
    turn.emit(DeadlineGone(key))


# -- asking ---------------------------------------------------------------------------------------------------------


def ask(turn: TurnBuilder, key: str, base: datetime) -> None:
    """Ask when the limit of a key comes, counted from `base`."""
    rule = rule_of(turn, key)
    if rule is None:
        return
    bound = bind(turn, rule.moment, rule.list_id)
    turn.limits[key] = Limit(key, base, bound, anchors=_anchors(turn, rule))
    turn.ask(_question(turn, key, rule))


def ask_again(turn: TurnBuilder, key: str) -> None:
    """Ask once more for a limit that has had no answer, if it still applies."""
    limit = turn.limits.get(key)
    rule = rule_of(turn, key)
    if limit is None or rule is None or limit.paused_since is not None:
        return
    if not limit.repeated:
        turn.limits[key] = replace(limit, bound=_bound(turn, limit, rule), anchors=_anchors(turn, rule))
    turn.ask(_question(turn, key, rule))


def question_of(turn: TurnBuilder, key: str) -> AskLimit | None:
    """What its rule asks about a limit, with the values it was last asked with; None where its owner is not open any
    more, or while it stands still."""
    limit, rule = turn.limits.get(key), rule_of(turn, key)
    whole = turn.limits.get(limit_of(key))
    if rule is None or limit is None or any(one and one.paused_since is not None for one in (limit, whole)):
        return None
    return _question(turn, key, rule)


def _question(turn: TurnBuilder, key: str, rule: LimitRule) -> AskLimit:
    limit = turn.limits[key]
    if limit.repeated:
        return AskLimit(key, limit.bound, limit.base, rule.calendar, "none", (), limit.pauses)
    # Of a limit that waits for a promise, what has come already does not come again when it is over.
    asked = {one: rung for one, rung in rule.rungs.items() if limit.promised is None or one not in limit.fired}
    rungs = (*(_rung(turn, rung_id, rung, rule) for rung_id, rung in asked.items()), _cap(turn, key, rule))
    return AskLimit(
        key,
        limit.bound,
        limit.base,
        rule.calendar,
        rule.roll,
        tuple(one for one in rungs if one is not None),
        limit.pauses,
        rule.max_pause,
        half_until=_half_until(turn, key),
        not_before=limit.promised,
    )


PAUSE_IS_OVER = "pause_is_over"
"""The rung of a supplement at which the clock of the task that waits for it runs again."""


def _cap(turn: TurnBuilder, key: str, rule: LimitRule) -> AskRung | None:
    task = turn.tasks.get(key)
    if task is None or task.side is None or task.side.kind != "supplement":
        return None
    step: Any = turn.plan.steps[task.step]
    if step.supplement is None:  # asked to choose again: nothing stands still meanwhile
        return None
    cap = step.supplement.max_pause
    return AskRung(PAUSE_IS_OVER, BoundMoment(cap, "within", duration=parse_duration(cap)), rule.calendar, "none")


def _half_until(turn: TurnBuilder, key: str) -> datetime | None:
    """Until when somebody asked beside a task has half of the time."""
    task = turn.tasks.get(key)
    return task.side.half if task is not None and task.side is not None and not task.side.due else None


def _rung(turn: TurnBuilder, rung_id: str, rung: Rung, rule: LimitRule) -> AskRung | None:
    moment = parse_rung_moment(rung.at)
    bound = moment.bind(lambda path: _value(turn, path, rule.list_id), later="due")
    if bound is None:
        return None
    inherited = getattr(rung, "inherited", False)
    return AskRung(rung_id, bound, rung.calendar or rule.calendar, rung.roll, inherited)


def told_sanely(turn: TurnBuilder) -> bool:
    """Whether what rungs tell and hand on waits for people's working time."""
    return turn.state.engine_revision >= revisions.SANE_LAPSES


def _anchors(turn: TurnBuilder, rule: LimitRule) -> dict[str, Any]:
    """What the rungs hang on that have paths of their own, as it is now."""
    found = {}
    for rung_id, rung in rule.rungs.items():
        moment = parse_rung_moment(rung.at)
        if any(path != "due" for path in moment.paths):
            bound = moment.bind(lambda path: _value(turn, path, rule.list_id), later="due")
            found[rung_id] = None if bound is None else bound.to_wire()
    return found


def bind(turn: TurnBuilder, moment: str, list_id: str | None) -> BoundMoment | None:
    """The moment with the values of its paths; None while one of them is empty, or when there is none."""
    if not moment:
        return None
    return parse_moment(moment).bind(lambda path: _value(turn, path, list_id))


def _bound(turn: TurnBuilder, limit: Limit, rule: LimitRule) -> BoundMoment | None:
    """The moment as its fields have it now; one that was extended stays."""
    return limit.bound if limit.first_due is not None else bind(turn, rule.moment, rule.list_id)


def extend(turn: TurnBuilder, key: str, due: datetime) -> None:
    """A limit has another due time from now on; its rungs that are still ahead then come by that."""
    limit, rule = turn.limits[key], rule_of(turn, key)
    if rule is None:
        return
    due = due.astimezone(UTC)
    bound = BoundMoment(due.isoformat(), "at", anchor_instant=due)
    turn.limits[key] = replace(limit, bound=bound, first_due=limit.first_due or limit.due)
    turn.ask(_question(turn, key, rule))


def _value(turn: TurnBuilder, path: str, list_id: str | None) -> Any:
    return turn.scope(list_id).shown_at(path)


def follow_fields(turn: TurnBuilder) -> None:
    """Limits whose fields have changed are asked for anew (design section 5: a deadline follows its field)."""
    for key in list(turn.limits):
        limit = turn.limits[key]
        rule = None if "|" in key or limit.repeated else rule_of(turn, key)
        if rule is None or limit.paused_since is not None:
            continue
        bound, anchors = _bound(turn, limit, rule), _anchors(turn, rule)
        if (bound, anchors) != (limit.bound, limit.anchors):
            turn.limits[key] = replace(limit, bound=bound, anchors=anchors)
            for incident in [one for one in turn.incidents.values() if one.what.get("limit") == key]:
                del turn.incidents[incident.id]
                turn.emit(IncidentResolved(incident.id, "retry", None, "its field has changed"))
            turn.ask(_question(turn, key, rule))


def remember_recheck(turn: TurnBuilder, step: Any, here: StepInstance) -> None:
    """A step that wants to be checked when its due moves is done: remember by when it was due."""
    if getattr(step, "recheck", False) and step.due is not None:
        turn.rechecks[step.id] = _recheck_of(turn, step, here.list)


def moved_since_done(turn: TurnBuilder) -> list[str]:
    """The steps done under a due that is another now; each is told once for each move."""
    moved = []
    for step_id, before in list(turn.rechecks.items()):
        now = _recheck_of(turn, turn.plan.steps[step_id], None)
        if now != before:
            turn.rechecks[step_id] = now
            moved.append(step_id)
    return moved


def _recheck_of(turn: TurnBuilder, step: Any, list_id: str | None) -> Any:
    bound = bind(turn, step.due, list_id)
    return None if bound is None else bound.to_wire()


def repeat(turn: TurnBuilder, key: str, every: str, at: datetime) -> None:
    """Ask for the next of a timer or rung that repeats, counted from the last one."""
    rule = rule_of(turn, key)
    if rule is None:
        return
    bound = BoundMoment(every, "within", duration=parse_duration(every))
    turn.limits[key] = Limit(key, at, bound, repeated=True)
    turn.ask(AskLimit(key, bound, at, rule.calendar, "none"))


# -- standing still -------------------------------------------------------------------------------------------------


def pause(turn: TurnBuilder, key: str, reason: str) -> None:
    """A limit stands still: none of its deadlines comes until it runs again."""
    limit = turn.limits.get(key)
    if limit is None:
        return
    reasons = tuple(dict.fromkeys((*limit.paused_for, reason)))
    if limit.paused_since is not None:
        turn.limits[key] = replace(limit, paused_for=reasons)
        return
    turn.limits[key] = replace(limit, paused_since=turn.at, paused_for=reasons)
    for name in [name for name in turn.deadlines if name.startswith(f"{key}|")]:
        del turn.deadlines[name]
    turn.emit(ClockPaused(key, reason))


def put_back(turn: TurnBuilder, limit: Limit) -> None:
    """A limit that had gone, or had gone on, is as it was; what has come of it meanwhile does not come again."""
    now = turn.limits.get(limit.key)
    fired = tuple(dict.fromkeys((*limit.fired, *(now.fired if now else ()))))
    turn.limits[limit.key] = replace(limit, fired=fired)
    rule = rule_of(turn, limit.key)
    if rule is None:
        drop(turn, limit.key)
    elif limit.paused_since is not None:
        turn.limits[limit.key] = replace(limit, fired=fired, paused_since=None)
        pause(turn, limit.key, "as before")
        turn.limits[limit.key] = replace(limit, fired=fired)
    else:
        turn.ask(_question(turn, limit.key, rule))


def resume(turn: TurnBuilder, key: str, reason: str | None = None) -> None:
    """A limit runs again; what stood still is added in its own kind of time.

    With a reason: that one is over, and the limit runs again if it was the only one.
    """
    limit = turn.limits.get(key)
    rule = rule_of(turn, key)
    if limit is None or limit.paused_since is None or rule is None:
        return
    others = tuple(one for one in limit.paused_for if one != reason)
    if reason is not None and others:
        turn.limits[key] = replace(limit, paused_for=others)
        return
    pause = (limit.paused_since, turn.at)
    bound, anchors = _bound(turn, limit, rule), _anchors(turn, rule)
    pauses = _with_pause(limit.pauses, pause)
    turn.limits[key] = replace(limit, bound=bound, anchors=anchors, paused_since=None, pauses=pauses, paused_for=())
    turn.emit(ClockResumed(key))
    turn.ask(_question(turn, key, rule))
    for rung in [one for one in turn.limits if one.startswith(f"{key}|")]:
        turn.limits[rung] = replace(turn.limits[rung], pauses=_with_pause(turn.limits[rung].pauses, pause))
        turn.ask(_question(turn, rung, rule))


def _with_pause(pauses: tuple[Stretch, ...], pause: Stretch) -> tuple[Stretch, ...]:
    """The pauses and one more; one that begins where the last ended is the same pause going on."""
    if pause[0] == pause[1]:
        return pauses
    if pauses and pauses[-1][1] == pause[0]:
        return (*pauses[:-1], (pauses[-1][0], pause[1]))
    return (*pauses, pause)


def due_now(turn: TurnBuilder, at: datetime) -> Iterator[str]:
    """The names of the deadlines that have come at `at`, earliest first, in the order they were set."""
    names = [name for name, deadline in turn.deadlines.items() if deadline.at <= at]
    yield from sorted(names, key=lambda name: turn.deadlines[name].at)
