"""When a step will end, from how long it took before: what half and what four of five of those still open needed."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 8
"""So many that took longer must be known before anything is said."""


@dataclass(frozen=True)
class Remaining:
    """Working seconds still to come, in half and in four of five cases; None: too few are known. `seen`: how many."""

    half: int | None
    most: int | None
    seen: int


def remaining(took: Sequence[int], lasted: int) -> Remaining:
    """Of those that took longer than this one has lasted, how much longer. `took` is in order of length."""
    longer = [one - lasted for one in took if one > lasted]
    if len(longer) < ENOUGH:
        return Remaining(None, None, len(longer))
    return Remaining(_rank(longer, 50), _rank(longer, 80), len(longer))


def _rank(took: Sequence[int], percent: int) -> int:
    return took[-(-len(took) * percent // 100) - 1]
