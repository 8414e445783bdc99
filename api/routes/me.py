"""What somebody has chosen for their pages."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.identity import SignedIn
from api.office import TheOffice
from api.shapes.accounts import Keeping, Preferences

router = APIRouter(prefix="/me", tags=["me"])
Name = Annotated[str, Path(pattern=r"^[a-z][a-z0-9.-]{0,39}$")]


@router.get("/preferences")
async def preferences(asker: SignedIn, office: TheOffice) -> Preferences:
    """What one has chosen."""
    return Preferences.model_validate(await office.store.preferences(asker.person))


@router.put("/preferences")
async def choose(body: Preferences, asker: SignedIn, office: TheOffice) -> Preferences:
    """Keep what one has chosen."""
    await office.store.put_preferences(asker.person, body.model_dump(mode="json"))
    return body


@router.put("/preferences/kept/{name}")
async def keep(name: Name, body: Keeping, asker: SignedIn, office: TheOffice) -> Preferences:
    """Keep one thing of a page; all else stays as another window may have chosen it meanwhile."""
    return Preferences.model_validate(await office.store.keep_preference(asker.person, name, body.value))
