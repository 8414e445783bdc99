"""Lists of tasks put together: what is asked for as bounds, what the store gives as rows for pages."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Literal

from api.identity import Asker
from api.office import Office
from api.shapes.tasks import TaskCounts, TaskItem, TaskList
from api.shapes.wire import Page
from api.tasks_told import desk_with, item
from engine.insight.due import end_of_day, soon_until
from engine.people import reports_of
from store.company import Company
from store.summary_filters import SummaryWanted
from store.task_lists import Counted, Wanted

WHERE = r"^([a-z][a-z0-9_.]{0,79})(=|~|>=|<=)([^\x00-\x1f]{1,100})$"
"""What a field of the summary is asked for: `amount>=1000`, `courier=ZTO`, `shop~flag`."""


@dataclass(frozen=True)
class Asked:
    """Which tasks somebody asks for."""

    list: TaskList = "mine"
    process: str | None = None
    step: str | None = None
    search: str | None = None
    due: Literal["late", "today", "soon"] | None = None
    sort: Literal["due", "newest"] = "due"
    version: int | None = None
    where: tuple[str, ...] = ()


async def page(office: Office, asker: Asker, asked: Asked, limit: int, cursor: str | None) -> Page[TaskItem]:
    """A page of a list of tasks."""
    now = office.clock()
    found = await office.store.tasks_listed(partial(_wanted, asker, asked, now), limit=limit, cursor=cursor)
    desk = desk_with(found.company, found.plans, now)
    return Page(items=[item(one, desk, asker.person) for one in found.items], cursor=found.cursor)


def _wanted(asker: Asker, asked: Asked, now: datetime, company: Company | None) -> Wanted:
    people = reports_of(company.directory, asker.person) if company and asked.list == "team" else ()
    wanted = Wanted(
        asked.list, asker.person, people, asked.process, asked.step, asked.search, newest=asked.sort == "newest",
        version=asked.version, fields=tuple(map(_field_wanted, asked.where)),
    )  # fmt: skip
    if asked.due is None or company is None:
        return wanted
    if asked.due == "late":
        return replace(wanted, until=now)
    until = end_of_day(now, company.directory.zone) if asked.due == "today" else soon_until(now, company.calendars)
    return replace(wanted, since=now if asked.due == "soon" else None, until=until)


def _field_wanted(written: str) -> SummaryWanted:
    found = re.match(WHERE, written)
    assert found is not None, written
    comparison: Any = found[2]
    return SummaryWanted(found[1], comparison, found[3])


async def counts(office: Office, asker: Asker) -> TaskCounts:
    """How long somebody's lists are."""
    found = await office.store.tasks_counted(asker.person, office.clock())
    standings = ("mine", "offered", "waiting")
    mine, group, waiting = (found.by_standing.get(one, Counted(one, 0, 0, 0)) for one in standings)
    return TaskCounts(
        badge=mine.all or group.all, mine=mine.all, group=group.all, waiting=waiting.all,
        late=mine.late + group.late, today=mine.today + group.today, team=found.team, copied_unread=found.unread,
        notices_unread=await office.store.notices_unread(asker.person),
    )  # fmt: skip
