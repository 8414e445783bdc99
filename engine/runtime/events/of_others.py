"""Messages, services, documents, called cases."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from engine.runtime.wire import added

Wire = dict[str, Any]


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
    text: Any = ""
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
