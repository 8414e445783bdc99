"""parallel: branches, how many of them must finish, and in which order."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.expressions import check_condition, check_expression, fits
from engine.compiler.checks.steps import check_every_step
from engine.compiler.checks.texts import check_text
from engine.compiler.checks.values import check_choice_or_value
from engine.compiler.outline import StepAt
from engine.model.steps.parallel import Parallel
from engine.said import Said


def check(c: Checking, at: StepAt, step: Parallel) -> None:
    check_every_step(c, at)
    for branch_id, branch in step.branches.items():
        loc = (*at.loc, "branches", branch_id)
        check_text(c, (*loc, "name"), branch.name, at.names)
        if branch.if_ is not None:
            check_condition(c, (*loc, "if"), branch.if_, at.names)
    check_choice_or_value(c, (*at.loc, "order"), step.order, at.names, ("parallel", "sequential"))
    _check_join(c, at, step)


def _check_join(c: Checking, at: StepAt, step: Parallel) -> None:
    loc, join = (*at.loc, "join"), step.join
    if join in ("all", "any"):
        return
    if isinstance(join, str) and join.startswith("="):
        found = check_expression(c, loc, join[1:], at.names, offset=1)
        if not fits(found, "number"):
            c.report(loc, "wrong-type", Said("Expected a number of branches, but this gives a {found}.", found=found))
    elif not (isinstance(join, str) and join.isascii() and join.isdigit() and int(join) >= 1):
        message = Said("Expected `all`, `any`, a number or `=` and an expression, but found `{join}`.", join=join)
        c.report(loc, "not-one-of", message)
    elif int(join) > len(step.branches):
        message = Said(
            "Expected at most {count}, as many as there are branches, but found {join}.",
            count=len(step.branches),
            join=join,
        )
        c.report(loc, "too-many-branches", message)
