"""Publications: versions asked for, read before they are confirmed, confirmed by a second person, or taken back."""

from typing import Annotated

from fastapi import APIRouter, Path
from uuid_utils.compat import uuid7

from api.apart import apart
from api.definitions_told import around_of, publication_in_full, telling
from api.office import Office, TheOffice
from api.problems import unknown
from api.rights import OwnersOf
from api.shapes.definitions import Process, PublicationDetail, PublicationItem, ToPublish
from api.workshop import plan_of
from engine.administering.access import Standing
from engine.administering.publishing import (
    Publication,
    may_confirm,
    must_be_askable,
    must_be_confirmable,
    must_be_only_texts,
    must_be_open,
)
from engine.runtime import Rejected
from store.publishing import Written

router = APIRouter(prefix="/definitions/{process}/publications", tags=["definitions"])
OfProcess = Annotated[Process, Path()]
Number = Annotated[str, Path(max_length=100)]


@router.get("")
async def publications(process: OfProcess, who: OwnersOf, office: TheOffice) -> list[PublicationItem]:
    """Versions on their way, and what became of former ones, the newest first."""
    found = await office.store.publications(process)
    return await _told(office, who, process, found)


@router.post("", status_code=201)
async def publish(process: OfProcess, body: ToPublish, who: OwnersOf, office: TheOffice) -> PublicationItem:
    """Ask for a version to be put in force. It waits for a second person, where there is one."""
    plan = await apart(plan_of, body.text, await around_of(office), within=office.patience)
    if plan.process != process:
        raise Rejected("wrong-process", f"Expected a definition of {process}, but it is one of {plan.process}")
    newest = await office.store.newest(process)
    asked = Publication(str(uuid7()), process, plan.digest, who.person, office.clock(), body.note, body.takes_effect)
    must_be_askable(asked, newest.deployment.digest if newest else None)
    if body.only_texts:
        must_be_only_texts(plan, newest.plan if newest else None)
    await office.store.ask_publication(asked, Written(plan, body.text, body.scenarios))
    return await _one(office, who, asked)


@router.get("/{publication}")
async def show_publication(
    process: OfProcess, publication: Number, who: OwnersOf, office: TheOffice
) -> PublicationDetail:
    """One of them with its text, and what it changes."""
    asked = await _publication(office, process, publication)
    written = await office.store.publication_text(asked.id)
    return publication_in_full(await _one(office, who, asked), asked, written, await office.store.newest(process))


@router.post("/{publication}/confirm")
async def confirm(process: OfProcess, publication: Number, who: OwnersOf, office: TheOffice) -> PublicationItem:
    """Let it come into force, at once or on its date."""
    asked = await _publication(office, process, publication)
    must_be_confirmable(asked, who.person, await _answer_for(office, process), office.settings.publish_by_two)
    await office.store.decide_publication(asked, "planned", who.person)
    await office.store.publish_due()
    return await _one(office, who, await _publication(office, process, publication))


@router.post("/{publication}/withdraw")
async def withdraw(process: OfProcess, publication: Number, who: OwnersOf, office: TheOffice) -> PublicationItem:
    """Take it back before it is in force."""
    asked = await _publication(office, process, publication)
    must_be_open(asked)
    await office.store.decide_publication(asked, "withdrawn", who.person)
    return await _one(office, who, await _publication(office, process, publication))


async def _one(office: Office, who: Standing, asked: Publication) -> PublicationItem:
    (told,) = await _told(office, who, asked.process, [asked])
    return told


async def _told(office: Office, who: Standing, process: str, found: list[Publication]) -> list[PublicationItem]:
    told, others = await telling(office, who), await _answer_for(office, process)
    versions = {one.deployment.digest: one.deployment.version for one in await office.store.deployments(process)}
    two = office.settings.publish_by_two
    return [
        told.publication(one, may_confirm(one, others, two), _may_confirm(one, who, others, two), versions)
        for one in found
    ]


async def _publication(office: Office, process: str, number: str) -> Publication:
    found = await office.store.publication(number)
    if found is None or found.process != process:
        raise unknown("publication", "发布申请")
    return found


async def _answer_for(office: Office, process: str) -> frozenset[str]:
    """Those who may confirm a publication of it."""
    return frozenset(await office.store.answering_for(process, office.clock()))


def _may_confirm(one: Publication, who: Standing, others: frozenset[str], two: bool) -> bool:
    try:
        must_be_confirmable(one, who.person, others, two)
    except Rejected:
        return False
    return one.state == "waiting"
