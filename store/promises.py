"""What superiors have promised of late tasks, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, and_, or_, select

from engine.administering.access import Standing
from store.rows import PromiseRow, TaskRow
from store.tables.projected_told import promises
from store.tables.projection import tasks

Fate = Literal["open", "kept", "broken", "void"]
MOST = 500


@dataclass(frozen=True)
class Promised:
    """A promise with the task it was given of. `void`: the task was cancelled, or went back, before its moment."""

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
    if ended is not None and ended <= promise.until:
        return "kept" if task.status == "decided" else "void"
    return "broken" if promise.until < now else "open"
