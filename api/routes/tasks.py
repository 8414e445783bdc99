"""Tasks: lists of them, the page of one, every verb, many at once, drafts."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response
from pydantic import Field

from api.acting_on_tasks import act, act_on_many, tried
from api.acts import CommandId
from api.identity import SignedIn
from api.office import TheOffice
from api.rights import MayReadWords, TheStanding
from api.shapes.tasks import (
    BatchAnswer,
    BatchBody,
    Consequence,
    DraftBody,
    DraftShown,
    TaskCounts,
    TaskItem,
    TaskList,
    TaskPage,
)
from api.shapes.verbs import BODIES, AnyVerb
from api.shapes.wire import Act, Body, Limit, Page
from api.sheets import MEDIA_TYPE, TheManner
from api.task_drafts import draft_of, drop, keep
from api.task_lists_told import WHERE, Asked, counts, page
from api.task_page_told import task_page
from api.task_sheet_told import task_sheet

router = APIRouter(prefix="/tasks", tags=["tasks"])

Due = Literal["late", "today", "soon"]
Sort = Literal["due", "newest"]
Named = Annotated[str | None, Query(max_length=100)]
Search = Annotated[
    str | None, Query(max_length=200, description="pieces of its words: two characters, a number's tail")
]

Version = Annotated[int | None, Query(ge=1, le=1_000_000, description="of the process")]
Where = Annotated[
    Sequence[Annotated[str, Field(pattern=WHERE)]],
    Query(max_length=5, description="fields of the summary: `amount>=1000`, `courier=ZTO`, `shop~flag`"),
]


def asked(
    list: TaskList = "mine", process: Named = None, step: Named = None, search: Search = None,
    due: Due | None = None, sort: Sort = "due", version: Version = None, where: Where = (),
) -> Asked:  # fmt: skip
    """Which tasks are asked for."""
    return Asked(list, process, step, search, due, sort, version, tuple(where))


TheAsked = Annotated[Asked, Depends(asked)]


@router.get("")
async def tasks(
    asker: SignedIn, office: TheOffice, asked: TheAsked, limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Page[TaskItem]:  # fmt: skip
    """A list of tasks, the most urgent in working time first."""
    return await page(office, asker, asked, limit, cursor)


@router.get(".xlsx", response_class=Response, responses={200: {"content": {MEDIA_TYPE: {}}}})
async def tasks_as_sheet(asker: SignedIn, office: TheOffice, asked: TheAsked, manner: TheManner) -> Response:
    """The same as an Excel sheet."""
    return await task_sheet(office, asker, asked, manner)


@router.get("/counts")
async def task_counts(asker: SignedIn, office: TheOffice) -> TaskCounts:
    """How long the lists are."""
    return await counts(office, asker)


@router.get("/{case_id}/{task}")
async def task(task: str, right: MayReadWords, office: TheOffice) -> TaskPage:
    """Everything of one task in one answer, of one that is over too."""
    return await task_page(office, right, task)


@router.post("/batch")
async def batch(
    body: BatchBody, asker: SignedIn, who: TheStanding, office: TheOffice, command_id: CommandId
) -> BatchAnswer:
    """Decide many tasks at once, each for itself, where their steps allow it; a result for each."""
    return await act_on_many(office, asker, who, body, command_id)


@router.get("/{case_id}/{task}/draft")
async def draft(case_id: str, task: str, _: MayReadWords, asker: SignedIn, office: TheOffice) -> DraftShown:
    """What the asker has filled in and not sent."""
    return await draft_of(office, asker, case_id, task)


@router.put("/{case_id}/{task}/draft")
async def keep_draft(
    case_id: str, task: str, body: DraftBody, _: MayReadWords, asker: SignedIn, office: TheOffice
) -> DraftShown:
    """Keep what is filled in, laid over what was kept before."""
    return await keep(office, asker, case_id, task, body)


@router.delete("/{case_id}/{task}/draft", status_code=204)
async def drop_draft(case_id: str, task: str, _: MayReadWords, asker: SignedIn, office: TheOffice) -> None:
    """Throw a draft away; nothing where there is none."""
    await drop(office, asker, case_id, task)


@router.post("/{case_id}/{task}/preview")
async def preview(
    case_id: str, task: str, body: AnyVerb, _: MayReadWords, asker: SignedIn, office: TheOffice
) -> Consequence:
    """What a verb would do, tried on a copy of the case; nothing has happened afterwards."""
    return await tried(office, asker, case_id, task, body)


def _verb_route(verb: str, body: type[Body], says: str | None) -> None:
    async def do(
        case_id: str, task: str, body: Any, _: MayReadWords, asker: SignedIn, office: TheOffice,
        command_id: CommandId, response: Response,
    ) -> Act:  # fmt: skip
        return await act(office, asker, case_id, task, verb, body, command_id, response)

    do.__annotations__["body"] = body
    do.__doc__ = says
    router.post(
        f"/{{case_id}}/{{task}}/{verb}", name=verb, responses={202: {"model": Act, "description": "Accepted, pending."}}
    )(do)


for _verb, (_kind, _body) in BODIES.items():
    _verb_route(_verb, _body, _kind.__doc__)
