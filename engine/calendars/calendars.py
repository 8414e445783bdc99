"""The company's calendars: everything a limit, a timer or a schedule asks of business time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from engine.calendars import open_time as counting
from engine.calendars.calendar import ONE_DAY, Calendar
from engine.calendars.calendar_text import read_calendar
from engine.calendars.durations import Duration
from engine.calendars.errors import CalendarError
from engine.calendars.holidays import HolidayTable, read_holidays
from engine.calendars.moments import BoundMoment
from engine.calendars.placing import Placed, Roll, Rolled, counted_from, move, place
from engine.calendars.receipts import Receipt, notes, stretches
from engine.calendars.shares import Pause, capped, pushed, share
from engine.said import Said, with_guess


@dataclass(frozen=True)
class Instant:
    """When a moment comes, and what the record needs to say why.

    `at` is aware, with the calendar's offset of that day fixed, so that instants compare and subtract exactly.
    `counted_from` is where the time allowed began. `provisional`: a day between hangs on holidays not yet announced.
    """

    at: datetime
    calendar: str
    counted_from: datetime
    rolled: Rolled | None = None
    provisional: bool = False


class Calendars:
    """Calendars by id, as data. `version` is a digest of all they say, and goes into every record of a limit."""

    def __init__(
        self, calendars: Mapping[str, Calendar], default: str, version: str, written: Mapping[str, Any]
    ) -> None:
        self._calendars = dict(calendars)
        self.default = default
        self.version = version
        self._written = dict(written)

    @classmethod
    def read(
        cls, calendars: Iterable[Mapping[str, Any]], holidays: Iterable[Mapping[str, Any]] = (), default: str = "office"
    ) -> Calendars:
        """Calendars and holiday tables as their YAML files have them; a later table lies over an earlier of its id.

        Raises `CalendarError` for what cannot be used.
        """
        by_id: dict[str, Any] = {}
        for one in calendars:
            if one.get("calendar") in by_id:
                raise CalendarError("Expected one calendar '{calendar}', but found two", calendar=one["calendar"])
            by_id[str(one.get("calendar"))] = one
        return cls._of({"calendars": by_id, "holidays": list(holidays), "default": default})

    @classmethod
    def _of(cls, written: Mapping[str, Any]) -> Calendars:
        tables: dict[str, HolidayTable] = {}
        for one in written["holidays"]:
            table = read_holidays(one)
            tables[table.id] = tables[table.id].with_overrides(table) if table.id in tables else table
        calendars = {key: read_calendar(one, tables) for key, one in written["calendars"].items()}
        if written["default"] not in calendars:
            raise CalendarError(
                "Expected the company's calendar '{calendar}', but there is no such calendar",
                calendar=written["default"],
            )
        canonical = json.dumps(written, sort_keys=True, ensure_ascii=False, default=str).encode()
        return cls(calendars, written["default"], hashlib.sha256(canonical).hexdigest(), written)

    def overlaid(self, changes: Mapping[str, Mapping[str, Any]]) -> Calendars:
        """These calendars with keys of some replaced (`days` are added to), and new ones added."""
        calendars = dict(self._written["calendars"])
        for key, change in changes.items():
            before = calendars.get(key, {"calendar": key})
            days = {**(before.get("days") or {}), **(change.get("days") or {})}
            calendars[key] = {**before, **change, **({"days": days} if days else {})}
        return Calendars._of({**self._written, "calendars": calendars})

    @property
    def written(self) -> Mapping[str, Any]:
        """All of it as JSON: `calendars` by id, `holidays`, `default`. `Calendars.read` makes the same of it again."""
        return self._written

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all calendars, as they were given."""
        return tuple(self._calendars)

    def calendar(self, calendar: str | None = None) -> Calendar:
        """The calendar of that id, by default the company's. Raises `CalendarError` for an unknown one."""
        found = self._calendars.get(calendar or self.default)
        if found is None:
            said = Said("Expected a calendar, but there is none called '{calendar}'.", calendar=calendar)
            raise CalendarError(with_guess(said, calendar, self._calendars))
        return found

    def instant(
        self,
        bound: BoundMoment,
        base: datetime,
        *,
        calendar: str | None = None,
        roll: Roll | None = None,
        pauses: Sequence[Pause] = (),
        max_pause: Duration | None = None,
    ) -> Instant:
        """When a moment comes that counts from `base` (aware), where the step, clock or case began.

        `roll` None takes the moment's own default. `pauses` (in order, ended, each cut to `max_pause`) move a limit
        that is a length of time, in its own kind of time.
        """
        using = self.calendar(calendar)
        placed = place(bound, using.instant(base), using, roll or bound.default_roll)
        at = pushed(placed.at, _ended(pauses, max_pause, using), bound, using)
        return self._shown(placed, at, using)

    def share(
        self,
        base: datetime,
        due: datetime,
        percent: Decimal | int,
        bound: BoundMoment,
        calendar: str | None = None,
        *,
        pauses: Sequence[Pause] = (),
        max_pause: Duration | None = None,
    ) -> Instant | None:
        """When a percentage of the time allowed has passed; None for a moment that counts backwards.

        `due` is what `instant` gave for the same `bound`, `base` and pauses.
        """
        using = self.calendar(calendar)
        start, end = using.instant(base), using.instant(due)
        at = share(bound, start, end, Decimal(percent), using, _ended(pauses, max_pause, using))
        return None if at is None else self._shown(Placed(at, start), at, using)

    def allowed(self, base: datetime, due: datetime, bound: BoundMoment, calendar: str | None = None) -> int:
        """How many seconds a limit leaves: working ones for a limit in working time, elapsed ones for every other.

        Counted from where the limit counts, for one that counts backwards from `base`; none when it is past.
        """
        using = self.calendar(calendar)
        start = using.instant(base) if bound.side == "before" else counted_from(bound, using.instant(base), using)
        if bound.duration is not None and bound.duration.only_working_time:
            return max(self.between(start, due, calendar), 0)
        return max((using.instant(due) - start) // timedelta(seconds=1), 0)

    def explain(
        self,
        bound: BoundMoment,
        base: datetime,
        *,
        calendar: str | None = None,
        roll: Roll | None = None,
        pauses: Sequence[Pause] = (),
        max_pause: Duration | None = None,
    ) -> Receipt:
        """The receipt of what `instant` answers to the same question."""
        using = self.calendar(calendar)
        placed = place(bound, using.instant(base), using, roll or bound.default_roll)
        ended = _ended(pauses, max_pause, using)
        at = pushed(placed.at, ended, bound, using)
        found = self._shown(placed, at, using)
        return Receipt(
            moment=bound.text,
            calendar=using.id,
            version=self.version,
            counted_from=found.counted_from,
            at=found.at,
            stretches=stretches(bound, placed.counted_from, at, using, ended),
            notes=tuple(notes(bound, placed, using)),
            provisional=found.provisional,
        )

    def add(self, base: datetime, duration: Duration, calendar: str | None = None) -> datetime:
        """The instant that long after `base`."""
        using = self.calendar(calendar)
        return using.local(move(using.instant(base), duration, 1, using))

    def subtract(self, base: datetime, duration: Duration, calendar: str | None = None) -> datetime:
        """The instant that long before `base`."""
        using = self.calendar(calendar)
        return using.local(move(using.instant(base), duration, -1, using))

    def between(self, start: datetime, end: datetime, calendar: str | None = None) -> int:
        """Working seconds from `start` to `end`, whole ones, of a hundred years at most; negative when `end` is the
        earlier."""
        using = self.calendar(calendar)
        open_time = counting.open_time(using, using.instant(start), using.instant(end))
        seconds = abs(open_time) // timedelta(seconds=1)
        return seconds if open_time >= timedelta() else -seconds

    def is_open(self, at: datetime, calendar: str | None = None) -> bool:
        """True from the second of opening up to, not including, the second of closing."""
        using = self.calendar(calendar)
        return counting.is_open(using, using.instant(at))

    def next_open(self, at: datetime, calendar: str | None = None) -> datetime:
        """`at` if it is open then, else the next opening."""
        using = self.calendar(calendar)
        return using.local(counting.next_open(using, using.instant(at)))

    def is_working_day(self, day: date, calendar: str | None = None) -> bool:
        """True if the calendar is open at any time of that day."""
        return self.calendar(calendar).is_open_on(day)

    def working_hours_between(self, start: datetime, end: datetime, calendar: str | None = None) -> Decimal:
        """`between` in hours, all of them. Raises `CalendarError` for what is more than a hundred years apart."""
        using = self.calendar(calendar)
        _must_be_near(_day(start, using), _day(end, using))
        return Decimal(self.between(start, end, calendar)) / 3600

    def working_days_between(self, start: date, end: date, calendar: str | None = None) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is the earlier.

        So `n working days after start` is `end`, and the first day does not count. Of a datetime its day counts. Raises
        `CalendarError` for what is more than a hundred years apart.
        """
        using = self.calendar(calendar)
        first, last = _day(start, using), _day(end, using)
        _must_be_near(first, last)
        if last < first:
            return -self.working_days_between(last, first, calendar)
        days = (last - first).days
        return sum(using.is_open_on(first + count * ONE_DAY) for count in range(1, days + 1))

    def _shown(self, placed: Placed, at: datetime, using: Calendar) -> Instant:
        years = range(
            using.date_of(min(placed.counted_from, at)).year, using.date_of(max(placed.counted_from, at)).year + 1
        )
        provisional = using.holidays is not None and any(map(using.holidays.is_provisional, years))
        return Instant(using.local(at), using.id, using.local(placed.counted_from), placed.rolled, provisional)


def _ended(pauses: Sequence[Pause], cap: Duration | None, calendar: Calendar) -> tuple[Pause, ...]:
    in_utc = (Pause(calendar.instant(one.begin), calendar.instant(one.end), one.reason) for one in pauses)
    return tuple(capped(pause, cap, calendar) for pause in in_utc)


def _must_be_near(first: date, last: date) -> None:
    if abs(last - first) > counting.FURTHEST:
        raise CalendarError("Expected days at most 100 years apart, but got {first} and {last}", first=first, last=last)


def _day(day: date, calendar: Calendar) -> date:
    return calendar.date_of(calendar.instant(day)) if isinstance(day, datetime) else day
