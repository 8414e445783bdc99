"""compensate: there is something to take back."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.steps import check_every_step
from engine.compiler.findings import did_you_mean
from engine.compiler.outline import StepAt
from engine.model.steps.compensate import Compensate
from engine.said import Said


def check(c: Checking, at: StepAt, step: Compensate) -> None:
    check_every_step(c, at)
    with_undo = [other for other in c.outline.steps if getattr(other.step, "undo", None)]
    if step.of is None:
        if not with_undo:
            message = "Expected a step with `undo` to take back, but there is none in this process."
            c.report((*at.loc, step.kind), "nothing-to-undo", message)
        return
    target = c.outline.by_id.get(step.of)
    if target is None:
        hint = did_you_mean(step.of, c.outline.by_id)
        c.report((*at.loc, "of"), "unknown-step", Said("Expected a step, but `{of}` is none.", of=step.of), hint)
    elif not any(other.loc[: len(target.loc)] == target.loc for other in with_undo):
        message = Said("Expected a step with `undo`, but `{of}` has none, nor has anything inside it.", of=step.of)
        c.report((*at.loc, "of"), "nothing-to-undo", message, Said("Write `undo` at `{of}`.", of=step.of))
