"""Starts: who or what may begin a case, what is handed in, and that the business key is then known."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.expressions import check_condition, parsed
from engine.compiler.checks.forms import check_form
from engine.compiler.checks.limits import check_calendar, check_duration, check_limited, check_schedule
from engine.compiler.checks.messages import declared_message
from engine.compiler.checks.people import check_who
from engine.compiler.checks.texts import check_text
from engine.compiler.checks.values import check_set
from engine.compiler.places import Loc
from engine.expressions import syntax as s
from engine.model.starts import Start
from engine.model.types import field_at
from engine.said import Said

_OF_SCHEDULES = ("calendar", "roll", "overlap", "catch_up")


def check_starts(c: Checking) -> None:
    """All ways to start."""
    called: str | None = None
    for start_id, start in c.definition.start.items():
        loc: Loc = ("start", start_id)
        _check_start(c, loc, start)
        _check_key_is_known(c, loc, start)
        if start.call and called is not None:
            message = Said("Expected one start with `call` at most, but `{called}` is another.", called=called)
            c.report((*loc, "call"), "two-calls", message, "Put both forms together.", key=True)
        called = called or (start_id if start.call else None)


def _check_start(c: Checking, loc: Loc, start: Start) -> None:
    check_text(c, (*loc, "name"), start.name, c.names)
    check_who(c, (*loc, "by"), start.by, c.names)
    check_who(c, (*loc, "for_another"), start.for_another, c.names)
    if start.message is not None:
        declared_message(c, (*loc, "message"), start.message)
    if start.schedule is not None:
        check_schedule(c, (*loc, "schedule"), start.schedule)
    if start.calendar:
        check_calendar(c, (*loc, "calendar"), start.calendar)
    check_duration(c, (*loc, "catch_up"), start.catch_up)
    _check_what_belongs(c, loc, start)
    if start.if_ is not None:
        check_condition(c, (*loc, "if"), start.if_, c.names)
    check_form(c, (*loc, "form"), start.form, c.names, {}, filled_by=start.by)
    check_set(c, (*loc, "set"), start.set, c.names, {})
    if start.rework is not None:
        check_limited(c, (*loc, "rework"), start.rework, c.names, outcomes={})


def _check_what_belongs(c: Checking, loc: Loc, start: Start) -> None:
    if start.schedule is not None:
        if start.form is not None and start.form.require:
            message = "Expected nothing to be required of a start by schedule, for nobody hands it in."
            c.report((*loc, "form", "require"), "not-of-this-trigger", message, "Write it under `set`.", key=True)
        return
    for key in _OF_SCHEDULES:
        if c.is_written((*loc, key)):
            message = Said(
                "Expected no `{key}` at a start with `{trigger}`: it belongs to a `schedule`.",
                key=key,
                trigger=start.trigger,
            )
            c.report((*loc, key), "not-of-this-trigger", message, "Take it out.", key=True)


def _check_key_is_known(c: Checking, loc: Loc, start: Start) -> None:
    """The business key is taken once, at the start: all it is made of must be filled then."""
    expression = parsed(c, ("business_key",), c.definition.business_key)
    if expression is None or _provides_for_empty(expression.tree):
        return
    for path in expression.names:
        field = field_at(c.definition.data, path)
        if field is None or field.default is not None or field.numbering or field.formula:
            continue
        required = start.form.require if start.form else []
        first = path.split(".")[0]
        if not any(given in (path, first) for given in (*required, *start.set)):
            message = Said("Expected `{path}` to be filled here, for the business key is made of it.", path=path)
            c.report(loc, "key-not-filled", message, "Require it in the form, or `set` it.", key=True)


def _provides_for_empty(tree: s.Node) -> bool:
    """Whether an expression asks whether something is empty: then it says itself what stands in for it."""
    if isinstance(tree, s.If) or (isinstance(tree, s.Literal) and tree.value is None):
        return True
    return any(_provides_for_empty(part) for part in s.children(tree))
