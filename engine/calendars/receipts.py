"""The receipt of a limit: every stretch that counted, every stretch that was skipped and why, and the sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from engine.calendars.calendar import ONE_DAY, Calendar, DayKind
from engine.calendars.durations import DAY, Duration
from engine.calendars.moments import BoundMoment
from engine.calendars.placing import Placed
from engine.calendars.shares import Pause, can_pause
from engine.calendars.texts import Text, joined

Reason = Literal["open", "outside_hours", "break", "weekly", "holiday", "closed", "paused", "clock"]
"""Why a stretch counts (`open`; `clock`: all time does) or does not."""

_REASONS: dict[Reason, Text] = {
    "open": Text("工作时间", "open"),
    "outside_hours": Text("下班", "outside hours"),
    "break": Text("休息", "break"),
    "weekly": Text("周末休息", "weekend"),
    "holiday": Text("节假日", "holiday"),
    "closed": Text("停工", "closed"),
    "paused": Text("暂停", "paused"),
    "clock": Text("自然时间", "clock time"),
}
_WEEKDAYS_ZH = "一二三四五六日"
_MADE_UP: dict[DayKind, Text] = {
    "make_up": Text("调休上班", "make-up day"),
    "extra": Text("特殊时间", "special hours"),
}


@dataclass(frozen=True)
class Stretch:
    """One line: a stretch of time that counted or was skipped. `name`: of the holiday, break or special day."""

    start: datetime
    end: datetime
    counted: bool
    reason: Reason
    name: Text | None = None

    @property
    def seconds(self) -> int:
        return (self.end - self.start) // timedelta(seconds=1)

    @property
    def text(self) -> Text:
        """The line as people read it: when, how long, and why it counted or not."""
        because = self.name or _REASONS[self.reason]
        when = f"{shown(self.start)} – {shown(self.end)}", f"{shown_en(self.start)} – {shown_en(self.end)}"
        if not self.counted:
            return Text(f"{when[0]} 不计（{because.zh}）", f"{when[1]} not counted ({because.en})")
        length = _length(self.seconds, self.reason == "clock")
        named = Text(f"（{because.zh}）", f" ({because.en})") if self.name else Text("", "")
        return Text(f"{when[0]} 计 {length.text_zh}{named.zh}", f"{when[1]} {length.text} counted{named.en}")

    def to_wire(self) -> dict[str, Any]:
        """The line as JSON."""
        wire: dict[str, Any] = {"start": self.start.isoformat(), "end": self.end.isoformat()}
        wire |= {"counted": self.counted, "reason": self.reason, "seconds": self.seconds}
        return wire | ({"name": self.name.to_wire()} if self.name else {})


@dataclass(frozen=True)
class Receipt:
    """Why a limit is due then. `stretches` run without a gap from where the time counts to where it ends."""

    moment: str
    calendar: str
    version: str
    counted_from: datetime
    at: datetime
    stretches: tuple[Stretch, ...]
    notes: tuple[Text, ...]
    provisional: bool

    @property
    def counted(self) -> timedelta:
        """The sum of the stretches that counted."""
        return sum((line.end - line.start for line in self.stretches if line.counted), timedelta())

    @property
    def text(self) -> Text:
        """The whole receipt, one line each."""
        by_clock = all(line.reason in ("clock", "paused") for line in self.stretches)
        length = _length(self.counted // timedelta(seconds=1), by_clock)
        head = Text(
            f"「{self.moment}」自 {shown(self.counted_from)} 起，日历 {self.calendar}",
            f"'{self.moment}' from {shown_en(self.counted_from)}, calendar {self.calendar}",
        )
        foot = Text(f"合计 {length.text_zh}，截止 {shown(self.at)}", f"in all {length.text}, due {shown_en(self.at)}")
        unsure = [Text("节假日安排尚未公布，可能变动", "holidays not announced yet: it may still move")]
        lines = [
            head,
            *(line.text for line in self.stretches),
            *self.notes,
            foot,
            *(unsure if self.provisional else []),
        ]
        return joined(lines, "\n", "\n")

    def to_wire(self) -> dict[str, Any]:
        """The receipt as JSON."""
        return {
            "moment": self.moment,
            "calendar": self.calendar,
            "version": self.version,
            "counted_from": self.counted_from.isoformat(),
            "at": self.at.isoformat(),
            "seconds": self.counted // timedelta(seconds=1),
            "stretches": [line.to_wire() for line in self.stretches],
            "notes": [note.to_wire() for note in self.notes],
            "provisional": self.provisional,
            "text": self.text.to_wire(),
        }


def _length(seconds: int, by_clock: bool) -> Duration:
    """A length as it is read best: working time in hours, clock time in days and hours."""
    days, rest = divmod(seconds, DAY) if by_clock else (0, seconds)
    return Duration(days=days, seconds=rest)


def stretches(
    bound: BoundMoment, start: datetime, end: datetime, calendar: Calendar, pauses: Sequence[Pause]
) -> tuple[Stretch, ...]:
    """Every stretch between two instants (UTC), in order; neighbours of one reason are one stretch."""
    if end < start:
        start, end = end, start
    working = bound.duration is not None and bound.duration.only_working_time
    found = _by_calendar(start, end, calendar) if working else iter([Stretch(start, end, True, "clock")])
    if can_pause(bound):
        for pause in pauses:
            found = _cut(found, pause)
    local = (
        Stretch(calendar.local(line.start), calendar.local(line.end), line.counted, line.reason, line.name)
        for line in _merged(found)
        if line.start < line.end
    )
    return tuple(local)


def _by_calendar(start: datetime, end: datetime, calendar: Calendar) -> Iterator[Stretch]:
    day = calendar.date_of(start)
    while calendar.at(day, 0) < end:
        for line in _of_day(day, calendar):
            first, last = max(line.start, start), min(line.end, end)
            if first < last:
                yield Stretch(first, last, line.counted, line.reason, line.name)
        day += ONE_DAY


def _of_day(day: date, calendar: Calendar) -> Iterator[Stretch]:
    """The day from midnight to midnight: before hours, open, breaks, after hours; or closed as a whole."""
    ruled = calendar.day(day)
    here, midnight = calendar.at(day, 0), calendar.at(day + ONE_DAY, 0)
    if not ruled.hours:
        reason: Reason = ruled.kind if ruled.kind in ("weekly", "holiday") else "closed"
        yield Stretch(here, midnight, False, reason, ruled.name or _weekday(day, ruled.kind))
        return
    why: Reason = "outside_hours"
    for opens, closes in ruled.hours:
        name = calendar.break_name if why == "break" else None
        yield Stretch(here, opens, False, why, name)
        yield Stretch(opens, closes, True, "open", ruled.name or _MADE_UP.get(ruled.kind))
        here, why = closes, "break"
    yield Stretch(here, midnight, False, "outside_hours")


def _weekday(day: date, kind: DayKind) -> Text | None:
    if kind != "weekly" or day.weekday() >= 5:
        return None
    return Text(f"周{_WEEKDAYS_ZH[day.weekday()]}不上班", f"closed on {day:%A}s")


def _cut(lines: Iterator[Stretch], pause: Pause) -> Iterator[Stretch]:
    """The same lines with the part inside a pause marked as such."""
    name = Text(f"暂停：{pause.reason}", f"paused: {pause.reason}") if pause.reason else None
    for line in lines:
        begin, end = max(line.start, pause.begin), min(line.end, pause.end)
        if not line.counted or begin >= end:
            yield line
            continue
        yield Stretch(line.start, begin, line.counted, line.reason, line.name)
        yield Stretch(begin, end, False, "paused", name)
        yield Stretch(end, line.end, line.counted, line.reason, line.name)


def _merged(lines: Iterator[Stretch]) -> Iterator[Stretch]:
    last: Stretch | None = None
    for line in lines:
        if line.start >= line.end:
            continue
        if last and (last.counted, last.reason, last.name) == (line.counted, line.reason, line.name):
            last = Stretch(last.start, line.end, line.counted, line.reason, line.name)
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def notes(bound: BoundMoment, placed: Placed, calendar: Calendar) -> Iterator[Text]:
    """What stretches cannot show: the date it hangs on, the end of that day's work, a date that was moved."""
    if bound.anchor is not None and bound.anchor_path:
        shown_anchor = str(bound.anchor) if not isinstance(bound.anchor, datetime) else shown(bound.anchor)
        yield Text(f"以 {bound.anchor_path} = {shown_anchor} 为准", f"hangs on {bound.anchor_path} = {shown_anchor}")
    if placed.rolled is not None:
        closed = placed.rolled.name or _REASONS["weekly" if placed.rolled.kind == "weekly" else "closed"]
        yield Text(
            f"{placed.rolled.left} 为{closed.zh}，移至 {placed.rolled.reached}",
            f"{placed.rolled.left} is closed ({closed.en}), moved to {placed.rolled.reached}",
        )
    if bound.is_date_limit and not bound.times:
        ends = calendar.local(placed.at)
        yield Text(f"当日 {ends:%H:%M} 截止", f"ends at {ends:%H:%M} of that day")


def shown(at: datetime) -> str:
    """An instant in Chinese: 2026-03-02 周一 20:55."""
    return f"{at:%Y-%m-%d} 周{_WEEKDAYS_ZH[at.weekday()]} {_clock(at)}"


def shown_en(at: datetime) -> str:
    """An instant in English: Mon 2026-03-02 20:55."""
    return f"{at:%a %Y-%m-%d} {_clock(at)}"


def _clock(at: datetime) -> str:
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
