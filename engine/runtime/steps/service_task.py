"""service_task: a connector is called; failures are tried again by deadlines of the engine, then parked."""

from datetime import datetime, timedelta
from typing import Any

from engine.calendars import parse_duration
from engine.model.steps.service_task import ServiceTask
from engine.model.values import write_value
from engine.runtime import flow, revisions
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import DocumentIssued, ServiceCalled, ServiceFailed, ServiceReplied
from engine.runtime.limit_keys import RETRY, deadline_name
from engine.runtime.requests import CallService
from engine.runtime.results import read_result
from engine.runtime.runners import StepRunner
from engine.runtime.state import Deadline, StepInstance
from engine.runtime.stimuli import ServiceAnswered

FAILED = "failed"
"""The error code of what nobody foresaw: no answer, a broken answer, a server in trouble. It is tried again."""


class ServiceTaskRunner(StepRunner):
    """Each entry into `enter` is one attempt; the answer comes back as `ServiceAnswered`."""

    def enter(self, step: ServiceTask, here: StepInstance, turn: TurnBuilder) -> None:
        attempt = here.progress.get("attempt", 0) + 1
        call = f"{here.id}#{attempt}"
        values = {key: write_value(turn.calculate(value, here.list)) for key, value in step.with_.items()}
        key = f"{turn.state.case_id}/{here.id}"
        flow.update(turn, here.id, attempt=attempt, call=call, document=values.get("document"))
        turn.request(CallService(call, key, step.service, self._input(step, values, turn), _seconds(step.timeout)))
        turn.emit(ServiceCalled(call, here.id, step.id, step.service, attempt))

    def answered(self, step: ServiceTask, here: StepInstance, turn: TurnBuilder, answer: ServiceAnswered) -> None:
        """The attempt `answer.call` has ended. An answer to an attempt that is over is ignored."""
        if here.progress.get("call") != answer.call:
            return
        flow.update(turn, here.id, call=None)
        if answer.error is None:
            self._succeed(step, here, turn, answer)
        else:
            self._cope(step, turn.steps[here.id], turn, answer)

    def _succeed(self, step: ServiceTask, here: StepInstance, turn: TurnBuilder, answer: ServiceAnswered) -> None:
        turn.emit(ServiceReplied(answer.call, here.id))
        result = read_result(answer.result)
        if step.service == "document.issue" and isinstance(result, dict):
            document = str(here.progress["document"])
            copies = turn.plan.definition.documents[document].copies
            turn.emit(DocumentIssued(document, str(result.get("number")), dict(copies), here.id))
        flow.finish(turn, here.id, result=result)

    def _cope(self, step: ServiceTask, here: StepInstance, turn: TurnBuilder, answer: ServiceAnswered) -> None:
        """What nobody foresaw is tried again first; then, as with a foreseen error, an event or people take over."""
        error, tried = answer.error or FAILED, here.progress["attempt"] - here.progress.get("given_up", 0)
        again_at = self._again_at(step, turn, error, tried)
        told = again_at if turn.state.engine_revision >= revisions.TOLD_IN_EVENTS else None
        turn.emit(ServiceFailed(answer.call, here.id, answer.error or "", answer.text, told))
        if again_at is not None:
            turn.deadlines[deadline_name(here.id, RETRY)] = Deadline(here.id, RETRY, again_at)
        elif not flow.fail(turn, here.id, error, answer.text):
            flow.update(turn, here.id, given_up=here.progress["attempt"])
            parked = Parked(f"service-{error}", answer.text or f"{step.service} failed {tried} times")
            # Not by raising it: that this attempt failed stands, and attempts are counted on.
            flow.raise_incident(turn, here.id, parked, {"do": "call"})

    def _again_at(self, step: ServiceTask, turn: TurnBuilder, error: str, tried: int) -> datetime | None:
        """When the service is called again by itself; the wait doubles. None: not any more."""
        if error != FAILED or tried >= step.retry.attempts:
            return None
        wait = min(_seconds(step.retry.first) * 2 ** (tried - 1), _seconds(step.retry.up_to))
        return turn.at + timedelta(seconds=wait)

    def _input(self, step: ServiceTask, values: dict[str, Any], turn: TurnBuilder) -> dict[str, Any]:
        """What the connector is given; a document's numbering and copies stand in the definition."""
        if step.service != "document.issue":
            return values
        document = turn.document(values.get("document"))
        return {**values, "numbering": document.numbering, "copies": dict(document.copies)}


def _seconds(duration: str) -> float:
    length = parse_duration(duration)
    return float(length.seconds + length.days * 86_400)
