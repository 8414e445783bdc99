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
    behalf: str | None = None,
) -> Acting:
    """Whether `person` may act on a seat at `at`, for themselves or for whom they stand in.

    A stand-in that ended since the task was offered is refused; one that began since may act if it takes over open
    tasks, or if the task was offered while it held (`offered_at`). What a stand-in has taken stays theirs when it ends.
    `excluded_people` never act, for nobody, and nobody acts for them. `behalf`: in whose name somebody says they act;
    they must stand in for that one.
    """
    day = directory.day_of(at)
    if not directory.is_here(person, day):
        return Acting("has-left")
    if person in excluded_people:
        return Acting("excluded")
    recorded = seat.for_whom.get(person)
    stood_in_for = _stood_in_for(person, seat, directory, at, process, offered_at)
    if recorded is not None and person == seat.assignee and recorded not in stood_in_for:
        stood_in_for.append(recorded)
    if behalf is not None and behalf != person:
        return _acting_for(behalf, excluded_people) if behalf in stood_in_for else Acting("not-yours")
    own = person in seat.candidates and recorded is None
    if own and not _replaced(person, seat, directory, at, process, offered_at):
        return Acting()
    if stood_in_for:
        return _acting_for(stood_in_for[0], excluded_people)
    if own:
        return Acting("stood-in-for")
    return Acting("stand-in-ended" if recorded is not None else "not-yours")


def _acting_for(absent: str, excluded_people: Collection[str]) -> Acting:
    """An act for another counts as that one's too."""
    return Acting("excluded") if absent in excluded_people else Acting(on_behalf_of=absent)


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
