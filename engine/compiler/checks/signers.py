"""Added signers: what is said of them must be possible."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.findings import listed
from engine.compiler.places import Loc
from engine.model.steps.user_task import REFUSALS, UserTask
from engine.said import Said


def check_signers(c: Checking, loc: Loc, step: UserTask) -> None:
    """The `signers` of a user task."""
    here = (*loc, "signers")
    if not c.is_written(here):
        return
    forbidden = step.forbid if step.forbid is not None else c.definition.defaults.forbid
    if "add_signer" in (forbidden or ()) or step.batch is not None:
        message = "Expected a task to which signers may be added, but this is none."
        c.report(here, "never-added", message, "Take it out.", key=True)
        return
    if step.signers.binding and "before" not in step.signers.how:
        message = "Expected signers `before` whoever asks, for the opinion of others binds nobody."
        c.report((*here, "binding"), "nothing-binds", message, key=True)
    elif step.signers.binding and not set(step.outcomes) & set(REFUSALS):
        message = Said("Expected an outcome {names} by which they can bind, but there is none.", names=listed(REFUSALS))
        c.report((*here, "binding"), "no-refusal", message, key=True)
