"""call_process: a case of another process is opened; its end comes back as a stimulus."""

from collections.abc import Mapping
from typing import Any

from engine.model.reactions import Reaction
from engine.model.steps.call_process import CallProcess
from engine.model.values import write_value
from engine.people import WhoQuestion
from engine.runtime import flow, revisions, user_tasks
from engine.runtime.binding import bind_who
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.derived_ids import derived_id
from engine.runtime.events import CalledCaseEnded, CalledCaseKnown, CaseCalled, TaskCreated
from engine.runtime.questions import AskWho
from engine.runtime.requests import CancelCalled, OpenCase
from engine.runtime.results import by_path, read_result
from engine.runtime.runners import StepRunner
from engine.runtime.state import StepInstance
from engine.runtime.state import UserTask as Task
from engine.runtime.stimuli import CalledEnded, CalledStarted, Caller

NOT_DEPLOYED = "not-deployed"


class CallProcessRunner(StepRunner):
    """A process of the catalogue that nobody has written yet becomes a manual task, *done outside*."""

    def enter(self, step: CallProcess, here: StepInstance, turn: TurnBuilder) -> None:
        data = {key: write_value(turn.calculate(value, here.list)) for key, value in step.with_.items()}
        case_id = derived_id(turn.state.case_id, here.id, here.progress.get("tries", 0))
        flow.update(turn, here.id, case_id=case_id)
        workflow_id = f"{turn.plan.process}:{turn.state.business_key}"
        caller = None if step.detached else Caller(workflow_id, turn.state.case_id, here.id)
        turn.emit(CaseCalled(here.id, step.id, step.process, step.detached))
        turn.request(OpenCase(here.id, case_id, step.process, data, turn.starter, caller))
        if step.detached:
            flow.finish(turn, here.id, result={})

    def started(self, step: CallProcess, here: StepInstance, turn: TurnBuilder, answer: CalledStarted) -> None:
        """The called case has a name; or it could not be opened. Said twice, it counts once."""
        if here.progress.get("workflow_id") or not here.progress.get("case_id"):
            return
        if answer.error is None:
            flow.update(turn, here.id, workflow_id=answer.workflow_id, case_id=answer.case_id)
            turn.emit(CalledCaseKnown(here.id, answer.workflow_id, answer.case_id))
            return
        flow.update(turn, here.id, case_id="", tries=here.progress.get("tries", 0) + 1)
        if answer.error == NOT_DEPLOYED:
            self._do_outside(step, turn.steps[here.id], turn)
        else:
            parked = Parked(f"call-{answer.error}", answer.text or f"{step.process} could not be started")
            # Not by raising it: that this case was not opened stands, and the next try opens another.
            flow.raise_incident(turn, here.id, parked, {"do": "call"})

    def ended(self, step: CallProcess, here: StepInstance, turn: TurnBuilder, end: CalledEnded) -> None:
        """The called case has reached its end state."""
        turn.emit(CalledCaseEnded(here.id, end.end))
        for task in [one for one in turn.tasks.values() if one.instance == here.id]:
            user_tasks.cancel_task(turn, task, "the called case has ended")
        outputs = read_result(end.outputs)
        if turn.state.engine_revision >= revisions.TYPED_OUTPUTS:
            outputs = by_path(outputs)
        flow.finish(turn, here.id, outcome=end.end, result={**outputs, "end": end.end})

    def leave(self, step: CallProcess, here: StepInstance, turn: TurnBuilder, reason: str) -> None:
        for task in [one for one in turn.tasks.values() if one.instance == here.id]:
            user_tasks.cancel_task(turn, task, reason)
        case_id = here.progress.get("case_id")
        if case_id and not step.detached:
            turn.request(CancelCalled(here.progress.get("workflow_id", ""), case_id, reason))

    def reaction(self, step: CallProcess, outcome: str | None) -> tuple[Reaction | None, tuple[str, ...]]:
        return step.outcomes.get(outcome or ""), ("outcomes", outcome or "")

    def _do_outside(self, step: CallProcess, here: StepInstance, turn: TurnBuilder) -> None:
        task = Task(turn.new_id("t"), here.id, step.id, 0, turn.at)
        turn.tasks[task.id] = task
        turn.emit(TaskCreated(task.id, here.id, step.id, 0))
        self._ask_who(step, here, turn, task)

    def _ask_who(self, step: CallProcess, here: StepInstance, turn: TurnBuilder, task: Task) -> None:
        turn.ask(AskWho(here.id, (task.id,), self.asked_anew(step, here, turn, task), step.id))

    def asked_anew(self, step: CallProcess, here: StepInstance, turn: TurnBuilder, task: Task) -> WhoQuestion:
        """The question who does it outside."""
        owner = bind_who(turn, turn.plan.definition.owner, here.list)
        return WhoQuestion((owner,), turn.at, turn.plan.process, turn.state.initiator)

    def nobody(self, step: Any, here: StepInstance, turn: TurnBuilder, verdict: str, why: Parked) -> None:
        """Nobody is there to do it outside."""
        flow.raise_incident(turn, here.id, why, {"do": "offer"})

    def retry(self, step: CallProcess, here: StepInstance, turn: TurnBuilder, what: Mapping[str, Any]) -> None:
        tasks = [one for one in turn.tasks.values() if one.instance == here.id]
        if what["do"] == "offer" and tasks:
            self._ask_who(step, here, turn, tasks[0])
        else:
            self.enter(step, here, turn)
