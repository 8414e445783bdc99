"""Events: what has become of the case. Past tense, facts only; the read model is made of them and of nothing else.

The first group is decided by the core in a turn. The second is what the commit of that turn resolved, with the
directory and the calendars of that moment: who may act, by when, who was told.
"""

from engine.runtime.events.of_cases import (
    CaseDescribed,
    CaseEnded,
    CaseHandedBack,
    CaseHandedOver,
    CaseRecalled,
    CaseStarted,
    CommentMade,
    DataWritten,
    FilesAttached,
    IncidentRaised,
    IncidentResolved,
    KeyListened,
    Overridden,
    StageReached,
)
from engine.runtime.events.of_limits import (
    ClockPaused,
    ClockResumed,
    DeadlineGone,
    DeadlineReached,
)
from engine.runtime.events.of_lists import (
    BatchAwaited,
    BatchDecided,
    BatchJoined,
    BatchTakenOut,
    MemberListed,
    MemberRemoved,
)
from engine.runtime.events.of_others import (
    CalledCaseEnded,
    CalledCaseKnown,
    CaseCalled,
    DocumentIssued,
    MessageDropped,
    MessageKept,
    MessageReceived,
    MessageSent,
    ServiceCalled,
    ServiceFailed,
    ServiceReplied,
)
from engine.runtime.events.of_signing import (
    AskWithdrawn,
    MoreAsked,
    SignersAdded,
    SignersAnswered,
    SignersRemoved,
    SigningAgain,
    VotersWithdrawn,
    VoteSettled,
)
from engine.runtime.events.of_steps import (
    EventHappened,
    StepCancelled,
    StepEntered,
    StepFinished,
    StepReopened,
    StepSkipped,
    StepUrged,
)
from engine.runtime.events.of_tasks import (
    ExtensionAsked,
    ExtensionDecided,
    FormSeen,
    LoanEnded,
    PathChanged,
    PromiseBroken,
    PromiseMade,
    ReturnProposed,
    ShiftFollowed,
    TaskCancelled,
    TaskClaimed,
    TaskCreated,
    TaskDecided,
    TaskHeld,
    TaskLent,
    TaskRecommended,
    TaskReleased,
    TaskReopened,
    TaskResumed,
    TaskReturned,
    TaskSigned,
    TaskTakenBack,
    TaskTransferred,
    TransferOffered,
)
from engine.runtime.events.resolved import (
    CopiesGiven,
    HandOverPutOff,
    LimitSet,
    NobodyFound,
    NoticeAddressed,
    QuestionFailed,
    TaskOffered,
    VotersLeft,
    VotersListed,
)

__all__ = [
    "AskWithdrawn",
    "BatchAwaited",
    "BatchDecided",
    "BatchJoined",
    "BatchTakenOut",
    "CalledCaseEnded",
    "CalledCaseKnown",
    "CaseCalled",
    "CaseDescribed",
    "CaseEnded",
    "CaseHandedBack",
    "CaseHandedOver",
    "CaseRecalled",
    "CaseStarted",
    "ClockPaused",
    "ClockResumed",
    "CommentMade",
    "CopiesGiven",
    "DataWritten",
    "DeadlineGone",
    "DeadlineReached",
    "DocumentIssued",
    "Event",
    "EventHappened",
    "ExtensionAsked",
    "ExtensionDecided",
    "FilesAttached",
    "FormSeen",
    "HandOverPutOff",
    "IncidentRaised",
    "IncidentResolved",
    "KeyListened",
    "LimitSet",
    "LoanEnded",
    "MemberListed",
    "MemberRemoved",
    "MessageDropped",
    "MessageKept",
    "MessageReceived",
    "MessageSent",
    "MoreAsked",
    "NobodyFound",
    "NoticeAddressed",
    "Overridden",
    "PathChanged",
    "PromiseBroken",
    "PromiseMade",
    "QuestionFailed",
    "Resolved",
    "ReturnProposed",
    "ServiceCalled",
    "ServiceFailed",
    "ServiceReplied",
    "ShiftFollowed",
    "SignersAdded",
    "SignersAnswered",
    "SignersRemoved",
    "SigningAgain",
    "StageReached",
    "StepCancelled",
    "StepEntered",
    "StepFinished",
    "StepReopened",
    "StepSkipped",
    "StepUrged",
    "TaskCancelled",
    "TaskClaimed",
    "TaskCreated",
    "TaskDecided",
    "TaskHeld",
    "TaskLent",
    "TaskOffered",
    "TaskRecommended",
    "TaskReleased",
    "TaskReopened",
    "TaskResumed",
    "TaskReturned",
    "TaskSigned",
    "TaskTakenBack",
    "TaskTransferred",
    "TransferOffered",
    "VoteSettled",
    "VotersLeft",
    "VotersListed",
    "VotersWithdrawn",
]

Resolved = (
    TaskOffered
    | VotersListed
    | VotersLeft
    | NobodyFound
    | LimitSet
    | NoticeAddressed
    | CopiesGiven
    | HandOverPutOff
    | LoanEnded
    | QuestionFailed
)
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
    | ShiftFollowed
    | TaskSigned
    | ReturnProposed
    | PathChanged
    | TaskTakenBack
    | TaskReopened
    | PromiseMade
    | PromiseBroken
    | CommentMade
    | FilesAttached
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
    | CaseHandedOver
    | CaseHandedBack
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
    | Resolved
)
