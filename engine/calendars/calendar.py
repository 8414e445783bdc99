"""One calendar: when it is open on any day, and why it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo

from engine.calendars.durations import DAY, HOUR, MINUTE
from engine.calendars.errors import CalendarError
from engine.calendars.holidays import HolidayTable
from engine.calendars.texts import Text

DayKind = Literal["open", "closed", "weekly", "holiday", "make_up", "extra"]
"""Why a day is as it is: `open` by its weekday, `weekly` closed by its weekday, `holiday`, `make_up` (worked for a
holiday), `extra` (hours of its own), `closed` (closed by the company)."""

SEARCH_DAYS = 3660
"""How many days are looked through for open time before a calendar counts as never open."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """From one time of day to a later one, in seconds on the wall clock; 86400 is midnight at the day's end."""

    start: int
    end: int

    @property
    def text(self) -> str:
        return f"{clock_text(self.start)}-{clock_text(self.end)}"


@dataclass(frozen=True)
class Day:
    """What a calendar says of one day. `hours` are the same spans as instants in UTC."""

    date: date
    kind: DayKind
    spans: tuple[Span, ...]
    hours: tuple[tuple[datetime, datetime], ...]
    name: Text | None
    provisional: bool


@dataclass(frozen=True)
class SpecialDay:
    """A day with hours of its own; none at all when the company is closed."""

    spans: tuple[Span, ...]
    name: Text


@dataclass(frozen=True, eq=False)
class Calendar:
    """Weekly hours in a zone, holidays laid over them, single days laid over those.

    `day_ends` is when a limit ends that is a date without a time (seconds of the day). `counts_half_days`: limits in
    working days end with a half day. Asking for a day is cheap: days are remembered.
    """

    id: str
    name: Text
    zone: ZoneInfo
    week: tuple[tuple[Span, ...], ...]
    holidays: HolidayTable | None
    special: Mapping[date, SpecialDay]
    day_ends: int
    break_name: Text
    counts_half_days: bool
    _days: dict[date, Day]

    def day(self, day: date) -> Day:
        """The day's open hours with their reason."""
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = self._made(day)
        return known

    def _made(self, day: date) -> Day:
        kind, spans, name = self._ruled(day)
        # A clock put forward can swallow a span or turn it round; such a span is no open time.
        hours = tuple((self.at(day, span.start), self.at(day, span.end)) for span in spans)
        hours = tuple((start, end) for start, end in hours if start < end)
        provisional = self.holidays is not None and self.holidays.is_provisional(day.year)
        return Day(day, kind, spans if hours else (), hours, name, provisional)

    def _ruled(self, day: date) -> tuple[DayKind, tuple[Span, ...], Text | None]:
        special = self.special.get(day)
        if special is not None:
            return ("extra" if special.spans else "closed"), special.spans, special.name
        if self.holidays is not None:
            made_up = self.holidays.make_up.get(day)
            if made_up is not None:
                return "make_up", self.week[made_up.hours_of.weekday()], made_up.name
            if day in self.holidays.off:
                return "holiday", (), self.holidays.off[day]
        spans = self.week[day.weekday()]
        return ("open" if spans else "weekly"), spans, None

    @property
    def opens_daily(self) -> bool:
        """Whether every day is a working day in it."""
        return all(self.week) and self.holidays is None and all(one.spans for one in self.special.values())

    def is_open_on(self, day: date) -> bool:
        """True if it is open at any time of that day: a working day."""
        return bool(self.day(day).hours)

    def at(self, day: date, seconds: int) -> datetime:
        """The instant (UTC) when the zone's clock first shows that time on that day.

        A time that the clock jumps over counts as if it had not been put forward yet.
        """
        days, rest = divmod(seconds, DAY)
        shown = time(rest // HOUR, rest % HOUR // MINUTE, rest % MINUTE)
        return datetime.combine(day + days * ONE_DAY, shown, self.zone).astimezone(UTC)

    def local(self, at: datetime) -> datetime:
        """The instant as the zone's clock shows it, with a fixed offset, so that it compares and subtracts exactly."""
        shown = at.astimezone(self.zone)
        offset = shown.utcoffset()
        assert offset is not None  # a ZoneInfo always knows its offset
        return shown.replace(tzinfo=timezone(offset), fold=0)

    def instant(self, at: datetime) -> datetime:
        """Any datetime as an instant in UTC; one without a zone is in this calendar's."""
        return (at if at.tzinfo is not None else at.replace(tzinfo=self.zone)).astimezone(UTC)

    def date_of(self, at: datetime) -> date:
        """The day the zone's calendar shows at that instant."""
        return at.astimezone(self.zone).date()

    def days_from(self, day: date, step: Literal[1, -1] = 1) -> Iterator[Day]:
        """The days from `day` on, or back; ends with a `CalendarError` where no open day can be hoped for."""
        for count in range(SEARCH_DAYS):
            yield self.day(day + step * count * ONE_DAY)
        raise CalendarError(f"Expected open time within ten years of {day}, but found none", self.id)

    def working_day(self, day: date, step: Literal[1, -1]) -> date:
        """`day` if it is a working day, else the nearest one after (1) or before (-1) it."""
        return next(near.date for near in self.days_from(day, step) if near.hours)


def clock_text(seconds: int) -> str:
    """A time of day as it is written: 09:00, 24:00, 08:30:15."""
    hours, rest = divmod(seconds, HOUR)
    text = f"{hours:02}:{rest // MINUTE:02}"
    return f"{text}:{rest % MINUTE:02}" if rest % MINUTE else text
