"""Phrases for comments: everybody is offered them, who may change settings sets them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from api import phrases_told as told
from api.identity import Identified
from api.office import TheOffice
from api.rights import TheStanding, setting
from api.shapes.definitions import Process
from api.shapes.phrases import Kind, PhrasesTold, ToOffer
from engine.administering.phrases import COMPANY

router = APIRouter(prefix="/phrases", tags=["settings"])


@router.get("")
async def phrases(
    who: TheStanding, office: TheOffice, process: Annotated[Process | None, Query()] = None
) -> PhrasesTold:
    """Those of the company, or with `process` those it has besides."""
    return await told.told(office, who, process or COMPANY)


@router.put("/{kind}")
async def offer(kind: Kind, body: ToOffer, asker: Identified, office: TheOffice, request: Request) -> PhrasesTold:
    """Set the phrases of a kind; without any list those that come with the product are offered again."""
    return await told.offer(office, await setting(body.process or COMPANY, asker, office, request), kind, body)
