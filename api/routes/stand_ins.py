"""Stand-ins (代理): set with a preview, ended, listed."""

from typing import Annotated

from fastapi import APIRouter, Path

from api import stand_ins_told as told
from api.acts import CommandId
from api.identity import Identified
from api.office import TheOffice
from api.rights import TheStanding
from api.shapes.stand_ins import EndStandIn, List, NewStandIn, StandInList, StandInPreview, StandInSet

router = APIRouter(prefix="/stand-ins", tags=["stand-ins"])
Number = Annotated[str, Path(max_length=40)]


@router.get("")
async def stand_ins(who: TheStanding, office: TheOffice, list: List = "mine", over: bool = False) -> StandInList:
    """One's own, those of one's people, or all for those who set anybody's."""
    return await told.listed(office, who, list, over=over)


@router.post("/preview")
async def preview(body: NewStandIn, asker: Identified, office: TheOffice) -> StandInPreview:
    """Which open tasks would move, before it is set."""
    return await told.preview(office, asker, body)


@router.post("")
async def set_stand_in(body: NewStandIn, asker: Identified, office: TheOffice, once: CommandId) -> StandInSet:
    """Let somebody stand in for oneself; for another as their superior or HR."""
    return StandInSet(number=await told.set_it(office, asker, body, once))


@router.post("/{number}/end", status_code=204)
async def end(number: Number, body: EndStandIn, asker: Identified, office: TheOffice, once: CommandId) -> None:
    """End one from now on; untouched tasks return."""
    await told.end(office, asker, number, body.reason, once)
