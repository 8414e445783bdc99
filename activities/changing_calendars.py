"""A change of calendars: read, looked at, and put in force as it was looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.administering.company_changes import must_be_as_seen, must_have_a_reason
from engine.calendars import Calendars
from engine.calendars.changing import ChangedDay, changed, changed_days, step_of
from store import NoCompany, Store
from store.company import Company, company_of_texts
from store.company_text import UNUSABLE, read_yaml, told_with_line
from store.moving_limits import Looked, MovedLimit

BEHIND, AHEAD = timedelta(days=31), timedelta(days=730)
"""How far the days are compared."""
MOST_LIMITS = 2000


class UnusableCalendar(Exception):
    """A text that is no calendar and no holidays; `path` is the place in it, where it is known."""

    def __init__(self, wrong: Exception) -> None:
        super().__init__(str(wrong))
        self._wrong = wrong
        self.path = str(getattr(wrong, "path", ""))

    def told(self, line: int | None = None) -> str:
        """What is wrong, with the line of it, in both languages (`engine.said`)."""
        return told_with_line(self._wrong, line)


@dataclass(frozen=True)
class CalendarChange:
    """The calendars as they would be, and the company they would change, of which version.

    `seen` names this very step: who has looked at one applies no other.
    """

    version: int
    company: Company
    calendars: Calendars

    @property
    def seen(self) -> str:
        return step_of(self.company.calendars, self.calendars)


@dataclass(frozen=True)
class CalendarChangeEffect:
    """The days with other hours, and the open limits that would be due at another instant."""

    days: Sequence[ChangedDay]
    looked: Looked
    now: datetime

    @property
    def breached(self) -> Sequence[MovedLimit]:
        """Those that would be late at once."""
        return [one for one in self.looked.moved if self.is_breached(one)]

    def is_breached(self, one: MovedLimit) -> bool:
        """Whether a limit still ahead would be behind."""
        return one.then <= self.now < one.due


async def change_of(store: Store, text: str) -> CalendarChange:
    """What a calendar or a notice of holidays, written as YAML, makes of the calendars.

    Raises `UnusableCalendar`, `NoCompany`.
    """
    versions, company = await store.company_versions(1), await store.company_written()
    if company is None:
        raise NoCompany
    try:
        return CalendarChange(versions[0][0], company, changed(company.calendars, read_yaml(text)))
    except UNUSABLE as error:
        raise UnusableCalendar(error) from error


async def effect_of(store: Store, change: CalendarChange, now: datetime) -> CalendarChangeEffect:
    """What it would do; nothing is done."""
    before, directory = change.company.calendars, change.company.directory
    today = directory.day_of(now)
    days = list(changed_days(before, change.calendars, today - BEHIND, today + AHEAD))
    concerned = sorted({one.calendar for one in days})
    looked = await store.limits_that_move(change.calendars, directory, concerned, most=MOST_LIMITS)
    return CalendarChangeEffect(days, looked, now)


async def apply(store: Store, change: CalendarChange, *, seen: str, by: str, reason: str) -> None:
    """Put it in force as a new version; open limits follow.

    Raises `Rejected` `comment-missing`, `changed-meanwhile`.
    """
    must_have_a_reason(reason)
    must_be_as_seen(seen, change.seen)
    made = company_of_texts(change.company.directory.written, change.calendars, change.company.name.zh)
    await store.put_company(made, by=by, reason=reason, over=change.version)
