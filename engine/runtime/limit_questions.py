"""Asking when limits come, and asking again when what they hang on has moved."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from engine.calendars import BoundMoment, parse_duration, parse_moment, parse_rung_moment
from engine.model.limits import Rung
from engine.runtime import revisions
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import DeadlineGone, IncidentResolved
from engine.runtime.limit_keys import limit_of
from engine.runtime.limit_rules import LimitRule, rule_of
from engine.runtime.questions import AskLimit, AskRung
from engine.runtime.state import Limit, StepInstance


def ask(turn: TurnBuilder, key: str, base: datetime) -> None:
    """Ask when the limit of a key comes, counted from `base`."""
    rule = rule_of(turn, key)
    if rule is None:
        return
    bound = bind(turn, rule.moment, rule.list_id)
    turn.limits[key] = Limit(key, base, bound, anchors=anchors_now(turn, rule))
    turn.ask(question(turn, key, rule))


def ask_again(turn: TurnBuilder, key: str) -> None:
    """Ask once more for a limit that has had no answer, if it still applies."""
    limit = turn.limits.get(key)
    rule = rule_of(turn, key)
    if limit is None or rule is None or limit.paused_since is not None:
        return
    if not limit.repeated:
        turn.limits[key] = replace(limit, bound=bound_now(turn, limit, rule), anchors=anchors_now(turn, rule))
    turn.ask(question(turn, key, rule))


def question_of(turn: TurnBuilder, key: str) -> AskLimit | None:
    """What its rule asks about a limit, with the values it was last asked with; None where its owner is not open any
    more, or while it stands still."""
    limit, rule = turn.limits.get(key), rule_of(turn, key)
    whole = turn.limits.get(limit_of(key))
    if rule is None or limit is None or any(one and one.paused_since is not None for one in (limit, whole)):
        return None
    return question(turn, key, rule)


def question(turn: TurnBuilder, key: str, rule: LimitRule) -> AskLimit:
    """What the rule of a limit asks, with the values it was last asked with."""
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


def anchors_now(turn: TurnBuilder, rule: LimitRule) -> dict[str, Any]:
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


def bound_now(turn: TurnBuilder, limit: Limit, rule: LimitRule) -> BoundMoment | None:
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
    turn.ask(question(turn, key, rule))


def _value(turn: TurnBuilder, path: str, list_id: str | None) -> Any:
    return turn.scope(list_id).shown_at(path)


def follow_fields(turn: TurnBuilder) -> None:
    """Limits whose fields have changed are asked for anew (design section 5: a deadline follows its field)."""
    for key in list(turn.limits):
        limit = turn.limits[key]
        rule = None if "|" in key or limit.repeated else rule_of(turn, key)
        if rule is None or limit.paused_since is not None:
            continue
        bound, anchors = bound_now(turn, limit, rule), anchors_now(turn, rule)
        if (bound, anchors) != (limit.bound, limit.anchors):
            turn.limits[key] = replace(limit, bound=bound, anchors=anchors)
            for incident in [one for one in turn.incidents.values() if one.what.get("limit") == key]:
                del turn.incidents[incident.id]
                turn.emit(IncidentResolved(incident.id, "retry", None, "its field has changed"))
            turn.ask(question(turn, key, rule))


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
