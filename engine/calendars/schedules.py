"""Schedules: when cases start by themselves (language reference, section 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from engine.calendars.calendar import ONE_DAY, Calendar
from engine.calendars.calendar_text import WEEKDAYS
from engine.calendars.calendars import Calendars
from engine.calendars.cron import Cron, read_cron
from engine.calendars.errors import TimeTextError
from engine.calendars.placing import Roll, last_day
from engine.calendars.texts import Text
from engine.said import Said

Kind = Literal["every_day", "every_working_day", "weekday", "every_n_days", "day_of_month", "edge_of_month", "cron"]
EPOCH = date(2024, 1, 1)
"""Where `every N days` begins to count unless a schedule is given a first day: a Monday."""
_WEEKDAYS_ZH = "一二三四五六日"
_LOOK_BACK = 40 * ONE_DAY
_LOOK_AHEAD = 366 * 8
"""Days looked through for the next time; the 29th of February can be eight years away."""

_FORMS = (
    "Schedules look like 'every working day at 18:00', 'every Friday at 16:00', 'every 2 days at 09:00', "
    "'day 28 of every month at 09:00', 'last working day of every month at 18:00' or 'cron 0 18 * * 1-5'"
)
_AT = r"\s+at\s+(?P<time>\S+)"
_EVERY = re.compile(rf"every\s+(?P<what>day|working\s+day|[A-Za-z]+|[0-9]+\s+days){_AT}")
_DAY_OF_MONTH = re.compile(rf"day\s+(?P<day>[0-9]+)\s+of\s+every\s+month{_AT}")
_EDGE = re.compile(rf"(?P<edge>first|last)\s+(?P<working>working\s+)?day\s+of\s+every\s+month{_AT}")


@dataclass(frozen=True)
class Schedule:
    """A rule that gives one instant after another. `at` is the time of day in the calendar's zone."""

    text: str
    kind: Kind
    at: time = time()
    number: int = 0
    working: bool = False
    cron: Cron | None = None

    @property
    def told(self) -> Text:
        """The rule as people read it; one of cron as it is written."""
        return Text(self._zh(), self.text)

    def _zh(self) -> str:
        match self.kind:
            case "cron":
                return self.text
            case "every_working_day":
                when = "每个工作日"
            case "weekday":
                when = f"每周{_WEEKDAYS_ZH[self.number]}"
            case "every_n_days":
                when = f"每 {self.number} 天"
            case "day_of_month":
                when = f"每月 {self.number} 日"
            case "edge_of_month":
                edge, day = "第一个" if self.number == 1 else "最后一个", "工作日" if self.working else "自然日"
                when = f"每月{edge}{day}"
            case _:
                when = "每天"
        return f"{when} {self.at:%H:%M}"

    def next_after(
        self,
        at: datetime,
        calendars: Calendars,
        *,
        calendar: str | None = None,
        roll: Roll = "none",
        first_day: date = EPOCH,
    ) -> datetime:
        """The first instant strictly after `at` (aware). `first_day` is where `every N days` counts from.

        A date that `roll` moves runs at the same time on the day it moves to; two that meet there run once.
        """
        using = calendars.calendar(calendar)
        after = using.instant(at)
        day = using.date_of(after)
        if roll != "none":
            day -= _LOOK_BACK
        for _ in range(_LOOK_AHEAD):
            for shown in self._times(day, using, first_day):
                instant = using.at(_rolled(day, using, roll), shown)
                if instant > after:
                    return using.local(instant)
            day += ONE_DAY
        raise TimeTextError(
            Said("Expected a time after {at:%Y-%m-%d}, but '{text}' has none within eight years", at=at, text=self.text)
        )

    def _times(self, day: date, calendar: Calendar, first_day: date) -> Iterator[int]:
        if self.cron is not None:
            yield from self.cron.seconds_on(day)
        elif self._runs_on(day, calendar, first_day):
            yield self.at.hour * 3600 + self.at.minute * 60 + self.at.second

    def _runs_on(self, day: date, calendar: Calendar, first_day: date) -> bool:
        if self.kind == "every_working_day":
            return calendar.is_open_on(day)
        if self.kind == "weekday":
            return day.weekday() == self.number
        if self.kind == "every_n_days":
            return (day - first_day).days % self.number == 0
        if self.kind == "day_of_month":
            return day.day == min(self.number, last_day("month", day).day)
        if self.kind == "edge_of_month":
            return day == self._edge(day, calendar)
        return True

    def _edge(self, day: date, calendar: Calendar) -> date:
        edge = day.replace(day=1) if self.number == 1 else last_day("month", day)
        return calendar.working_day(edge, 1 if self.number == 1 else -1) if self.working else edge


def _rolled(day: date, calendar: Calendar, roll: Roll) -> date:
    return day if roll == "none" else calendar.working_day(day, 1 if roll == "forward" else -1)


def parse_schedule(text: str) -> Schedule:
    """The schedule `text` spells. Raises `TimeTextError` with the column and a hint."""
    written = text.strip()
    start = len(text) - len(text.lstrip())
    if written.startswith("cron"):
        return Schedule(written, "cron", cron=read_cron(written[4:], start + 4))
    if match := _DAY_OF_MONTH.fullmatch(written):
        number = int(match["day"])
        if not 1 <= number <= 31:
            raise TimeTextError(
                Said("Expected a day of the month, but found {number}", number=number),
                start + match.start("day") + 1,
                _FORMS,
            )
        return Schedule(written, "day_of_month", _time(match, start), number)
    if match := _EDGE.fullmatch(written):
        number = 1 if match["edge"] == "first" else -1
        return Schedule(written, "edge_of_month", _time(match, start), number, working=bool(match["working"]))
    if match := _EVERY.fullmatch(written):
        return _every(written, match, start)
    raise TimeTextError(Said("Expected a schedule, but found '{written}'", written=written), start + 1, _FORMS)


def _every(written: str, match: re.Match[str], start: int) -> Schedule:
    what = match["what"]
    at = _time(match, start)
    if what == "day":
        return Schedule(written, "every_day", at)
    if what.split() == ["working", "day"]:
        return Schedule(written, "every_working_day", at)
    column = start + match.start("what") + 1
    if what[0].isdigit():
        count = int(what.split()[0])
        if count == 0:
            raise TimeTextError("Expected one day or more, but found 0", column, _FORMS)
        return Schedule(written, "every_n_days", at, count)
    if what.lower() not in WEEKDAYS:
        raise TimeTextError(Said("Expected a day of the week, but found '{what}'", what=what), column, _FORMS)
    return Schedule(written, "weekday", at, WEEKDAYS.index(what.lower()))


def _time(match: re.Match[str], start: int) -> time:
    text = match["time"]
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        column = start + match.start("time") + 1
        raise TimeTextError(Said("Expected a time of day like 09:00, but found '{text}'", text=text), column, _FORMS)
    return time.fromisoformat(text)
