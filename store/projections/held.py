"""The rows of one case while events are folded into them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, cast

from engine.runtime.events import Event
from store.grams import grams_of
from store.rows import WITHOUT_DUE, CaseRow, GramRow, InboxRow, Row, SearchRow, TaskRow

R = TypeVar("R", bound=Row)
Rows = dict[tuple[Any, ...], Row]


@dataclass(frozen=True)
class TurnFacts:
    """What the projections know of a stored turn."""

    case_id: str
    process: str
    workflow_id: str
    plan: str
    n: int
    at: datetime
    digest: str
    previous: str
    events: tuple[Event, ...]


@dataclass
class Held:
    """Rows of a case by record class and key. Every fold works on its own copy."""

    case_id: str
    rows: dict[type[Row], Rows] = field(default_factory=dict)
    moot: set[str] = field(default_factory=set)
    """Limits that this very turn has asked for and dropped again; their answer still comes, and means nothing."""

    @classmethod
    def of(cls, case_id: str, rows: Iterable[Row]) -> "Held":
        """These rows."""
        held = cls(case_id)
        for row in rows:
            held.put(row)
        return held

    def copy(self) -> "Held":
        """A second one with the same rows; rows themselves never change."""
        return Held(self.case_id, {kind: dict(rows) for kind, rows in self.rows.items()})

    def all(self, kind: type[R]) -> dict[tuple[Any, ...], R]:
        """Rows of a class by their keys."""
        return cast(dict[tuple[Any, ...], R], self.rows.setdefault(kind, {}))

    def get(self, kind: type[R], *key: Any) -> R | None:
        """The row of a class with this key."""
        return self.all(kind).get(key)

    def put(self, row: Row) -> None:
        """Add a row, or put it in the place of the one with its key."""
        self.rows.setdefault(type(row), {})[row.row_key] = row

    def remove(self, row: Row) -> None:
        """Take a row away."""
        self.rows.get(type(row), {}).pop(row.row_key, None)

    @property
    def case(self) -> CaseRow:
        """The case's own row; there is one from the first turn on."""
        found = self.get(CaseRow)
        assert found is not None, f"case {self.case_id} has no row yet"
        return found

    def with_derived(self) -> "Held":
        """The same, with what follows from other rows: whose list a task is on, by what an open case is found."""
        held = self.copy()
        held.rows[InboxRow], held.rows[GramRow] = {}, {}
        for task in held.all(TaskRow).values():
            for row in inbox_rows(task):
                held.put(row)
        case = held.get(CaseRow)
        for search in held.all(SearchRow).values() if case is not None and case.status == "open" else ():
            for gram in grams_of(search.words):
                held.put(GramRow(held.case_id, gram))
        return held


def inbox_rows(task: TaskRow) -> Iterable[InboxRow]:
    """Whose list an open task is on: its holder's and of who stands in for them, else of all it is offered to."""
    if task.status != "open":
        return
    due = task.due or WITHOUT_DUE
    if task.lent_to is not None and task.lent_to != task.holder:
        yield InboxRow(task.case_id, task.task, task.lent_to, "mine", due)
    if task.offered_back is not None:
        yield InboxRow(task.case_id, task.task, task.offered_back, "offered", due)
    if task.holder is not None:
        waits = task.held_until is not None or task.lent_to is not None
        yield InboxRow(task.case_id, task.task, task.holder, "waiting" if waits else "mine", due)
        for person in (one for one, whom in task.for_whom.items() if whom == task.holder and one != task.lent_to):
            yield InboxRow(task.case_id, task.task, person, "offered", due)
        return
    for person in dict.fromkeys(task.offered):
        yield InboxRow(task.case_id, task.task, person, "offered", due)
