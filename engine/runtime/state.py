"""The state of a case: data, all of it. Lists and where they stand, open step instances, tasks, limits, what is kept.

Everything is frozen; a turn works on shallow copies of the maps and replaces records (`engine.runtime.builder`). Maps
keep insertion order and are iterated in it. Only what is open is kept: what is over stands in the events.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Literal

from engine.calendars import BoundMoment
from engine.people import PostTaken
from engine.runtime import revisions
from engine.runtime.questions import Who
from engine.runtime.stimuli import Caller, PolicyDecided, Started, Stimulus, Unanswered
from engine.runtime.wire import added, own_wire


@dataclass(frozen=True)
class ListInstance:
    """A list of steps being worked; it stands at one place.

    `inside` is the step instance it belongs to; `beside` is the list instance it runs beside, with `hangs_on` the step
    instance whose event began it (None: an event of the process). `at` is the step instance it stands at. `locals` are
    the item and index of a `for_each`.
    """

    id: str
    address: str
    inside: str | None = None
    beside: str | None = None
    hangs_on: str | None = None
    event: str | None = None
    at: str | None = None
    finished: bool = False
    locals: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A `for_each` item that is a row of a table: reading and writing go to the row itself.

    `table` is the path of the table in the data, with the numbers of rows on the way (`orders.2.lines`).
    """

    table: str
    index: int


@dataclass(frozen=True)
class StepInstance:
    """One entry into a step, while it is open.

    `phase` is `working`, or `reacting` once its own work is over and the steps of its reaction run. `progress` is what
    the module of its kind needs to remember, as plain data.
    """

    id: str
    step: str
    list: str
    entered: datetime
    phase: Literal["working", "reacting"] = "working"
    progress: Mapping[str, Any] = field(default_factory=dict)
    outcome: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class Side:
    """What makes a task one beside another: added signers (`before`, `after`, `beside`), a `supplement`, a `question`.

    `serves` is the task it is for, `by` who asked, `group` those asked together. `due`: a moment of its own; `half`:
    else half of what is left until then.
    """

    serves: str
    kind: str
    by: str
    group: str = ""
    due: str = ""
    half: datetime | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extension:
    """A request for more time that the superior of `by` has not decided yet."""

    due: datetime
    by: str


@dataclass(frozen=True)
class Advice:
    """What somebody recommends to whom they were lent a task by; `data` as JSON, by path."""

    by: str
    outcome: str
    data: Mapping[str, Any] = field(default_factory=dict)
    comment: str = ""


@dataclass(frozen=True)
class UserTask:
    """One seat of a user task. `offered` may claim, `holder` has it, `for_whom`: for whom a stand-in acts.

    `roles`: of a seat with a vote, by which roles it was found. `side`: it is one beside another task. `claimed`: its
    holder has taken it; `handed_on`: a rung of its limit gave it to other people than its rule. `rule`: by which of the
    rules of its step it was found. `shift_ends`: when others are on duty, `shifts`: how often that has been, `note`:
    what those are told.
    """

    id: str
    instance: str
    step: str
    seat: int
    created: datetime
    offered: tuple[str, ...] = ()
    holder: str | None = None
    for_whom: Mapping[str, str] = field(default_factory=dict)
    resolved: bool = False
    due: datetime | None = None
    transfers: int = 0
    held_until: datetime | None = None
    holds: int = 0
    extension: Extension | None = None
    lent_to: str | None = None
    givers: tuple[str, ...] = ()
    offered_back: str | None = None
    advice: Advice | None = None
    claimed: bool = added(False)
    handed_on: bool = added(False)
    roles: tuple[str, ...] = added(())
    side: Side | None = added(None)
    rule: int = added(0)
    shift_ends: datetime | None = added(None)
    shifts: int = added(0)
    note: str = added("")

    @property
    def has_begun(self) -> bool:
        """Whether its holder has done something with it: claimed it, lent it, let it wait, asked for more time."""
        return bool(self.claimed or self.lent_to or self.held_until or self.extension or self.advice)


@dataclass(frozen=True)
class Limit:
    """A due time, or a timer, that somebody waits for.

    `key` names its owner: a task, a step instance, `clock.<id>`, `case`, or an event of one of them. `bound` is the
    moment with the values it was last asked with, `anchors` those of rungs that hang on fields of their own: when they
    change, it is asked again. `first_due` is set once it was extended: it follows no fields any more.
    `promised`: its rungs wait until then.
    """

    key: str
    base: datetime
    bound: Annotated[BoundMoment | None, own_wire(BoundMoment)] = None
    due: datetime | None = None
    paused_since: datetime | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    repeated: bool = False
    fired: tuple[str, ...] = ()
    anchors: Mapping[str, Any] = field(default_factory=dict)
    paused_for: tuple[str, ...] = added(())
    first_due: datetime | None = None
    promised: datetime | None = None
    promised_by: str | None = None


@dataclass(frozen=True)
class Deadline:
    """An instant at which something happens: `rung` says what (`timer`, `retry`, `keep`, or a rung's id).

    `held`: of a rung that was put off, who had the task then.
    """

    key: str
    rung: str
    at: datetime
    times: int = 0
    held: tuple[str, ...] = added(())


@dataclass(frozen=True)
class WaitingEvent:
    """An event that happened again while its steps were still running: they follow those."""

    event: str
    holder: str | None


@dataclass(frozen=True)
class KeptMessage:
    """A message that came early. `data` as it came."""

    id: str
    message: str
    key: str
    data: Mapping[str, Any]
    at: datetime
    by: str | None = None


@dataclass(frozen=True)
class Incident:
    """A parked step: `what` says which part of it failed, so that a retry does that again."""

    id: str
    instance: str
    step: str
    code: str
    text: str
    since: datetime
    what: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class LastEntry:
    """What `steps.<id>` knows of the last entry that was finished; `everybody` has those of several seats, `behalf`
    those for whom somebody acted."""

    done: bool
    outcome: str | None
    by: str | None
    at: datetime
    batch: str | None = None
    everybody: tuple[str, ...] = ()
    behalf: tuple[str, ...] = added(())


@dataclass(frozen=True)
class Decision:
    """What a user task was last decided, for returns: `seen` is a digest of the fields its form showed.

    `assigned` is one of the rule that named its people, with the values of then.
    """

    outcome: str
    by: str
    at: datetime
    commented: bool
    seen: str
    only_if_same: bool = False
    behalf: str | None = None
    assigned: str = added("")


@dataclass(frozen=True)
class Retractable:
    """A decision that its giver may take back: what its turn has changed, as it was before (None: was not there).

    `turn` is that turn, or the last that followed from it by itself. `vote` is the step instance whose vote is still
    open. `undo` are the steps it made undoable. `closed` says why it cannot be taken back; the rest is then forgotten.
    """

    task: UserTask
    by: str
    turn: int
    closed: str = ""
    vote: str = ""
    stage: Any = None
    way_back: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()
    lists: Mapping[str, ListInstance | None] = field(default_factory=dict)
    steps: Mapping[str, StepInstance | None] = field(default_factory=dict)
    tasks: Mapping[str, UserTask | None] = field(default_factory=dict)
    limits: Mapping[str, Limit | None] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    last: Mapping[str, LastEntry | None] = field(default_factory=dict)
    decisions: Mapping[str, Decision | None] = field(default_factory=dict)
    carried: Mapping[str, Decision | None] = field(default_factory=dict)
    reopened: Mapping[str, str | None] = field(default_factory=dict)
    rechecks: Mapping[str, Any] = field(default_factory=dict)
    conditions: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """That a turn has written a path of the data, and what was there before, as people read it."""

    turn: int
    path: str
    old: str


@dataclass(frozen=True)
class Undoable:
    """A finished step that can be taken back; `locals` are the items that were in reach of it."""

    step: str
    locals: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Fate:
    """What became of a task of a step, or of the case, that is over; when, and by whom (empty: by itself)."""

    step: str
    what: str
    at: datetime
    by: str = ""


@dataclass(frozen=True)
class Answer:
    """What a command was answered: the turn it became."""

    turn: int
    at: datetime


@dataclass(frozen=True)
class Handed:
    """A hand-over: from whom to whom, and the tasks with how often each had been transferred. `before`: who had been in
    the first one's place."""

    person: str
    to: str
    tasks: Mapping[str, int] = field(default_factory=dict)
    before: str | None = None


@dataclass(frozen=True)
class CaseState:
    """One case. `turn` counts its turns, `digest` chains them; `now` is the instant of the last stimulus."""

    case_id: str
    process: str
    plan: str
    business_key: str
    started_at: datetime
    now: datetime
    initiator: str | None = None
    zone: str = "Asia/Shanghai"
    caller: Caller | None = None
    engine_revision: int = revisions.CURRENT
    turn: int = 0
    digest: str = ""
    stage: Any = None
    ended: str | None = None
    ending: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    lists: Mapping[str, ListInstance] = field(default_factory=dict)
    steps: Mapping[str, StepInstance] = field(default_factory=dict)
    tasks: Mapping[str, UserTask] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    waiting_events: tuple[WaitingEvent, ...] = ()
    kept: tuple[KeptMessage, ...] = ()
    heard: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    incidents: Mapping[str, Incident] = field(default_factory=dict)
    last: Mapping[str, LastEntry] = field(default_factory=dict)
    conditions: Mapping[str, bool] = field(default_factory=dict)
    undo: tuple[Undoable, ...] = ()
    rechecks: Mapping[str, Any] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    carried: Mapping[str, Decision] = field(default_factory=dict)
    reopened: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    described: str = ""
    counter: int = 0
    work_left: tuple[tuple[str, str], ...] = ()
    unsettled: bool = False
    policies: tuple[PolicyDecided | Unanswered, ...] = ()
    goes_to: Mapping[str, str] = added(factory=dict)
    returned_at: datetime | None = added(None)
    retractable: Mapping[str, Retractable] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    urged: Mapping[str, datetime] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    changes_from: int = 0
    successors: Mapping[str, str] = added(factory=dict)
    handed: Mapping[str, Handed] = added(factory=dict)
    fates: Mapping[str, Fate] = added(factory=dict)
    copies: tuple[str, ...] = ()
    way_back: tuple[str, ...] = ()
    returns: Mapping[str, int] = field(default_factory=dict)
    department: str | None = added(None)
    started_by: str | None = added(None)
    left_out: Mapping[str, tuple[Who, ...]] = added(factory=dict)
    on_behalf: str | None = added(None)

    @property
    def post(self) -> PostTaken | None:
        """For which of their departments the starter has begun the case, where that was asked."""
        return PostTaken.of(self.initiator, self.department)

    @property
    def next_alarm(self) -> datetime | None:
        """The earliest instant at which something falls due by itself; None when nothing does."""
        return min((deadline.at for deadline in self.deadlines.values()), default=None)


def post_of(state: CaseState | None, stimulus: Stimulus) -> PostTaken | None:
    """The same before and after the case has begun."""
    known = state if state is not None else stimulus
    return known.post if isinstance(known, CaseState | Started) else None
