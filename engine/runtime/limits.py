"""Limits, timers and clocks: what begins and ends with a case and its steps, and what has come."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from engine.runtime.builder import TurnBuilder
from engine.runtime.limit_keys import CASE, RETRY, clock_key, deadline_name, event_key, limit_of, read_key
from engine.runtime.limit_pauses import pause, resume
from engine.runtime.limit_questions import ask, drop
from engine.runtime.limit_rules import is_limited
from engine.runtime.runners import runner_of
from engine.runtime.state import StepInstance


def begin_case(turn: TurnBuilder) -> None:
    """The case's own limit, its timer events, and the clocks that count from its start."""
    definition = turn.plan.definition
    if is_limited(definition):
        ask(turn, CASE, turn.at)
    for event_id, event in definition.events.items():
        if event.timer is not None:
            ask(turn, event_key(None, event_id), turn.at)
    for clock_id, clock in definition.clocks.items():
        if clock.from_ is None:
            ask(turn, clock_key(clock_id), turn.at)


def begin_step(turn: TurnBuilder, step: Any, here: StepInstance) -> None:
    """A step's limit and timer events, the clocks it starts, and those that stand still while it is open."""
    if not runner_of(step).limits_its_tasks and is_limited(step):
        ask(turn, here.id, turn.at)
    first_of = step.first_of if step.kind == "wait" else None
    for event_id, event in {**step.events, **(first_of or {})}.items():
        if event.timer is not None:
            ask(turn, event_key(here.id, event_id), turn.at)
    for clock_id, clock in turn.plan.definition.clocks.items():
        if clock.from_ == step.id:
            ask(turn, clock_key(clock_id), turn.at)
        if step.id in (clock.paused_in or ()):
            pause(turn, clock_key(clock_id), step.id)


def end_step(turn: TurnBuilder, here: StepInstance) -> None:
    """What hung on a step is gone; clocks that lead to it stop, those it held still run again."""
    for key in [key for key in turn.limits if limit_of(key) == key and read_key(key).owner == here.id]:
        drop(turn, key)
    turn.deadlines.pop(deadline_name(here.id, RETRY), None)
    for clock_id, clock in turn.plan.definition.clocks.items():
        key = clock_key(clock_id)
        if clock.to == here.step:
            drop(turn, key)
        others = any(one.step in (clock.paused_in or ()) and one.id != here.id for one in turn.steps.values())
        if here.step in (clock.paused_in or ()) and not others:
            resume(turn, key)


def due_now(turn: TurnBuilder, at: datetime) -> Iterator[str]:
    """The names of the deadlines that have come at `at`, earliest first, in the order they were set."""
    names = [name for name, deadline in turn.deadlines.items() if deadline.at <= at]
    yield from sorted(names, key=lambda name: turn.deadlines[name].at)
