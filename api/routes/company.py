"""Calendars and organisation: seen by everybody who is signed in or administered, changed after looking."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api import company_told as told
from api.identity import SignedIn
from api.office import TheOffice
from api.rights import Administrators
from api.shapes.company import (
    CalendarApplied,
    CalendarChange,
    CalendarEffect,
    CalendarsTold,
    MonthTold,
    OrganisationChecked,
    OrganisationText,
    OrganisationTold,
)

router = APIRouter(tags=["company"])
CalendarId = Annotated[str, Path(max_length=100)]


@router.get("/calendars")
async def calendars(asker: SignedIn, office: TheOffice) -> CalendarsTold:
    """All calendars, the company's first."""
    return await told.calendars(office, asker)


@router.get("/calendars/{calendar}/days")
async def month(
    calendar: CalendarId, _: SignedIn, office: TheOffice, year: Annotated[int, Query(ge=1990, le=2200)],
    month: Annotated[int, Query(ge=1, le=12)],
) -> MonthTold:  # fmt: skip
    """A month: open hours, holidays, make-up days."""
    return await told.month(office, calendar, year, month)


@router.post("/calendars/preview")
async def preview(body: CalendarChange, _: Administrators, office: TheOffice) -> CalendarEffect:
    """Which days change, which open limits move and which are breached then; nothing is done."""
    return await told.effect(office, body.text)


@router.post("/calendars")
async def apply_calendars(body: CalendarApplied, asker: Administrators, office: TheOffice) -> CalendarsTold:
    """Put a calendar, or a notice of holidays, in force, as it was looked at; open limits follow."""
    return await told.apply_calendars(office, asker, body)


@router.get("/organisation")
async def organisation(_: Administrators, office: TheOffice) -> OrganisationTold:
    """As it is written, with its versions."""
    return await told.organisation(office)


@router.post("/organisation/check")
async def check(body: CalendarChange, _: Administrators, office: TheOffice) -> OrganisationChecked:
    """What is wrong with it, or whose open tasks would move; nothing is done."""
    return await told.check(office, body.text)


@router.put("/organisation")
async def apply_organisation(body: OrganisationText, asker: Administrators, office: TheOffice) -> OrganisationTold:
    """Put it in force."""
    return await told.apply_organisation(office, asker, body)
