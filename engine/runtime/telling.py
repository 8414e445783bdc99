"""When what a rung tells, or hands on, reaches people (design of human work, section 6): in their working time.

The rung has its exact instant; the notice leaves when its receiver works. Whoever has the late task is told then. What
is *raised* to somebody, a task that is not theirs, comes as one list for each rung and half working day: the first one
leaves at once, what follows in the same half day waits for the beginning of the next, and a list that is still to leave
takes in all that come before.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from engine.calendars import BoundMoment, CalendarError, Calendars
from engine.people import Directory
from engine.runtime.events import NoticeAddressed

_END_OF_HALF_DAY = BoundMoment("end of half day", "end_of", unit="half day")


@dataclass(frozen=True)
class Letter:
    """A notice to one person that waits for its moment. All of one `list` that may leave then leave together."""

    to: str
    list: str
    leaves: datetime


def works_at(person: str, at: datetime, directory: Directory, calendars: Calendars) -> datetime:
    """`at`, if the person works then, else when they do next. At once for whose calendar nobody can read."""
    try:
        return calendars.next_open(at, directory.calendar_of(person)).astimezone(UTC)
    except CalendarError:
        return at.astimezone(UTC)


def end_of_half_day(at: datetime, calendars: Calendars, calendar: str | None) -> datetime:
    """When the half working day that `at` lies in, or comes before, is over."""
    return calendars.instant(_END_OF_HALF_DAY, at, calendar=calendar).at


def leaving(
    people: Iterable[str],
    own: Iterable[str],
    about: str,
    at: datetime,
    directory: Directory,
    calendars: Calendars,
    lists: Mapping[str, datetime],
) -> dict[str, datetime]:
    """When each of these is told of a rung that came `at`. `own`: those who have the task themselves. `lists`: when
    the last list left, or leaves, by its name."""
    having = frozenset(own)
    return {
        person: _with_list(person, lists.get(list_of(person, about)), at, directory, calendars)
        if person not in having
        else works_at(person, at, directory, calendars)
        for person in people
    }


def _with_list(
    person: str, last: datetime | None, at: datetime, directory: Directory, calendars: Calendars
) -> datetime:
    """With the list that is still to leave, or with the next one; with one of its own, if none left this half day."""
    opens = works_at(person, at, directory, calendars)
    if last is None or last >= opens:
        return opens if last is None else last
    try:
        over = end_of_half_day(last, calendars, directory.calendar_of(person))
    except CalendarError:
        return opens
    return opens if over <= opens else works_at(person, over, directory, calendars)


def list_of(person: str, about: str) -> str:
    """The list that takes in what a rung raises to a person, whatever the case."""
    return f"{person}/{about.partition('.')[2]}"


def letters(notice: NoticeAddressed) -> Iterator[Letter]:
    """The notice as it leaves to each who is told in their own time; nothing for one that leaves at once to all."""
    for person, leaves in notice.leaves.items():
        own = "" if person in notice.raised else "/own"
        yield Letter(person, f"{list_of(person, notice.about)}{own}", leaves)
