"""Switches of verbs: what a step takes away from everybody (`forbid`), and what it leaves to some (`allow`).

Codes: `verb-forbidden`, `verb-not-yours` (found by the commit).
"""

from typing import Any

from engine.runtime.binding import bind_who
from engine.runtime.builder import TurnBuilder
from engine.runtime.questions import AskMay
from engine.runtime.refusals import Rejected


def must_be_allowed(turn: TurnBuilder, step: Any, verb: str, by: str, list_id: str | None) -> None:
    """Refuse a verb that the step switches off, for all or for this person; whose it is asks the directory."""
    if verb in (getattr(step, "forbid", None) or ()):
        raise Rejected("verb-forbidden", f"Expected another verb, but {verb} is switched off for {step.id}")
    allowed = (getattr(step, "allow", None) or {}).get(verb)
    if allowed is not None:
        message = f"Expected somebody who may {verb} at {step.id}, but {by} may not"
        turn.ask(AskMay(by, bind_who(turn, allowed, list_id), "verb-not-yours", message, turn.at))
