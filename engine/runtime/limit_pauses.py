"""Limits that stand still, and run again: what stood still is added in its own kind of time."""

from dataclasses import replace
from datetime import datetime

from engine.runtime.builder import TurnBuilder
from engine.runtime.events import ClockPaused, ClockResumed
from engine.runtime.limit_questions import anchors_now, bound_now, drop, question
from engine.runtime.limit_rules import rule_of
from engine.runtime.state import Limit

Stretch = tuple[datetime, datetime]


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
        turn.ask(question(turn, limit.key, rule))


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
    bound, anchors = bound_now(turn, limit, rule), anchors_now(turn, rule)
    pauses = _with_pause(limit.pauses, pause)
    turn.limits[key] = replace(limit, bound=bound, anchors=anchors, paused_since=None, pauses=pauses, paused_for=())
    turn.emit(ClockResumed(key))
    turn.ask(question(turn, key, rule))
    for rung in [one for one in turn.limits if one.startswith(f"{key}|")]:
        turn.limits[rung] = replace(turn.limits[rung], pauses=_with_pause(turn.limits[rung].pauses, pause))
        turn.ask(question(turn, rung, rule))


def _with_pause(pauses: tuple[Stretch, ...], pause: Stretch) -> tuple[Stretch, ...]:
    """The pauses and one more; one that begins where the last ended is the same pause going on."""
    if pause[0] == pause[1]:
        return pauses
    if pauses and pauses[-1][1] == pause[0]:
        return (*pauses[:-1], (pauses[-1][0], pause[1]))
    return (*pauses, pause)
