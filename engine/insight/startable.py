"""What somebody may begin by hand today, for themselves and for others."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from functools import partial

from engine.model.plan import Plan
from engine.model.starts import Start
from engine.model.who import Who
from engine.people import may_do
from engine.runtime.beginning import first_state, take_settings
from engine.runtime.binding import bind_who
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.facts import Facts
from engine.runtime.facts_found import informed
from engine.runtime.stimuli import Started
from engine.runtime.world import RULE_FAULTS, World


def startable(plan: Plan, person: str, world: World, at: datetime) -> tuple[str, ...]:
    """The starts of a plan that this person may make for themselves; none before its day of publication."""
    return tuple(start for start, one in _by_hand(plan, world, at) if _may(plan, start, one.by, person, world, at))


def startable_for_others(plan: Plan, person: str, world: World, at: datetime) -> tuple[str, ...]:
    """The starts of a plan that this person may make for somebody else; none before its day of publication."""
    return tuple(
        start for start, one in _by_hand(plan, world, at) if _may(plan, start, one.for_another, person, world, at)
    )


def _by_hand(plan: Plan, world: World, at: datetime) -> Iterator[tuple[str, Start]]:
    begins = plan.definition.publish
    if begins is not None and date.fromisoformat(begins) > world.directory.day_of(at):
        return
    yield from ((start, one) for start, one in plan.definition.start.items() if one.by is not None)


def _may(plan: Plan, start: str, rule: Who | None, person: str, world: World, at: datetime) -> bool:
    if rule is None:
        return False
    with suppress(Parked, *RULE_FAULTS):
        return informed(partial(_allowed, plan, start, rule, person, world, at), world)
    return False


def _allowed(plan: Plan, start: str, rule: Who, person: str, world: World, at: datetime, facts: Facts) -> bool:
    started = Started(at, "", start, "", person, zone=world.zone)
    turn = TurnBuilder(plan, first_state(plan, started), at, facts)
    take_settings(turn, started)
    return may_do(person, bind_who(turn, rule, None), world.directory, at).ok
