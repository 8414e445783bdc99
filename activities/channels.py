"""Channels to people and to parties outside. The inbox has every notice already; mail is laid on where it is set up."""

import hashlib
from collections.abc import Sequence

from activities.connectors.mail import MailServer, letter_of
from activities.notices import MOST_LINES, NoticeLine, list_text, notice_text
from engine.model.base import texts_of
from engine.people import Directory
from engine.runtime.events import NoticeAddressed
from engine.runtime.limit_keys import PROMISE
from engine.runtime.requests import SendMessage
from engine.runtime.wire import decode_as
from store import Outgoing, Store

MAIL_CHANNELS = ("mail", "email", "e-mail")


class Unrouted(Exception):
    """No connector for this channel: people bring it, and record that it went."""


class Channels:
    """Mail, so far."""

    def __init__(self, store: Store, mail: MailServer | None, zone: str) -> None:
        self._store = store
        self._mail = mail
        self._zone = zone

    async def tell(self, outgoing: Outgoing) -> None:
        """A notice to people inside: by mail to those who have an address."""
        if self._mail is None:
            return
        notice = decode_as(NoticeAddressed, outgoing.payload)
        company = await self._store.company()
        addresses = _addresses(notice.to, company.directory if company else None)
        if not addresses:
            return
        detail = await self._store.case(outgoing.case_id)
        plan = await self._store.plan(detail.case.plan) if detail else None
        subject, text = notice_text(notice, detail.case if detail else None, plan, self._zone)
        await self._mail.send(letter_of(self._mail.sender, addresses, subject, text, key=outgoing.key))

    async def tell_list(self, notices: Sequence[Outgoing]) -> None:
        """What one person is told of several cases, in one letter with a line for each.

        Its key is made of theirs, so that the same lines once more are the same letter.
        """
        if self._mail is None:
            return
        told = [decode_as(NoticeAddressed, one.payload) for one in notices]
        company = await self._store.company()
        addresses = _addresses(told[0].to, company.directory if company else None)
        if not addresses:
            return
        shown = list(zip(notices, told, strict=True))[:MOST_LINES]
        lines = [await self._line(outgoing, notice) for outgoing, notice in shown]
        subject, text = list_text(told[0], lines, len(told), self._zone)
        key = hashlib.sha256(" ".join(sorted(one.key for one in notices)).encode()).hexdigest()
        await self._mail.send(letter_of(self._mail.sender, addresses, subject, text, key=key))

    async def _line(self, outgoing: Outgoing, notice: NoticeAddressed) -> NoticeLine:
        detail = await self._store.case(outgoing.case_id)
        plan = await self._store.plan(detail.case.plan) if detail else None
        task = await self._store.task(outgoing.case_id, notice.task) if notice.task else None
        coming = detail.next if detail else ()
        promised = next((one.at for one in coming if (one.key, one.rung) == (notice.task, PROMISE)), None)
        return NoticeLine(notice, detail.case if detail else None, plan, task, promised)

    async def send(self, message: SendMessage, outgoing: Outgoing) -> None:
        """A message to a party outside. Raises `Unrouted` where no channel reaches it."""
        to = message.to if isinstance(message.to, list) else [message.to]
        addresses = [str(one) for one in to if isinstance(one, str) and "@" in one]
        by_mail = message.channel in MAIL_CHANNELS or (message.channel is None and addresses)
        if self._mail is None or not by_mail or len(addresses) != len(to):
            raise Unrouted(
                f"Expected a connector for channel {message.channel or 'none'} to {message.to}, but there is none"
            )
        subject = f"{message.message} {message.key or ''}".strip()
        text = _body(message)
        await self._mail.send(letter_of(self._mail.sender, addresses, subject, text, key=outgoing.key))


def _addresses(people: tuple[str, ...], directory: Directory | None) -> list[str]:
    known = [directory.people.get(person) for person in people] if directory else []
    return [person.email for person in known if person is not None and person.email]


def _body(message: SendMessage) -> str:
    text = "\n\n".join(texts_of(message.text).values())
    lines = [f"{name}: {value}" for name, value in message.data.items()]
    return "\n".join([text, "", *lines] if text else lines)
