"""What somebody has chosen for their pages."""

from fastapi import APIRouter

from api.identity import SignedIn
from api.office import TheOffice
from api.shapes.accounts import Preferences

router = APIRouter(prefix="/me", tags=["me"])


@router.get("/preferences")
async def preferences(asker: SignedIn, office: TheOffice) -> Preferences:
    """What one has chosen."""
    return Preferences.model_validate(await office.store.preferences(asker.person))


@router.put("/preferences")
async def choose(body: Preferences, asker: SignedIn, office: TheOffice) -> Preferences:
    """Keep what one has chosen."""
    await office.store.put_preferences(asker.person, body.model_dump(mode="json"))
    return body
