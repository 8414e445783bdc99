"""Handing somebody over (交接): previewed item by item, done by one command, reported, undone."""

from typing import Annotated

from fastapi import APIRouter, Path

from api import hand_overs_told as told
from api.acts import CommandId
from api.identity import Identified
from api.office import TheOffice
from api.rights import TheStanding
from api.shapes.hand_overs import HandOverList, HandOverPlan, HandOverTold, ToHandOver, Undoing

router = APIRouter(prefix="/hand-overs", tags=["hand-overs"])
Number = Annotated[str, Path(max_length=40)]


@router.get("")
async def hand_overs(who: TheStanding, office: TheOffice) -> HandOverList:
    """Those one may see, the latest first."""
    return await told.listed(office, who)


@router.post("/preview")
async def preview(body: ToHandOver, asker: Identified, office: TheOffice) -> HandOverPlan:
    """What hangs on somebody, item by item; nothing is done."""
    return await told.plan(office, asker, body)


@router.post("")
async def hand_over(body: ToHandOver, asker: Identified, office: TheOffice, once: CommandId) -> HandOverTold:
    """Begin; the report tells how far it is."""
    return await told.begin(office, asker, body, once)


@router.get("/{number}")
async def report(number: Number, who: TheStanding, office: TheOffice) -> HandOverTold:
    """What became of its items."""
    return await told.report(office, who, number)


@router.post("/{number}/undo")
async def undo(number: Number, body: Undoing, asker: Identified, office: TheOffice, once: CommandId) -> HandOverTold:
    """Undo it, as far as nobody has acted on it."""
    return await told.undo(office, asker, number, body.reason, once)
