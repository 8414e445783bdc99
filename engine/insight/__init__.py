"""Looking at cases from outside: what is stuck, why, and what happens next by itself. Pure rules over plain data."""

from engine.insight.causes import CANNOT_MOVE, CauseCode, Evidence, StepCause, causes_of
from engine.insight.history import LEAST_NEEDS, USUAL_NEEDS, least_time, usual_time
from engine.insight.situation import Coming, Heard, Known, Parked, Running, Seat, Situation, Standing
from engine.insight.stuck import Explained, Stuck, StuckClass, by_weight, explain, find_stuck
from engine.insight.whys import Recorded, Why, follows, whys_of
from engine.insight.whys_told import Wording, told

__all__ = [
    "CANNOT_MOVE",
    "LEAST_NEEDS",
    "USUAL_NEEDS",
    "CauseCode",
    "Coming",
    "Evidence",
    "Explained",
    "Heard",
    "Known",
    "Parked",
    "Recorded",
    "Running",
    "Seat",
    "Situation",
    "Standing",
    "StepCause",
    "Stuck",
    "StuckClass",
    "Why",
    "Wording",
    "by_weight",
    "causes_of",
    "explain",
    "find_stuck",
    "follows",
    "least_time",
    "told",
    "usual_time",
    "whys_of",
]
