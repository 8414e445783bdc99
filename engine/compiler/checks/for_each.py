"""for_each: something to go through, and when to stop."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.expressions import check_condition, check_expression, fits
from engine.compiler.checks.steps import check_every_step
from engine.compiler.checks.values import check_choice_or_value
from engine.compiler.outline import StepAt
from engine.model.steps.for_each import ForEach
from engine.said import Said


def check(c: Checking, at: StepAt, step: ForEach) -> None:
    check_every_step(c, at)
    found = check_expression(c, (*at.loc, "in"), step.in_, at.names)
    if not fits(found, "list"):
        hint = "Name a table or list field."
        c.report(
            (*at.loc, "in"),
            "wrong-type",
            Said("Expected a list to go through, but this gives a {found}.", found=found),
            hint,
        )
    check_choice_or_value(c, (*at.loc, "order"), step.order, at.names, ("parallel", "sequential"))
    if step.until is not None:
        check_condition(c, (*at.loc, "until"), step.until, at.names)
