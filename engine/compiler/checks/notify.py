"""notify: those who are told, and the text."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.people import check_everybody
from engine.compiler.checks.steps import check_every_step
from engine.compiler.checks.texts import check_text
from engine.compiler.outline import StepAt
from engine.model.steps.notify import Notify


def check(c: Checking, at: StepAt, step: Notify) -> None:
    check_every_step(c, at)
    check_everybody(c, (*at.loc, "to"), step.to, at.names)
    check_text(c, (*at.loc, "text"), step.text, at.names)
