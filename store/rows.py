"""The rows of the projections: one frozen record for each table, the fields being its columns.

Only `store.projections` makes them; queries hand them out as they are. Instants are aware and in UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Wire = dict[str, Any]


@dataclass(frozen=True)
class CaseRow:
    """One case. `turns` is the number of its last turn; `changed_at` the instant of that turn.

    `status` is `open`, `completed` or `cancelled`; `end` the end state. `needs_repair`: its turns do not chain, so the
    history must be read again. `next_at`, `next_key` and `next_rung` name what happens next by itself.
    """

    case_id: str
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
    title: str = ""
    summary: Wire = field(default_factory=dict)
    stage: Any = None
    status: str = "open"
    end: str | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    reason: str = ""
    due: datetime | None = None
    open_incidents: int = 0
    next_at: datetime | None = None
    next_key: str | None = None
    next_rung: str | None = None
    needs_repair: bool = False


@dataclass(frozen=True)
class StepRow:
    """One entry into a step. `status` is `open`, `finished`, `cancelled` or `skipped`."""

    case_id: str
    instance: str
    process: str
    step: str
    step_kind: str
    list: str
    entered_at: datetime
    status: str = "open"
    left_at: datetime | None = None
    outcome: str | None = None
    by: str | None = None
    reason: str = ""
    due: datetime | None = None


@dataclass(frozen=True)
class TaskRow:
    """One seat of a user task. `status` is `created`, `open`, `decided`, `returned` or `cancelled`.

    An open task with a `holder` is that person's; without one it is offered to all in `offered`. `why` is the reason
    recorded when people were found.
    """

    case_id: str
    task: str
    process: str
    instance: str
    step: str
    seat: int
    created_at: datetime
    item: str | None = None
    priority: Any = None
    status: str = "created"
    offered: tuple[str, ...] = ()
    holder: str | None = None
    held_since: datetime | None = None
    due: datetime | None = None
    transfers: int = 0
    done_at: datetime | None = None
    outcome: str | None = None
    by: str | None = None
    on_behalf_of: str | None = None
    comment: str = ""
    by_timeout: bool = False
    why: Wire = field(default_factory=dict)
    directory: str = ""


@dataclass(frozen=True)
class IncidentRow:
    """A parked step; open while `resolved_at` is None."""

    case_id: str
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
class DeadlineRow:
    """An instant at which something happens by itself: `key` is whose (task, step instance, clock, `case`)."""

    case_id: str
    key: str
    rung: str
    at: datetime


@dataclass(frozen=True)
class CalledRow:
    """A case that a step of this case called. `end` is None while it runs."""

    case_id: str
    instance: str
    step: str
    process: str
    detached: bool
    called_at: datetime
    workflow_id: str = ""
    called_case: str = ""
    end: str | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class NoticeRow:
    """One person was told one thing."""

    case_id: str
    turn: int
    position: int
    person: str
    about: str
    text: Any
    at: datetime
    task: str | None = None
