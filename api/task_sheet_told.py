"""A list of tasks as a sheet to take along."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from fastapi import Response

from api.identity import Asker
from api.office import Office
from api.shapes.tasks import TaskItem
from api.sheets import Manner, all_of, sheet
from api.task_lists_told import Asked, page

_NAME = {"zh": "任务清单", "en": "tasks"}
_HEAD = {
    "zh": ["编号", "种类", "任务", "标题", "摘要", "发起人", "办理人", "自", "截止", "办理时间", "结果"],
    "en": ["Key", "Process", "Task", "Title", "Summary", "Started by", "With", "Since", "Due", "Done at", "Outcome"],
}


async def task_sheet(office: Office, asker: Asker, asked: Asked, manner: Manner) -> Response:
    """A list, up to the rows a sheet has."""
    items = await all_of(partial(page, office, asker, asked, 200))
    return await sheet(_NAME[manner.language], _HEAD[manner.language], (list(_row(one, manner)) for one in items))


def _row(one: TaskItem, say: Manner) -> Iterator[Any]:
    yield from (one.business_key, say.words(one.process_name), say.words(one.step_name), say.words(one.title))
    yield "；".join(f"{say.words(field.label)} {say.words(field.text)}" for field in one.summary)
    yield from (say.person(one.starter), say.person(one.holder or one.by))
    yield from (say.at(one.since), say.at(one.due), say.at(one.done_at), say.words(one.outcome))
