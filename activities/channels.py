"""Channels to people and to parties outside. The inbox has every notice already; what is set up besides is laid on."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from activities.connectors.mail import MailServer, letter_of
from activities.notices import MOST_LINES, NoticeLine, Wording
from activities.ports import Letter
from activities.ports.mail import MailPort
from activities.postman import Brought, Postman, Receiver
from engine.administering.reaching import Kind
from engine.model.base import texts_of
from engine.runtime.events import NoticeAddressed
from engine.runtime.limit_keys import PROMISE
from engine.runtime.requests import SendMessage
from engine.runtime.wire import decode_as
from store import Outgoing, Store
from store.store import utc_now

MAIL_CHANNELS = ("mail", "email", "e-mail")


class Unrouted(Exception):
    """No connector for this channel: people bring it, and record that it went."""


class NotBrought(Exception):
    """Some of those it is for were not reached. `for_good`: trying again is no use."""

    def __init__(self, why: str, *, for_good: bool) -> None:
        super().__init__(why)
        self.for_good = for_good


class QuietHours(Exception):
    """Those who are left are told at the end of their quiet hours."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"quiet hours until {until.isoformat()}")
        self.until = until


_KINDS: Mapping[str, Kind] = {
    "case.followed": "followed",
    "case.week_ahead": "digest",
    "case.started_for_you": "notice",
}


class Channels:
    """What leaves the installation: to people by the postman, to parties outside by mail."""

    def __init__(self, store: Store, mail: MailServer | None, zone: str, postman: Postman | None = None) -> None:
        self._store = store
        self._mail = mail
        self._zone = ZoneInfo(zone)
        self._postman = postman or Postman(store, {"mail": MailPort(mail)} if mail else {}, "", zone)

    async def tell(self, outgoing: Outgoing) -> None:
        """A notice to people inside. Raises `NotBrought`, `QuietHours`; whoever has it is not told again."""
        if not self._postman.has_ports:
            return
        notice = decode_as(NoticeAddressed, outgoing.payload)
        detail = await self._store.case(outgoing.case_id)
        case = detail.case if detail else None
        plan = await self._store.plan(case.plan) if case else None
        subject, text = (await self._wording()).notice(notice, case, plan)
        link = self._link(outgoing.case_id, notice)
        await self._bring(notice, Letter(subject, text, link, outgoing.key))

    def _link(self, case_id: str, notice: NoticeAddressed) -> str:
        """The task or case it tells of; of what lies ahead the page on which one nudges and hands over."""
        if notice.about == "case.week_ahead":
            return self._postman.page("manager?view=coming")
        return self._postman.link(case_id, notice.task)

    async def tell_list(self, notices: Sequence[Outgoing]) -> None:
        """What one person is told of several cases, in one letter with a line for each.

        Its key is made of theirs, so that the same lines once more are the same letter.
        """
        if not self._postman.has_ports:
            return
        told = [decode_as(NoticeAddressed, one.payload) for one in notices]
        shown = list(zip(notices, told, strict=True))[:MOST_LINES]
        lines = [await self._line(outgoing, notice) for outgoing, notice in shown]
        subject, text = (await self._wording()).list(told[0], lines, len(told))
        key = hashlib.sha256(" ".join(sorted(one.key for one in notices)).encode()).hexdigest()
        await self._bring(told[0], Letter(subject, text, self._postman.inbox, key))

    async def _bring(self, notice: NoticeAddressed, letter: Letter) -> None:
        kind = _KINDS.get(notice.about, "reminder" if "." in notice.about else "notice")
        now = utc_now()
        wrong: list[Brought] = []
        quiet: list[datetime] = []
        sent = await self._store.notices_sent(letter.key)
        for to in await self._postman.receivers(notice.to):
            leaves = self._postman.leaves(to, now)
            if leaves > now and set(self._postman.reaches(to, kind)) - sent.get(to.person, set()):
                quiet.append(leaves)
                continue
            brought = await self._bring_to(to, kind, letter, sent.get(to.person, set()))
            wrong += [brought] if brought.errors else []
        if wrong:
            raise NotBrought("; ".join(one.error for one in wrong), for_good=all(one.for_good for one in wrong))
        if quiet:
            raise QuietHours(min(quiet))

    async def _bring_to(self, to: Receiver, kind: Kind, letter: Letter, done: set[str]) -> Brought:
        brought = await self._postman.bring(to, kind, letter, done)
        if brought.sent:
            await self._store.note_notice_sent(letter.key, to.person, brought.sent)
        return brought

    async def _wording(self) -> Wording:
        company = await self._store.company()
        return Wording(self._zone, company.directory if company else None)

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


def _body(message: SendMessage) -> str:
    text = "\n\n".join(texts_of(message.text).values())
    lines = [f"{name}: {value}" for name, value in message.data.items()]
    return "\n".join([text, "", *lines] if text else lines)
