"""All that the page of a task shows, read at once; what its decisions and verbs would do, tried on a copy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from engine.insight.predicting import Predicted, predict_on
from engine.insight.previewing import Preview, Worlds
from engine.insight.recalling import NotRecalled
from engine.insight.trying import Filled, Trial, Tried, Verb, decisions, form_filled, verbs
from engine.model.plan import Plan
from engine.runtime.commands import Command
from engine.runtime.questions import Question
from engine.runtime.state import CaseState
from engine.runtime.world import World
from store import queries, reading
from store.drafts import Draft, find_draft
from store.reading import Eyes, Reader
from store.recalled import StatesKept
from store.rows import AttachmentRow, CaseRow, DataRow, LimitRow, StepRow, TaskRow
from store.tables.projection import inbox
from store.task_lists import ListedTask, TaskLists
from store.views import HistoryTurn
from store.world import world_for

Wire = dict[str, Any]
T = TypeVar("T")

MOST_TURNS = 2000
"""Of a longer record, what came first is shown."""


@dataclass(frozen=True)
class TaskRead:
    """A task with its case. `tasks`, `steps`: all of the case; `turns`: its record as the person may read it."""

    listed: ListedTask
    tasks: tuple[TaskRow, ...]
    steps: tuple[StepRow, ...]
    data: Wire
    turns: tuple[HistoryTurn, ...]
    attachments: tuple[AttachmentRow, ...]
    draft: Draft | None


@dataclass(frozen=True)
class TaskTried:
    """What each decision of a task would do, which verbs are allowed, the way of the case if it goes on."""

    state: CaseState
    form: tuple[Filled, ...]
    decisions: tuple[Tried, ...]
    verbs: tuple[Verb, ...]
    way: Predicted


class TaskPages(TaskLists):
    """The part of the store for the page of a task."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._states = StatesKept()

    async def task_read(self, case_id: str, task: str, person: str) -> TaskRead | None:
        """A task as one of those whose it is, or was, reads it; None for an unknown one."""
        return await self._database.read(lambda db: _read(db, case_id, task, person, self._clock()))

    async def task_tried(self, case_id: str, task: str, by: str, data: Wire, at: datetime) -> TaskTried | None:
        """What somebody may do with an open task, with what its form holds; None where that cannot be tried."""

        def try_it(plan: Plan, state: CaseState, worlds: Worlds) -> TaskTried | None:
            if task not in state.tasks:
                return None
            trial = Trial(plan, state, state.tasks[task], by, at, worlds)
            tried = tuple(decisions(trial, data)), tuple(verbs(trial))
            return TaskTried(state, tuple(form_filled(trial)), *tried, predict_on(plan, state, worlds(()), at))

        return await self._on_a_copy(case_id, at, try_it)

    async def command_tried(self, case_id: str, task: str, by: str, command: Command, at: datetime) -> Preview | None:
        """What a command would do; None where it cannot be tried. Raises `Rejected`."""

        def tried(plan: Plan, state: CaseState, worlds: Worlds) -> Preview:
            return Trial(plan, state, state.tasks[task], by, at, worlds).try_out(command)

        return await self._on_a_copy(case_id, at, tried, task)

    async def _on_a_copy(
        self, case_id: str, at: datetime, work: Callable[[Plan, CaseState, Worlds], T | None], task: str | None = None
    ) -> T | None:
        """Do something with a copy of a case and the world of now."""

        def done(db: Connection) -> T | None:
            try:
                found = self._states.read(db, case_id)
            except NotRecalled:
                return None
            if found is None or (task is not None and task not in found[1].tasks):
                return None
            plan, state = found
            quiet = world_for(db, self._company, (), at)

            def worlds(questions: Sequence[Question]) -> World:
                return world_for(db, self._company, questions, at) if questions else quiet

            return work(plan, state, worlds)

        return await self._database.read(done)


def _read(connection: Connection, case_id: str, task: str, person: str, now: datetime) -> TaskRead | None:
    of_case, eyes = queries.of_case, Eyes(connection, Reader(person), now)
    cases = of_case(connection, CaseRow, case_id)
    if not cases:
        return None
    case = cases[0]
    rows = reading.tasks_seen(connection, eyes.reader, case.plan, of_case(connection, TaskRow, case_id))
    own = next((row for row in rows if row.task == task), None)
    if own is None:
        return None
    limit = next(iter(of_case(connection, LimitRow, case_id, key=task)), None)
    standing = _standing(connection, own, person)
    data = of_case(connection, DataRow, case_id)
    turns = reading.told(eyes, case, queries.history(connection, case_id, 0, MOST_TURNS))
    return TaskRead(
        ListedTask(standing, own, case, limit.calendar if limit else None),
        tuple(rows),
        tuple(of_case(connection, StepRow, case_id)),
        data[0].data if data else {},
        tuple(turns),
        tuple(queries.attachments(connection, case_id)),
        find_draft(connection, (person, case_id, task, "", "")),
    )


def _standing(connection: Connection, task: TaskRow, person: str) -> Any:
    if task.status not in ("created", "open"):
        return "over"
    own = (inbox.c.case_id == task.case_id, inbox.c.task == task.task, inbox.c.person == person)
    return connection.scalar(select(inbox.c.standing).where(*own)) or "others"
