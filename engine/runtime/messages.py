"""Messages: which place takes one, what is kept when it comes early, duplicates."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from engine.calendars import parse_duration
from engine.model.plan import BY_HAND, event_of, list_address
from engine.model.reactions import Event as EventModel
from engine.model.values import write_value
from engine.runtime import commands as c
from engine.runtime import flow, forms
from engine.runtime.binding import bind_who
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import KeyListened, MessageDropped, MessageKept, MessageReceived
from engine.runtime.limit_keys import KEEP, keeping_name
from engine.runtime.questions import AskMay
from engine.runtime.refusals import Rejected
from engine.runtime.runners import runner_of
from engine.runtime.state import Deadline, KeptMessage, StepInstance
from engine.runtime.stimuli import Commanded, MessageArrived, SendUnrouted


def arrive(turn: TurnBuilder, message: MessageArrived, *, strict: bool = False) -> None:
    """A message has come: the innermost place that takes it gets it, once; else it is kept for a while.

    `strict`: what does not fit the form is refused to whoever recorded it, instead of being dropped and noted.
    """
    if message.id in turn.heard:
        turn.emit(MessageDropped(message.message, message.id, "duplicate"))
        return
    turn.heard.append(message.id)
    kept = KeptMessage(message.id, message.message, message.key, message.data, turn.at, message.by)
    if not _serve(turn, kept, strict):
        _keep(turn, kept)


def bring_by_hand(turn: TurnBuilder, unrouted: SendUnrouted) -> None:
    """No channel carries what the case has sent: people bring it, once, however often that is said."""
    if unrouted.id and unrouted.id in turn.heard:
        return
    turn.heard += [unrouted.id] if unrouted.id else []
    flow.do_beside(turn, list_address(unrouted.step, BY_HAND))


def record(turn: TurnBuilder, order: Commanded, command: c.Record) -> None:
    """A person records that a message came to this case."""
    declared = turn.plan.definition.messages.get(command.message)
    if declared is None:
        known = ", ".join(turn.plan.definition.messages) or "none"
        raise Rejected("unknown-message", f"Expected one of the messages {known}, but got `{command.message}`")
    if declared.by_hand is None:
        raise Rejected("not-allowed", f"Expected {command.message} from outside; nobody may record it by hand")
    message = f"Expected somebody who may record {command.message}, but {order.by} may not"
    turn.ask(AskMay(order.by, bind_who(turn, declared.by_hand, None), "not-allowed", message, turn.at))
    key = key_of(turn, command.message)
    if key is None:
        raise Rejected("not-possible-now", f"Expected {declared.key or 'a key'} to be known, but it is empty")
    arrive(turn, MessageArrived(turn.at, order.id, command.message, key, command.data, order.by), strict=True)


def serve_kept(turn: TurnBuilder) -> bool:
    """Give kept messages to places that have opened meanwhile; gives whether one was taken."""
    for kept in list(turn.kept):
        if _serve(turn, kept, strict=False):
            turn.kept = [one for one in turn.kept if one.id != kept.id]
            _keep_no_longer(turn, kept)
            return True
    return False


def expire(turn: TurnBuilder, message_id: str) -> None:
    """A message was kept long enough."""
    for kept in [one for one in turn.kept if one.id == message_id]:
        turn.kept.remove(kept)
        turn.emit(MessageDropped(kept.message, kept.id, "expired"))


def _keep(turn: TurnBuilder, kept: KeptMessage) -> None:
    declared = turn.plan.definition.messages.get(kept.message)
    length = parse_duration(declared.keep if declared else "7 days")
    until = turn.at + timedelta(days=length.days + 30 * length.months, seconds=length.seconds)
    turn.kept.append(kept)
    turn.deadlines[keeping_name(kept.id)] = Deadline(kept.id, KEEP, until)
    turn.emit(MessageKept(kept.message, kept.key, kept.id))


def _keep_no_longer(turn: TurnBuilder, kept: KeptMessage) -> None:
    for name in [name for name, one in turn.deadlines.items() if one.rung == KEEP and one.key == kept.id]:
        del turn.deadlines[name]


def _serve(turn: TurnBuilder, kept: KeptMessage, strict: bool) -> bool:
    expected = key_of(turn, kept.message)
    if expected is None or expected != kept.key:
        return False
    for holder, event_id, form, condition in _places(turn, kept.message):
        list_id = list_at(turn, holder)
        if condition is not None and not _possible(turn, condition, list_id):
            continue
        _take(turn, kept, holder, event_id, form, strict)
        return True
    return False


def _take(
    turn: TurnBuilder, kept: KeptMessage, holder: str | None, event_id: str | None, form: Any, strict: bool
) -> None:
    list_id = list_at(turn, holder)
    place = event_id or turn.steps[holder or ""].step
    saved = turn.save()
    try:
        forms.write_message(turn, form, kept.data, place, list_id)
    except Rejected as rejected:
        if strict:
            raise
        # The sender is gone, and what it brought does not fit: it counts as taken, nothing of it is written, and the
        # record says why.
        turn.restore(saved)
        turn.emit(MessageDropped(kept.message, kept.id, f"{rejected.code}: {rejected.message}"))
        return
    turn.emit(MessageReceived(kept.message, kept.key, kept.id, place))
    if event_id is None:
        flow.finish(turn, holder or "", by=kept.by)
    else:
        flow.happen(turn, holder, event_id, event_at(turn, holder, event_id), by=kept.by)


def _possible(turn: TurnBuilder, condition: str, list_id: str | None) -> bool:
    try:
        return turn.is_true(condition, list_id)
    except Parked:
        return False


def _places(turn: TurnBuilder, message: str) -> Iterator[tuple[str | None, str | None, Any, str | None]]:
    """Where a message may be taken, innermost first: (step instance, event, form, condition)."""
    for here in sorted(turn.steps.values(), key=lambda one: -_depth(turn, one)):
        step: Any = turn.plan.steps[here.step]
        if here.phase != "working":
            continue
        if runner_of(step).awaited_message(step) == message:
            yield here.id, None, step.form, None
        for event_id, event in {**(getattr(step, "first_of", None) or {}), **step.events}.items():
            if event.message == message:
                yield here.id, event_id, event.form, event.if_
    for event_id, event in turn.plan.definition.events.items():
        if event.message == message:
            yield None, event_id, event.form, event.if_


def _depth(turn: TurnBuilder, here: StepInstance) -> int:
    depth, list_id = 0, here.list
    while (outer := flow.around(turn, list_id)) is not None:
        depth, list_id = depth + 1, outer
    return depth


def list_at(turn: TurnBuilder, holder: str | None) -> str | None:
    """The list from which an event of a step instance (None: of the process) is seen."""
    return turn.steps[holder].list if holder else None


def event_at(turn: TurnBuilder, holder: str | None, event_id: str) -> EventModel:
    """The event of an open step instance, or of the process."""
    return event_of(turn.plan, turn.steps[holder].step if holder else None, event_id)


# -- keys -----------------------------------------------------------------------------------------------------------


def key_of(turn: TurnBuilder, message: str) -> str | None:
    """What a message must carry to belong to this case; None while that is empty or the message is not for cases."""
    declared = turn.plan.definition.messages.get(message)
    if declared is None or declared.key is None:
        return None
    try:
        value = turn.evaluate(declared.key)
    except Parked:
        return None
    return None if value is None else str(write_value(value))


def listen(turn: TurnBuilder) -> None:
    """Say which keys the case hears now, where that has changed."""
    for message, declared in turn.plan.definition.messages.items():
        key = None if declared.key is None or turn.ended else key_of(turn, message)
        if key != turn.keys.get(message):
            turn.emit(KeyListened(message, key))
            if key is None:
                turn.keys.pop(message, None)
            else:
                turn.keys[message] = key
