"""For operators: whether all is well, connectors, what begins by itself and what was refused."""

from typing import Annotated

from fastapi import APIRouter, Path

from api import operations_told as told
from api.health_told import looked_at
from api.office import TheOffice
from api.rights import Operators
from api.shapes.operations import ConnectorsTold, HealthTold, ToDrop, UnattendedTold

router = APIRouter(prefix="/operations", tags=["operations"])
RefusedId = Annotated[str, Path(max_length=100)]


@router.get("/health")
async def health(_: Operators, office: TheOffice) -> HealthTold:
    """Everything an installation needs, each with what to do."""
    return await looked_at(office)


@router.get("/connectors")
async def connectors(_: Operators, office: TheOffice) -> ConnectorsTold:
    """Which there are, what fails; secrets by name alone."""
    return await told.connectors(office)


@router.get("/starts")
async def starts(_: Operators, office: TheOffice) -> UnattendedTold:
    """Schedules, and starts refused while nobody stood by."""
    return await told.unattended(office)


@router.post("/starts/{id}/retry")
async def retry(id: RefusedId, asker: Operators, office: TheOffice) -> UnattendedTold:
    """Let a refused start begin, with all that was handed in."""
    return await told.retry(office, asker, id)


@router.post("/starts/{id}/drop")
async def drop(id: RefusedId, body: ToDrop, asker: Operators, office: TheOffice) -> UnattendedTold:
    """Let a refused start go, with a reason."""
    return await told.drop(office, asker, id, body.reason)
