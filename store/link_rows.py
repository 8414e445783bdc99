"""Rows of how cases belong together: called, decided on one list, pointed at (see `store.rows`)."""

from dataclasses import dataclass
from datetime import datetime

from store.row import Row


@dataclass(frozen=True)
class CalledRow(Row):
    """A case that a step of this case called. `end` is None while it runs."""

    TABLE = "called_cases"
    KEY = ("instance",)

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
class BatchRow(Row):
    """A case's place in a batch step: waiting for a list, on one (`batch` is its workflow id), decided with it.

    `batch_key` is what the cases of one list have in common.
    """

    TABLE = "batch_places"
    KEY = ("instance",)

    instance: str
    step: str
    batch_key: str
    awaited_since: datetime
    batch: str = ""
    number: str = ""
    outcome: str | None = None
    by: str | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True)
class RelatedRow(Row):
    """A field by which a case (of `process`) points at another one."""

    TABLE = "related_cases"
    KEY = ("field",)

    field: str
    process: str
    related: str
