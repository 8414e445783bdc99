"""The rows of tasks: each seat of a user task, and whose list it is on."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from store.row import Row, Wire


@dataclass(frozen=True)
class TaskRow(Row):
    """One seat of a user task. `status` is `created`, `open`, `decided`, `returned` or `cancelled`.

    An open task with a `holder` is that person's; without one it is offered to all in `offered`. `why` is the reason
    recorded when people were found, `directory` the version of the directory they were found in. `side`: it is a task
    beside the one it `serves` (an added signer, a supplement, a question), `asked` is what for. `held_until`: it waits
    for the world until then; `asked_due`: more time was asked for; `first_due`: when it was due before that.
    `offered_back`: who gave it away may claim it. `lent_to` fills it in for the holder; `advice` is what came of it: by
    whom, outcome, data, comment. `for_whom`: for whom those who stand in act.
    """

    TABLE = "tasks"
    KEY = ("task",)

    task: str
    process: str
    instance: str
    step: str
    seat: int
    created_at: datetime
    item: str | None = None
    priority: Any = None
    status: Literal["created", "open", "decided", "returned", "cancelled"] = "created"
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
    side: str = ""
    serves: str | None = None
    asked: Wire = field(default_factory=dict)
    held_until: datetime | None = None
    holds: int = 0
    asked_due: datetime | None = None
    first_due: datetime | None = None
    lent_to: str | None = None
    advice: Wire = field(default_factory=dict)
    offered_back: str | None = None
    for_whom: Wire = field(default_factory=dict)


@dataclass(frozen=True)
class InboxRow(Row):
    """An open task on one person's list; derived from its `TaskRow` and nothing else."""

    TABLE = "inbox"
    KEY = ("task", "person")

    task: str
    person: str
    standing: Literal["mine", "offered", "waiting"]
    due_order: datetime


@dataclass(frozen=True)
class PromiseRow(Row):
    """What a superior has promised of a late task, in which turn; whether it was kept is known from the task."""

    TABLE = "promises"
    KEY = ("task", "turn")

    task: str
    turn: int
    by: str
    until: datetime
    comment: str
    at: datetime
