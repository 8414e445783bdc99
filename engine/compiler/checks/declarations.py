"""What a definition says of itself: key, owner, limit, title, outputs, clocks, documents, defaults."""

from __future__ import annotations

from datetime import date

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.copies import check_copies
from engine.compiler.checks.expressions import check_expression, fits
from engine.compiler.checks.fields import named_field
from engine.compiler.checks.limits import check_calendar, check_duration, check_escalation, check_limited
from engine.compiler.checks.numbering import check_numbering
from engine.compiler.checks.people import check_who
from engine.compiler.checks.revoke import check_revoke
from engine.compiler.checks.texts import check_text
from engine.compiler.findings import did_you_mean
from engine.compiler.model_walk import INTERNAL
from engine.compiler.places import Loc
from engine.model.limits import Clock
from engine.model.process import OpenUntil
from engine.model.steps.end import End
from engine.said import Said


def check_header(c: Checking) -> None:
    """The keys of the definition itself."""
    definition = c.definition
    _check_no_internal_keys(c)
    check_text(c, ("name",), definition.name, {})
    found = check_expression(c, ("business_key",), definition.business_key, c.names)
    if not fits(found, "string", "number"):
        c.report(
            ("business_key",),
            "wrong-type",
            Said("Expected a text or number as key, but this gives a {found}.", found=found),
        )
    known = c.known.departments
    if known is not None and definition.department not in known:
        hint = did_you_mean(definition.department, known) or "It must stand in the organisation."
        message = Said(
            "Expected a department of the organisation, but `{department}` is none.", department=definition.department
        )
        c.report(("department",), "unknown-department", message, hint)
    check_who(c, ("owner",), definition.owner, c.names)
    check_limited(c, (), definition, c.names, outcomes=None)
    check_text(c, ("title",), definition.title, c.names)
    for part in ("summary", "search", "outputs"):
        _check_paths(c, part)
    _check_publish(c)
    _check_starter(c)
    check_copies(c, (), c.definition.copy_, c.names)
    check_revoke(c)


def _check_starter(c: Checking) -> None:
    """OpenUntil when the starter may recall or withdraw a case; there must be one."""
    by_hand = any(start.by is not None for start in c.definition.start.values())
    for verb in ("recall", "withdraw"):
        rule = getattr(c.definition, verb)
        if rule is not None and not by_hand:
            message = Said("Expected a start `by` somebody, who could {verb} the case, but there is none.", verb=verb)
            c.report((verb,), "no-starter", message, "Take it out.", key=True)
        if isinstance(rule, OpenUntil) and rule.until is not None:
            _check_step(c, (verb, "until"), rule.until)


def _check_no_internal_keys(c: Checking) -> None:
    """Some keys are in the models only because plans carry them."""
    for loc in c.findings.read.places:
        if loc and loc[-1] in INTERNAL and (len(loc) == 1 or (len(loc) > 2 and loc[-3] == "escalation")):
            message = Said("Expected a key of the language, but `{key}` is none here.", key=loc[-1])
            c.report(loc, "unknown-key", message, key=True)


def _check_paths(c: Checking, part: str) -> None:
    seen: set[str] = set()
    for position, path in enumerate(getattr(c.definition, part)):
        named_field(c, (part, position), path, {})
        if path in seen:
            c.report(
                (part, position),
                "path-twice",
                Said("Expected each path once, but `{path}` stands here twice.", path=path),
            )
        seen.add(path)


def _check_publish(c: Checking) -> None:
    written = c.definition.publish
    if written is None:
        return
    try:
        date.fromisoformat(written)
    except ValueError:
        message = Said("Expected the date from which cases may start, but found `{written}`.", written=written)
        c.report(("publish",), "wrong-value", message, "Dates look like `2026-03-02`.")


def check_documents(c: Checking) -> None:
    """Documents and their copies."""
    for document_id, document in c.definition.documents.items():
        loc: Loc = ("documents", document_id)
        check_text(c, (*loc, "name"), document.name, c.names)
        check_numbering(c, (*loc, "numbering"), document.numbering)


def check_clocks(c: Checking) -> None:
    """Clocks run from and to steps that exist."""
    for clock_id, clock in c.definition.clocks.items():
        loc: Loc = ("clocks", clock_id)
        check_text(c, (*loc, "name"), clock.name, c.names)
        check_limited(c, loc, clock, c.names, outcomes=None)
        check_duration(c, (*loc, "max_pause"), clock.max_pause)
        _check_steps_of(c, loc, clock)


def _check_steps_of(c: Checking, loc: Loc, clock: Clock) -> None:
    _check_step(c, (*loc, "to"), clock.to)
    if clock.from_ is not None:
        _check_step(c, (*loc, "from"), clock.from_)
    for position, step in enumerate(clock.paused_in or []):
        _check_step(c, (*loc, "paused_in", position), step)
    if clock.max_pause is not None and not clock.paused_in:
        message = "Expected `paused_in` beside `max_pause`, for this clock never stands still."
        c.report((*loc, "max_pause"), "no-pause", message, key=True)


def _check_step(c: Checking, loc: Loc, step_id: str) -> None:
    found = c.outline.by_id.get(step_id)
    if found is None or isinstance(found.step, End):
        steps = [at.step.id for at in c.outline.steps if not isinstance(at.step, End)]
        none, end = (
            "Expected a step, but `{step_id}` is none.",
            "Expected a step, but `{step_id}` is an end, which takes no time.",
        )
        said = none if found is None else end
        c.report(
            loc,
            "unknown-step",
            Said(said, step_id=step_id),
            did_you_mean(step_id, steps),
        )


def check_defaults(c: Checking) -> None:
    """What every user task inherits. Whether a return can reach its step is checked where a task inherits it."""
    defaults, loc = c.definition.defaults, ("defaults",)
    if defaults.calendar:
        check_calendar(c, (*loc, "calendar"), defaults.calendar)
    for verb, who in (defaults.allow or {}).items():
        check_who(c, (*loc, "allow", verb), who, c.names)
    if not isinstance(defaults.when_nobody, str):
        check_who(c, (*loc, "when_nobody"), defaults.when_nobody, c.names)
    check_escalation(c, (*loc, "escalation"), defaults.escalation, c.names, due=None, has_due=True, outcomes={})
    for position, target in enumerate(defaults.return_.to if defaults.return_ else []):
        step_id = target.partition(".")[0]
        if step_id not in c.outline.by_id and step_id not in ("start", "previous"):
            message = Said("Expected a step, `start` or `previous`, but `{step_id}` is none.", step_id=step_id)
            hint = did_you_mean(step_id, [*c.outline.by_id, "start", "previous"])
            c.report((*loc, "return", "to", position), "unknown-target", message, hint)
    for position, path in enumerate(defaults.return_.require if defaults.return_ else []):
        named_field(c, (*loc, "return", "require", position), path, {})
