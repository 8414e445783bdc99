"""Whether this process answers, and reaches its database: for balancers, without sign-in."""

from fastapi import APIRouter

from api.office import TheOffice
from api.rights import Anybody
from api.shapes.health import Health

router = APIRouter(prefix="/health", tags=["health"], dependencies=[Anybody])


@router.get("")
async def health(office: TheOffice) -> Health:
    """It answers, and so does the database."""
    return Health(processes=len(await office.store.processes()))
