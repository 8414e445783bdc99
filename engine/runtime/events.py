"""Events: what has become of the case. Past tense, facts only; the read model is made of them and of nothing else.

The first group is decided by the core in a turn. The second is what the commit of that turn resolved, with the
directory and the calendars of that moment: who may act, by when, who was told.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from engine.runtime.wire import added

Wire = dict[str, Any]


@dataclass(frozen=True)
class CaseStarted:
    """The case exists."""

    case_id: str
    process: str
    business_key: str
    start: str
    initiator: str | None
    caller_case: str | None = None
    plan: str = ""
    kind: Literal["case-started"] = "case-started"


@dataclass(frozen=True)
class CaseEnded:
    """The case reached an end state of its definition (`completed`), or a person ended it (`cancelled`)."""

    end: str
    how: Literal["completed", "cancelled"]
    by: str | None = None
    reason: str = ""
    kind: Literal["case-ended"] = "case-ended"


@dataclass(frozen=True)
class StageReached:
    """What customer and manager see from here on."""

    stage: Any
    kind: Literal["stage-reached"] = "stage-reached"


@dataclass(frozen=True)
class CaseDescribed:
    """The title, the summary and the words to find the case by have changed."""

    title: str
    summary: Wire
    search: tuple[str, ...]
    kind: Literal["case-described"] = "case-described"


@dataclass(frozen=True)
class DataWritten:
    """Fields were written: path to value as JSON. `cause` is the step, event or command that wrote them."""

    values: Wire
    cause: str
    by: str | None = None
    kind: Literal["data-written"] = "data-written"


@dataclass(frozen=True)
class KeyListened:
    """The case now hears messages of this name that carry this key; None: it hears none of that name."""

    message: str
    key: str | None
    kind: Literal["key-listened"] = "key-listened"


@dataclass(frozen=True)
class StepEntered:
    """A step was entered; `list` is the list instance it stands in."""

    instance: str
    step: str
    list: str
    step_kind: str
    kind: Literal["step-entered"] = "step-entered"


@dataclass(frozen=True)
class StepSkipped:
    """A step was not done, because its `if` was false, or a policy or an operator skipped it."""

    step: str
    reason: str
    instance: str = ""
    by: str | None = None
    kind: Literal["step-skipped"] = "step-skipped"


@dataclass(frozen=True)
class StepFinished:
    """A step has ended as its definition says."""

    instance: str
    step: str
    outcome: str | None = None
    by: str | None = None
    kind: Literal["step-finished"] = "step-finished"


@dataclass(frozen=True)
class StepCancelled:
    """A step was left before it was finished."""

    instance: str
    step: str
    reason: str
    kind: Literal["step-cancelled"] = "step-cancelled"


@dataclass(frozen=True)
class TaskCreated:
    """A user task exists; who may act follows in `TaskOffered`.

    `side`: it is one beside the task `serves` (added signer, supplement, question); `asked` says what and by whom.
    """

    task: str
    instance: str
    step: str
    seat: int
    priority: Any = None
    item: str | None = None
    kind: Literal["task-created"] = "task-created"
    side: str = added("")
    serves: str = added("")
    asked: Wire = added(factory=dict)


@dataclass(frozen=True)
class TaskClaimed:
    """Somebody took the task from the pool."""

    task: str
    by: str
    kind: Literal["task-claimed"] = "task-claimed"


@dataclass(frozen=True)
class TaskReleased:
    """The holder put the task back."""

    task: str
    by: str
    kind: Literal["task-released"] = "task-released"


@dataclass(frozen=True)
class TaskTransferred:
    """The task is another's for good."""

    task: str
    by: str
    to: str
    comment: str
    kind: Literal["task-transferred"] = "task-transferred"


@dataclass(frozen=True)
class TaskDecided:
    """A task was decided, by a person or (`by_timeout`) by a rung of its limit."""

    task: str
    outcome: str
    by: str
    on_behalf_of: str | None = None
    comment: str = ""
    by_timeout: bool = False
    kind: Literal["task-decided"] = "task-decided"


@dataclass(frozen=True)
class SignersAdded:
    """The holder of a task asks further people to sign: `before`, `after` or `beside`, `all`, `any` or in `order`."""

    task: str
    by: str
    how: str
    mode: str
    people: tuple[str, ...]
    comment: str = ""
    group: str = ""
    kind: Literal["signers-added"] = "signers-added"


@dataclass(frozen=True)
class SignersAnswered:
    """Those who were added are through: what each said, by their task."""

    task: str
    group: str
    answers: dict[str, str]
    kind: Literal["signers-answered"] = "signers-answered"


@dataclass(frozen=True)
class SignersRemoved:
    """Signers were taken back by who had added them, before they answered."""

    task: str
    people: tuple[str, ...]
    by: str
    comment: str = ""
    kind: Literal["signers-removed"] = "signers-removed"


@dataclass(frozen=True)
class MoreAsked:
    """The holder of a task asks for more: a `supplement` of these fields, for which it waits, or a `question`."""

    task: str
    what: str
    by: str
    people: tuple[str, ...]
    fields: tuple[str, ...]
    comment: str
    kind: Literal["more-asked"] = "more-asked"


@dataclass(frozen=True)
class AskWithdrawn:
    """What was asked for is not wanted any more."""

    task: str
    people: tuple[str, ...]
    by: str
    comment: str = ""
    kind: Literal["ask-withdrawn"] = "ask-withdrawn"


@dataclass(frozen=True)
class SigningAgain:
    """Fields have changed that these steps had been shown when they were decided: only they sign again."""

    steps: tuple[str, ...]
    fields: tuple[str, ...]
    kind: Literal["signing-again"] = "signing-again"


@dataclass(frozen=True)
class VotersWithdrawn:
    """People a seat was offered to cannot take it any more: they have voted."""

    task: str
    people: tuple[str, ...]
    reason: str
    kind: Literal["voters-withdrawn"] = "voters-withdrawn"


@dataclass(frozen=True)
class VoteSettled:
    """A vote is certain: how many gave each outcome, of how many that count, by which rule; the rest are not needed."""

    instance: str
    step: str
    outcome: str
    given: dict[str, int]
    eligible: int
    rule: str
    not_needed: int
    kind: Literal["vote-settled"] = "vote-settled"


@dataclass(frozen=True)
class TaskReturned:
    """The holder of a task moved the case back."""

    task: str
    by: str
    to: str
    comment: str
    kind: Literal["task-returned"] = "task-returned"


@dataclass(frozen=True)
class ReturnProposed:
    """A voter wants the case to go back; it does, once, when all have given their opinion."""

    task: str
    by: str
    to: str
    comment: str
    kind: Literal["return-proposed"] = "return-proposed"


@dataclass(frozen=True)
class PathChanged:
    """On the way forward after a return: who decided this step need not have signed again, but `shown` fields have
    changed, or by the new data others are `assigned`."""

    instance: str
    step: str
    what: str
    kind: Literal["path-changed"] = "path-changed"


@dataclass(frozen=True)
class TaskTakenBack:
    """Who had decided a task has taken the decision back; what is open again follows."""

    task: str
    by: str
    comment: str
    kind: Literal["task-taken-back"] = "task-taken-back"


@dataclass(frozen=True)
class PromiseMade:
    """A superior has promised a late task for a moment; its rungs wait until then."""

    task: str
    by: str
    until: datetime
    comment: str
    kind: Literal["promise-made"] = "promise-made"


@dataclass(frozen=True)
class PromiseBroken:
    """The moment a superior has promised has passed, and the task is still open."""

    task: str
    by: str
    until: datetime
    kind: Literal["promise-broken"] = "promise-broken"


@dataclass(frozen=True)
class CommentMade:
    """Somebody has said something about the case, or about a step of it; `to` are those it names."""

    by: str
    comment: str
    to: tuple[str, ...]
    step: str | None
    kind: Literal["comment-made"] = "comment-made"


@dataclass(frozen=True)
class FormSeen:
    """What who decides a task saw: the revision (a turn of the case), the paths, and the digest of their values."""

    task: str
    by: str
    revision: int
    paths: tuple[str, ...]
    digest: str
    kind: Literal["form-seen"] = "form-seen"


@dataclass(frozen=True)
class TransferOffered:
    """A task is offered back to somebody who had given it away; claiming it is the consent."""

    task: str
    by: str
    to: str
    comment: str
    kind: Literal["transfer-offered"] = "transfer-offered"


@dataclass(frozen=True)
class TaskHeld:
    """A task waits for the world until a moment, for the `times`th time."""

    task: str
    by: str
    until: datetime
    comment: str
    times: int
    kind: Literal["task-held"] = "task-held"


@dataclass(frozen=True)
class TaskResumed:
    """A held task is at work again; by itself when `by` is None."""

    task: str
    by: str | None
    kind: Literal["task-resumed"] = "task-resumed"


@dataclass(frozen=True)
class ExtensionAsked:
    """Who has a task has asked the superior for more time."""

    task: str
    by: str
    due: datetime
    comment: str
    kind: Literal["extension-asked"] = "extension-asked"


@dataclass(frozen=True)
class ExtensionDecided:
    """The superior has granted more time, or not. `due` is what counts now, `first_due` what counted at first."""

    task: str
    by: str
    granted: bool
    due: datetime | None
    first_due: datetime | None
    comment: str
    kind: Literal["extension-decided"] = "extension-decided"


@dataclass(frozen=True)
class StepUrged:
    """Somebody has pressed those who can move a step (`to`; empty: the owner of the case)."""

    step: str
    by: str
    to: tuple[str, ...]
    comment: str
    kind: Literal["step-urged"] = "step-urged"


@dataclass(frozen=True)
class TaskLent:
    """A task is lent: the other recommends, the holder decides."""

    task: str
    by: str
    to: str
    comment: str
    kind: Literal["task-lent"] = "task-lent"


@dataclass(frozen=True)
class TaskRecommended:
    """To whom a task was lent has filled it in and recommends an outcome; its holder has it again."""

    task: str
    by: str
    outcome: str
    data: Wire
    comment: str
    kind: Literal["task-recommended"] = "task-recommended"


@dataclass(frozen=True)
class LoanEnded:
    """The holder has taken a lent task back."""

    task: str
    by: str
    kind: Literal["loan-ended"] = "loan-ended"


@dataclass(frozen=True)
class CaseRecalled:
    """The starter has made the case a draft again; decisions given so far are void."""

    by: str
    comment: str
    kind: Literal["case-recalled"] = "case-recalled"


@dataclass(frozen=True)
class TaskReopened:
    """A task that was decided or not needed any more is open again, as it was before."""

    task: str
    holder: str | None
    reason: str
    kind: Literal["task-reopened"] = "task-reopened"


@dataclass(frozen=True)
class StepReopened:
    """A step that was over, or left, is open again, as it was before."""

    instance: str
    step: str
    reason: str
    kind: Literal["step-reopened"] = "step-reopened"


@dataclass(frozen=True)
class TaskCancelled:
    """A task is not needed any more."""

    task: str
    reason: str
    kind: Literal["task-cancelled"] = "task-cancelled"


@dataclass(frozen=True)
class EventHappened:
    """An event of the definition happened: a button, a message, a timer, a condition, an error."""

    event: str
    trigger: str
    instance: str | None = None
    by: str | None = None
    comment: str = ""
    kind: Literal["event-happened"] = "event-happened"


@dataclass(frozen=True)
class MessageReceived:
    """A message was taken by the innermost place that waits for it (`taken_by`: step or event)."""

    message: str
    key: str
    id: str
    taken_by: str
    kind: Literal["message-received"] = "message-received"


@dataclass(frozen=True)
class MessageKept:
    """A message came early and is kept until `until` resolves."""

    message: str
    key: str
    id: str
    kind: Literal["message-kept"] = "message-kept"


@dataclass(frozen=True)
class MessageDropped:
    """A message was not used: `duplicate`, `expired`, `other-key`."""

    message: str
    id: str
    reason: str
    kind: Literal["message-dropped"] = "message-dropped"


@dataclass(frozen=True)
class MessageSent:
    """A message left for a party outside (`to`, `channel`), or for the cases that wait for it (`key`)."""

    instance: str
    step: str
    message: str
    key: str | None = None
    to: Any = None
    channel: Any = None
    text: str = ""
    data: Wire = field(default_factory=dict)
    kind: Literal["message-sent"] = "message-sent"


@dataclass(frozen=True)
class ServiceCalled:
    """A connector is being called; `call` names this attempt."""

    call: str
    instance: str
    step: str
    service: str
    attempt: int
    kind: Literal["service-called"] = "service-called"


@dataclass(frozen=True)
class ServiceReplied:
    """The connector answered."""

    call: str
    instance: str
    kind: Literal["service-replied"] = "service-replied"


@dataclass(frozen=True)
class ServiceFailed:
    """The connector failed; another attempt follows at `again_at`, or an event or incident takes over."""

    call: str
    instance: str
    error: str
    text: str
    again_at: datetime | None = added(None)
    kind: Literal["service-failed"] = "service-failed"


@dataclass(frozen=True)
class DocumentIssued:
    """A numbered document exists, with its copies (copy to recipient)."""

    document: str
    number: str
    copies: dict[str, str]
    instance: str
    kind: Literal["document-issued"] = "document-issued"


@dataclass(frozen=True)
class CaseCalled:
    """Another case is being opened by a step; `detached`: nobody waits for it."""

    instance: str
    step: str
    process: str
    detached: bool
    kind: Literal["case-called"] = "case-called"


@dataclass(frozen=True)
class CalledCaseKnown:
    """The called case has been opened and has a name."""

    instance: str
    workflow_id: str
    case_id: str
    kind: Literal["called-case-known"] = "called-case-known"


@dataclass(frozen=True)
class CalledCaseEnded:
    """The called case reached its end state."""

    instance: str
    end: str
    kind: Literal["called-case-ended"] = "called-case-ended"


@dataclass(frozen=True)
class BatchAwaited:
    """The case waits in a batch step for the list to be released."""

    instance: str
    step: str
    key: str
    kind: Literal["batch-awaited"] = "batch-awaited"


@dataclass(frozen=True)
class BatchJoined:
    """The case is on a list that gathers; `batch` is the workflow id of that list."""

    instance: str
    batch: str
    kind: Literal["batch-joined"] = "batch-joined"


@dataclass(frozen=True)
class BatchDecided:
    """The list the case is on was decided."""

    instance: str
    batch: str
    number: str
    outcome: str
    by: str | None
    kind: Literal["batch-decided"] = "batch-decided"


@dataclass(frozen=True)
class BatchTakenOut:
    """The case was taken off the list, with a reason; it waits for the next one."""

    instance: str
    batch: str
    by: str | None
    reason: str
    kind: Literal["batch-taken-out"] = "batch-taken-out"


@dataclass(frozen=True)
class MemberListed:
    """On a list: a case has come; `line` is its number on the list, `row` that line of the field `members`."""

    case_id: str
    business_key: str
    line: int
    row: Wire = added(factory=dict)
    kind: Literal["member-listed"] = "member-listed"


@dataclass(frozen=True)
class MemberRemoved:
    """On a list: a case has left by itself, or was taken out by somebody with a reason."""

    case_id: str
    business_key: str
    reason: str
    by: str | None = None
    instance: str = added("")
    kind: Literal["member-removed"] = "member-removed"


@dataclass(frozen=True)
class DeadlineReached:
    """A deadline fell due: `key` is what it belongs to, `rung` which one (`due`, `timer`, a rung's id)."""

    key: str
    rung: str
    kind: Literal["deadline-reached"] = "deadline-reached"


@dataclass(frozen=True)
class DeadlineGone:
    """A deadline does not apply any more."""

    key: str
    kind: Literal["deadline-gone"] = "deadline-gone"


@dataclass(frozen=True)
class ClockPaused:
    """A limit stands still."""

    key: str
    reason: str
    kind: Literal["clock-paused"] = "clock-paused"


@dataclass(frozen=True)
class ClockResumed:
    """A limit runs again; its new instants follow in `LimitSet`."""

    key: str
    kind: Literal["clock-resumed"] = "clock-resumed"


@dataclass(frozen=True)
class IncidentRaised:
    """A step is parked: what is wrong, with what. The rest of the case goes on."""

    incident: str
    instance: str
    step: str
    code: str
    text: str
    kind: Literal["incident-raised"] = "incident-raised"


@dataclass(frozen=True)
class IncidentResolved:
    """The parked step goes on: how (`retry`, `skip`, `move`, `left`), by whom."""

    incident: str
    how: str
    by: str | None
    reason: str
    kind: Literal["incident-resolved"] = "incident-resolved"


@dataclass(frozen=True)
class Overridden:
    """An operator's act against the definition, always with a reason."""

    verb: str
    by: str
    reason: str
    what: str
    kind: Literal["overridden"] = "overridden"


# ---- resolved by the commit ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TaskOffered:
    """Who may act on a task, and why. `assignee` is set when it is somebody's without claiming.

    A task that was not created by the core before (one more seat of `each: true`) begins to exist with this. `moved`: a
    rung of the limit handed an open task on, or added people; `instance`, `step` and `seat` stay what they were.
    """

    task: str
    instance: str
    step: str
    seat: int
    to: tuple[str, ...]
    assignee: str | None = None
    for_whom: dict[str, str] = field(default_factory=dict)
    why: Wire = field(default_factory=dict)
    directory: str = ""
    moved: bool = False
    kind: Literal["task-offered"] = "task-offered"


@dataclass(frozen=True)
class VotersListed:
    """The voters of a vote in sequence, in their order: `seat` counts the rules, `person` None: whoever takes it."""

    instance: str
    voters: tuple[Wire, ...]
    directory: str = ""
    kind: Literal["voters-listed"] = "voters-listed"


@dataclass(frozen=True)
class VotersLeft:
    """Some have no vote after all: absent without a stand-in, or with a vote already. They do not count.

    `tasks`: the open seats of those who have left the company meanwhile.
    """

    instance: str
    why: Wire = field(default_factory=dict)
    directory: str = ""
    tasks: tuple[str, ...] = ()
    kind: Literal["voters-left"] = "voters-left"


@dataclass(frozen=True)
class NobodyFound:
    """No one may act on what a step asks for, or `few` have a vote that needs more."""

    instance: str
    verdict: Literal["nobody", "skip", "few"]
    why: Wire = field(default_factory=dict)
    directory: str = ""
    kind: Literal["nobody-found"] = "nobody-found"


@dataclass(frozen=True)
class LimitSet:
    """When a limit is due and when its rungs come; `due` None: its anchor is empty. Keys: task, step, clock, `case`."""

    key: str
    due: datetime | None
    rungs: dict[str, datetime] = field(default_factory=dict)
    calendar: str = ""
    calendars: str = ""
    why: Wire = field(default_factory=dict)
    kind: Literal["limit-set"] = "limit-set"


@dataclass(frozen=True)
class NoticeAddressed:
    """People are told. `about` is `step`, `step.rung` or `case.rung`; `at` is the instant of it, not of the mail."""

    about: str
    to: tuple[str, ...]
    text: Any
    at: datetime
    task: str | None = None
    notice: str = ""
    kind: Literal["notice-addressed"] = "notice-addressed"


@dataclass(frozen=True)
class QuestionFailed:
    """A question of this turn has no answer: a rule names no people, a calendar is unknown, a date lies beyond time.

    `question` is the question as JSON; `code` and `text` are those of the incident that follows.
    """

    question: Wire
    code: str
    text: str
    kind: Literal["question-failed"] = "question-failed"


Event = (
    CaseStarted
    | CaseEnded
    | StageReached
    | CaseDescribed
    | DataWritten
    | KeyListened
    | StepEntered
    | StepSkipped
    | StepFinished
    | StepCancelled
    | TaskCreated
    | TaskClaimed
    | TaskReleased
    | TaskTransferred
    | TaskDecided
    | SignersAdded
    | SignersAnswered
    | SignersRemoved
    | MoreAsked
    | AskWithdrawn
    | SigningAgain
    | VotersWithdrawn
    | VoteSettled
    | TaskReturned
    | ReturnProposed
    | PathChanged
    | TaskTakenBack
    | TaskReopened
    | PromiseMade
    | PromiseBroken
    | CommentMade
    | FormSeen
    | TransferOffered
    | TaskHeld
    | TaskResumed
    | ExtensionAsked
    | ExtensionDecided
    | StepUrged
    | TaskLent
    | TaskRecommended
    | LoanEnded
    | CaseRecalled
    | StepReopened
    | TaskCancelled
    | EventHappened
    | MessageReceived
    | MessageKept
    | MessageDropped
    | MessageSent
    | ServiceCalled
    | ServiceReplied
    | ServiceFailed
    | DocumentIssued
    | CaseCalled
    | CalledCaseKnown
    | CalledCaseEnded
    | BatchAwaited
    | BatchJoined
    | BatchDecided
    | BatchTakenOut
    | MemberListed
    | MemberRemoved
    | DeadlineReached
    | DeadlineGone
    | ClockPaused
    | ClockResumed
    | IncidentRaised
    | IncidentResolved
    | Overridden
    | TaskOffered
    | VotersListed
    | VotersLeft
    | NobodyFound
    | LimitSet
    | NoticeAddressed
    | QuestionFailed
)
Resolved = TaskOffered | VotersListed | VotersLeft | NobodyFound | LimitSet | NoticeAddressed | QuestionFailed
