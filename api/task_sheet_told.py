"""A list of tasks as a sheet to take along."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from fastapi import Response

from api.identity import Asker
from api.office import Office
from api.shapes.tasks import TaskItem
from api.shapes.wire import Person, Words
from api.sheets import MOST_ROWS, sheet
from api.task_lists_told import Asked, page

Language = Literal["zh", "en"]
_NAME = {"zh": "任务清单", "en": "tasks"}
_HEAD = {
    "zh": ["编号", "种类", "任务", "标题", "摘要", "发起人", "办理人", "自", "截止", "办理时间", "结果"],
    "en": ["Key", "Process", "Task", "Title", "Summary", "Started by", "With", "Since", "Due", "Done at", "Outcome"],
}


async def task_sheet(office: Office, asker: Asker, asked: Asked, language: Language) -> Response:
    """A list, up to the rows a sheet has."""
    items: list[TaskItem] = []
    cursor: str | None = None
    while len(items) < MOST_ROWS:
        found = await page(office, asker, asked, 200, cursor)
        items, cursor = [*items, *found.items], found.cursor
        if cursor is None:
            break
    company = await office.store.company()
    zone = company.directory.zone if company else ZoneInfo("UTC")
    rows = (list(_row(one, language, zone)) for one in items[:MOST_ROWS])
    return sheet(_NAME[language], _HEAD[language], rows)


def _row(one: TaskItem, language: Language, zone: ZoneInfo) -> Iterator[Any]:
    def say(words: Words) -> str:
        return words.zh if language == "zh" else words.en

    def who(person: Person | None) -> str:
        return say(person.name) if person is not None else ""

    def when(at: datetime | None) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at is not None else ""

    yield from (one.business_key, say(one.process_name), say(one.step_name), say(one.title))
    yield "；".join(f"{say(field.label)} {say(field.text)}" for field in one.summary)
    yield from (who(one.starter), who(one.holder or one.by), when(one.since), when(one.due), when(one.done_at))
    yield say(one.outcome)
