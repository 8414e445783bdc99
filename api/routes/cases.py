"""Cases: lists of them, one in full, its history, data, files, comments and diagram, and what is done to it."""

from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.acts import CommandId
from api.case_acts import act, begin, undo
from api.case_page_told import case_desk
from api.cases_told import line, sheet_row
from api.identity import SignedIn
from api.office import Office, TheOffice
from api.rights import CaseRead, MayReadCase, MayReadWords, TheStanding, read_words
from api.shapes import cases as shape
from api.shapes.diagram import Diagram
from api.shapes.wire import Act, Instant, Limit, Page
from api.sheets import MEDIA_TYPE, TheManner, all_of, sheet
from api.tasks_told import desk_for
from engine.runtime import commands as c
from store.case_lists import CaseList, CasesWanted
from store.paging import cursor_of, read_cursor

router = APIRouter(prefix="/cases", tags=["cases"])

Named = Annotated[str | None, Query(max_length=100)]
Search = Annotated[
    str | None, Query(max_length=200, description="pieces of its words: two characters, a number's tail")
]
Cursor = Annotated[str | None, Query(max_length=500)]
Status = Literal["open", "ended"]


def wanted(
    who: TheStanding, list: CaseList = "all", process: Named = None, status: Status | None = None,
    stage: Named = None, search: Search = None, since: Instant | None = None, until: Instant | None = None,
    unread: bool = False,
) -> CasesWanted:  # fmt: skip
    """Which cases are asked for."""
    return CasesWanted(list, who, process, status, stage, search, since, until, unread)


Wanted = Annotated[CasesWanted, Depends(wanted)]


@router.get("")
async def list_cases(
    _: TheStanding, office: TheOffice, wanted: Wanted, limit: Limit = 50, cursor: Cursor = None
) -> Page[shape.CaseLine]:
    """A list of cases, the newest first: started by the asker, copied to them, followed, or all they may find."""
    return await _page(office, wanted, limit, cursor)


@router.get(".xlsx", response_class=Response, responses={200: {"content": {MEDIA_TYPE: {}}}})
async def cases_as_sheet(_: TheStanding, office: TheOffice, wanted: Wanted, manner: TheManner) -> Response:
    """The same as an Excel sheet."""
    items = await all_of(partial(_page, office, wanted, 200))
    return await sheet(_TITLE[manner.language], _HEAD[manner.language], (sheet_row(one, manner) for one in items))


_TITLE = {"zh": "流程清单", "en": "cases"}
_HEAD = {
    "zh": ["编号", "种类", "标题", "阶段", "所在步骤", "办理人", "发起人", "发起时间", "截止", "结束时间"],
    "en": ["Key", "Process", "Title", "Stage", "Where it is", "Who has it", "Starter", "Started", "Due", "Ended"],
}


async def _page(office: Office, wanted: CasesWanted, limit: int, cursor: str | None) -> Page[shape.CaseLine]:
    found = await office.store.cases_listed(wanted, limit=limit, cursor=cursor)
    desk = await desk_for(office, (one.case.plan for one in found.items))
    return Page(items=[line(one, desk) for one in found.items], cursor=found.cursor)


@router.post("", status_code=200, responses={202: {"model": Act, "description": "Accepted, not begun yet."}})
async def start_case(
    body: shape.NewCase, asker: SignedIn, who: TheStanding, office: TheOffice, id: CommandId, response: Response
) -> Act:
    """Begin a case. Repeated with the same key it is the same case."""
    if body.copy_of is not None:
        await read_words(body.copy_of, who, office)
    return await begin(office, asker, body, id, response)


@router.get("/{case_id}")
async def show_case(right: MayReadCase, office: TheOffice) -> shape.CaseShown:
    """A case: where it is and has been, who has it, what comes next. Of a sealed one others see where it stands."""
    return await (await case_desk(office, right)).shown()


@router.get("/{case_id}/history")
async def case_history(
    right: MayReadWords, office: TheOffice, limit: Limit = 200, cursor: Cursor = None
) -> Page[shape.Happened]:
    """All that happened, in order, in sentences: who, what, why, on whose behalf."""
    found = await (await case_desk(office, right)).history()
    (begins,) = read_cursor(cursor, int) if cursor else (0,)
    ends = begins + limit
    return Page(items=found[begins:ends], cursor=cursor_of(ends) if ends < len(found) else None)


@router.get("/{case_id}/data")
async def case_data(right: MayReadWords, office: TheOffice) -> shape.DataShown:
    """What it holds, as far as the asker reads it."""
    return await (await case_desk(office, right)).data()


@router.get("/{case_id}/files")
async def case_files(right: MayReadWords, office: TheOffice) -> shape.FileList:
    """Its files: in its fields, and those people have added."""
    return await (await case_desk(office, right)).files()


@router.get("/{case_id}/comments")
async def case_comments(right: MayReadWords, office: TheOffice) -> shape.CommentList:
    """What people have said in it."""
    return (await case_desk(office, right)).comments()


@router.get("/{case_id}/diagram")
async def case_diagram(right: MayReadCase, office: TheOffice) -> Diagram:
    """Its definition as a diagram, with where it is and has been."""
    return await (await case_desk(office, right)).diagram()


ACCEPTED: dict[int | str, dict[str, Any]] = {202: {"model": Act, "description": "Accepted, not done yet."}}


@router.post("/{case_id}/comment", responses=ACCEPTED)
async def comment(
    right: MayReadWords, body: shape.CommentOn, asker: SignedIn, office: TheOffice, id: CommandId, response: Response
) -> Act:
    """Say something about the case."""
    command = c.Comment(body.comment, tuple(body.to), approvers=body.approvers)
    return await act(office, asker, right.case_id, command, id, response)


@router.post("/{case_id}/attach", responses=ACCEPTED)
async def attach(
    right: MayReadWords, body: shape.AttachTo, asker: SignedIn, office: TheOffice, id: CommandId, response: Response
) -> Act:
    """Add files."""
    command = c.Attach(tuple(one.model_dump() for one in body.files), body.comment, body.task)
    return await act(office, asker, right.case_id, command, id, response)


@router.post("/{case_id}/copy", responses=ACCEPTED)
async def copy(
    right: MayReadWords, body: shape.CopyTo, asker: SignedIn, office: TheOffice, id: CommandId, response: Response
) -> Act:
    """Let somebody read along."""
    return await act(office, asker, right.case_id, c.Copy(tuple(body.people), body.comment), id, response)


@router.post("/{case_id}/recall", responses=ACCEPTED)
async def recall(
    right: MayReadWords, body: shape.WithComment, asker: SignedIn, office: TheOffice, id: CommandId, response: Response
) -> Act:
    """Make it a draft of its starter again."""
    return await act(office, asker, right.case_id, c.Recall(body.comment), id, response)


@router.post("/{case_id}/withdraw", responses=ACCEPTED)
async def withdraw(
    right: MayReadWords, body: shape.WithComment, asker: SignedIn, office: TheOffice, id: CommandId, response: Response
) -> Act:
    """End it, as its starter."""
    return await act(office, asker, right.case_id, c.Withdraw(body.comment), id, response)


@router.post("/{case_id}/urge", responses=ACCEPTED)
async def urge(
    right: MayReadWords, body: shape.UrgeIt, asker: SignedIn, office: TheOffice, id: CommandId, response: Response
) -> Act:
    """Remind whoever can move it now."""
    step = body.step or await _step_to_urge(office, right)
    return await act(office, asker, right.case_id, c.Urge(step, body.comment), id, response)


async def _step_to_urge(office: Office, right: CaseRead) -> str:
    """The step of a case at which it stands, where none was named."""
    detail = await office.store.case(right.case_id)
    with_tasks = [one.row.step for one in (detail.open_steps if detail else ()) if one.tasks]
    return with_tasks[0] if with_tasks else "-"


@router.post("/{case_id}/press", responses=ACCEPTED)
async def press(
    right: MayReadWords, body: shape.PressIt, asker: SignedIn, office: TheOffice, id: CommandId, response: Response
) -> Act:
    """Press a button of the definition."""
    command = c.Press(body.event, body.data, body.comment, body.holder)
    return await act(office, asker, right.case_id, command, id, response)


@router.post("/{case_id}/record", responses=ACCEPTED)
async def record(
    right: MayReadWords, body: shape.RecordIt, asker: SignedIn, office: TheOffice, id: CommandId, response: Response
) -> Act:
    """Record a message that came past the system."""
    return await act(office, asker, right.case_id, c.Record(body.message, body.data), id, response)


@router.post("/{case_id}/revoke", responses=ACCEPTED)
async def revoke(
    right: MayReadWords, body: shape.WithComment, asker: SignedIn, office: TheOffice, id: CommandId, response: Response
) -> Act:
    """Undo an ended case by a linked one."""
    return await undo(office, asker, right.case_id, body.comment, id, response)


@router.post("/{case_id}/follow", status_code=204)
async def follow(right: MayReadCase, asker: SignedIn, office: TheOffice) -> None:
    """Follow a case; it gives no right."""
    await office.store.follow(right.case_id, asker.person)


@router.post("/{case_id}/unfollow", status_code=204)
async def unfollow(right: MayReadCase, asker: SignedIn, office: TheOffice) -> None:
    """Follow it no more."""
    await office.store.unfollow(right.case_id, asker.person)


@router.post("/{case_id}/read", status_code=204)
async def read(right: MayReadCase, asker: SignedIn, office: TheOffice) -> None:
    """One's copy of it is read; for who has none nothing happens."""
    await office.store.mark_read(right.case_id, asker.person)
