"""send: a message leaves once the turn is sealed."""

from typing import Any

from engine.model.steps.send import Send
from engine.model.values import write_value
from engine.runtime import flow, messages, revisions, texts
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.data import is_filled
from engine.runtime.events import MessageSent
from engine.runtime.requests import SendMessage
from engine.runtime.runners import StepRunner
from engine.runtime.state import StepInstance


class SendRunner(StepRunner):
    """Without `to` and `channel` it goes to the cases that wait for it, by its key."""

    def enter(self, step: Send, here: StepInstance, turn: TurnBuilder) -> None:
        to = write_value(turn.calculate(step.to, here.list))
        channel = write_value(turn.calculate(step.channel, here.list))
        _must_have_receiver(step, turn, to, channel)
        data = {key: write_value(turn.calculate(value, here.list)) for key, value in step.with_.items()}
        text = "" if step.text is None else texts.rendered(turn, step.text, here.list)
        key = self._key(step, here, turn)
        turn.emit(MessageSent(here.id, step.id, step.message, key, to, channel, text, data))
        message_id = f"{turn.state.case_id}/{here.id}"
        turn.request(SendMessage(message_id, step.id, step.message, key, to, channel, text, data))
        flow.finish(turn, here.id)

    def _key(self, step: Send, here: StepInstance, turn: TurnBuilder) -> str:
        if step.key is not None:
            return str(write_value(turn.evaluate(step.key, here.list)))
        return messages.key_of(turn, step.message) or turn.state.business_key


def _must_have_receiver(step: Send, turn: TurnBuilder, to: Any, channel: Any) -> None:
    """What is written for a party outside does not go to cases, because the party is empty."""
    written, calculated = ("to", to) if step.to is not None else ("channel", channel)
    if getattr(step, written) is None or is_filled(calculated):
        return
    if turn.state.engine_revision >= revisions.RECEIVER_NEEDED:
        raise Parked("no-receiver", f"Expected a party outside in `{written}`, but it is empty")
