"""The postman: brings a letter to a person by the channels that reach them and that they have not muted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from activities.ports import Letter, Port, PortError
from engine.administering.reaching import Channel, Kind, Preferences, after_quiet_hours, channels_for
from engine.runtime.refusals import Rejected
from store import Store

Ports = Mapping[Channel, Port]


@dataclass(frozen=True)
class Brought:
    """By which channels a letter has left, and what went wrong with the others. `for_good`: the same is no use."""

    sent: tuple[Channel, ...] = ()
    errors: Mapping[Channel, str] = field(default_factory=dict)
    for_good: bool = True

    @property
    def error(self) -> str:
        """All that went wrong."""
        return "; ".join(f"{channel}: {said}" for channel, said in self.errors.items())


@dataclass(frozen=True)
class Receiver:
    """A person with what they have chosen, and where the channels find them."""

    person: str
    chosen: Preferences
    addresses: Mapping[Channel, str]


class Postman:
    """`ports` are the channels that are set up, `pages` the address of the pages, for links."""

    def __init__(self, store: Store, ports: Ports, pages: str, zone: str) -> None:
        self._store = store
        self._ports = ports
        self._pages = pages.rstrip("/")
        self._zone = ZoneInfo(zone)

    @property
    def has_ports(self) -> bool:
        """Whether anything can be sent at all."""
        return bool(self._ports)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """What is set up."""
        return tuple(self._ports)

    def link(self, case_id: str, task: str | None = None) -> str:
        """The page of a task, or of a case."""
        if not self._pages:
            return ""
        return f"{self._pages}/tasks/{case_id}/{task}" if task else f"{self._pages}/cases/{case_id}"

    def page(self, address: str) -> str:
        """A page by its address."""
        return f"{self._pages}/{address}" if self._pages else ""

    @property
    def inbox(self) -> str:
        """The page of one's own tasks."""
        return self.page("inbox")

    async def receivers(self, people: Iterable[str]) -> list[Receiver]:
        """These people, as far as the directory knows them."""
        company, names = await self._store.company(), list(dict.fromkeys(people))
        choices, contacts = await self._store.notice_choices(names), await self._store.contacts(names)
        found = []
        for person in names:
            known = company.directory.people.get(person) if company else None
            addresses: dict[Channel, str] = {}
            if known is not None and known.email and "mail" in self._ports:
                addresses["mail"] = known.email
            if known is not None and "webhook" in self._ports:
                addresses["webhook"] = person
            addresses |= {one: said for one, said in contacts[person].items() if one in self._ports}  # type: ignore[misc]
            found.append(Receiver(person, choices[person], addresses))
        return found

    def leaves(self, to: Receiver, at: datetime) -> datetime:
        """When something may reach somebody, for their quiet hours."""
        return after_quiet_hours(to.chosen, at, self._zone)

    def reaches(self, to: Receiver, kind: Kind) -> tuple[Channel, ...]:
        """By which channels somebody is told."""
        return channels_for(to.chosen, kind, to.addresses)

    async def try_out(self, to: Receiver, channel: Channel, letter: Letter, key: str) -> None:
        """Send a letter by one channel now. Raises `Rejected` `not-brought`."""
        try:
            await self._ports[channel].send(to.addresses[channel], replace(letter, key=key, link=self.inbox))
        except PortError as refused:
            raise Rejected("not-brought", f"Expected the channel to take it, but {refused}") from refused

    async def bring(self, to: Receiver, kind: Kind, letter: Letter, done: Iterable[str] = ()) -> Brought:
        """Send it by each channel that has not taken it yet (`done`)."""
        sent: list[Channel] = []
        errors: dict[Channel, str] = {}
        for_good = True
        letter = replace(letter, tongue=to.chosen.language)
        for channel in self.reaches(to, kind):
            if channel in done:
                continue
            try:
                await self._ports[channel].send(to.addresses[channel], letter)
                sent.append(channel)
            except PortError as refused:
                errors[channel] = str(refused)
                for_good = for_good and refused.for_good
        return Brought(tuple(sent), errors, for_good)
