"""The record of who did what when, for auditors and administrators; it says no word of a case."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api import audit_told as told
from api.office import TheOffice
from api.rights import Auditors
from api.shapes.audit import AuditKind, AuditLine
from api.shapes.wire import Instant, Limit, Page
from api.sheets import MEDIA_TYPE, TheManner
from store.audit import Wanted

router = APIRouter(tags=["audit"])
Named = Annotated[str | None, Query(max_length=300)]
Cursor = Annotated[str | None, Query(max_length=500)]


async def wanted(
    office: TheOffice, person: Named = None, case: Named = None,
    kind: Annotated[list[AuditKind] | None, Query(max_length=13)] = None,
    since: Instant | None = None, until: Instant | None = None,
) -> Wanted:  # fmt: skip
    """What is looked for; `case` is an id or a key."""
    case_id = await office.store.find_case(case) or "" if case else None
    return Wanted(person or None, case_id, tuple(kind or ()), since, until)


Asked = Annotated[Wanted, Depends(wanted)]


@router.get("/audit")
async def audit(
    _: Auditors, office: TheOffice, asked: Asked, limit: Limit = 50, cursor: Cursor = None
) -> Page[AuditLine]:
    """Who did what when, the latest first."""
    return await told.page(office, asked, limit, cursor)


@router.get("/audit.xlsx", response_class=Response, responses={200: {"content": {MEDIA_TYPE: {}}}})
async def audit_sheet(_: Auditors, office: TheOffice, asked: Asked, manner: TheManner) -> Response:
    """The same to take along."""
    return await told.audit_sheet(office, asked, manner)
