"""Events and reactions: one trigger, what it may carry, and what follows."""

from __future__ import annotations

from collections.abc import Mapping

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.clock import what_asks_the_clock
from engine.compiler.checks.expressions import check_condition
from engine.compiler.checks.forms import check_form
from engine.compiler.checks.limits import check_calendar, check_duration, check_moment
from engine.compiler.checks.messages import check_received
from engine.compiler.checks.people import check_who
from engine.compiler.checks.targets import check_target
from engine.compiler.checks.texts import check_text
from engine.compiler.checks.values import check_set
from engine.compiler.findings import listed
from engine.compiler.outline import ListAt
from engine.compiler.places import Loc
from engine.compiler.scopes import Names
from engine.expressions.types import STRING
from engine.model.reactions import Event, Reaction
from engine.said import Said


def check_events(c: Checking, loc: Loc, events: Mapping[str, Event], here: ListAt) -> None:
    """The events of a step that stands in the list `here`, of the process, or of a `first_of`."""
    for event_id, event in events.items():
        check_event(c, (*loc, event_id), event, here)


def check_event(c: Checking, loc: Loc, event: Event, here: ListAt) -> None:
    names = here.names
    acting = {**names, "actor": STRING} if event.trigger in ("by", "message") else names
    check_text(c, (*loc, "name"), event.name, names)
    _check_trigger(c, loc, event, names)
    _check_what_belongs(c, loc, event)
    if event.if_ is not None:
        check_condition(c, (*loc, "if"), event.if_, acting)
    check_form(c, (*loc, "form"), event.form, names, here.items, filled_by=event.by)
    check_reaction(c, loc, event, here, acting)


def check_reaction(c: Checking, loc: Loc, reaction: Reaction | None, here: ListAt, names: Names) -> None:
    """`set` (with the names known there) and `next`, seen from the list the step stands in."""
    if reaction is not None:
        check_set(c, (*loc, "set"), reaction.set, names, here.items)
        check_target(c, (*loc, "next"), reaction.next, here)


def _check_trigger(c: Checking, loc: Loc, event: Event, names: Names) -> None:
    check_who(c, (*loc, "by"), event.by, names)
    if event.message is not None:
        check_received(c, (*loc, "message"), event.message)
    check_moment(c, (*loc, "timer"), event.timer, names)
    check_duration(c, (*loc, "every"), event.every)
    if event.condition is not None:
        check_lasting_condition(c, (*loc, "condition"), event.condition, names)


def _check_what_belongs(c: Checking, loc: Loc, event: Event) -> None:
    """What only some triggers can have."""
    if event.calendar:
        check_calendar(c, (*loc, "calendar"), event.calendar)
    trigger = event.trigger
    for key, triggers in (
        ("form", ("by", "message")),
        ("comment", ("by",)),
        ("calendar", ("timer",)),
        ("roll", ("timer",)),
    ):
        if c.is_written((*loc, key)) and trigger not in triggers:
            belongs = listed(triggers)
            message = Said(
                "Expected no `{key}` at an event with `{trigger}`: it belongs to {belongs}.",
                key=key,
                trigger=trigger,
                belongs=belongs,
            )
            c.report((*loc, key), "not-of-this-trigger", message, "Take it out.", key=True)


def check_lasting_condition(c: Checking, loc: Loc, text: str, names: Names) -> None:
    """A condition that is waited for: it becomes true through data, so it may not ask the clock."""
    check_condition(c, loc, text, names)
    asked = what_asks_the_clock(c, text)
    if asked:
        message = Said(
            "Expected a condition that becomes true through data, but {asked} changes by itself.", asked=asked
        )
        c.report(loc, "clock-in-condition", message, "Use a `timer` for what time brings.")
