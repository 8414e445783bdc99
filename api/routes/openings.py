"""Opening sealed cases (打开密件): asked by one person, answered by a second one."""

from typing import Annotated

from fastapi import APIRouter, Path

from api import openings_told as told
from api.identity import SignedIn
from api.office import TheOffice
from api.rights import TheStanding
from api.shapes.openings import OpeningsTold, OpeningTold, ToAnswer, ToOpen

router = APIRouter(prefix="/openings", tags=["openings"])


@router.get("")
async def openings(who: TheStanding, office: TheOffice) -> OpeningsTold:
    """Who asked to open what, and what came of it, the latest first."""
    return await told.listed(office, who)


@router.post("")
async def ask(body: ToOpen, asker: SignedIn, office: TheOffice) -> OpeningTold:
    """Ask to read a sealed case for some hours."""
    return await told.ask(office, asker, body)


@router.post("/{number}/answer")
async def answer(
    number: Annotated[str, Path(max_length=40)], body: ToAnswer, asker: SignedIn, office: TheOffice
) -> OpeningTold:
    """Confirm or refuse it as the second person."""
    return await told.answer(office, asker, number, body)
