"""Opening a sealed case (打开密件): one person asks with a reason, another one with the right confirms, for some hours.

Those in the case and the head of its department are told; where the head is one of the two, whoever is above as well.
Codes: `not-sealed`, `reads-already`, `reason-missing`, `too-long`, `opening-asked`, `may-not-ask-to-open`,
`may-not-open`, `same-person`, `opening-over`, `has-left`, `unknown-person`.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from engine.administering import access
from engine.people import Directory, superiors_of
from engine.runtime.readers import Readers
from engine.runtime.refusals import Rejected

LONGEST = 72
"""Hours for which a case may be opened at most."""
ANSWERED_WITHIN = timedelta(hours=72)
"""After that nobody can confirm it any more: what was urgent then has to be asked anew."""


Standing = Literal["waits", "open", "closed", "refused", "lapsed"]
"""What has become of a request; `lapsed`: nobody has answered it in time."""


@dataclass(frozen=True)
class Keepers:
    """Roles whose holders may ask for a sealed case to be opened, and those whose holders may confirm it."""

    askers: tuple[str, ...]
    openers: tuple[str, ...]


@dataclass(frozen=True)
class Opening:
    """That `by` wants to read a sealed case for so many hours. `answered_by` has confirmed (`until`) or refused it;
    `answer` is what they said, `told` are those who heard of it."""

    id: str
    case_id: str
    by: str
    reason: str
    hours: int
    asked_at: datetime
    answered_by: str | None = None
    answered_at: datetime | None = None
    answer: str = ""
    until: datetime | None = None
    told: tuple[str, ...] = ()

    def opens(self, person: str | None, now: datetime) -> bool:
        """Whether somebody may read the case by it."""
        return person == self.by and self.until is not None and now < self.until

    def waits(self, now: datetime) -> bool:
        """Whether it can still be answered."""
        return self.answered_by is None and now < self.asked_at + ANSWERED_WITHIN

    def standing(self, now: datetime) -> Standing:
        """What has become of it by now."""
        if self.until is not None:
            return "open" if now < self.until else "closed"
        if self.answered_by is not None:
            return "refused"
        return "waits" if self.waits(now) else "lapsed"


@dataclass(frozen=True)
class Answer:
    """What the second person says to it."""

    by: str
    said: str
    at: datetime
    confirmed: bool


@dataclass(frozen=True)
class Sealed:
    """A case that is to be opened: who is in it, and the department of its process."""

    sealed: bool
    readers: Readers
    department: str


def ask(wanted: Opening, case: Sealed, before: Iterable[Opening], keepers: Keepers, directory: Directory) -> Opening:
    """The request, where it may be made. `before`: what was asked of this case so far. Raises `Rejected`."""
    by, now = wanted.by, wanted.asked_at
    if not case.sealed:
        raise Rejected("not-sealed", "Expected a sealed case, but this one is read by everybody")
    if case.readers.is_in_the_case(by):
        raise Rejected("reads-already", f"Expected somebody who is not in the case, but {by} is")
    if not wanted.reason.strip():
        raise Rejected("reason-missing", "Expected why a sealed case is to be opened, but the reason is empty")
    if not 1 <= wanted.hours <= LONGEST:
        raise Rejected("too-long", f"Expected 1 to {LONGEST} hours, but got {wanted.hours}")
    _must_hold(by, keepers.askers, directory, now, "may-not-ask-to-open")
    open_one = next((one for one in before if one.by == by and (one.waits(now) or one.opens(by, now))), None)
    if open_one is not None:
        raise Rejected("opening-asked", f"Expected nothing asked yet, but {open_one.id} waits or is open")
    return wanted


def answer(opening: Opening, case: Sealed, given: Answer, keepers: Keepers, directory: Directory) -> Opening:
    """The request as it was answered: open from now on, and who is told of it; or refused. Raises `Rejected`."""
    _must_be_answerable(opening, given, keepers, directory)
    answered = replace(opening, answered_by=given.by, answered_at=given.at, answer=given.said)
    if not given.confirmed:
        if not given.said.strip():
            raise Rejected("reason-missing", "Expected why it is not opened, but the reason is empty")
        return answered
    told = dict.fromkeys(_told(answered, case, directory, given.at))
    return replace(answered, until=given.at + timedelta(hours=opening.hours), told=tuple(told))


def may_see(opening: Opening, who: access.Standing, keepers: Keepers, directory: Directory) -> bool:
    """Whether somebody sees that a case was asked for: who may ask, answer or audit sees all of them; others their own,
    and what they were told of."""
    if directory.holds_any(who.person, (*keepers.askers, *keepers.openers)):
        return True
    audits = not who.roles.isdisjoint(("auditor", "administrator"))
    return audits or who.person in (opening.by, opening.answered_by, *opening.told)


def _must_be_answerable(opening: Opening, given: Answer, keepers: Keepers, directory: Directory) -> None:
    if given.by == opening.by:
        raise Rejected("same-person", f"Expected a second person, but {given.by} has asked for it")
    _must_hold(given.by, keepers.openers, directory, given.at, "may-not-open")
    if not opening.waits(given.at):
        said = f"{opening.answered_by} has answered it" if opening.answered_by else "it was asked too long ago"
        raise Rejected("opening-over", f"Expected a request that waits, but {said}")


def _must_hold(by: str, roles: Collection[str], directory: Directory, now: datetime, code: str) -> None:
    """Nobody does it for another: a stand-in holds no role of whom they stand in for."""
    if directory.person(by) is None:
        raise Rejected("unknown-person", f"Expected somebody of the directory, but {by} is not in it")
    if not directory.is_here(by, directory.day_of(now)):
        raise Rejected("has-left", f"Expected somebody of the company, but {by} has left")
    if not directory.holds_any(by, roles):
        raise Rejected(code, f"Expected a holder of {', '.join(roles) or 'a role that may'}, but {by} is none")


def _told(opening: Opening, case: Sealed, directory: Directory, now: datetime) -> Iterator[str]:
    """Those in the case who are still there, and the head, up to the first one who is none of the two."""
    day, two = directory.day_of(now), (opening.by, opening.answered_by)
    yield from (one for one in sorted(case.readers.everybody) if directory.is_here(one, day) and one not in two)
    for head in _heads(case.department, directory):
        if directory.is_here(head, day) and head not in two:
            yield head
            return


def _heads(department: str, directory: Directory) -> Iterator[str]:
    found = directory.departments.get(department)
    if found is not None and found.head is not None:
        yield found.head
        yield from superiors_of(directory, found.head)
    for above in directory.above(department):
        known = directory.departments.get(above)
        if known is not None and known.head is not None:
            yield known.head
