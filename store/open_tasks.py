"""Open tasks with the questions their cases have asked about them: who they are by the directory of another day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from engine.people import PostTaken
from engine.runtime.events import CaseStarted
from engine.runtime.questions import AskWho
from engine.runtime.retargeting import Concerned, Day, OpenTask, concerned
from engine.runtime.wire import decode_as
from store.conditions import OFFERED_TASK
from store.projections import read_event
from store.tables.primary import turns
from store.tables.projection import cases, tasks


@dataclass(frozen=True)
class ConcernedCase:
    """A case with open tasks whose people are others by another directory; `steps` names the step of each."""

    case_id: str
    workflow_id: str
    business_key: str
    tasks: tuple[Concerned, ...]
    steps: tuple[str, ...]


def cases_with_open_tasks(connection: Connection, after: str, limit: int) -> list[str]:
    """Cases in the order of their ids, after one."""
    statement = select(tasks.c.case_id).where(OFFERED_TASK, tasks.c.case_id > after).group_by(tasks.c.case_id)
    return list(connection.scalars(statement.order_by(tasks.c.case_id).limit(limit)))


def concerned_cases(connection: Connection, case_ids: Sequence[str], before: Day, now: Day) -> list[ConcernedCase]:
    """Those of these cases that have tasks which are other people's now than before."""
    found = (_concerned(connection, case_id, before, now) for case_id in case_ids)
    return [one for one in found if one is not None]


def _concerned(connection: Connection, case_id: str, before: Day, now: Day) -> ConcernedCase | None:
    rows = connection.execute(select(tasks).where(OFFERED_TASK, tasks.c.case_id == case_id)).all()
    open_tasks = {
        row.task: OpenTask(
            row.task, row.instance, row.created_at, tuple(row.offered), row.holder, row.why,
            tuple(one for one in (row.lent_to, row.offered_back) if one),
        )
        for row in rows
    }  # fmt: skip
    since = min(row.created_at for row in rows) if rows else None
    asked = list(_questions(connection, case_id, since)) if since is not None else []
    found = concerned(open_tasks.values(), asked, before, now, _post(connection, case_id))
    named = select(cases.c.workflow_id, cases.c.business_key).where(cases.c.case_id == case_id)
    case = connection.execute(named).one_or_none() if found else None
    if case is None:
        return None
    step_of = {row.task: row.step for row in rows}
    steps = tuple(step_of[one.task] for one in found)
    return ConcernedCase(case_id, case.workflow_id, case.business_key, tuple(found), steps)


def _post(connection: Connection, case_id: str) -> PostTaken | None:
    """For which of the starter's departments a case is."""
    first = connection.scalar(select(turns.c.events).where(turns.c.case_id == case_id, turns.c.n == 1))
    begun = (read_event(wire) for wire in first or () if wire["kind"] == "case-started")
    return next((event.post for event in begun if isinstance(event, CaseStarted)), None)


def _questions(connection: Connection, case_id: str, since: object) -> Iterator[AskWho]:
    """The questions about who may act that a case has asked since then, in order."""
    statement = select(turns.c.questions).where(turns.c.case_id == case_id, turns.c.at >= since)
    for questions in connection.scalars(statement.order_by(turns.c.n)):
        yield from (decode_as(AskWho, wire) for wire in questions if wire["kind"] == "who")
