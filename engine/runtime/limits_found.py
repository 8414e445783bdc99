"""Answering when a limit falls due and its rungs come. Pure; called inside the commit."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from engine.calendars import BoundMoment, Pause, parse_duration
from engine.runtime import questions as q
from engine.runtime.events import LimitSet
from engine.runtime.world import World

SHORT_LIMIT_SECONDS = 300
"""Limits under five minutes send no reminder and no personal notice of the company's rungs (catalogue, G-ESC)."""


def limit_found(question: q.AskLimit, world: World) -> LimitSet:
    if question.half_until is not None:
        question = replace(question, due=_half(question, question.half_until, world))
    due = None if question.due is None else _due(question, question.due, world)
    if question.recalculated is not None and question.recalculated.stays:
        due = question.recalculated.was
    short = due is not None and question.due is not None and _is_short(question, question.due, due, world)
    rungs = {}
    for rung in question.rungs:
        at = None if short and rung.inherited else _rung(rung, question, due, world)
        if at is not None:
            rungs[rung.rung] = (max(at, question.not_before) if question.not_before else at).astimezone(UTC)
    why: dict[str, Any] = {"moment": question.due.text if question.due else ""}
    why["from"] = question.base.astimezone(UTC).isoformat()
    if short:
        why["short"] = True
    at = due.astimezone(UTC) if due else None
    if question.recalculated is not None:
        why["recalculated"] = _moved_from(question.recalculated, at, rungs)
    return LimitSet(question.key, at, rungs, question.calendar, world.calendars.version, why)


def limit_moved(question: q.AskLimit, world: World) -> LimitSet | None:
    """The answer to a limit that is asked for once more; None where all of it comes as it did before."""
    found, before = limit_found(question, world), question.recalculated
    moves = before is None or found.due != before.was or found.why["recalculated"]["rungs"]
    return found if moves else None


def _moved_from(before: q.Recalculated, due: datetime | None, rungs: Mapping[str, datetime]) -> dict[str, Any]:
    """What was different before, by which version of the calendars, and who has changed them, why."""
    moved = {rung: at.astimezone(UTC).isoformat() for rung, at in before.ahead.items() if at != rungs.get(rung, at)}
    was = before.was.astimezone(UTC).isoformat() if before.was is not None else None
    return {"was": was, "rungs": moved, "calendars": before.before, "by": before.by, "reason": before.reason}


def _half(question: q.AskLimit, until: datetime, world: World) -> BoundMoment:
    """Half of what is left until then, in working time unless the limit itself counts on the clock."""
    length = question.due.duration if question.due else None
    if length is not None and not length.only_working_time:
        text = f"{max(0, int((until - question.base).total_seconds())) // 2} s"
    else:
        text = f"{max(0, world.calendars.between(question.base, until, question.calendar)) // 2} working s"
    return BoundMoment(text, "within", duration=parse_duration(text))


def _is_short(question: q.AskLimit, bound: BoundMoment, due: datetime, world: World) -> bool:
    return world.calendars.allowed(question.base, due, bound, question.calendar) < SHORT_LIMIT_SECONDS


def _due(question: q.AskLimit, due: BoundMoment, world: World) -> datetime:
    roll: Any = question.roll
    return world.calendars.instant(
        due, question.base, calendar=question.calendar, roll=roll, **_stood_still(question)
    ).at


def _stood_still(question: q.AskLimit) -> dict[str, Any]:
    return {
        "pauses": [Pause(since, until) for since, until in question.pauses],
        "max_pause": parse_duration(question.max_pause) if question.max_pause else None,
    }


def _rung(rung: q.AskRung, question: q.AskLimit, due: datetime | None, world: World) -> datetime | None:
    at = rung.at
    if due is None or question.due is None:
        if at.form == "percent" or at.anchor_path == "due":
            return None
    elif at.form == "percent":
        percent = at.percent or Decimal(100)
        shared = world.calendars.share(
            question.base, due, percent, question.due, question.calendar, **_stood_still(question)
        )
        return shared.at if shared else None
    elif at.anchor_path == "due":
        if _is_due(at):
            return due
        at = at.anchored_at(due)
    roll: Any = rung.roll
    return world.calendars.instant(at, question.base, calendar=rung.calendar, roll=roll).at


def _is_due(at: BoundMoment) -> bool:
    return at.form == "at" and at.duration is None
