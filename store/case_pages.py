"""All that the page of a case shows, read at once; what may be done with it and where it will go, tried on a copy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from engine.administering.access import Standing
from engine.insight.case_verbs import Asking, ButtonOpen, case_verbs, open_buttons, steps_to_urge
from engine.insight.predicting import Predicted, predict_on
from engine.insight.previewing import Worlds
from engine.insight.trying import Verb
from engine.model.plan import Plan
from engine.runtime.state import CaseState
from store import news, queries, reading
from store.case_lists import ListedCase, RelatedCase, related_cases, with_all
from store.news import Delivery
from store.pointing import Use, uses_of
from store.reading import Eyes, Reader
from store.rows import AttachmentRow, CaseRow, StepRow, TaskRow
from store.task_pages import TaskPages
from store.views import CaseDetail, HistoryTurn


@dataclass(frozen=True)
class CaseRead:
    """A case as somebody may read it. `steps`, `tasks`: all it has had; `turns`: its record;
    `uses`: what those that point at it use of it; `deliveries`: who was told of which task, and has looked at it."""

    listed: ListedCase
    detail: CaseDetail
    steps: tuple[StepRow, ...]
    tasks: tuple[TaskRow, ...]
    turns: tuple[HistoryTurn, ...]
    attachments: tuple[AttachmentRow, ...]
    related: tuple[RelatedCase, ...]
    uses: tuple[Use, ...]
    deliveries: Mapping[str, tuple[Delivery, ...]]


@dataclass(frozen=True)
class CaseTried:
    """What somebody may do with a running case now, and the way it will go."""

    verbs: tuple[Verb, ...]
    buttons: tuple[ButtonOpen, ...]
    urgeable: tuple[str, ...]
    way: Predicted


class CasePages(TaskPages):
    """The part of the store for the page of a case."""

    async def case_read(self, case_id: str, who: Standing) -> CaseRead | None:
        """A case as somebody may read it; of a sealed one others read where it stands."""
        return await self._database.read(lambda db: _read(db, case_id, who, self._clock()))

    async def case_tried(self, case_id: str, by: str, at: datetime) -> CaseTried | None:
        """What somebody may do with a running case; None for one that has ended, or that cannot be tried."""

        def try_it(plan: Plan, state: CaseState, worlds: Worlds) -> CaseTried | None:
            if state.ended is not None:
                return None
            asking = Asking(plan, state, by, at, worlds)
            return CaseTried(
                tuple(case_verbs(asking)), tuple(open_buttons(asking)), tuple(steps_to_urge(asking)),
                predict_on(plan, state, worlds(()), at),
            )  # fmt: skip

        return await self._on_a_copy(case_id, at, try_it)


def _read(connection: Connection, case_id: str, who: Standing, now: datetime) -> CaseRead | None:
    detail = queries.show_case(connection, case_id)
    if detail is None:
        return None
    eyes = Eyes(connection, Reader(who.person), now)
    may_read = eyes.read(case_id)
    found = queries.of_case(connection, TaskRow, case_id)
    tasks = reading.tasks_seen(connection, eyes.reader, detail.case.plan, found)
    turns = reading.told(eyes, detail.case, queries.history(connection, case_id, 0, 100_000))
    return CaseRead(
        listed=with_all(connection, [detail.case], who.person, now)[0],
        detail=reading.shown(eyes, detail),
        steps=_in_order(queries.of_case(connection, StepRow, case_id)),
        tasks=tuple(sorted(tasks, key=lambda row: row.created_at)),
        turns=tuple(turns),
        attachments=tuple(queries.attachments(connection, case_id)) if may_read else (),
        related=tuple(_readable(eyes, related_cases(connection, case_id, who, now))),
        uses=tuple(uses_of(connection, case_id)) if may_read else (),
        deliveries=news.deliveries(connection, case_id) if may_read else {},
    )


def _in_order(rows: Sequence[StepRow]) -> tuple[StepRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.entered_at, int(row.instance.lstrip("s").partition("-")[0] or 0))))


def _readable(eyes: Eyes, found: Sequence[RelatedCase]) -> list[RelatedCase]:
    rows: list[CaseRow] = [one.row for one in found if one.row is not None]
    shown = {row.case_id: row for row in reading.listed(eyes, rows)}
    return [replace(one, row=shown.get(one.case_id)) for one in found]
