"""Stand-ins: who may set and end whose, and that nobody stands in for themselves, also not around a circle.

Codes: `stand-in-for-oneself`, `unknown-person`, `has-left`, `stand-in-dates`, `not-their-superior`, `stand-in-cycle`,
`unknown-stand-in`, `stand-in-over`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from engine.administering.access import Standing
from engine.people import Directory, StandIn, superiors_of
from engine.runtime.refusals import Rejected


@dataclass(frozen=True)
class Wanted:
    """A stand-in that shall be: `person` for `absent`, from the first to the last day. The rest as in `StandIn`."""

    person: str
    absent: str
    first: date
    last: date | None = None
    processes: tuple[str, ...] | None = None
    amount: Decimal | None = None
    open_tasks: bool = False
    only: bool = False

    def to_wire(self, number: str) -> dict[str, Any]:
        """As the organisation's file would have it, under this number."""
        written: dict[str, Any] = {
            "id": number,
            "person": self.person,
            "for": self.absent,
            "from": self.first.isoformat(),
            "until": self.last.isoformat() if self.last else None,
            "processes": list(self.processes) if self.processes is not None else None,
            "amount": str(self.amount) if self.amount is not None else None,
            "open_tasks": "true" if self.open_tasks else None,
            "only": "true" if self.only else None,
        }
        return {key: value for key, value in written.items() if value is not None}


def must_be_allowed(
    wanted: Wanted, directory: Directory, today: date, by: str | None, setters: Collection[str]
) -> None:
    """Raise `Rejected` unless it may be set. `by` None: a definition sets it, an approved leave for instance.

    `setters`: roles whose holders may set anybody's.
    """
    _must_be_there(wanted.absent, directory, today)
    _must_be_there(wanted.person, directory, today)
    if wanted.person == wanted.absent:
        raise Rejected("stand-in-for-oneself", f"Expected somebody else than {wanted.absent}")
    if wanted.last is not None and (wanted.last < wanted.first or wanted.last < today):
        raise Rejected("stand-in-dates", f"Expected days still ahead, but got {wanted.first} to {wanted.last}")
    if by is not None:
        must_be_theirs(wanted.absent, directory, by, setters)
    _must_be_no_circle(wanted, directory, today)


def may_see(one: StandIn, who: Standing, directory: Directory, setters: Collection[str]) -> bool:
    """Whether somebody sees a stand-in: one of their own or of their people, or all of them."""
    if who.sees_arrangements or directory.holds_any(who.person, setters):
        return True
    return not {one.person, one.absent}.isdisjoint((who.person, *who.people))


def must_be_theirs(absent: str, directory: Directory, by: str, setters: Collection[str]) -> None:
    """Raise `Rejected` unless somebody may set and end this person's stand-ins: their own, their people's, or HR."""
    if answers_for(absent, directory, by, setters):
        return
    message = f"Expected {absent}, a superior of theirs or {', '.join(setters) or 'nobody else'}, but {by} asked"
    raise Rejected("not-their-superior", message)


def answers_for(absent: str, directory: Directory, by: str, setters: Collection[str]) -> bool:
    """Whether somebody may set and end this person's stand-ins."""
    return by == absent or by in superiors_of(directory, absent) or directory.holds_any(by, setters)


def to_end(number: str, directory: Directory, today: date) -> StandIn:
    """The stand-in of that number, which has not ended yet; raises `Rejected`."""
    found = next((one for one in directory.stand_ins if one.id == number), None)
    if found is None:
        raise Rejected("unknown-stand-in", f"Expected a stand-in, but none is called {number}")
    if found.is_over(today):
        raise Rejected("stand-in-over", f"Expected a stand-in that has not ended, but {number} ended on {found.last}")
    return found


def _must_be_there(person: str, directory: Directory, today: date) -> None:
    if directory.person(person) is None:
        raise Rejected("unknown-person", f"Expected somebody of the directory, but {person} is not in it")
    if not directory.is_here(person, today):
        raise Rejected("has-left", f"Expected somebody of the company, but {person} has left")


def _must_be_no_circle(wanted: Wanted, directory: Directory, today: date) -> None:
    circle = circle_with(wanted, directory, today)
    if circle:
        message = f"Expected stand-ins that lead to somebody, but this one closes the circle {' → '.join(circle)}"
        raise Rejected("stand-in-cycle", message)


def circle_with(wanted: Wanted, directory: Directory, today: date, without: Collection[str] = ()) -> tuple[str, ...]:
    """The circle of people that a stand-in would close, in the same days and processes; empty: none. `without`: the
    numbers of stand-ins that end."""
    at_once = [one for one in directory.stand_ins if one.id not in without and _meets(one, wanted, today)]
    ways: list[tuple[str, ...]] = [(wanted.absent, wanted.person)]
    while ways:
        way = ways.pop()
        for relation in at_once:
            if relation.absent != way[-1]:
                continue
            if relation.person == wanted.absent:
                return (*way, wanted.absent)
            if relation.person not in way:
                ways.append((*way, relation.person))
    return ()


def _meets(relation: StandIn, wanted: Wanted, today: date) -> bool:
    """Whether two stand-ins hold at once, from today on, in a process."""
    if relation.last is not None and relation.last < max(today, wanted.first):
        return False
    if wanted.last is not None and wanted.last < relation.first:
        return False
    if relation.processes is None or wanted.processes is None:
        return True
    return bool(set(relation.processes) & set(wanted.processes))
