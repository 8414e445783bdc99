"""scope: the condition that ends its repetition."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.expressions import check_condition
from engine.compiler.checks.steps import check_every_step
from engine.compiler.outline import StepAt
from engine.model.steps.scope import Scope


def check(c: Checking, at: StepAt, step: Scope) -> None:
    check_every_step(c, at)
    if step.until is not None:
        check_condition(c, (*at.loc, "until"), step.until, at.names)
