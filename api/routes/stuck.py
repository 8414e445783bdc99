"""What is stuck, why, and what can be done: for those who answer for people, a process or the installation."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.identity import SignedIn
from api.office import TheOffice
from api.rights import Managers
from api.shapes.stuck import Clusters, StuckPage
from api.shapes.wire import Limit
from api.stuck_told import clustered, listed
from engine.insight import CauseCode, StuckClass
from store.stuck_lists import StuckFilter

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
