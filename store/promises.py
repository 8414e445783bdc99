"""What superiors have promised of late tasks, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, or_, select

from engine.administering.access import Standing
from engine.insight.promises import Fate, fate_of
from store.rows import PromiseRow, TaskRow
from store.tables.projected_told import promises
from store.tables.projection import tasks

MOST = 500


@dataclass(frozen=True)
class Promised:
    """A promise with the task it was given of."""

    promise: PromiseRow
    task: TaskRow
    fate: Fate


def promised(connection: Connection, who: Standing, since: datetime, now: datetime) -> list[Promised]:
    """Promises given since an instant, by somebody, their people or in their processes, the latest first."""
    statement = select(promises, tasks).join(
        tasks, and_(tasks.c.case_id == promises.c.case_id, tasks.c.task == promises.c.task)
    )
    if not who.reads_all:
        theirs = promises.c.by.in_([who.person, *sorted(who.people)])
        statement = statement.where(or_(theirs, tasks.c.process.in_(sorted(who.owns))))
    ordered = statement.where(promises.c.at >= since).order_by(promises.c.at.desc(), promises.c.case_id).limit(MOST)
    width = len(promises.c)
    found = ((PromiseRow(*row[:width]), TaskRow(*row[width:])) for row in connection.execute(ordered))
    return [Promised(promise, task, _fate(promise, task, now)) for promise, task in found]


def _fate(promise: PromiseRow, task: TaskRow, now: datetime) -> Fate:
    ended = task.done_at if task.status in ("decided", "returned", "cancelled") else None
    return fate_of(promise.until, now, ended, decided=task.status == "decided")
