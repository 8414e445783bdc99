"""Acts that were sent: what became of them."""

from fastapi import APIRouter

from api.acting_on_tasks import fate
from api.identity import SignedIn
from api.office import TheOffice
from api.shapes.tasks import CommandFate

router = APIRouter(prefix="/commands", tags=["commands"])


@router.get("/{command_id}")
async def command(command_id: str, asker: SignedIn, office: TheOffice) -> CommandFate:
    """What became of an act of the asker's own."""
    return await fate(office, asker, command_id)
