"""The last check of a definition that is otherwise right: from every reachable state an end can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.compiler.findings import Findings
from engine.compiler.outline import outline_of
from engine.compiler.scopes import case_names
from engine.model import ProcessDefinition
from engine.model.plan import Plan
from engine.said import Said

if TYPE_CHECKING:
    from engine.soundness import Soundness, Trace

MOST_WORK = 20_000
"""States times steps: a state of a long definition takes longer, and checking a file must stay quick."""


def prove(findings: Findings, definition: ProcessDefinition, plan: Plan, most_states: int) -> Soundness:
    """Explore the plan and report what it may run into, each with the shortest way there."""
    # The exploring code brings the whole runtime along, which a file with problems, or no exploring, never needs.
    from engine.soundness import explore

    found = explore(plan, max(1, min(most_states, MOST_WORK // len(plan.steps))))
    places = outline_of(definition, case_names(definition)).by_id
    for trace in found.stuck:
        step = next((name for name in trace.open_steps if name in places), None)
        findings.add(
            places[step].loc if step else ("steps",),
            trace.fault,
            _said(trace),
            Said("The way there: {trace}", trace=str(trace)),
        )
    for step in found.dead_steps:
        if step in places:
            message = Said("Expected a way to `{step}`, but no case ever comes there.", step=step)
            findings.add(places[step].loc, "dead-step", message, "Remove it, or let a `next` lead there.")
    return found


_SAID = {
    "no-way-to-end": "Expected a way from here to an end, but there is none.",
    "join-unreachable": "Expected enough branches for the join, but it may wait for more than are taken.",
    "error-uncaught": "Expected an event around it that catches the error, but none does.",
    "vote-undecided": "Expected an outcome however people vote, but a vote may end without one.",
    "no-such-step": "Expected a step that can be gone to from here, but it cannot be reached.",
}


def _said(trace: Trace) -> str:
    return _SAID[trace.fault]
