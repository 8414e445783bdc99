"""Definitions: read, compared, checked, played and published."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query
from uuid_utils.compat import uuid7

from api.apart import apart
from api.definitions_told import Telling, different
from api.identity import SignedIn
from api.office import Office, TheOffice
from api.people_told import PeopleTold
from api.problems import unknown
from api.rights import OwnersOf, TheStanding
from api.shapes.definitions import (
    Checked,
    DefinitionDetail,
    DefinitionItem,
    Differences,
    Played,
    Process,
    PublicationItem,
    Reason,
    ToCheck,
    ToPlay,
    ToPublish,
    VersionItem,
)
from api.workshop import WITHIN, Around, checked, plan_of, played
from engine.administering.access import Standing
from engine.administering.publishing import Publication, must_be_askable, must_be_confirmable, must_be_open
from engine.runtime import Rejected
from store import DeployedPlan, NoCompany
from store.publishing import Written

router = APIRouter(prefix="/definitions", tags=["definitions"])
OfProcess = Annotated[Process, Path()]
Version = Annotated[int, Path(ge=1, le=1_000_000)]


@router.get("")
async def list_definitions(who: TheStanding, office: TheOffice) -> list[DefinitionItem]:
    """All processes as they are deployed, by their address."""
    telling, running = await _telling(office, who), await office.store.open_cases_by_process()
    newest = [await office.store.newest(one.process) for one in await office.store.processes()]
    return [telling.item(one, running.get(one.deployment.process, 0)) for one in newest if one is not None]


@router.post("/check")
async def check(body: ToCheck, who: SignedIn, office: TheOffice) -> Checked:
    """All that is wrong with a definition, where it stands; nothing is kept."""
    around = await _around(office)
    if body.proof:
        return await apart(checked, body.text, body.scenarios, around, True, within=WITHIN)
    return await asyncio.to_thread(checked, body.text, body.scenarios, around, False)


@router.post("/play")
async def play(body: ToPlay, who: SignedIn, office: TheOffice) -> Played:
    """Play scenarios on a definition, on a virtual clock; no case is touched."""
    return await apart(played, body.text, body.scenarios, body.only, await _around(office), within=WITHIN)


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
    telling, running = await _telling(office, who), await office.store.open_cases_by_process()
    scenarios = await office.store.scenarios(asked.deployment.digest)
    return telling.detail(newest, asked, running.get(process, 0), scenarios)


@router.get("/{process}/versions")
async def versions(process: OfProcess, who: TheStanding, office: TheOffice) -> list[VersionItem]:
    """All versions of a process, the newest first."""
    telling = await _telling(office, who)
    found = await office.store.deployments(process)
    if not found:
        raise unknown("process", "流程定义")
    return [telling.version(one) for one in found]


@router.get("/{process}/versions/{before}/to/{after}")
async def compare(process: OfProcess, before: Version, after: Version, who: SignedIn, office: TheOffice) -> Differences:
    """What is different between two versions."""
    return different(await _version(office, process, before), await _version(office, process, after))


@router.get("/{process}/publications")
async def publications(process: OfProcess, who: OwnersOf, office: TheOffice) -> list[PublicationItem]:
    """Versions on their way, and what became of former ones, the newest first."""
    telling = await _telling(office, who)
    others = await _answer_for(office, process)
    found = await office.store.publications(process)
    return [telling.publication(one, _may_confirm(one, who, others, office)) for one in found]


@router.post("/{process}/publications", status_code=201)
async def publish(process: OfProcess, body: ToPublish, who: OwnersOf, office: TheOffice) -> PublicationItem:
    """Ask for a version to be put in force. It waits for a second person, where there is one."""
    plan = await apart(plan_of, body.text, await _around(office), within=WITHIN)
    if plan.process != process:
        raise Rejected("wrong-process", f"Expected a definition of {process}, but it is one of {plan.process}")
    newest = await office.store.newest(process)
    asked = Publication(str(uuid7()), process, plan.digest, who.person, office.clock(), body.note, body.takes_effect)
    must_be_askable(asked, newest.deployment.digest if newest else None)
    await office.store.ask_publication(asked, Written(plan, body.text, body.scenarios))
    return (await _telling(office, who)).publication(asked, False)


@router.post("/{process}/publications/{publication}/confirm")
async def confirm(process: OfProcess, publication: str, who: OwnersOf, office: TheOffice) -> PublicationItem:
    """Let it come into force, at once or on its date."""
    asked = await _publication(office, process, publication)
    must_be_confirmable(asked, who.person, await _answer_for(office, process), office.settings.publish_by_two)
    await office.store.decide_publication(asked, "planned", who.person)
    await office.store.publish_due()
    return await _told(office, who, process, publication)


@router.post("/{process}/publications/{publication}/withdraw")
async def withdraw(process: OfProcess, publication: str, who: OwnersOf, office: TheOffice) -> PublicationItem:
    """Take it back before it is in force."""
    asked = await _publication(office, process, publication)
    must_be_open(asked)
    await office.store.decide_publication(asked, "withdrawn", who.person)
    return await _told(office, who, process, publication)


@router.post("/{process}/stop", status_code=204)
async def stop(process: OfProcess, body: Reason, who: OwnersOf, office: TheOffice) -> None:
    """Let nobody start it any more; running cases go on."""
    await _newest(office, process)
    await office.store.stop_starts(process, who.person, body.reason)


@router.post("/{process}/go-on", status_code=204)
async def go_on(process: OfProcess, who: OwnersOf, office: TheOffice) -> None:
    """Let it be started again."""
    await office.store.let_starts_go_on(process)


async def _telling(office: Office, who: Standing) -> Telling:
    company = await office.store.company()
    people = PeopleTold.at(company.directory if company else None, office.clock())
    return Telling(people, who, await office.store.stopped_starts(), await office.store.open_cases_by_plan())


async def _around(office: Office) -> Around:
    company = await office.store.company()
    if company is None:
        raise NoCompany
    deployed = [await office.store.newest(one.process) for one in await office.store.processes()]
    return Around(company, office.connectors, {one.plan.process: one.plan for one in deployed if one is not None})


async def _newest(office: Office, process: str) -> DeployedPlan:
    found = await office.store.newest(process)
    if found is None:
        raise unknown("process", "流程定义")
    return found


async def _version(office: Office, process: str, version: int) -> DeployedPlan:
    for one in await office.store.deployments(process):
        if one.deployment.version == version:
            return one
    raise unknown("version", "版本")


async def _publication(office: Office, process: str, number: str) -> Publication:
    found = await office.store.publication(number)
    if found is None or found.process != process:
        raise unknown("publication", "发布申请")
    return found


async def _answer_for(office: Office, process: str) -> frozenset[str]:
    """Those who may confirm a publication of it."""
    return frozenset(await office.store.answering_for(process, office.clock()))


def _may_confirm(one: Publication, who: Standing, others: frozenset[str], office: Office) -> bool:
    try:
        must_be_confirmable(one, who.person, others, office.settings.publish_by_two)
    except Rejected:
        return False
    return one.state == "waiting"


async def _told(office: Office, who: Standing, process: str, number: str) -> PublicationItem:
    return (await _telling(office, who)).publication(await _publication(office, process, number), False)
