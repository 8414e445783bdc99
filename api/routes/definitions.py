"""Definitions: read, compared, checked and played; new starts stopped."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.apart import apart
from api.definitions_told import around_of, different, telling
from api.identity import SignedIn
from api.office import Office, TheOffice
from api.problems import unknown
from api.rights import OwnersOf, TheStanding
from api.shapes.definitions import (
    Checked,
    DefinitionDetail,
    DefinitionItem,
    Differences,
    Played,
    Process,
    Reason,
    ToCheck,
    ToPlay,
    VersionItem,
    Workshop,
)
from api.workshop import checked, played, workshop
from store import DeployedPlan

router = APIRouter(prefix="/definitions", tags=["definitions"])
OfProcess = Annotated[Process, Path()]
Version = Annotated[int, Path(ge=1, le=1_000_000)]


@router.get("")
async def list_definitions(who: TheStanding, office: TheOffice) -> list[DefinitionItem]:
    """All processes as they are deployed, by their address."""
    told, running = await telling(office, who), await office.store.open_cases_by_process()
    newest = await office.store.newest_of_each()
    return [told.item(one, running.get(one.deployment.process, 0)) for one in newest]


@router.post("/check")
async def check(body: ToCheck, who: SignedIn, office: TheOffice) -> Checked:
    """All that is wrong with a definition, where it stands; nothing is kept."""
    around = await around_of(office)
    if body.proof:
        return await apart(checked, body.text, body.scenarios, around, True, within=office.patience)
    return await asyncio.to_thread(checked, body.text, body.scenarios, around, False)


@router.post("/play")
async def play(body: ToPlay, who: SignedIn, office: TheOffice) -> Played:
    """Play scenarios on a definition, on a virtual clock; no case is touched."""
    return await apart(played, body.text, body.scenarios, body.only, await around_of(office), within=office.patience)


@router.get("/-/workshop")
async def show_workshop(_: SignedIn, office: TheOffice) -> Workshop:
    """What an editor of definitions completes from."""
    return workshop(await around_of(office))


@router.get("/{process}")
async def show(
    process: OfProcess,
    who: TheStanding,
    office: TheOffice,
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
) -> DefinitionDetail:
    """A version of a process with its text; left out: the newest."""
    newest = await _newest(office, process)
    asked = newest if version is None else await _version(office, process, version)
    told, running = await telling(office, who), await office.store.open_cases_by_process()
    scenarios = await office.store.scenarios(asked.deployment.digest)
    return told.detail(newest, asked, running.get(process, 0), scenarios)


@router.get("/{process}/versions")
async def versions(process: OfProcess, who: TheStanding, office: TheOffice) -> list[VersionItem]:
    """All versions of a process, the newest first."""
    told = await telling(office, who)
    found = await office.store.deployments(process)
    if not found:
        raise unknown("process", "流程定义")
    return told.versions(found)


@router.get("/{process}/versions/{before}/to/{after}")
async def compare(process: OfProcess, before: Version, after: Version, who: SignedIn, office: TheOffice) -> Differences:
    """What is different between two versions."""
    return different(await _version(office, process, before), await _version(office, process, after))


@router.post("/{process}/stop", status_code=204)
async def stop(process: OfProcess, body: Reason, who: OwnersOf, office: TheOffice) -> None:
    """Let nobody start it any more; running cases go on."""
    await _newest(office, process)
    await office.store.stop_starts(process, who.person, body.reason)


@router.post("/{process}/go-on", status_code=204)
async def go_on(process: OfProcess, who: OwnersOf, office: TheOffice) -> None:
    """Let it be started again."""
    await office.store.let_starts_go_on(process)


async def _newest(office: Office, process: str) -> DeployedPlan:
    found = await office.store.newest(process)
    if found is None:
        raise unknown("process", "流程定义")
    return found


async def _version(office: Office, process: str, version: int) -> DeployedPlan:
    found = await office.store.version(process, version)
    if found is None:
        raise unknown("version", "版本")
    return found
