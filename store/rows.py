"""The rows of the projections: one frozen record for each table, the fields being its columns.

Only `store.projections` makes them; queries hand them out as they are. Instants are aware and in UTC. `TABLE` is the
table's name, `KEY` the fields that, beside the case, name a row.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from store.link_rows import BatchRow as BatchRow
from store.link_rows import CalledRow as CalledRow
from store.link_rows import RelatedRow as RelatedRow
from store.row import WITHOUT_DUE as WITHOUT_DUE
from store.row import Row as Row
from store.row import Wire as Wire
from store.task_rows import InboxRow as InboxRow
from store.task_rows import PromiseRow as PromiseRow
from store.task_rows import TaskRow as TaskRow


@dataclass(frozen=True)
class CaseRow(Row):
    """One case. `turns` is the number of its last turn, `digest` that turn's, `changed_at` its instant.

    `status` is `open`, `completed` or `cancelled`; `end` the end state. `needs_repair`: its turns do not chain, so the
    history must be read again. `at_steps` are the open steps, without those that only hold others; `next_at`,
    `next_key` and `next_rung` name what happens next by itself. `sealed`: only those in the case read it. `on_behalf`:
    for whom its initiator, a stand-in, has started it. `started_by`: who has started it for the initiator.
    """

    TABLE = "cases"
    KEY = ()

    workflow_id: str
    process: str
    plan: str
    business_key: str
    start: str
    initiator: str | None
    caller_case: str | None
    started_at: datetime
    changed_at: datetime
    turns: int
    digest: str
    title: Any = ""
    summary: Wire = field(default_factory=dict)
    stage: Any = None
    status: Literal["open", "completed", "cancelled"] = "open"
    end: str | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    reason: str = ""
    due: datetime | None = None
    at_steps: tuple[str, ...] = ()
    open_incidents: int = 0
    next_at: datetime | None = None
    next_key: str | None = None
    next_rung: str | None = None
    needs_repair: bool = False
    sealed: bool = False
    on_behalf: str | None = None
    started_by: str | None = None


HOLDING_KINDS = frozenset({"parallel", "for_each", "scope", "compensate"})
"""Kinds of steps that only hold others: where a case stands is said by those inside."""


@dataclass(frozen=True)
class DataRow(Row):
    """What a case's fields hold: path to value as JSON."""

    TABLE = "case_data"
    KEY = ()

    data: Wire = field(default_factory=dict)


@dataclass(frozen=True)
class SearchRow(Row):
    """The words a case is found by, in small letters: key, title and what the definition's `search` names."""

    TABLE = "case_search"
    KEY = ()

    process: str
    started_at: datetime
    words: str = ""


@dataclass(frozen=True)
class GramRow(Row):
    """A piece of the words of an open case (`store.grams`); derived from its `SearchRow` and nothing else."""

    TABLE = "case_grams"
    KEY = ("gram",)

    gram: str


@dataclass(frozen=True)
class StepRow(Row):
    """One entry into a step. `status` is `open`, `finished`, `cancelled` or `skipped`.

    Of a service task: the connector, the number of attempts and the last error.
    """

    TABLE = "steps"
    KEY = ("instance",)

    instance: str
    process: str
    step: str
    step_kind: str
    list: str
    entered_at: datetime
    status: Literal["open", "finished", "cancelled", "skipped"] = "open"
    left_at: datetime | None = None
    outcome: str | None = None
    by: str | None = None
    reason: str = ""
    due: datetime | None = None
    service: str = ""
    attempts: int = 0
    last_error: str = ""


@dataclass(frozen=True)
class IncidentRow(Row):
    """A parked step; open while `resolved_at` is None."""

    TABLE = "incidents"
    KEY = ("incident",)

    incident: str
    process: str
    instance: str
    step: str
    code: str
    text: str
    since: datetime
    resolved_at: datetime | None = None
    how: str | None = None
    by: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class LimitRow(Row):
    """A limit somebody is under. `key` is whose: a task, a step instance, `clock.<id>` or `case`.

    `due` None: its anchor is empty. While `paused_since` is set it stands still, and `due` is what it was before.
    `why` is how it was counted, by which calendar and which version of it.
    """

    TABLE = "limits"
    KEY = ("key",)

    key: str
    due: datetime | None
    calendar: str = ""
    calendars: str = ""
    why: Wire = field(default_factory=dict)
    paused_since: datetime | None = None
    paused_for: str = ""


@dataclass(frozen=True)
class DeadlineRow(Row):
    """An instant at which something happens by itself: rung `rung` of the limit of `key`, or a `timer`."""

    TABLE = "deadlines"
    KEY = ("key", "rung")

    key: str
    rung: str
    at: datetime


@dataclass(frozen=True)
class HeardRow(Row):
    """A message a running case hears, with the key it must carry."""

    TABLE = "message_keys"
    KEY = ("message",)

    message: str
    message_key: str


@dataclass(frozen=True)
class MessageRow(Row):
    """A message that reached a case, and what became of it: `taken`, `kept` or `dropped`.

    `detail` is who took it (step or event), or why it was dropped.
    """

    TABLE = "messages"
    KEY = ("message_id",)

    message_id: str
    message: str
    message_key: str
    at: datetime
    fate: Literal["taken", "kept", "dropped"]
    detail: str = ""


@dataclass(frozen=True)
class NoticeRow(Row):
    """One person was told one thing. `leaves`: when it leaves to them, where that waits for their working time."""

    TABLE = "notices"
    KEY = ("turn", "position", "person")

    turn: int
    position: int
    person: str
    about: str
    text: Any
    at: datetime
    task: str | None = None
    leaves: datetime | None = None


@dataclass(frozen=True)
class CopyRow(Row):
    """A person reads along, since when, because of what (a step, or `case`); `by` has chosen them."""

    TABLE = "copies"
    KEY = ("person",)

    person: str
    at: datetime
    about: str
    by: str | None = None
    text: str = ""


@dataclass(frozen=True)
class AttachmentRow(Row):
    """A file that somebody has added to the case, or to a `step` of it; `file` is its reference."""

    TABLE = "attachments"
    KEY = ("turn", "position")

    turn: int
    position: int
    file: Any
    by: str
    at: datetime
    comment: str = ""
    step: str | None = None


@dataclass(frozen=True)
class CaseFileRow(Row):
    """A file the case refers to or has referred to; `turn` is the last one that spoke of it."""

    TABLE = "case_files"
    KEY = ("digest",)

    digest: str
    turn: int


ROWS: tuple[type[Row], ...] = (
    CaseRow, DataRow, SearchRow, GramRow, StepRow, TaskRow, InboxRow, IncidentRow, LimitRow, DeadlineRow, HeardRow,
    MessageRow, CalledRow, BatchRow, NoticeRow, CopyRow, AttachmentRow, CaseFileRow, PromiseRow, RelatedRow,
)  # fmt: skip
"""Every projection."""
