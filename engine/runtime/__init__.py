"""Running a case, purely: `apply(plan, state, stimulus) -> Turn`, and what belongs to it.

The loop, the same in Temporal and in scenarios: alarms that are over, then `apply`; the turn is committed, which
`resolve`s its questions; `absorb` takes the answers into the state; requests are carried out; a follow-up comes next.
"""

from engine.runtime.absorbing import absorb
from engine.runtime.driver import already_answered, apply
from engine.runtime.facts import NO_FACTS, FactQuestion, Facts, NeedsFacts
from engine.runtime.facts_found import look_up
from engine.runtime.opening import Opening, open_case
from engine.runtime.packing import pack_state, unpack_state
from engine.runtime.refusals import Rejected
from engine.runtime.resolving import resolve
from engine.runtime.state import CaseState
from engine.runtime.turn import Absorbed, Refusal, Resolution, Turn
from engine.runtime.world import World

__all__ = [
    "NO_FACTS",
    "Absorbed",
    "CaseState",
    "FactQuestion",
    "Facts",
    "NeedsFacts",
    "Opening",
    "Refusal",
    "Rejected",
    "Resolution",
    "Turn",
    "World",
    "absorb",
    "already_answered",
    "apply",
    "look_up",
    "open_case",
    "pack_state",
    "resolve",
    "unpack_state",
]
