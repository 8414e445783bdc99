"""Definitions drawn."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.company_in_force import called_by
from api.diagrams_told import diagram_of
from api.identity import SignedIn
from api.office import TheOffice
from api.problems import unknown
from api.shapes.definitions import Process
from api.shapes.diagram import Diagram

router = APIRouter(prefix="/definitions", tags=["definitions"])


@router.get("/{process}/diagram")
async def definition_diagram(
    process: Annotated[Process, Path()], _: SignedIn, office: TheOffice,
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
) -> Diagram:  # fmt: skip
    """A version of a process as a diagram; left out: the newest."""
    store = office.store
    deployed = await (store.newest(process) if version is None else store.version(process, version))
    if deployed is None:
        raise unknown("process", "流程定义")
    company = await office.store.company()
    called = await called_by(office, deployed.plan)
    return diagram_of(deployed.plan, company.directory if company else None, called)
