"""Where a case stands, in one line for the server's own page. Says nothing personal: that page is not ours."""

from engine.model.base import text_in
from engine.model.plan import Plan
from engine.runtime.state import CaseState


def standing(plan: Plan, state: CaseState) -> str:
    """Turn, stage, open steps, incidents, and what happens next by itself."""
    if state.ended:
        return f"Turn {state.turn}. Ended: {state.ended}."
    names = [step.step for step in state.steps.values() if step.step in plan.steps]
    parts = [f"Turn {state.turn}.", f"Open: {', '.join(names) or 'nothing'}."]
    stage = text_in(state.stage, "zh")
    if stage:
        parts.append(f"Stage: {stage}.")
    if state.incidents:
        parts.append(f"Parked: {', '.join(incident.step for incident in state.incidents.values())}.")
    if state.next_alarm is not None:
        parts.append(f"Next by itself: {state.next_alarm.isoformat(timespec='minutes')}.")
    return " ".join(parts)
