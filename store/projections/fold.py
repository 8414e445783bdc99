"""From a turn's events to rows: the one pure function by which all projections are made."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_args

from engine.runtime import events as e
from engine.runtime.wire import decode
from store.projections import of_cases, of_limits, of_links, of_steps
from store.projections.held import Held, TurnFacts

Handler = Callable[[Held, TurnFacts, Any], None]

HANDLERS: Mapping[type, Handler] = {
    e.CaseStarted: of_cases.started,
    e.CaseEnded: of_cases.ended,
    e.StageReached: of_cases.stage_reached,
    e.CaseDescribed: of_cases.described,
    e.DataWritten: of_cases.data_written,
    e.KeyListened: of_cases.listened,
    e.MessageReceived: of_cases.message_received,
    e.MessageKept: of_cases.message_kept,
    e.MessageDropped: of_cases.message_dropped,
    e.CaseCalled: of_links.called,
    e.CalledCaseKnown: of_links.called_known,
    e.CalledCaseEnded: of_links.called_ended,
    e.BatchAwaited: of_links.batch_awaited,
    e.BatchJoined: of_links.batch_joined,
    e.BatchTakenOut: of_links.batch_taken_out,
    e.BatchDecided: of_links.batch_decided,
    e.MemberListed: of_cases.member_listed,
    e.MemberRemoved: of_cases.member_removed,
    e.IncidentRaised: of_cases.incident_raised,
    e.IncidentResolved: of_cases.incident_resolved,
    e.StepEntered: of_steps.entered,
    e.StepSkipped: of_steps.skipped,
    e.StepFinished: of_steps.finished,
    e.StepCancelled: of_steps.cancelled,
    e.ServiceCalled: of_steps.service_called,
    e.ServiceReplied: of_steps.service_replied,
    e.ServiceFailed: of_steps.service_failed,
    e.TaskCreated: of_steps.task_created,
    e.TaskOffered: of_steps.task_offered,
    e.ShiftFollowed: of_steps.shift_followed,
    e.NobodyFound: of_steps.nobody_found,
    e.TaskClaimed: of_steps.task_claimed,
    e.TaskReleased: of_steps.task_released,
    e.TaskTransferred: of_steps.task_transferred,
    e.TaskDecided: of_steps.task_decided,
    e.VotersWithdrawn: of_steps.voters_withdrawn,
    e.TaskReturned: of_steps.task_returned,
    e.TaskCancelled: of_steps.task_cancelled,
    e.TaskReopened: of_steps.task_reopened,
    e.TaskHeld: of_steps.task_held,
    e.PromiseMade: of_limits.promised,
    e.TransferOffered: of_steps.transfer_offered,
    e.TaskLent: of_steps.task_lent,
    e.TaskRecommended: of_steps.task_recommended,
    e.LoanEnded: of_steps.loan_ended,
    e.TaskResumed: of_steps.task_resumed,
    e.ExtensionAsked: of_steps.extension_asked,
    e.ExtensionDecided: of_steps.extension_decided,
    e.StepReopened: of_steps.step_reopened,
    e.LimitSet: of_limits.limit_set,
    e.DeadlineReached: of_limits.reached,
    e.DeadlineGone: of_limits.gone,
    e.ClockPaused: of_limits.paused,
    e.ClockResumed: of_limits.resumed,
    e.NoticeAddressed: of_cases.noticed,
    e.CopiesGiven: of_cases.copied,
    e.HandOverPutOff: of_limits.put_off,
    e.FilesAttached: of_cases.attached,
}

HISTORY_ONLY: frozenset[type] = frozenset(
    {
        e.EventHappened,
        e.MessageSent,
        e.DocumentIssued,
        e.Overridden,
        e.QuestionFailed,
        e.TaskTakenBack,
        e.VoteSettled,
        e.ReturnProposed,
        e.PathChanged,
        e.SignersAdded,
        e.MoreAsked,
        e.AskWithdrawn,
        e.SigningAgain,
        e.SignersAnswered,
        e.SignersRemoved,
        e.VotersListed,
        e.VotersLeft,
        e.CaseRecalled,
        e.CaseHandedOver,
        e.CaseHandedBack,
        e.FormSeen,
        e.TaskSigned,
        e.PromiseBroken,
        e.CommentMade,
        e.StepUrged,
    }
)
"""Events that change no row: they are read in the history."""


def fold(held: Held, turn: TurnFacts) -> Held:
    """The case's rows after a turn. What it is given is not touched."""
    after = held.copy()
    of_cases.turn_written(after, turn)
    for event in turn.events:
        handler = HANDLERS.get(type(event))
        if handler is not None:
            handler(after, turn, event)
    of_cases.summed_up(after)
    return after


def read_event(wire: dict[str, Any]) -> e.Event:
    """An event from its JSON. Raises `KeyError` for a kind this version does not know."""
    event: e.Event = decode(_kinds()[wire["kind"]], wire)
    return event


@cache
def _kinds() -> Mapping[str, type]:
    return {kind.kind: kind for kind in get_args(e.Event)}
