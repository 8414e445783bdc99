"""Lists of tasks: one's own, one's groups', one's team's, those done; how many there are; as a sheet to take along."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.identity import SignedIn
from api.office import TheOffice
from api.rights import MayReadWords
from api.shapes.tasks import TaskCounts, TaskItem, TaskList, TaskPage
from api.shapes.wire import Limit, Page
from api.task_lists_told import Asked, counts, page
from api.task_page_told import task_page

router = APIRouter(prefix="/tasks", tags=["tasks"])

Due = Literal["late", "today", "soon"]
Sort = Literal["due", "newest"]
Named = Annotated[str | None, Query(max_length=100)]
Search = Annotated[
    str | None, Query(max_length=200, description="pieces of its words: two characters, a number's tail")
]


@router.get("")
async def tasks(
    asker: SignedIn, office: TheOffice, list: TaskList = "mine", process: Named = None, step: Named = None,
    search: Search = None, due: Due | None = None, sort: Sort = "due", limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Page[TaskItem]:  # fmt: skip
    """A list of tasks, the most urgent in working time first."""
    return await page(office, asker, Asked(list, process, step, search, due, sort), limit, cursor)


@router.get("/counts")
async def task_counts(asker: SignedIn, office: TheOffice) -> TaskCounts:
    """How long the lists are."""
    return await counts(office, asker)


@router.get("/{case_id}/{task}")
async def task(case_id: str, task: str, _: MayReadWords, asker: SignedIn, office: TheOffice) -> TaskPage:
    """Everything of one task in one answer, of one that is over too."""
    return await task_page(office, asker, case_id, task)
