"""send: a message leaves once the turn is sealed."""

from engine.model.steps.send import Send
from engine.model.values import write_value
from engine.runtime import flow, messages
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import MessageSent
from engine.runtime.requests import SendMessage
from engine.runtime.runners import StepRunner
from engine.runtime.state import StepInstance


class SendRunner(StepRunner):
    """Without `to` and `channel` it goes to the cases that wait for it, by its key."""

    def enter(self, step: Send, here: StepInstance, turn: TurnBuilder) -> None:
        to = write_value(turn.calculate(step.to, here.list))
        channel = write_value(turn.calculate(step.channel, here.list))
        data = {key: write_value(turn.calculate(value, here.list)) for key, value in step.with_.items()}
        text = "" if step.text is None else messages.rendered(turn, step.text, here.list)
        key = self._key(step, here, turn)
        turn.emit(MessageSent(here.id, step.id, step.message, key, to, channel, text, data))
        message_id = f"{turn.state.case_id}/{here.id}"
        turn.request(SendMessage(message_id, step.id, step.message, key, to, channel, text, data))
        flow.finish(turn, here.id)

    def _key(self, step: Send, here: StepInstance, turn: TurnBuilder) -> str:
        if step.key is not None:
            return str(write_value(turn.evaluate(step.key, here.list)))
        return messages.key_of(turn, step.message) or turn.state.business_key
