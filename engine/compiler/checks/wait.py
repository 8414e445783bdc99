"""wait: what is waited for, and what a message brings."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.events import check_events, check_lasting_condition
from engine.compiler.checks.forms import check_form
from engine.compiler.checks.limits import check_moment
from engine.compiler.checks.messages import check_received
from engine.compiler.checks.steps import check_every_step
from engine.compiler.outline import StepAt
from engine.model.steps.wait import Wait


def check(c: Checking, at: StepAt, step: Wait) -> None:
    check_every_step(c, at)
    loc, names = at.loc, at.names
    check_moment(c, (*loc, "timer"), step.timer, names)
    if step.condition is not None:
        check_lasting_condition(c, (*loc, "condition"), step.condition, names)
    if step.message is not None:
        check_received(c, (*loc, "message"), step.message)
    check_form(c, (*loc, "form"), step.form, names, at.list.items)
    if step.form is not None and step.message is None:
        message = "Expected no `form` here: it says what a `message` brings."
        c.report((*loc, "form"), "not-of-this-trigger", message, "Write it at the event that brings it.", key=True)
    check_events(c, (*loc, "first_of"), step.first_of or {}, at.list)
    for event_id, event in (step.first_of or {}).items():
        if event.error is not None:
            message = "Expected something to wait for, but nothing in a wait ends with an error."
            c.report((*loc, "first_of", event_id, "error"), "not-of-this-trigger", message, key=True)
