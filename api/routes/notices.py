"""Notices: what one was told, how one wants to be told, and what did not arrive."""

from typing import Annotated

from fastapi import APIRouter, Path
from uuid_utils.compat import uuid7

from activities.ports import Letter
from api.identity import SignedIn
from api.notices_told import choice, chosen_by, contacts, failing, notices, unreachable
from api.office import TheOffice
from api.problems import unknown
from api.rights import Administrators, Operators, Reaching
from api.shapes.notices import (
    Again,
    Contacts,
    FailingItem,
    NoticeChoice,
    Notices,
    Opened,
    ReadUntil,
    ToChoose,
    ToContact,
    ToTry,
    Unreachable,
)
from engine.administering.reaching import must_be_usable
from engine.runtime import Rejected

router = APIRouter(prefix="/notices", tags=["notices"])
PersonId = Annotated[str, Path(max_length=100)]
TRIAL = Letter(
    {"zh": "试一试：您会这样收到通知", "en": "A trial: this is how you are told"},
    {"zh": "收到即表示该渠道可用。", "en": "If you read this, the channel works."}, "", "",
)  # fmt: skip


@router.get("")
async def list_notices(asker: SignedIn, office: TheOffice) -> Notices:
    """What one was told lately, the newest first."""
    return await notices(office, asker)


@router.post("/read", status_code=204)
async def read(body: ReadUntil, asker: SignedIn, office: TheOffice) -> None:
    """All up to an instant have been read."""
    await office.store.note_notices_read(asker.person, body.until)


@router.post("/opened", status_code=204)
async def opened(body: Opened, asker: SignedIn, office: TheOffice) -> None:
    """One of them has been read."""
    await office.store.note_notice_opened(asker.person, body.case_id, body.turn, body.position)


@router.get("/choice")
async def show_choice(asker: SignedIn, office: TheOffice) -> NoticeChoice:
    """What one has chosen, and which channels reach one."""
    return await choice(office, asker)


@router.put("/choice")
async def choose(body: ToChoose, asker: SignedIn, office: TheOffice) -> NoticeChoice:
    """Choose channels, language and quiet hours."""
    chosen = chosen_by(**dict(body))
    must_be_usable(chosen)
    await office.store.choose_notices(asker.person, chosen)
    return await choice(office, asker)


@router.post("/trial", status_code=204)
async def try_channel(body: ToTry, asker: SignedIn, office: TheOffice) -> None:
    """Send a letter to oneself by a channel, to see whether it arrives."""
    (to,) = await office.postman.receivers([asker.person])
    if body.channel not in to.addresses:
        raise Rejected("no-address", f"Expected an address for {asker.person} at {body.channel}, but none is known")
    await office.postman.try_out(to, body.channel, TRIAL, str(uuid7()))


@router.get("/failing")
async def list_failing(_: Operators, office: TheOffice) -> list[FailingItem]:
    """What did not leave, given up or tried again, the latest first."""
    return await failing(office)


@router.post("/failing/again", status_code=204)
async def again(body: Again, _: Operators, office: TheOffice) -> None:
    """Try now what was given up, or waits for its next attempt."""
    if await office.store.tell_again(body.key):
        return
    if body.key not in {one.key for one in await office.store.outbox_failing()}:
        raise unknown("letter", "待发通知")
    await office.store.send_again(body.key)


@router.get("/unreachable")
async def list_unreachable(who: Reaching, office: TheOffice) -> list[Unreachable]:
    """Those of one's people whom no channel reaches; administrators and operators: all of them."""
    return await unreachable(office, who)


@router.get("/contacts/{person}")
async def show_contacts(person: PersonId, _: Administrators, office: TheOffice) -> Contacts:
    """Where somebody is known outside."""
    return await contacts(office, person)


@router.put("/contacts/{person}")
async def put_contact(person: PersonId, body: ToContact, asker: Administrators, office: TheOffice) -> Contacts:
    """Say where somebody is known."""
    await contacts(office, person)
    await office.store.put_contact(person, body.channel, body.address, asker.person)
    return await contacts(office, person)
