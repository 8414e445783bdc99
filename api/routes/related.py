"""Related cases: those that may be picked in a field, found as one types."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import StringConstraints

from api import related_told as told
from api.identity import SignedIn
from api.office import TheOffice
from api.rights import MayReadWords, TheStanding
from api.shapes.cases import CaseChoice, CaseName
from api.shapes.wire import Limit, Page

router = APIRouter(tags=["cases"])
Named = Annotated[str, Path(max_length=100)]
CaseId = Annotated[str, StringConstraints(max_length=100)]
Search = Annotated[str, Query(max_length=200, description="pieces of key, title and search words")]


@router.get("/related/{process}/{field}")
async def choices_at_start(
    process: Named, field: Named, asker: SignedIn, office: TheOffice, search: Search = "", limit: Limit = 20
) -> Page[CaseChoice]:
    """Cases the asker may pick in a field of type case of a new case, the newest first."""
    return await told.choices_at_start(office, asker, process, field, search, limit)


@router.get("/cases/{case_id}/related/{field}")
async def choices(
    read: MayReadWords, field: Named, asker: SignedIn, office: TheOffice, search: Search = "", limit: Limit = 20
) -> Page[CaseChoice]:
    """The same for a case that runs: what it uses itself does not count."""
    return await told.choices_of(office, asker, read, field, search, limit)


@router.get("/related")
async def names(
    who: TheStanding, office: TheOffice, case_id: Annotated[list[CaseId], Query(max_length=20)]
) -> Page[CaseName]:
    """What these cases are called, for links to them: those among them that the asker may read."""
    return await told.names(office, who, case_id)
