"""Buttons: `by` events of open steps and of the process, pressed by a person.

Codes: `unknown-event`, `event-closed`, `not-possible-now`, `not-allowed` (found by the commit), and those of forms.
"""

import difflib
from collections.abc import Iterator

from engine.model.reactions import Event
from engine.runtime import commands as c
from engine.runtime import flow, forms, messages, user_tasks
from engine.runtime.binding import bind_who
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.questions import AskMay
from engine.runtime.refusals import Rejected
from engine.runtime.stimuli import Commanded


def press(turn: TurnBuilder, order: Commanded, command: c.Press) -> None:
    """Somebody presses a button; whether they may is asked of the directory."""
    holder, event = _open_button(turn, command)
    list_id = messages.list_at(turn, holder)
    if event.by is not None:
        message = f"Expected somebody who may do `{command.event}`, but {order.by} may not"
        turn.ask(AskMay(order.by, bind_who(turn, event.by, list_id), "not-allowed", message, turn.at))
    if event.if_ is not None and not _possible(turn, event.if_, list_id, order.by):
        raise Rejected("not-possible-now", f"Expected {event.if_}, but that is not so")
    forms.write_form(turn, event.form or forms.NO_FORM, command.data, command.event, list_id, order.by)
    user_tasks.must_comment(event.comment, command.comment)
    flow.happen(turn, holder, command.event, event, by=order.by, comment=command.comment)


def buttons(turn: TurnBuilder) -> Iterator[tuple[str | None, str, Event]]:
    """The buttons that are there now: (step instance or None for the process, event id, event)."""
    for here in turn.steps.values():
        if here.phase == "working":
            step = turn.plan.steps[here.step]
            events = {**(getattr(step, "first_of", None) or {}), **getattr(step, "events", {})}
            yield from ((here.id, event_id, event) for event_id, event in events.items() if event.by is not None)
    for event_id, event in turn.plan.definition.events.items():
        if event.by is not None:
            yield None, event_id, event


def _open_button(turn: TurnBuilder, command: c.Press) -> tuple[str | None, Event]:
    for holder, event_id, event in buttons(turn):
        if event_id == command.event and command.holder in (None, holder):
            return holder, event
    known = _all_buttons(turn)
    if command.event in known:
        raise Rejected("event-closed", f"Expected `{command.event}` to be possible, but its step is not open")
    near = difflib.get_close_matches(command.event, known, n=1)
    hint = f" Did you mean `{near[0]}`?" if near else ""
    raise Rejected("unknown-event", f"Expected one of {', '.join(known)}, but got `{command.event}`.{hint}")


def _all_buttons(turn: TurnBuilder) -> list[str]:
    found = [event_id for event_id, event in turn.plan.definition.events.items() if event.by is not None]
    for step in turn.plan.steps.values():
        events = {**(getattr(step, "first_of", None) or {}), **getattr(step, "events", {})}
        found += [event_id for event_id, event in events.items() if event.by is not None]
    return found


def _possible(turn: TurnBuilder, condition: str, list_id: str | None, by: str) -> bool:
    try:
        return turn.is_true(condition, list_id, actor=by)
    except Parked:
        return False
