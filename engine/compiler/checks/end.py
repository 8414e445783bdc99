"""end: in the outermost list only."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.texts import check_text
from engine.compiler.checks.values import check_set
from engine.compiler.outline import StepAt
from engine.model.steps.end import End
from engine.said import Said


def check(c: Checking, at: StepAt, step: End) -> None:
    check_text(c, (*at.loc, "name"), step.name, at.names)
    check_text(c, (*at.loc, "stage"), step.stage, at.names)
    check_set(c, (*at.loc, "set"), step.set, at.names, at.list.items)
    if not at.list.is_outermost:
        message = Said(
            "Expected ends in the outermost list only, but `{end}` stands inside a step or event.", end=step.end
        )
        hint = Said("Write `end: {end}` at the end of `steps`, and `next: {end}` here.", end=step.end)
        c.report((*at.loc, "end"), "end-inside", message, hint, key=True)
