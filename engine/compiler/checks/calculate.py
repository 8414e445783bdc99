"""calculate: what it writes; that is what every step may have."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.steps import check_every_step
from engine.compiler.outline import StepAt
from engine.model.steps.calculate import Calculate


def check(c: Checking, at: StepAt, step: Calculate) -> None:
    check_every_step(c, at)
