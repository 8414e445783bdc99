"""Requests: what the shell must do once a turn is committed. Nothing here has happened yet."""

from dataclasses import dataclass, field
from typing import Any, Literal

from engine.runtime.stimuli import Caller

Wire = dict[str, Any]


@dataclass(frozen=True)
class CallService:
    """Call a connector; answer with `ServiceAnswered(call=…)`. `timeout` in seconds.

    `key` stays the same over all attempts of one step instance: a connector that can, uses it to act once.
    """

    call: str
    key: str
    service: str
    input: Wire
    timeout: float
    kind: Literal["call-service"] = "call-service"


@dataclass(frozen=True)
class OpenCase:
    """Open a case of another process by its `call` start; answer with `CalledStarted`, later `CalledEnded`.

    `case_id` is decided by the caller, so that asking twice opens one case.
    """

    instance: str
    case_id: str
    process: str
    data: Wire
    initiator: str | None
    caller: Caller | None
    kind: Literal["open-case"] = "open-case"


@dataclass(frozen=True)
class CancelCalled:
    """The step that called a case was left: cancel that case."""

    workflow_id: str
    case_id: str
    reason: str
    kind: Literal["cancel-called"] = "cancel-called"


@dataclass(frozen=True)
class ReportEnd:
    """Tell the caller that this case has ended."""

    caller: Caller
    end: str
    outputs: Wire
    kind: Literal["report-end"] = "report-end"


@dataclass(frozen=True)
class SendMessage:
    """A message leaves when the turn is sealed: to a party outside, or to the cases that wait for it."""

    id: str
    message: str
    key: str | None
    to: Any
    channel: Any
    text: str
    data: Wire = field(default_factory=dict)
    kind: Literal["send-message"] = "send-message"


Request = CallService | OpenCase | CancelCalled | ReportEnd | SendMessage
"""`CallService`, `OpenCase`, `CancelCalled` and `ReportEnd` are done by the shell; `SendMessage` goes to the outbox."""
