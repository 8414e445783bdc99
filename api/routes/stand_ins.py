"""Stand-ins (代理): set with a preview, ended, listed."""

from typing import Annotated

from fastapi import APIRouter, Path

from api import stand_ins_told as told
from api.acts import CommandId
from api.company_in_force import directory_of
from api.identity import SignedIn
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
async def preview(body: NewStandIn, asker: SignedIn, office: TheOffice) -> StandInPreview:
    """Which open tasks would move, before it is set."""
    return await told.preview(office, asker, body)


@router.post("")
async def set_stand_in(body: NewStandIn, asker: SignedIn, office: TheOffice, once: CommandId) -> StandInSet:
    """Let somebody stand in for oneself; for another as their superior or HR."""
    directory = await directory_of(office)
    wanted = told.wanted_of(body, asker.person, directory.day_of(office.clock()))
    return StandInSet(number=await office.store.set_stand_in(wanted, told.author(office, asker, body.reason, once)))


@router.post("/{number}/end", status_code=204)
async def end(number: Number, body: EndStandIn, asker: SignedIn, office: TheOffice, once: CommandId) -> None:
    """End one from now on; untouched tasks return."""
    await office.store.end_stand_in(number, told.author(office, asker, body.reason, once))
