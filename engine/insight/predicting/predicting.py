"""Predicting: walks from the opening of a case, or from where it stands, tried with every answer to what is open."""

from collections import deque
from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial

from engine.insight.predicting.supposing import Supposing, still_to_fill
from engine.insight.predicting.walking import Act, Walk, Walker
from engine.insight.predicting.ways import Predicted, as_one_way
from engine.model.plan import Plan
from engine.runtime import beginning
from engine.runtime.state import CaseState
from engine.runtime.stimuli import Started
from engine.runtime.world import World

MOST_WALKS = 16
"""Walks that are tried; a definition with more open questions is told as far as these go."""


def predict_start(plan: Plan, started: Started, world: World) -> Predicted:
    """The way of a case that would begin so. Fields of the start's form that are still empty count as open."""
    form = plan.definition.start[started.start].form
    missing = still_to_fill(plan.definition, form, started.data)
    begin = partial(beginning.begin, started=started)
    return _predict(
        plan, beginning.first_state(plan, started), started.at, world.seen_from(started.post), begin, missing
    )


def predict_on(plan: Plan, state: CaseState, world: World, at: datetime) -> Predicted:
    """What still comes in a case that stands so; the steps at which it stands are not told."""
    return _predict(plan, state, at, world.seen_from(state.post), None, ())


def _predict(
    plan: Plan,
    state: CaseState,
    at: datetime,
    world: World,
    begin: Callable[..., None] | None,
    missing: Collection[str],
) -> Predicted:
    ways: deque[tuple[int, ...]] = deque([()])
    walks: list[Walk] = []
    while ways and len(walks) < MOST_WALKS:
        supposing = Supposing(plan, ways.popleft(), missing)
        act: Act | None = begin
        walks.append(Walker(plan, world, supposing).walk(state, at, act))
        ways.extend(supposing.others())
    return as_one_way(walks, complete=not ways)
