"""Settings of processes: listed with default and value, changed by who answers for the process."""

from typing import Annotated

from fastapi import APIRouter, Path

from api import settings_told as told
from api.office import TheOffice
from api.rights import MaySet, TheStanding
from api.shapes.definitions import Process
from api.shapes.settings import ProcessSettings, ToSet
from api.shapes.wire import Page

router = APIRouter(prefix="/settings", tags=["settings"])
OfProcess = Annotated[Process, Path()]
Name = Annotated[str, Path(max_length=100)]


@router.get("")
async def settings(who: TheStanding, office: TheOffice) -> Page[ProcessSettings]:
    """The processes whose settings one may change, or look into."""
    return await told.listed(office, who)


@router.get("/{process}")
async def of_process(process: OfProcess, who: TheStanding, office: TheOffice) -> ProcessSettings:
    """Those of one process."""
    return await told.of_process(office, who, process)


@router.put("/{process}/{name}")
async def change(process: OfProcess, name: Name, body: ToSet, who: MaySet, office: TheOffice) -> ProcessSettings:
    """Change one, for the cases that begin from now on; without a value it is the definition's default again."""
    return await told.change(office, who, process, name, body)
