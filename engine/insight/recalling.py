"""The state of a case, made again from its record: each stimulus once more through the same rules, with the answers of
then. No history of the server is asked, and nothing is believed that does not come out as it was recorded.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from engine.model.plan import Plan
from engine.runtime import NeedsFacts, Resolution, Turn, absorb, apply, revisions
from engine.runtime.facts_found import informed
from engine.runtime.state import CaseState, post_of
from engine.runtime.stimuli import Stimulus
from engine.runtime.world import World


class NotRecalled(Exception):
    """A turn does not come out as it was recorded: a fact it asked for is not known any more."""


@dataclass(frozen=True)
class Taken:
    """A turn as it is stored. `world`: that of then, asked for only where an expression needs it."""

    digest: str
    stimulus: Stimulus
    resolution: Resolution
    world: Callable[[], World | None]


def recalled(plan: Plan, taken: Iterable[Taken], state: CaseState | None = None) -> CaseState:
    """The state after these turns, which follow the state given (None: the first one begins the case).

    Raises `NotRecalled`.
    """
    for one in taken:
        state = absorb(plan, _again(plan, one, state).state, one.resolution).state
    if state is None:
        raise NotRecalled("Expected a turn at least, but there is none")
    return state


def _again(plan: Plan, one: Taken, state: CaseState | None) -> Turn:
    turn = _applied(plan, state, one)
    if turn.digest != one.digest and state is not None and state.engine_revision != revisions.CURRENT:
        # A run of today's rules may have begun with this turn.
        turn = _applied(plan, replace(state, engine_revision=revisions.CURRENT), one)
    if turn.digest != one.digest:
        raise NotRecalled(f"Expected turn {turn.number} to come out as recorded, but it does not")
    return turn


def _applied(plan: Plan, state: CaseState | None, one: Taken) -> Turn:
    try:
        return apply(plan, state, one.stimulus)
    except NeedsFacts:
        world = one.world()
    if world is None:
        raise NotRecalled("Expected the company of then, but it is not known")
    return informed(partial(apply, plan, state, one.stimulus), world.seen_from(post_of(state, one.stimulus)))
