"""`next`: a step of the same list or of one around it, or `done`."""

from __future__ import annotations

import difflib

from engine.compiler.checks.checking import Checking
from engine.compiler.findings import did_you_mean
from engine.compiler.outline import ListAt, StepAt
from engine.compiler.places import Loc
from engine.model.steps.parallel import Parallel
from engine.said import Said


def check_target(c: Checking, loc: Loc, target: str | None, here: ListAt) -> None:
    """`target` as written at `loc`, seen from the list `here`."""
    if target is None or target == "done" or found_in(here, target) is not None:
        return
    reachable = [step.id for around in here.reach() for step in around.steps]
    message = Said("Expected a step of this list or one around it, but `{target}` is none.", target=target)
    elsewhere = c.outline.by_id.get(target)
    hint = did_you_mean(target, [*reachable, "done"])
    if elsewhere is not None:
        hint = Said(
            "`{target}` stands inside {place}: only the steps beside it there can go to it.",
            target=target,
            place=_place_of(elsewhere),
        )
    c.report(loc, "unknown-target", message, hint)


def found_in(here: ListAt, target: str) -> StepAt | None:
    """The step a target names, in this list or the nearest around."""
    for around in here.reach():
        for position, step in enumerate(around.steps):
            if step.id == target:
                return around.at(position)
    return None


def nearest_in(here: ListAt, target: str) -> StepAt | None:
    """The step that was probably meant by a target that is none: it is not reported as unreachable on top."""
    close = difflib.get_close_matches(target, [step.id for around in here.reach() for step in around.steps], n=1)
    return found_in(here, close[0]) if close else None


def check_return_target(c: Checking, loc: Loc, target: str, here: ListAt, from_step: str) -> None:
    """Where a user task may return to: a step, `start`, `previous`, or a branch of a parallel."""
    if target in ("start", "previous"):
        return
    step_id, _, branch = target.partition(".")
    found = found_in(here, step_id)
    if found is None:
        reachable = [step.id for around in here.reach() for step in around.steps]
        message = Said(
            "Expected a step of this list or one around it, `start` or `previous`, but `{step_id}` is none.",
            step_id=step_id,
        )
        c.report(loc, "unknown-target", message, did_you_mean(step_id, [*reachable, "start", "previous"]))
    elif found.step.kind == "end":
        c.report(
            loc, "unknown-target", Said("Expected a step to return to, but `{step_id}` is an end.", step_id=step_id)
        )
    elif step_id == from_step:
        c.report(loc, "return-to-itself", "Expected another step to return to, but this is the step itself.")
    elif branch:
        _check_branch(c, loc, found, branch)


def _check_branch(c: Checking, loc: Loc, block: StepAt, branch: str) -> None:
    branches = block.step.branches if isinstance(block.step, Parallel) else {}
    if branch not in branches:
        message = Said("Expected a branch of `{id}`, but `{branch}` is none.", id=block.step.id, branch=branch)
        c.report(loc, "unknown-target", message, did_you_mean(branch, branches))


def _place_of(at: StepAt) -> str:
    owner = at.list.owner
    if owner is not None:
        return f"`{owner.step.id}`"
    return Said("the event `{event}`", event=at.list.way[-1]) if at.list.way else "the outermost list"
