"""Requests: what the shell must do once a turn is committed. Nothing here has happened yet."""

from dataclasses import dataclass, field
from typing import Any, Literal

from engine.runtime.stimuli import BatchTold, Caller, Member

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
    """A message leaves when the turn is sealed: to a party outside, or to the cases that wait for it.

    A channel without a connector is answered with `SendUnrouted(step=…)`.
    """

    id: str
    step: str
    message: str
    key: str | None
    to: Any
    channel: Any
    text: Any
    data: Wire = field(default_factory=dict)
    kind: Literal["send-message"] = "send-message"


@dataclass(frozen=True)
class JoinBatch:
    """Bring this case into the batch of a step: the one that gathers under `key`, or a new one (`batch_plan`).

    The batch is sent `MemberJoined`. `missed` is the workflow id of a batch that is over, if this is a second try.
    `context` are the fields, as JSON, that a new batch begins with; `new_list` is its case id, so that asking twice
    opens one.
    """

    process: str
    step: str
    key: str
    plan: str
    member: Member
    new_list: str
    context: Wire = field(default_factory=dict)
    missed: str = ""
    kind: Literal["join-batch"] = "join-batch"


@dataclass(frozen=True)
class LeaveBatch:
    """This case has left the step: tell the batch (`MemberLeft`)."""

    batch: str
    case_id: str
    instance: str
    reason: str
    kind: Literal["leave-batch"] = "leave-batch"


@dataclass(frozen=True)
class TellMember:
    """A batch tells one of its members; the `BatchTold` to send to the member's workflow id."""

    workflow_id: str
    case_id: str
    told: BatchTold
    kind: Literal["tell-member"] = "tell-member"


Request = CallService | OpenCase | CancelCalled | ReportEnd | SendMessage | JoinBatch | LeaveBatch | TellMember
"""All but `SendMessage`, which goes to the outbox, are done by the shell."""
