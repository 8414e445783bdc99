"""May this person act on this task now? Asked again in the transaction that commits what they did."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from engine.people.directory import Directory, StandIn
from engine.people.finding import excluded, find
from engine.people.who import BoundWho, SeatAnswer

RefusalCode = Literal["not-yours", "has-left", "stand-in-ended", "stood-in-for", "excluded", "not-allowed"]


@dataclass(frozen=True)
class Acting:
    """The answer: allowed, for another where `on_behalf_of` is set; or not, with the code of the refusal."""

    refused: RefusalCode | None = None
    on_behalf_of: str | None = None

    @property
    def ok(self) -> bool:
        """True if the person may act."""
        return self.refused is None


def may_act(
    person: str,
    seat: SeatAnswer,
    directory: Directory,
    at: datetime,
    *,
    process: str = "",
    offered_at: datetime | None = None,
    excluded_people: Collection[str] = (),
) -> Acting:
    """Whether `person` may act on a seat at `at`, for themselves or for whom they stand in.

    A stand-in that ended since the task was offered is refused; one that began since may act if it takes over open
    tasks, or if the task was offered while it held (`offered_at`). What a stand-in has taken stays theirs when it ends.
    `excluded_people` never act, for nobody.
    """
    day = directory.day_of(at)
    if not directory.is_here(person, day):
        return Acting("has-left")
    if person in excluded_people:
        return Acting("excluded")
    own = person in seat.candidates and person not in seat.for_whom
    if own and not _replaced(person, seat, directory, at, process, offered_at):
        return Acting()
    for absent in _stood_in_for(person, seat, directory, at, process, offered_at):
        return Acting(on_behalf_of=absent)
    if own:
        return Acting("stood-in-for")
    if person == seat.assignee and person in seat.for_whom:
        return Acting(on_behalf_of=seat.for_whom[person])
    return Acting("stand-in-ended" if person in seat.for_whom else "not-yours")


def _stood_in_for(
    person: str, seat: SeatAnswer, directory: Directory, at: datetime, process: str, offered_at: datetime | None
) -> list[str]:
    """Those on the seat for whom a person stands in now and in this task, first the one recorded."""
    recorded = seat.for_whom.get(person)
    holders = [recorded] if recorded else []
    holders += [one for one in seat.candidates if one not in seat.for_whom and one != recorded]
    day = directory.day_of(at)
    return [
        absent
        for absent in holders
        for relation in directory.stand_ins_for(absent, day, process)
        if relation.person == person and (absent == recorded or _extends(relation, directory, offered_at))
    ]


def _extends(relation: StandIn, directory: Directory, offered_at: datetime | None) -> bool:
    """True if a stand-in reaches a task in which it is not recorded; whether its amount allows it was not asked."""
    return relation.amount is None and relation.reaches(_offered(directory, offered_at))


def _offered(directory: Directory, offered_at: datetime | None) -> date | None:
    return None if offered_at is None else directory.day_of(offered_at)


def _replaced(
    person: str, seat: SeatAnswer, directory: Directory, at: datetime, process: str, offered_at: datetime | None
) -> bool:
    """True if somebody stands in for the person alone, in this task."""
    day = directory.day_of(at)
    return any(
        relation.only and _extends(relation, directory, offered_at)
        for relation in directory.stand_ins_for(person, day, process)
    )


def may_do(person: str, who: BoundWho, directory: Directory, at: datetime, *, process: str = "") -> Acting:
    """Whether a person is one of those a rule names (who may start, press a button), or stands in for one of them."""
    day = directory.day_of(at)
    if not directory.is_here(person, day):
        return Acting("has-left")
    if person in excluded(who, directory, at):
        return Acting("excluded")
    found, _ = find(who, directory, at)
    if person in found:
        return Acting()
    for absent in found:
        stand_ins = directory.stand_ins_for(absent, day, process)
        if any(relation.person == person and relation.amount is None for relation in stand_ins):
            return Acting(on_behalf_of=absent)
    return Acting("not-allowed")
