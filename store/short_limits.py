"""Short limits that have lapsed: found in the tasks, told to superiors by the outbox, once for several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from engine.insight.short_limits import BoardLine, ShortLapse, board, is_short, to_tell
from engine.runtime.events import NoticeAddressed
from engine.runtime.telling import works_at
from store.besides import Told
from store.besides import tell as tell_besides
from store.company import Company
from store.conditions import OPEN_TASK
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
            tell_besides(connection, _notice(line, lapses, company, now))
            count += 1
    return count


def _list(line: BoardLine) -> str:
    return f"{line.superior}/short_limits/{line.process}/{line.step}"


def _told(connection: Connection, line: BoardLine) -> datetime | None:
    last: datetime | None = connection.scalar(select(func.max(outbox.c.at)).where(outbox.c.list == _list(line)))
    return last


def _notice(line: BoardLine, lapses: tuple[ShortLapse, ...], company: Company, now: datetime) -> Told:
    last, superior = lapses[-1], line.superior or ""
    leaves = works_at(superior, now, company.directory, company.calendars)
    minutes = max(1, -(-int((last.at - lapses[0].at).total_seconds()) // 60))
    text = {
        "zh": f"{minutes} 分钟内 {len(lapses)} 件超过短时限",
        "en": f"{len(lapses)} short limits lapsed within {minutes} min",
    }
    notice = NoticeAddressed(f"{line.step}.short_limits", (superior,), text, last.at, leaves={superior: leaves})
    return Told(f"{_list(line)}/{last.at.isoformat()}", last.case_id, notice, _list(line))
