"""What the queries answer: frozen records, made of projection rows and of turns."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from store.rows import CalledRow, CaseRow, IncidentRow, StepRow, TaskRow

Wire = dict[str, Any]


@dataclass(frozen=True)
class CasePage:
    """A page of cases, the newest first. `cursor` continues it; None: this was the last page."""

    cases: tuple[CaseRow, ...]
    cursor: str | None


@dataclass(frozen=True)
class NextEvent:
    """What happens by itself at `at`: `rung` of the limit of `key`; `step` is whose limit it is, if it is a step's.

    `rung` is `due` (the limit lapses), `timer`, `retry`, or the id of an escalation rung.
    """

    at: datetime
    key: str
    rung: str
    step: str | None = None
    task: str | None = None


@dataclass(frozen=True)
class OpenStep:
    """An open step of a case: since when, who has it or may take it, until when, what is wrong with it."""

    row: StepRow
    tasks: tuple[TaskRow, ...] = ()
    due: datetime | None = None
    incident: IncidentRow | None = None
    called: CalledRow | None = None


@dataclass(frozen=True)
class CaseDetail:
    """All that is known of where a case stands. `next` is in order of time; `heard` are message names to their keys."""

    case: CaseRow
    data: Wire
    open_steps: tuple[OpenStep, ...]
    next: tuple[NextEvent, ...]
    incidents: tuple[IncidentRow, ...]
    called: tuple[CalledRow, ...]
    heard: Wire = field(default_factory=dict)


@dataclass(frozen=True)
class HistoryTurn:
    """One turn as it was written. `events` are the core's and, after them, the resolved ones.

    `sealed`: the history is known to have it.
    """

    turn: int
    at: datetime
    committed_at: datetime
    digest: str
    stimulus: Wire
    events: tuple[Wire, ...]
    sealed: bool


@dataclass(frozen=True)
class InboxEntry:
    """A task on a person's list: `mine` (holds it) or `offered` (may claim it)."""

    standing: Literal["mine", "offered", "waiting"]
    task: TaskRow
    workflow_id: str
    business_key: str
    title: Any
    stage: Any
    initiator: str | None
    started_at: datetime


@dataclass(frozen=True)
class InboxPage:
    """A page of a person's list, the most urgent first. `cursor` continues it."""

    entries: tuple[InboxEntry, ...]
    cursor: str | None


@dataclass(frozen=True)
class QueueCount:
    """Open tasks nobody has taken, by process and step."""

    process: str
    step: str
    waiting: int
    oldest: datetime


@dataclass(frozen=True)
class HearingCase:
    """A running case that hears a message with a key."""

    case_id: str
    workflow_id: str
    process: str
    business_key: str
