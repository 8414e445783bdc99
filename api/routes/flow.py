"""How work flows: figures of steps, who holds how much, what lapsed and what will, what waits for an operator."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import flow_told as told
from api.identity import SignedIn
from api.office import TheOffice
from api.rights import Managers
from api.shapes.statistics import ComingLapses, Incidents, Lapses, Learnt, Load, Promises, Statistics
from api.shapes.wire import Instant, Limit

router = APIRouter(tags=["flow"])
Named = Annotated[str | None, Query(max_length=200)]


@router.get("/statistics/{process}")
async def statistics(process: str, who: Managers, office: TheOffice) -> Statistics:
    """How a process runs: where cases wait, how long steps take, whether queues grow."""
    return await told.statistics(office, process)


@router.get("/load")
async def load(who: Managers, office: TheOffice) -> Load:
    """Who holds how much, and what nobody has taken."""
    return await told.load(office, who)


@router.get("/lapses")
async def lapses(
    who: Managers, office: TheOffice, days: Annotated[int, Query(ge=1, le=told.MOST_LAPSE_DAYS)] = 30
) -> Lapses:
    """What lapsed per department and process."""
    return await told.lapses(office, who, days)


@router.get("/promises")
async def promises(
    who: Managers, asker: SignedIn, office: TheOffice,
    days: Annotated[int, Query(ge=1, le=told.MOST_LAPSE_DAYS)] = 90,
) -> Promises:  # fmt: skip
    """What superiors have promised of late tasks, and whether it was kept."""
    return await told.promises(office, asker, who, days)


@router.get("/coming")
async def coming(
    who: Managers, asker: SignedIn, office: TheOffice, until: Instant | None = None, limit: Limit = 100
) -> ComingLapses:
    """What falls due until then; left out, until noon of the next working day."""
    return await told.coming(office, asker, who, until, limit)


@router.get("/unreachable")
async def unreachable(who: Managers, asker: SignedIn, office: TheOffice, limit: Limit = 100) -> ComingLapses:
    """Tasks of people whom nobody can reach: away without a stand-in, or gone."""
    return await told.out_of_reach(office, asker, who, limit)


@router.get("/incidents")
async def incidents(
    who: Managers, asker: SignedIn, office: TheOffice, resolved: bool = False, limit: Limit = 100
) -> Incidents:
    """Parked steps, refused starts and what fails to leave."""
    return await told.incidents(office, asker, who, resolved, limit)


@router.get("/learnt")
async def learnt(who: Managers, office: TheOffice, process: Named = None) -> Learnt:
    """Which causes came again and again, by month."""
    return await told.learnt(office, who, process)
