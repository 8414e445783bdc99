"""Channels to people and to parties outside. The inbox has every notice already; mail is laid on where it is set up."""

from activities.connectors.mail import MailServer, letter_of
from activities.notices import notice_text
from engine.model.base import texts_of
from engine.people import Directory
from engine.runtime.events import NoticeAddressed
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
