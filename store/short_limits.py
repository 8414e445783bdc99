"""Short limits that have lapsed: found in the tasks, told to superiors by the outbox, once for several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from engine.insight.short_limits import BoardLine, ShortLapse, board, is_short, to_tell
from engine.runtime.events import NoticeAddressed
from engine.runtime.telling import works_at
from engine.runtime.wire import encode
from store.company import Company
from store.conditions import OPEN_TASK
from store.statements import Insert, insert
from store.tables.primary import outbox
from store.tables.projection import tasks

MOST = 2_000


@dataclass(frozen=True)
class BoardRule:
    """How many lapses within how long make one notice; none: nobody is told."""

    several: int = 3
    within: timedelta = timedelta(minutes=30)


def lines(connection: Connection, company: Company, rule: BoardRule, now: datetime) -> list[BoardLine]:
    """What has lapsed lately."""
    since = now - rule.within
    wanted = (tasks.c.case_id, tasks.c.process, tasks.c.step, tasks.c.holder, tasks.c.offered, tasks.c.created_at)
    columns = (*wanted, tasks.c.due, tasks.c.by)
    still_open = select(*columns).where(OPEN_TASK, tasks.c.due >= since, tasks.c.due <= now)
    done_late = select(*columns).where(tasks.c.done_at >= since, tasks.c.due >= since, tasks.c.due < tasks.c.done_at)
    rows = [*connection.execute(still_open.limit(MOST)), *connection.execute(done_late.limit(MOST))]
    lapses = [
        ShortLapse(row.case_id, row.process, row.step, _people(row.holder or row.by, row.offered), row.due)
        for row in rows
        if is_short(row.created_at, row.due)
    ]
    return board(lapses, company.directory)


def _people(one: str | None, offered: Sequence[str]) -> tuple[str, ...]:
    return (one,) if one else tuple(offered)


def tell(connection: Connection, company: Company, rule: BoardRule, now: datetime) -> int:
    """Queue a notice for each superior who is to be told now; gives how many. The same lapses are told once."""
    count = 0
    for line in lines(connection, company, rule, now):
        lapses = to_tell(line, _told(connection, line), rule.several)
        if lapses:
            connection.execute(_notice(connection, line, lapses, company, now))
            count += 1
    return count


def _list(line: BoardLine) -> str:
    return f"{line.superior}/short_limits/{line.process}/{line.step}"


def _told(connection: Connection, line: BoardLine) -> datetime | None:
    last: datetime | None = connection.scalar(select(func.max(outbox.c.at)).where(outbox.c.list == _list(line)))
    return last


def _notice(
    connection: Connection, line: BoardLine, lapses: tuple[ShortLapse, ...], company: Company, now: datetime
) -> Insert:
    """The row. It hangs on the first turn of the last case, which is in its history as long as there is the case."""
    last, superior = lapses[-1], line.superior or ""
    leaves = works_at(superior, now, company.directory, company.calendars)
    minutes = max(1, -(-int((last.at - lapses[0].at).total_seconds()) // 60))
    text = {
        "zh": f"{minutes} 分钟内 {len(lapses)} 件超过短时限",
        "en": f"{len(lapses)} short limits lapsed within {minutes} min",
    }
    notice = NoticeAddressed(f"{line.step}.short_limits", (superior,), text, last.at, leaves={superior: leaves})
    name = _list(line)
    values = {
        "key": f"{name}/{last.at.isoformat()}", "case_id": last.case_id, "turn": 1, "position": 0, "kind": "notice",
        "payload": encode(notice), "digest": "", "at": last.at, "status": "waiting", "not_before": leaves,
        "attempts": 0, "last_error": "", "sent_at": None, "list": name, "leaves": leaves,
    }  # fmt: skip
    return insert(connection.dialect.name, outbox).values(values).on_conflict_do_nothing()
