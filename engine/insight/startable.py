"""What somebody may begin by hand today."""

from contextlib import suppress
from datetime import date, datetime
from functools import partial

from engine.model.plan import Plan
from engine.people import may_do
from engine.runtime.binding import bind_who
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.driver import first_state, take_settings
from engine.runtime.facts import Facts
from engine.runtime.facts_found import informed
from engine.runtime.stimuli import Started
from engine.runtime.world import RULE_FAULTS, World


def startable(plan: Plan, person: str, world: World, at: datetime) -> tuple[str, ...]:
    """The starts of a plan that this person may make; none before its day of publication."""
    begins = plan.definition.publish
    if begins is not None and date.fromisoformat(begins) > world.directory.day_of(at):
        return ()
    by_hand = [start for start, one in plan.definition.start.items() if one.by is not None]
    return tuple(start for start in by_hand if _may(plan, start, person, world, at))


def _may(plan: Plan, start: str, person: str, world: World, at: datetime) -> bool:
    with suppress(Parked, *RULE_FAULTS):
        return informed(partial(_allowed, plan, start, person, world, at), world)
    return False


def _allowed(plan: Plan, start: str, person: str, world: World, at: datetime, facts: Facts) -> bool:
    rule = plan.definition.start[start].by
    started = Started(at, "", start, "", person, zone=world.zone)
    turn = TurnBuilder(plan, first_state(plan, started), at, facts)
    take_settings(turn, started)
    return rule is not None and may_do(person, bind_who(turn, rule, None), world.directory, at).ok
