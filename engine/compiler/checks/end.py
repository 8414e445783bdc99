"""end: in the outermost list only."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.texts import check_text
from engine.compiler.checks.values import check_set
from engine.compiler.outline import StepAt
from engine.model.steps.end import End


def check(c: Checking, at: StepAt, step: End) -> None:
    check_text(c, (*at.loc, "name"), step.name, at.names)
    check_text(c, (*at.loc, "stage"), step.stage, at.names)
    check_set(c, (*at.loc, "set"), step.set, at.names, at.list.items)
    if not at.list.is_outermost:
        message = f"Expected ends in the outermost list only, but `{step.end}` stands inside a step or event."
        hint = f"Write `end: {step.end}` at the end of `steps`, and `next: {step.end}` here."
        c.report((*at.loc, "end"), "end-inside", message, hint, key=True)
