"""What is stuck, why, and what can be done: for those who answer for people, a process or the installation."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import card_told, managing_cases
from api.acts import CommandId
from api.identity import SignedIn
from api.office import TheOffice
from api.rights import Managers, MayLookIntoCase, MayManageCase
from api.shapes.stuck import ActBody, ActName, Card, Clusters, Effect, ManagedBody, ManagedDone, PreviewBody, StuckPage
from api.shapes.wire import Act, Limit
from api.stuck_told import clustered, listed
from engine.insight import CauseCode, StuckClass
from store.stuck_seen import StuckFilter

router = APIRouter(tags=["stuck"])
Named = Annotated[str | None, Query(max_length=200)]


@router.get("/stuck")
async def stuck(
    who: Managers, asker: SignedIn, office: TheOffice,
    stuck: Annotated[StuckClass | None, Query(alias="class")] = None, process: Named = None, department: Named = None,
    cause: CauseCode | None = None, shared: Named = None, mine: bool = False, limit: Limit = 50, cursor: Named = None,
) -> StuckPage:  # fmt: skip
    """What is stuck, the most harmful first, with counts and their trend."""
    wanted = StuckFilter(who, stuck, process, department, cause, shared, mine)
    return await listed(office, asker, wanted, limit, cursor)


@router.get("/clusters")
async def clusters(who: Managers, asker: SignedIn, office: TheOffice, limit: Limit = 50) -> Clusters:
    """What several stuck cases have in common."""
    return await clustered(office, asker, who, limit)


@router.post("/stuck/batch")
async def stuck_batch(
    who: Managers, asker: SignedIn, office: TheOffice, body: ManagedBody, id: CommandId
) -> ManagedDone:
    """One act on many cases: on the first few, and if none of them is refused, on the rest."""
    return await managing_cases.act_on_many(office, asker, who, body, id)


@router.get("/stuck/{case_id}")
async def stuck_case(read: MayLookIntoCase, asker: SignedIn, office: TheOffice) -> Card:
    """Why a case stands, who had it how long, what was tried, what comes by itself, what can be done."""
    return await card_told.card(office, asker, read)


@router.post("/stuck/{case_id}/preview")
async def stuck_preview(read: MayManageCase, asker: SignedIn, office: TheOffice, body: PreviewBody) -> Effect:
    """What an act on a case would do; nothing is done."""
    return await managing_cases.preview(office, asker, read, body)


@router.post("/cases/{case_id}/operate/{act}")
async def operate(
    act: ActName, read: MayManageCase, asker: SignedIn, office: TheOffice, body: ActBody, id: CommandId,
    response: Response,
) -> Act:  # fmt: skip
    """Set a case going again: by its superiors, and against the definition by who operates it."""
    return await managing_cases.act(office, asker, read, act, body, id, response)
