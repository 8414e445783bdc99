"""Stimuli: what happened outside. Each carries its own instant, and nothing else may tell the core what time it is."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from engine.people import PostTaken
from engine.runtime import revisions
from engine.runtime.commands import Command
from engine.runtime.questions import Who
from engine.runtime.wire import added

Wire = dict[str, Any]
"""Values as JSON, by path; read by the declared types where they enter the case."""


@dataclass(frozen=True)
class Caller:
    """The case, and the step instance in it, that waits for this one to end."""

    workflow_id: str
    case_id: str
    instance: str


@dataclass(frozen=True)
class Started:
    """The case begins. `data` has what was handed in, numbers already allotted; `settings` those of today.

    `engine_revision` are the rules it begins with: recorded, so that newer code replays it by those. `department`: for
    which of the starter's departments it is, where that was asked. `revokes`: the ended case that this one undoes.
    `on_behalf`: for whom a stand-in starts it. `started_by`: who has started it for the `initiator`, whose case it is.
    """

    at: datetime
    case_id: str
    start: str
    business_key: str
    initiator: str | None = None
    data: Wire = field(default_factory=dict)
    settings: Wire = field(default_factory=dict)
    zone: str = "Asia/Shanghai"
    caller: Caller | None = None
    engine_revision: int = revisions.FIRST_RULES
    revokes: str | None = added(None)
    kind: Literal["started"] = "started"
    department: str | None = added(None)
    on_behalf: str | None = added(None)
    started_by: str | None = added(None)

    @property
    def post(self) -> PostTaken | None:
        """The starter's post in that department."""
        return PostTaken.of(self.initiator, self.department)

    @property
    def by(self) -> str | None:
        """Who has handed it in."""
        return self.started_by or self.initiator


@dataclass(frozen=True)
class Commanded:
    """A person's command, or an operator's. `id` is remembered, so a repeated one is answered, not obeyed twice."""

    at: datetime
    id: str
    by: str
    command: Command
    on_behalf_of: str | None = None
    kind: Literal["commanded"] = "commanded"


@dataclass(frozen=True)
class MessageArrived:
    """A message from outside or from another case, with the key it carries; `id` makes duplicates known."""

    at: datetime
    id: str
    message: str
    key: str
    data: Wire = field(default_factory=dict)
    by: str | None = None
    kind: Literal["message-arrived"] = "message-arrived"


@dataclass(frozen=True)
class Alarm:
    """The instant `at` has been reached: every deadline set for it falls due, in the order they were set."""

    at: datetime
    kind: Literal["alarm"] = "alarm"


@dataclass(frozen=True)
class ServiceAnswered:
    """A service call ended: with a `result`, or with an `error` code (foreseen, or `failed`) and its text."""

    at: datetime
    call: str
    result: Any = None
    error: str | None = None
    text: str = ""
    kind: Literal["service-answered"] = "service-answered"


@dataclass(frozen=True)
class CalledStarted:
    """The case a step called has been opened; or it could not be (`error`)."""

    at: datetime
    instance: str
    workflow_id: str = ""
    case_id: str = ""
    business_key: str = ""
    error: str | None = None
    text: str = ""
    kind: Literal["called-started"] = "called-started"


@dataclass(frozen=True)
class CalledEnded:
    """A called case reached its end state. `outputs` are values as JSON."""

    at: datetime
    instance: str
    end: str
    outputs: Wire = field(default_factory=dict)
    kind: Literal["called-ended"] = "called-ended"


@dataclass(frozen=True)
class CancelAsked:
    """The case shall be cancelled from outside: the caller was, or somebody used the server's own page."""

    at: datetime
    reason: str
    by: str | None = None
    kind: Literal["cancel-asked"] = "cancel-asked"


@dataclass(frozen=True)
class SendUnrouted:
    """No connector carries a message that a `send` step sent: people do it, by the message's `by_hand`. `id`: of the
    message, of which this may be said twice."""

    at: datetime
    step: str
    kind: Literal["send-unrouted"] = "send-unrouted"
    id: str = added("")


@dataclass(frozen=True)
class Member:
    """A case that waits in a batch step. `shown` are the fields its line on the list shows; `left_out`: who may not
    decide it."""

    case_id: str
    workflow_id: str
    instance: str
    business_key: str
    joined_at: datetime
    shown: Wire = field(default_factory=dict)
    left_out: tuple[Who, ...] = added(())


@dataclass(frozen=True)
class MemberJoined:
    """To a batch: a case has come to the step."""

    at: datetime
    member: Member
    kind: Literal["member-joined"] = "member-joined"


@dataclass(frozen=True)
class MemberLeft:
    """To a batch: a case has left the step by itself; it ended, or went elsewhere."""

    at: datetime
    case_id: str
    instance: str
    reason: str
    kind: Literal["member-left"] = "member-left"


@dataclass(frozen=True)
class BatchTold:
    """To a member, from its batch: it is in (`joined`), came too late (`missed`), was decided, or taken out."""

    at: datetime
    instance: str
    what: Literal["joined", "missed", "decided", "taken-out"]
    batch: str
    number: str = ""
    outcome: str = ""
    by: str | None = None
    comment: str = ""
    data: Wire = field(default_factory=dict)
    kind: Literal["batch-told"] = "batch-told"


@dataclass(frozen=True)
class PolicyDecided:
    """The resolution of a turn moves the case on: nobody was found for a step, or a policy skips it, or some seats.

    Of a vote: there are too `few` voters, or they are `listed`. Of open tasks: who had them is `gone`.
    """

    at: datetime
    instance: str
    verdict: Literal["nobody", "skip", "some", "few", "listed", "gone", "choose"]
    reason: str
    kind: Literal["policy-decided"] = "policy-decided"


@dataclass(frozen=True)
class Unanswered:
    """A question of the turn before has no answer (`QuestionFailed`): what it was asked for is parked."""

    at: datetime
    question: Wire
    code: str
    text: str
    kind: Literal["unanswered"] = "unanswered"


@dataclass(frozen=True)
class DirectoryChanged:
    """The directory is another than it was (`before`, its version): these open tasks may be other people's now.

    `gone`: who of their people is not in the company any more.
    """

    at: datetime
    tasks: tuple[str, ...]
    before: str
    gone: tuple[str, ...] = ()
    kind: Literal["directory-changed"] = "directory-changed"


@dataclass(frozen=True)
class CalendarsChanged:
    """The calendars are others than they were (`before`, their version): these limits may come at other instants now.

    `by` whom they were changed, and why.
    """

    at: datetime
    limits: tuple[str, ...]
    before: str
    by: str | None = None
    reason: str = ""
    kind: Literal["calendars-changed"] = "calendars-changed"


@dataclass(frozen=True)
class WorkLeft:
    """The turn before reached its bound; the case goes on where it stood."""

    at: datetime
    kind: Literal["work-left"] = "work-left"


Stimulus = (
    Started
    | Commanded
    | MessageArrived
    | Alarm
    | ServiceAnswered
    | CalledStarted
    | CalledEnded
    | CancelAsked
    | SendUnrouted
    | MemberJoined
    | MemberLeft
    | BatchTold
    | PolicyDecided
    | Unanswered
    | DirectoryChanged
    | CalendarsChanged
    | WorkLeft
)
