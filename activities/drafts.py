"""Drafts of forms, for everybody above: kept with the revision they were made at, until they are sent or of no use."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from engine.runtime.commands import Complete
from engine.runtime.drafting import TaskKnown, must_be_draftable, must_be_draftable_start
from engine.runtime.refusals import Rejected
from store import Draft, Store
from store.rows import TaskRow
from store.views import CaseDetail

Wire = dict[str, Any]


def utc_now() -> datetime:
    """When a draft was saved: for people to read, nothing is decided by it."""
    return datetime.now(UTC)


class DraftDesk:
    """Saves and gives drafts: one for each person and task, for each person and start, and for each copy of a case."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self._store = store
        self._clock = clock

    async def save(
        self, detail: CaseDetail, task: str, by: str, data: Wire, outcome: str | None, comment: str | None
    ) -> Draft:
        """Lay fields over one's draft of a task; an outcome or a comment of None stays as it was. Raises `Rejected`."""
        plan = await self._store.plan(detail.case.plan)
        row = await self._store.task(detail.case.case_id, task)
        if plan is None or row is None:
            raise Rejected("task-not-open", f"Expected an open task, but {task} was never there")
        before = await self.of_task(detail, task, by) or Draft(by, self._clock(), detail.case.case_id, task)
        merged = {**before.data, **data}
        must_be_draftable(plan, _known(row), merged, by)
        draft = replace(
            before, at=self._clock(), data=merged, outcome=outcome or before.outcome,
            comment=before.comment if comment is None else comment, turn=detail.case.turns,
        )  # fmt: skip
        await self._store.save_draft(draft)
        return draft

    async def save_start(self, process: str, start: str, by: str, data: Wire, copy_of: str = "") -> Draft:
        """Lay fields over one's draft of a start, or of a start as a copy of a case; raises `Rejected`."""
        deployed = await self._store.newest(process)
        if deployed is None:
            raise Rejected("unknown-process", f"Expected a process that is deployed, but {process} is not")
        before = await self.of_start(process, start, by, copy_of)
        before = before or Draft(by, self._clock(), case_id=copy_of, process=process, start=start)
        merged = {**before.data, **data}
        must_be_draftable_start(deployed.plan, start, merged)
        draft = replace(before, at=self._clock(), data=merged)
        await self._store.save_draft(draft)
        return draft

    async def of_task(self, detail: CaseDetail, task: str, by: str) -> Draft | None:
        """A person's draft of a task."""
        return await self._store.draft(by, case_id=detail.case.case_id, task=task)

    async def of_start(self, process: str, start: str, by: str, copy_of: str = "") -> Draft | None:
        """A person's draft of a start, or of a start as a copy of a case."""
        return await self._store.draft(by, case_id=copy_of, process=process, start=start)


def from_draft(draft: Draft, command: Complete) -> Complete:
    """A decision that takes what it does not say itself from a draft; what its author saw then counts as seen."""
    return replace(
        command,
        data={**draft.data, **command.data},
        outcome=command.outcome or draft.outcome,
        comment=command.comment or draft.comment,
        seen=draft.turn if command.seen is None else command.seen,
    )


def _known(row: TaskRow) -> TaskKnown:
    people = [*row.offered, *(one for one in (row.holder, row.lent_to) if one)]
    asked = tuple(row.asked.get("fields", ())) if row.side == "supplement" else ()
    return TaskKnown(row.step, row.status == "open", tuple(dict.fromkeys(people)), asked)
