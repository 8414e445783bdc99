"""What leaves the house: only from sealed turns, once, by the channel there is."""

from collections.abc import AsyncIterator
from email.message import Message
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest_asyncio
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

import embedded
from activities.client import utc_now
from activities.confirming import has_turn
from engine.runtime.border import CommitTurn
from engine.runtime.commands import Claim
from proving.office import Office, open_office, until
from settings import Mail


class Postbox:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.mails: list[Message] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.mails.append(BytesParser(policy=default).parsebytes(envelope.content))
        return "250 OK"


@pytest_asyncio.fixture
async def postbox() -> AsyncIterator[tuple[Postbox, int]]:
    box = Postbox()
    port = embedded.free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


@pytest_asyncio.fixture
async def mailing(server: str, tmp_path: Path, postbox: tuple[Postbox, int]) -> AsyncIterator[Office]:
    mail = Mail(host="127.0.0.1", port=postbox[1], sender="office@example.com", encryption="none")
    async with open_office(server, tmp_path, mail=mail) as here:
        yield here


async def granted(here: Office, ref: str) -> str:
    """An approval brought to its notice."""
    case = await here.start("approval", ref)
    await here.complete(case.case_id, "submit", data={"note": "x"})
    task = await here.open_task(case.case_id, "check")
    await here.command(case.case_id, Claim(task.task), by="ben")
    await here.complete(case.case_id, "approve", by="ben")
    return case.case_id


async def test_a_notice_goes_by_mail_to_those_who_have_an_address(
    mailing: Office, postbox: tuple[Postbox, int]
) -> None:
    await granted(mailing, "M-1")

    async def arrived() -> bool:
        return bool(postbox[0].mails)

    await until(arrived)
    (mail,) = postbox[0].mails
    assert (mail["To"], mail["From"]) == ("dora@example.com", "office@example.com")
    assert "已审核 M-1" in mail.get_content()  # type: ignore[attr-defined]
    assert mail["Message-ID"].endswith("@example.com>")


async def test_a_message_to_somebody_outside_goes_by_mail(mailing: Office, postbox: tuple[Postbox, int]) -> None:
    await mailing.start("speaker", "M-2", note="nobody")

    async def arrived() -> bool:
        return bool(postbox[0].mails)

    await until(arrived)
    (mail,) = postbox[0].mails
    assert mail["To"] == "partner@example.com"
    assert "关于 M-2" in mail.get_content()  # type: ignore[attr-defined]


async def test_what_no_channel_carries_becomes_a_task_for_those_who_bring_it(office: Office) -> None:
    case = await office.start("speaker", "M-3", note="nobody")
    task = await office.open_task(case.case_id)
    assert (task.step, task.offered) == ("write_by_hand", ("ben", "cyd"))
    # The other message of this case is for listeners, and nobody listens (yet), which is no fault.
    failing = [one.last_error or "" for one in await office.store.outbox_failing()]
    assert [error for error in failing if not error.startswith("nobody yet")] == []


async def test_a_turn_the_history_does_not_have_tells_nobody(server: str, tmp_path: Path) -> None:
    """A phantom: its commit reached the database, its turn never reached the history."""
    async with open_office(server, tmp_path / "one") as here:
        case_id = await granted(here, "M-4")
        history = await here.store.history(case_id)
        told = history[-1]
        commit = CommitTurn(
            case_id="01a20000-0000-7000-8000-000000000001", workflow_id="approval:M-4", process="approval",
            turn={"number": 1, "at": told.at.isoformat(), "previous": "", "digest": "phantom", "events": [
                {"kind": "case-started", "case_id": "01a20000-0000-7000-8000-000000000001", "process": "approval",
                 "business_key": "M-4b", "start": "by_hand", "initiator": "ana", "caller_case": None, "plan": ""}],
                "questions": [], "requests": [{"kind": "send-message", "id": "p", "message": "tick", "key": "x",
                "to": None, "channel": None, "text": "", "data": {}}]},
            stimulus=told.stimulus, plan_digest="",
        )  # fmt: skip
        await here.store.commit_turn(commit)
        assert here.rounds is not None
        await here.rounds.once()
        assert not await has_turn(here.client, "approval:M-4", 1, "phantom")
        assert "01a20000-0000-7000-8000-000000000001" in [
            one.case_id for one in await here.store.unsealed_turns(utc_now())
        ]
        assert [one for one in await here.store.outbox_sealed() if one.case_id == commit.case_id] == []
