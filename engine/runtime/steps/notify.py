"""notify: people inside are told; nobody waits."""

from engine.model.steps.notify import Notify
from engine.runtime import flow, texts
from engine.runtime.binding import bind_who
from engine.runtime.builder import TurnBuilder
from engine.runtime.questions import AskNotice
from engine.runtime.runners import StepRunner
from engine.runtime.state import StepInstance


class NotifyRunner(StepRunner):
    """Whom it reaches is asked of the directory; that it reaches nobody is no incident."""

    def enter(self, step: Notify, here: StepInstance, turn: TurnBuilder) -> None:
        to = tuple(bind_who(turn, who, here.list) for who in step.to)
        turn.ask(AskNotice(step.id, to, texts.rendered(turn, step.text, here.list), turn.at, turn.new_id("n")))
        flow.finish(turn, here.id)
