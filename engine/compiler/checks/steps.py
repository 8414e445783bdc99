"""What is checked of every step, whatever its kind."""

from __future__ import annotations

from typing import Any

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.events import check_events
from engine.compiler.checks.expressions import check_condition
from engine.compiler.checks.limits import check_limited
from engine.compiler.checks.targets import check_target
from engine.compiler.checks.texts import check_text
from engine.compiler.checks.values import check_set
from engine.compiler.outline import StepAt
from engine.compiler.scopes import Names
from engine.model.steps import StepBase


def check_every_step(c: Checking, at: StepAt, *, outcomes: Any = None, known_in_set: Names | None = None) -> None:
    """Name, stage, `if`, limit, events, `set` and `next`.

    `outcomes` are those a rung of a user task may give; `known_in_set` what only its own `set` knows (`result`).
    """
    step, loc, names = at.step, at.loc, at.names
    assert isinstance(step, StepBase)
    check_text(c, (*loc, "name"), step.name, names)
    check_text(c, (*loc, "stage"), step.stage, names)
    if step.if_ is not None:
        check_condition(c, (*loc, "if"), step.if_, names)
    check_limited(c, loc, step, names, outcomes=outcomes)
    check_events(c, (*loc, "events"), step.events, at.list)
    check_set(c, (*loc, "set"), step.set, {**names, **(known_in_set or {})}, at.list.items)
    check_target(c, (*loc, "next"), step.next, at.list)
