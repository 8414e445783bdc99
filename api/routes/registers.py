"""Registers: for auditors and operators, and for who answers for the processes that write into them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api import registers_told as told
from api.office import TheOffice
from api.rights import Managers
from api.shapes.registers import RegisterLine, RegisterTold
from api.shapes.wire import Limit, Page
from api.sheets import MEDIA_TYPE, TheManner

router = APIRouter(prefix="/registers", tags=["registers"])
Name = Annotated[str, Path(max_length=200)]
Search = Annotated[str, Query(max_length=100)]
Number = Annotated[int, Query(ge=0, le=2_000_000_000)]


@router.get("")
async def registers(who: Managers, office: TheOffice) -> Page[RegisterTold]:
    """Those one may look into."""
    return await told.registers(office, who)


@router.get("/{register}/lines")
async def lines(
    register: Name, who: Managers, office: TheOffice, search: Search = "", limit: Limit = 50, cursor: Number = 0
) -> Page[RegisterLine]:
    """Lines in order of their numbers."""
    return await told.lines(office, who, register, search, limit, cursor)


@router.get("/{register}/lines.xlsx", response_class=Response, responses={200: {"content": {MEDIA_TYPE: {}}}})
async def register_sheet(
    register: Name, who: Managers, office: TheOffice, manner: TheManner, search: Search = ""
) -> Response:
    """The same to take along."""
    return await told.register_sheet(office, who, register, search, manner)
