"""Questions a turn has about the world: who may act, by when, who is to be told, may this person do that.

They are plain data, answered by `engine.runtime.resolving` with the directory and the calendars of the moment. The
commit answers them in its transaction, and the answers (events) are recorded in the case's history.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from engine.calendars import BoundMoment
from engine.people import BoundWho, Standing, WhoQuestion
from engine.runtime.wire import added, own_wire

MomentWire = Annotated[BoundMoment, own_wire(BoundMoment)]
Who = Annotated[BoundWho, own_wire(BoundWho)]


@dataclass(frozen=True)
class Handover:
    """A shift is over: who has the task keeps it only if they are on duty still; else the next ones are told `note`.

    `rule`: by which rule of the step the task was found.
    """

    holder: str | None
    note: str
    notice: str
    rule: int


@dataclass(frozen=True)
class AskWho:
    """Who may act on the tasks of a step instance: one task id per seat. `each` seats may become more tasks.

    `listed`: they sit in sequence, and who they are is listed first; no task exists yet. `handover`: of a task that was
    offered before, to those who were on duty then.
    """

    instance: str
    tasks: tuple[str, ...]
    question: Annotated[WhoQuestion, own_wire(WhoQuestion)]
    step: str = ""
    first_seat: int = 0
    kind: Literal["who"] = "who"
    listed: bool = added(False)
    handover: Handover | None = added(None)


@dataclass(frozen=True)
class AskRung:
    """When a rung of a limit comes: a moment (its anchor `due` is put in by the answer) or a percentage."""

    rung: str
    at: MomentWire
    calendar: str
    roll: str | None
    inherited: bool = False


@dataclass(frozen=True)
class Recalculated:
    """A limit is asked for once more because the calendars have changed: by whom, why, and from which version.

    `was` is when it was due; past (`stays`), it is not due at another instant. `ahead`: its rungs, or the timer, that
    had still to come, and when.
    """

    was: datetime | None
    ahead: Mapping[str, datetime]
    before: str = ""
    by: str | None = None
    reason: str = ""
    stays: bool = False


@dataclass(frozen=True)
class AskLimit:
    """When a limit, or a timer (no rungs), falls due. `base` is when its step or clock began.

    `due` None: its anchor is empty, it does not come. `pauses` are the times it stood still. `half_until`: it is due
    when half of the time until then is over, in the kind of time `due` counts in. `not_before`: its rungs wait until
    then, for somebody has promised. `recalculated`: it has been answered before, by other calendars.
    """

    key: str
    due: Annotated[BoundMoment | None, own_wire(BoundMoment)]
    base: datetime
    calendar: str
    roll: str | None
    rungs: tuple[AskRung, ...] = ()
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    max_pause: str | None = None
    kind: Literal["limit"] = "limit"
    half_until: datetime | None = added(None)
    not_before: datetime | None = added(None)
    recalculated: Recalculated | None = added(None)


@dataclass(frozen=True)
class AskNotice:
    """Whom to tell about something that happened at `at`. `lapsed`: whose lapse it is, if it is one.

    `waits`: everybody is told in their own working time. `own`: who has what it is about; to all others it is raised.
    """

    about: str
    to: tuple[Who, ...]
    text: Any
    at: datetime
    notice: str
    task: str | None = None
    lapsed: tuple[str, ...] = ()
    kind: Literal["notice"] = "notice"
    waits: bool = added(False)
    own: tuple[str, ...] = added(())


@dataclass(frozen=True)
class AskCopies:
    """Who reads along from now on: those of `to` who have no copy yet (`given`), about a step or `case`.

    With a `scope` somebody has chosen them: the turn is refused where one is in none of these rules.
    """

    about: str
    to: Who
    at: datetime
    notice: str
    by: str | None = None
    text: str = ""
    scope: tuple[Who, ...] = ()
    given: tuple[str, ...] = ()
    kind: Literal["copies"] = "copies"


@dataclass(frozen=True)
class AskMay:
    """Whether a person is one of `who`; when not, the turn is refused with `code` and `message`."""

    person: str
    who: Who
    code: str
    message: str
    at: datetime
    field: str | None = None
    kind: Literal["may"] = "may"


@dataclass(frozen=True)
class AskAct:
    """Whether a person may still act on a task they may act on by the record: stand-ins end, people leave.

    `excluded`: whom the step leaves out, whenever they have come to stand in. `authority`: the amount that theirs, or
    that of whom they act for, must cover. `behalf`: in whose name they say they act.
    """

    person: str
    task: str
    candidates: tuple[str, ...]
    holder: str | None
    for_whom: dict[str, str]
    offered_at: datetime
    at: datetime
    kind: Literal["act"] = "act"
    excluded: tuple[Who, ...] = added(())
    authority: str = added("")
    behalf: str | None = added(None)


@dataclass(frozen=True)
class AskNoneOf:
    """Whether a person is none of those whom rules leave out; when one of them, the turn is refused."""

    person: str
    who: tuple[Who, ...]
    code: str
    message: str
    at: datetime
    kind: Literal["none-of"] = "none-of"


@dataclass(frozen=True)
class AskLoan:
    """Whether a person may be lent a task: one of whom rules leave out (`who`) is not, and the loan ends."""

    task: str
    person: str
    who: tuple[Who, ...]
    at: datetime
    kind: Literal["loan"] = "loan"


@dataclass(frozen=True)
class AskSignature:
    """Whether a signature is the person's own name; when not, the turn is refused with `code`."""

    person: str
    name: str
    code: str
    at: datetime
    kind: Literal["signature"] = "signature"


@dataclass(frozen=True)
class AskVoters:
    """Whether all who have still to vote are there: task and people of each open seat. Who has left has no vote."""

    instance: str
    seats: tuple[tuple[str, tuple[str, ...]], ...]
    at: datetime
    kind: Literal["voters"] = "voters"


@dataclass(frozen=True)
class AskReassign:
    """Who gets a task that a rung hands on (`add` False) or adds people to (`add` True).

    `waits_for`: the rung that hands it on, where that waits until one of them works.
    """

    task: str
    who: tuple[Who, ...]
    add: bool
    reason: str
    at: datetime
    held: tuple[str, ...] = ()
    kind: Literal["reassign"] = "reassign"
    waits_for: str = added("")


@dataclass(frozen=True)
class Hand:
    """A task is handed over: from whom to whom, with what words."""

    person: str
    to: str
    comment: str = ""


@dataclass(frozen=True)
class AskAnew:
    """Who may act on an open task now that the directory is another than `before` (its version); see `Standing`.

    `hand`: because it is handed over; who cannot have it leaves it to the rule of its step.
    """

    instance: str
    step: str
    task: str
    question: Annotated[WhoQuestion, own_wire(WhoQuestion)]
    standing: Standing
    before: str = ""
    kind: Literal["anew"] = "anew"
    hand: Hand | None = added(None)


@dataclass(frozen=True)
class AskWindow:
    """Whether a new half working day has begun between two instants; when not, the turn is refused."""

    since: datetime
    at: datetime
    calendar: str
    code: str
    message: str
    kind: Literal["window"] = "window"


@dataclass(frozen=True)
class Pointing:
    """A case that is pointed at: `wanted` is its id or its business key, `processes` those it may be a case of.

    `process`, `field`, `own`: the process, the field and the case that point at it. `person`: who has picked it; None:
    no right is asked. `summed`: the field of all that point at it which is summed up, but for those that have ended in
    one of `without`.
    """

    wanted: str
    field: str
    process: str
    own: str
    person: str | None
    processes: tuple[str, ...]
    summed: str = ""
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskRelated:
    """Whether a case may be pointed at, and whether the sum of all that do, with the `amount` of this one, is within
    the `limit` that its summary says; when not, the turn is refused. `key` is what people call it."""

    to: Pointing
    key: str
    status: str
    limit: str | None
    amount: str | None
    kind: Literal["related"] = "related"


Question = (
    AskWho
    | AskLimit
    | AskNotice
    | AskMay
    | AskAct
    | AskNoneOf
    | AskLoan
    | AskSignature
    | AskVoters
    | AskReassign
    | AskAnew
    | AskWindow
    | AskCopies
    | AskRelated
)
