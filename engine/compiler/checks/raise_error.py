"""raise: an event around it catches the error."""

from __future__ import annotations

from collections.abc import Iterator

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.steps import check_every_step
from engine.compiler.checks.texts import check_text
from engine.compiler.findings import did_you_mean
from engine.compiler.outline import ListAt, StepAt
from engine.model.steps.raise_error import Raise
from engine.said import Said


def check(c: Checking, at: StepAt, step: Raise) -> None:
    check_every_step(c, at)
    check_text(c, (*at.loc, "text"), step.text, at.names)
    caught = list(_caught_around(c, at))
    if step.error not in caught:
        message = Said(
            "Expected an `error` event around it that catches `{error}`, but there is none.", error=step.error
        )
        hint = did_you_mean(step.error, caught) or "Write it at a step around, or under `events` of the process."
        c.report((*at.loc, "error"), "uncaught-error", message, hint)


def _caught_around(c: Checking, at: StepAt) -> Iterator[str]:
    here: ListAt | None = at.list
    while here is not None:
        if here.owner is not None:
            events = getattr(here.owner.step, "events", {})
            yield from (event.error for event in events.values() if event.error is not None)
            here = here.owner.list
        else:
            here = here.around
    yield from (event.error for event in c.definition.events.values() if event.error is not None)
