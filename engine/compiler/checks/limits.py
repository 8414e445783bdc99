"""Limits: moments and durations read, hang on dates and durations that exist, and their rungs can come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.calendars import Moment, TimeTextError, parse_duration, parse_moment, parse_rung_moment
from engine.calendars.schedules import parse_schedule
from engine.compiler.checks.checking import Checking
from engine.compiler.checks.clock import formula_asks_the_clock
from engine.compiler.checks.expressions import check_condition
from engine.compiler.checks.people import check_everybody, check_who
from engine.compiler.checks.texts import check_text
from engine.compiler.findings import did_you_mean
from engine.compiler.places import Loc
from engine.compiler.scopes import Names
from engine.expressions.types import ANY, DATE_TIME
from engine.model.limits import RESERVED_RUNGS, Escalation, Rung
from engine.model.types import type_at
from engine.said import Said

_DURATIONS = ("duration", "days_time_duration", "years_months_duration", "any")
_DATES = ("date", "date_time", "any")


def check_limited(c: Checking, loc: Loc, limited: Any, names: Names, *, outcomes: Mapping[str, Any] | None) -> None:
    """`due`, `calendar`, `roll` and `escalation`; `outcomes` are those a rung may give, None if it is no user task."""
    moment = check_moment(c, (*loc, "due"), limited.due, names)
    if getattr(limited, "calendar", None):
        check_calendar(c, (*loc, "calendar"), limited.calendar)
    inherited = c.definition.defaults if outcomes is not None else None
    if limited.roll and not (limited.due or getattr(limited, "timer", None) or (inherited and inherited.escalation)):
        c.report(
            (*loc, "roll"), "no-limit", "Expected a `due` whose date could fall on a closed day, but there is none."
        )
    has_due = limited.due is not None
    check_escalation(c, (*loc, "escalation"), limited.escalation, names, due=moment, has_due=has_due, outcomes=outcomes)


def check_escalation(
    c: Checking,
    loc: Loc,
    escalation: Escalation | None,
    names: Names,
    *,
    due: Moment | None,
    has_due: bool,
    outcomes: Mapping[str, Any] | None,
) -> None:
    """The rungs of one limit, or of none (`has_due`)."""
    inner = {**names, "assignee": ANY, "due": DATE_TIME}
    inherited = {**c.known.escalation, **(c.definition.defaults.escalation or {})}
    for rung_id, rung in (escalation or {}).items():
        here = (*loc, rung_id)
        if rung_id in RESERVED_RUNGS:
            message = Said(
                "Expected a rung with a name of its own, but `{rung_id}` is a word of the engine.", rung_id=rung_id
            )
            c.report(here, "reserved-word", message, "Choose another name.", key=True)
        if rung == "none":
            if rung_id not in inherited:
                hint = did_you_mean(rung_id, inherited) or "Only an inherited rung can be taken away."
                c.report(
                    here,
                    "unknown-rung",
                    Said("Expected a rung to take away, but `{rung_id}` is none.", rung_id=rung_id),
                    hint,
                    key=True,
                )
            continue
        _check_rung(c, here, rung, inner, outcomes)
        _check_rung_can_come(c, (*here, "at"), rung, due, has_due)


def _check_rung(c: Checking, loc: Loc, rung: Rung, names: Names, outcomes: Mapping[str, Any] | None) -> None:
    check_moment(c, (*loc, "at"), rung.at, names, rung=True)
    check_duration(c, (*loc, "every"), rung.every)
    if rung.calendar:
        check_calendar(c, (*loc, "calendar"), rung.calendar)
    if rung.if_ is not None:
        check_condition(c, (*loc, "if"), rung.if_, names)
    check_text(c, (*loc, "text"), rung.text, names)
    check_everybody(c, (*loc, "notify"), rung.notify, names)
    check_who(c, (*loc, "reassign"), rung.reassign, names)
    check_everybody(c, (*loc, "add"), rung.add, names)
    _check_act(c, loc, rung, outcomes)


def _check_act(c: Checking, loc: Loc, rung: Rung, outcomes: Mapping[str, Any] | None) -> None:
    """What only a user task can do."""
    act = next(act for act in ("outcome", "reassign", "add", "notify") if getattr(rung, act) is not None)
    if act == "notify":
        return
    if outcomes is None:
        message = Said("Expected `notify`, for only a user task can have a rung with `{act}`.", act=act)
        c.report((*loc, act), "not-a-user-task", message, key=True)
    elif act == "outcome" and outcomes and rung.outcome not in outcomes:
        message = Said("Expected an outcome of the task, but `{outcome}` is none.", outcome=rung.outcome)
        c.report((*loc, act), "unknown-outcome", message, did_you_mean(rung.outcome or "", outcomes))


def _check_rung_can_come(c: Checking, loc: Loc, rung: Rung, due: Moment | None, has_due: bool) -> None:
    at = _read(parse_rung_moment, rung.at)
    if at is None:
        return
    if not has_due and (at.form == "percent" or "due" in at.paths):
        c.report(
            loc, "no-limit", "Expected a `due` for this rung to be counted from, but there is none.", "Write `due`."
        )
    elif at.form == "percent" and due is not None and due.side == "before":
        message = "Expected a moment, for a limit that is counted backwards has no share of the time allowed."
        c.report(loc, "no-share", message, "Write it from the limit: `1 working day before due`.")


def check_moment(c: Checking, loc: Loc, text: str | None, names: Names, *, rung: bool = False) -> Moment | None:
    """A moment: it reads, and its paths are dates and durations. None if there is none or it cannot be read."""
    if text is None:
        return None
    try:
        moment = parse_rung_moment(text) if rung else parse_moment(text)
    except TimeTextError as error:
        _report_time(c, loc, "bad-moment", error)
        return None
    if isinstance(moment.duration, str):
        _check_path(c, loc, text, moment.duration, names, "duration", _DURATIONS)
    if moment.anchor:
        allowed = (*_DATES, *_DURATIONS) if moment.form == "at" else _DATES
        wanted = "date or duration" if moment.form == "at" else "date"
        _check_path(c, loc, text, moment.anchor, names, wanted, allowed)
    for path in moment.paths:
        if formula_asks_the_clock(c, path.split(".")[0]):
            message = Said(
                "Expected a moment that stays where it is, but the formula of `{path}` asks the clock.", path=path
            )
            hint = Said("Write `{path}` once, by `set`, instead of calculating it.", path=path)
            c.report(loc, "clock-in-moment", message, hint, column=text.rfind(path) + 1)
    return moment


def _check_path(
    c: Checking, loc: Loc, text: str, path: str, names: Names, wanted: str, allowed: tuple[str, ...]
) -> None:
    column = text.rfind(path) + 1
    found = type_at(names, path)
    if found is None:
        known = [name for name, of in names.items() if of.kind in allowed]
        first, _, rest = path.partition(".")
        if first == "settings" and rest:
            known = [f"settings.{name}" for name in c.definition.settings]
        message = Said("Expected the path of a {wanted}, but `{path}` is no field here.", wanted=wanted, path=path)
        hint = did_you_mean(path, known)
        if path == "due":
            hint = "`due` is known in `escalation`."
        c.report(loc, "unknown-name", message, hint, column=column)
    elif found.kind not in allowed:
        message = Said(
            "Expected the path of a {wanted}, but `{path}` is a {found}.", wanted=wanted, path=path, found=found
        )
        c.report(loc, "wrong-type", message, column=column)


def check_duration(c: Checking, loc: Loc, text: str | None) -> None:
    """A duration as such; only moments may name a field that holds one."""
    if text is None or not c.is_written(loc):
        return
    try:
        parse_duration(text)
    except TimeTextError as error:
        _report_time(c, loc, "bad-duration", error)


def _report_time(c: Checking, loc: Loc, code: str, error: TimeTextError) -> None:
    hint = Said(error.hint).ended() if error.hint else ""
    c.report(loc, code, Said(error.message).ended(), hint, column=error.column)


def _read(reader: Callable[[str], Moment], text: str) -> Moment | None:
    try:
        return reader(text)
    except TimeTextError:
        return None


def check_calendar(c: Checking, loc: Loc, calendar: str) -> None:
    """A calendar by its address."""
    known = c.known.calendars
    if known is not None and calendar not in known:
        hint = did_you_mean(calendar, known) or "Calendars stand in definitions/calendars."
        c.report(
            loc, "unknown-calendar", Said("Expected a calendar, but `{calendar}` is none.", calendar=calendar), hint
        )


def check_schedule(c: Checking, loc: Loc, text: str) -> None:
    """The text of a schedule."""
    try:
        parse_schedule(text)
    except TimeTextError as error:
        _report_time(c, loc, "bad-schedule", error)
