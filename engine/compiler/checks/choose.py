"""choose: conditions and reactions, and an `else` unless the cases are proved to be all."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.completeness import are_all_cases
from engine.compiler.checks.events import check_reaction
from engine.compiler.checks.expressions import check_condition
from engine.compiler.checks.steps import check_every_step
from engine.compiler.checks.texts import check_text
from engine.compiler.outline import StepAt
from engine.model.steps.choose import Choose


def check(c: Checking, at: StepAt, step: Choose) -> None:
    check_every_step(c, at)
    for number, case in enumerate(step.cases):
        loc = (*at.loc, "cases", number)
        check_condition(c, (*loc, "if"), case.if_, at.names)
        check_text(c, (*loc, "name"), case.name, at.names)
        check_reaction(c, loc, case, at.list, at.names)
    check_reaction(c, (*at.loc, "else"), step.else_, at.list, at.names)
    if step.else_ is None and not are_all_cases([case.if_ for case in step.cases], c.definition.data):
        message = "Expected an `else`, for these cases are not proved to be all there are."
        c.report((*at.loc, step.kind), "no-else", message, "Write `else: {}` to go on below.", key=True)
