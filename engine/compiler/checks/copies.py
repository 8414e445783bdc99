"""Copies: who gets them, and whether there is somebody who could choose them."""

from __future__ import annotations

from collections.abc import Sequence

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.people import check_who
from engine.compiler.places import Loc
from engine.compiler.scopes import Names
from engine.model.copies import CaseCopy, StepCopy


def check_copies(c: Checking, loc: Loc, copies: Sequence[CaseCopy | StepCopy], names: Names) -> None:
    """The copies of a case, or of a step."""
    by_hand = any(start.by is not None for start in c.definition.start.values())
    for position, one in enumerate(copies):
        check_who(c, (*loc, "copy", position, "to"), one.to, names)
        if one.by == "starter" and not by_hand:
            message = "Expected a start `by` somebody, who could choose copies, but there is none."
            c.report((*loc, "copy", position, "by"), "no-starter", message, "Take it out.", key=True)
