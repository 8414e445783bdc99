"""What crosses the border between a case's workflow and its activities: one record for each call and each answer.

Plain data and names, here because both sides may import the core and neither may import the other. Stimuli, requests
and answers of the core cross in their wire form (`engine.runtime.wire`); these records only wrap them. Fields are only
ever added, with a default, because histories keep what was written years ago.
"""

from dataclasses import dataclass, field
from typing import Any

from engine.people import PostTaken

Wire = dict[str, Any]

COMMAND = "command"
MESSAGE = "message"
SERVICE = "service"
CALLED_ENDED = "called_ended"
CANCEL = "cancel"
SEND_UNROUTED = "send_unrouted"
MEMBER_JOINED = "member_joined"
MEMBER_LEFT = "member_left"
BATCH_TOLD = "batch_told"
DIRECTORY_CHANGED = "directory_changed"
CALENDARS_CHANGED = "calendars_changed"

UNWANTED_IS_TOLD = "unwanted_is_told"
"""Patch: a called case whose name came while the turn was written that does not want it is told so."""
GONE_LEAVE_LISTS = "gone_leave_lists"
"""Patch: a case that was over before it heard of its list leaves that list."""
SAID_BEFORE_LEAVING = "said_before_leaving"
"""Patch: what is to be said to other cases is said before a case begins a new history; the server drops what a history
says in its last task."""
HELD_IS_OPENED = "held_is_opened"
"""Patch: a busy case that ends opens what it has called and held back for its next history."""
SO_MANY_AT_ONCE = "so_many_at_once"
"""Patch: what a case asks of others goes in line beyond a number; more than the server takes fails every task."""

COMMIT_TURN = "commit_turn"
LOOK_UP = "look_up"
CALL_SERVICE = "call_service"
OPEN_CASE = "open_case"
JOIN_LIST = "join_list"
READ_CLOCK = "read_clock"
LET_LEAVE = "let_leave"

TURNS_A_RUN = 250
"""Stimuli handled before a quiescent case continues as new: about two thousand events."""


@dataclass(frozen=True)
class CaseInput:
    """What the workflow of a case is started with; beside it travel the packed plan and, in a later run, the state.

    `started` is the first stimulus, None in a later run. `skew` are seconds to add to the server's clock to have the
    case's time (scenarios; else 0). `held` are requests of the run before that had to wait for this one. `turns_a_run`
    travels here because replay must see the number of back then. `said`: the last turn in which the run before sent
    messages that may not have left yet; 0 for none.
    """

    started: Wire | None
    skew: float = 0.0
    held: list[Wire] = field(default_factory=list)
    turns_a_run: int = TURNS_A_RUN
    said: int = 0


@dataclass(frozen=True)
class CommitTurn:
    """One turn to write. `turn` is `Turn.to_wire()`, `stimulus` the encoded stimulus it follows from.

    `command_id` is the remembered command that this turn obeys, if any. `sealed` is the last turn the history is known
    to have; left out, the one before this. `post`: that of the starter, where the case was started for a department.
    """

    case_id: str
    workflow_id: str
    process: str
    turn: Wire
    stimulus: Wire
    plan_digest: str
    command_id: str | None = None
    sealed: int | None = None
    post: PostTaken | None = None


@dataclass(frozen=True)
class TurnCommitted:
    """What a commit answers into the history: the digest of the turn it wrote, and the encoded `Resolution`."""

    number: int
    digest: str
    resolution: Wire


@dataclass(frozen=True)
class ReplayedTurn:
    """A turn of a history: what its commit was given, and what it resolved (an encoded `Resolution`)."""

    commit: CommitTurn
    resolution: Wire


@dataclass(frozen=True)
class LookUp:
    """Questions of expressions about the directory and the calendars: `[function, argument, …]`, values as JSON.

    `post` as in `CommitTurn`.
    """

    case_id: str
    questions: list[list[Any]]
    at: str
    post: PostTaken | None = None


@dataclass(frozen=True)
class ServiceCall:
    """A request for a connector: `request` is an encoded `CallService`; `skew` as in `CaseInput`."""

    case_id: str
    process: str
    business_key: str
    request: Wire
    skew: float = 0.0


@dataclass(frozen=True)
class ServiceReply:
    """What a connector answered: a result, or an error code (foreseen, or `failed`) with its text.

    `finished_at` is the instant of the answer by the server's clock, ISO 8601 with its offset. `later`: the other side
    has taken the call and will answer by itself; the answer comes by the Signal `service`.
    """

    finished_at: str
    result: Any = None
    error: str | None = None
    text: str = ""
    later: bool = False


@dataclass(frozen=True)
class CaseOpening:
    """A request to open a called case: `request` is an encoded `OpenCase`; `skew` is handed down."""

    request: Wire
    at: str
    skew: float = 0.0


@dataclass(frozen=True)
class ListJoining:
    """A request to bring a case to the list of a batch step: `request` is an encoded `JoinBatch`."""

    request: Wire
    at: str
    skew: float = 0.0


@dataclass(frozen=True)
class Leaving:
    """What a case said up to this turn shall leave now. An activity runs only when its turn is in the history."""

    case_id: str
    turn: int


@dataclass(frozen=True)
class CaseOpened:
    """The called case exists, or why it could not be opened (`error`, `text`)."""

    finished_at: str
    workflow_id: str = ""
    case_id: str = ""
    business_key: str = ""
    error: str | None = None
    text: str = ""
