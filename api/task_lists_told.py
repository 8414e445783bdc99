"""Lists of tasks put together: what is asked for as bounds, what the store gives as rows for pages."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from api.identity import Asker
from api.office import Office
from api.shapes.tasks import TaskCounts, TaskItem, TaskList
from api.shapes.wire import Page
from api.tasks_told import desk_for, item
from engine.insight.due import end_of_day, soon_until
from engine.people import reports_of
from store.company import Company
from store.task_lists import Counted, Wanted


@dataclass(frozen=True)
class Asked:
    """Which tasks somebody asks for."""

    list: TaskList = "mine"
    process: str | None = None
    step: str | None = None
    search: str | None = None
    due: Literal["late", "today", "soon"] | None = None
    sort: Literal["due", "newest"] = "due"


async def page(office: Office, asker: Asker, asked: Asked, limit: int, cursor: str | None) -> Page[TaskItem]:
    """A page of a list of tasks."""
    wanted = _wanted(asker, asked, await office.store.company(), office.clock())
    found = await office.store.tasks_listed(wanted, limit=limit, cursor=cursor)
    desk = await desk_for(office, (one.case.plan for one in found.items))
    return Page(items=[item(one, desk, asker.person) for one in found.items], cursor=found.cursor)


def _wanted(asker: Asker, asked: Asked, company: Company | None, now: datetime) -> Wanted:
    people = reports_of(company.directory, asker.person) if company and asked.list == "team" else ()
    wanted = Wanted(
        asked.list, asker.person, people, asked.process, asked.step, asked.search, newest=asked.sort == "newest"
    )
    if asked.due is None or company is None:
        return wanted
    if asked.due == "late":
        return replace(wanted, until=now)
    until = end_of_day(now, company.directory.zone) if asked.due == "today" else soon_until(now, company.calendars)
    return replace(wanted, since=now if asked.due == "soon" else None, until=until)


async def counts(office: Office, asker: Asker) -> TaskCounts:
    """How long somebody's lists are."""
    company, now = await office.store.company(), office.clock()
    today = end_of_day(now, company.directory.zone if company else ZoneInfo("UTC"))
    team = reports_of(company.directory, asker.person) if company else ()
    found, held, unread = await asyncio.gather(
        office.store.tasks_counted(asker.person, now, today),
        office.store.team_counted(team),
        office.store.copies_unread(asker.person),
    )
    mine, group, waiting = (found.get(one, Counted(one, 0, 0, 0)) for one in ("mine", "offered", "waiting"))
    return TaskCounts(
        badge=mine.all + group.all, mine=mine.all, group=group.all, waiting=waiting.all,
        late=mine.late + group.late, today=mine.today + group.today, team=held if team else None,
        copied_unread=unread,
    )  # fmt: skip
