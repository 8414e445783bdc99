"""Answering what expressions must know of the directory and the calendars. Pure."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from engine.calendars import Calendars
from engine.people import directory_functions
from engine.runtime.facts import NO_FACTS, FactQuestion, Facts, NeedsFacts, NoAnswer
from engine.runtime.world import RULE_FAULTS, World

T = TypeVar("T")


def informed(make: Callable[[Facts], T], world: World) -> T:
    """What `make` comes to with all the facts it asks for, looked up in this world."""
    facts = NO_FACTS
    while True:
        try:
            return make(facts)
        except NeedsFacts as needed:
            facts = look_up(needed.questions, world, facts)


def look_up(asked: Sequence[FactQuestion], world: World, known: Facts = NO_FACTS) -> Facts:
    """What is known already, and the answers to what expressions must know besides; `NoAnswer` where there is none."""
    functions: dict[str, Any] = {**directory_functions(world.directory), **_calendar_functions(world.calendars)}
    return known.with_answers({one.key: _fact(functions[one.function], one) for one in asked})


def _fact(function: Any, asked: FactQuestion) -> Any:
    try:
        return function(*asked.arguments)
    except (*RULE_FAULTS, TypeError, AttributeError) as fault:  # arguments are whatever an expression hands over
        return NoAnswer(f"{asked.function}: {fault}")


def _calendar_functions(calendars: Calendars) -> dict[str, Any]:
    def days(start: Any, end: Any) -> Any:
        return None if start is None or end is None else Decimal(calendars.working_days_between(start, end))

    def hours(start: Any, end: Any) -> Any:
        return None if start is None or end is None else calendars.working_hours_between(start, end)

    return {"working days between": days, "working hours between": hours}
